#pragma once

#include "core/base/cancel.h"
#include "core/store/audit.h"

namespace qm::store {

/// Where the records are not what the log comes to: a field or a revision that is another, a row that is gone or that the
/// log does not know. Fields that the log does not tell of are not looked at, nor anything in a file of a newer program,
/// which may keep its records otherwise. At most maxProblems. Progress counts audit rows. Error: Cancelled.
base::Result<QStringList> recordProblems(Database& database, const NameCodes& codes, const base::ProgressSink& progress, const base::Cancel& cancel);

} // namespace qm::store
