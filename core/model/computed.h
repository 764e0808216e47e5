#pragma once

#include "core/model/record.h"
#include "core/model/renewal.h"

namespace qm::model {

/// Fills the computed fields of a record: a person's status; a contract's term end, deadline (F5) and
/// decision day (F6). Weekends count as days off; a site's holidays are applied where the site is known.
void fillComputed(Record& record, const Reckoning& by);

} // namespace qm::model
