#pragma once

#include <QStringList>

namespace qm::store {

/// What a check of the whole file found; no problems means every row of the audit log is what was once written.
struct Verification
{
    QStringList problems; ///< English, for logs and the expert's eye; at most 100
    qint64 changes = 0;   ///< audit rows looked at
    bool ok() const { return problems.isEmpty(); }
};

} // namespace qm::store
