#pragma once

#include "core/sync/told.h"

namespace qm::sync {

/// The entities reconcile() looks at for these tables.
std::vector<model::Entity> entitiesForReconcile(const QSet<QString>& tables);

/// Compares what was told with what is known; pure. The order of the rows does not matter; a second pass over the same
/// rows changes nothing; what was not told whole removes nothing. Records are known by the vendor's own id; the rules
/// of each table stand in its file (account_rows.cpp ...), what becomes of what is gone in gone.cpp.
Reconciled reconcile(const model::Snapshot& snapshot, const Told& told);

} // namespace qm::sync
