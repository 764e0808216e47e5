#pragma once

#include "core/model/software.h"

namespace qm::model {

/// Whether seats can be given back within the term: monthly lines and those with a true-down (F3).
bool givesSeatsBack(const LicenceLine& line);

/// What one seat costs a month, rounded half to even (F9, F10); nullopt when its price is not known.
std::optional<base::Money> seatPriceAMonth(const LicenceLine& line);

} // namespace qm::model
