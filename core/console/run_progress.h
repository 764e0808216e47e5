#pragma once

#include "core/run/pass.h"
#include "core/workflow/completeness.h"

namespace qm::console {

using run::isReady;

/// How far a run is. Every screen counts it this way: a leaver's by what they had (F15), any other by its steps; what
/// was left out counts nowhere.
struct RunProgress
{
    int closed = 0; ///< and proven
    int total = 0;
    int unproven = 0; ///< done, not read back yet

    /// Whole percent, never rounded up to 100.
    int percent() const { return total == 0 ? 100 : closed * 100 / total; }
};

/// Pure. For a leaver the snapshot must hold what the person has: accounts, grants, devices, seats; and runs and steps.
RunProgress progressOf(const model::Record& run, const std::vector<model::Step>& steps, const model::Snapshot& snapshot);
RunProgress progressOf(const workflow::Completeness& completeness);
RunProgress progressOf(const std::vector<model::Step>& steps);

/// Where the hours of a run are read: as chosen for it, else where its person works; empty where nobody has said. The
/// snapshot must hold people and sites.
QString zoneOf(const model::Snapshot& snapshot, const model::Run& run);

} // namespace qm::console
