#pragma once

#include "core/model/plan.h"
#include "core/model/snapshot.h"

#include <QSet>

namespace qm::workflow {

/// Whether a run is somebody's leaving: planned, under way or done.
bool isLeaving(const model::Record& run, base::Id person);

/// What the runs of somebody's leaving deal with already: only what has come to them since is planned again.
struct Covered
{
    bool isAgain = false; ///< there is such a run
    QSet<QString> open;   ///< items of steps that are not closed
    QSet<QString> done;   ///< items of steps that are done

    bool holds(const model::PlanLine& line) const;
};

Covered coveredBy(const model::Snapshot& snapshot, base::Id person);

} // namespace qm::workflow
