#pragma once

#include "core/base/cancel.h"
#include "core/store/sql.h"

namespace qm::store {

/// Copies a database as it stands at one moment, while others may go on writing: into a file beside `path` first,
/// flushed to disk, then renamed, so that `path` is never half a copy. Progress counts pages.
/// Errors: Cancelled, DiskFull, FileUnwritable.
base::Result<void> backUp(Database& database, const QString& path, const base::ProgressSink& progress, const base::Cancel& cancel);

} // namespace qm::store
