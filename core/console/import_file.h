#pragma once

#include "core/console/console.h"

namespace qm::console {

/// Sends one column of the file elsewhere; an empty target leaves it out. Errors: NotFound (column), Invalid (target).
base::Result<ImportFile> withTarget(ImportFile file, const QString& column, const QString& target);
/// Answers a question about the dates or the amounts of a column.
ImportFile withDates(ImportFile file, int column, exchange::DateOrder order);
ImportFile withDecimals(ImportFile file, int column, exchange::DecimalSign sign);

} // namespace qm::console
