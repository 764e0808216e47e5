#pragma once

#include "core/base/cancel.h"
#include "core/store/audit.h"
#include "core/store/verification.h"

namespace qm::store {

/// SQLite's own check, references, the audit chain from its first row to its head, and the records against the log.
/// Progress counts audit rows, each twice. Error: Cancelled.
base::Result<Verification> verifyAll(Database& database, const base::ProgressSink& progress, const base::Cancel& cancel);

} // namespace qm::store
