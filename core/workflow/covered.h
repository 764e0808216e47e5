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

/// The steps of every leaving of whom a run is about, in the order they were planned: what an earlier plan closed belongs to
/// the proof as much as what a later one does. `own`, the steps of the run itself, where it is cancelled or about nobody.
std::vector<model::Step> stepsOfLeaving(const model::Snapshot& snapshot, const model::Run& run, std::vector<model::Step> own);

} // namespace qm::workflow
