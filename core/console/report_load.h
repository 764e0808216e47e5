#pragma once

#include "core/console/home.h"
#include "core/store/store.h"

/// What reports are made of beside a snapshot. Runs in the store's thread.
namespace qm::console {

/// All records of some entities, as of a day where one is given.
base::Result<model::Snapshot> loadSnapshot(store::Store& store, const std::vector<model::Entity>& entities, QDate day, QDate asOf);

/// Every shipped policy with the number of records that fail it.
base::Result<std::vector<FindingRow>> loadFindings(store::Store& store, QDate asOf);

/// Adds what stands in the hands of people whose leaver's run is under way: devices and grants, two entities too large
/// to be read whole. The snapshot must hold runs and people.
base::Result<void> addHeldByLeavers(store::Store& store, model::Snapshot& snapshot, QDate asOf);

} // namespace qm::console
