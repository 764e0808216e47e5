#pragma once

#include "core/base/result.h"
#include "core/workflow/leave_plan.h"

namespace qm::workflow {

bool hasLeft(const model::Snapshot& snapshot, const model::Person& person);

/// Somebody leaves after they came, on the day that stands, and hands over to somebody who stays. Errors: Invalid, Refused.
base::Result<void> checkLeave(const model::Snapshot& snapshot, const model::Person& person, const LeaveRequest& request);

/// What came since is read where the leaving is read.
LeaveRequest inTheirZone(const model::Snapshot& snapshot, LeaveRequest request);

} // namespace qm::workflow
