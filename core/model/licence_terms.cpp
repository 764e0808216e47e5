#include "core/model/licence_terms.h"

namespace qm::model {

bool givesSeatsBack(const LicenceLine& line)
{
    return line.trueDown.value_or(false) || line.cadence == LicenceLine::Cadence::Monthly;
}

std::optional<base::Money> seatPriceAMonth(const LicenceLine& line)
{
    if (!line.unitPrice)
        return std::nullopt;
    const auto minor = (base::Exact(line.unitPrice->minor) / base::Exact(monthsOf(line.cadence))).rounded();
    return base::Money{minor.value_or(0), line.unitPrice->currency};
}

} // namespace qm::model
