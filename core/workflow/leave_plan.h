#pragma once

#include "core/workflow/plan_builder.h"

namespace qm::workflow {

/// What is known about a leaver.
struct LeaveRequest
{
    base::Id person;
    QDateTime at;        ///< last working instant, UTC
    QDateTime noticeAt;  ///< since when sources must have been read to count (F15); invalid: the snapshot's day
    base::Id templateId; ///< 0: the one that fits best
    base::Id heir;       ///< who takes over what they own; 0: the manager
    QString timeZone = {}; ///< where its hour was read; empty: where the person works
};

/// Plans a leaver over the union of every source: accounts, grants, seats, devices, shared logins, what they own and
/// who reports to them (F15). Pure. Errors: NotFound, Required (at), Invalid (an instant before
/// the first day, an heir who does not stay), Refused (has left, or is leaving in a run already).
base::Result<model::Plan> planLeave(const model::Snapshot& snapshot, const LeaveRequest& request, const Capabilities& capabilities);

} // namespace qm::workflow
