#pragma once

#include "core/model/plan.h"
#include "core/model/snapshot.h"

namespace qm::workflow {

/// The steps of a run, by position.
std::vector<model::Record> stepsOfRun(const model::Snapshot& snapshot, base::Id run);

/// Whether a run is about somebody: it names them, or one of its steps makes them (a joiner's run names nobody).
bool isAbout(const model::Record& run, const std::vector<model::Record>& steps, base::Id person);

/// The open runs about somebody.
std::vector<model::Record> openRunsAbout(const model::Snapshot& snapshot, base::Id person);

/// A line that ends a run: every step that is still open becomes cancelled and says why, the run is over. What was
/// done stays. The plan is built on the run and its open steps, so that it is stale once the run goes on.
model::PlanLine stopLine(const model::Record& run, const std::vector<model::Record>& steps, const QString& reason);

/// The task to look for what was sent to a vendor and never seen, and to undo it there.
model::PlanLine outcomeLine(const model::Step& step);

/// Everything the line touches, for the plan's basis.
QList<model::Basis> basisOfStop(const model::Record& run, const std::vector<model::Record>& steps);

} // namespace qm::workflow
