#pragma once

#include "core/exchange/import_plan.h"

namespace qm::exchange {

/// The plan without references that would lead back to their own record through others (A reports to B, B to A): the
/// row that closes the circle keeps all but that value, and says so.
ImportPlan withoutLoops(ImportPlan plan, const model::Snapshot& snapshot);

} // namespace qm::exchange
