#pragma once

#include <QStringList>

namespace qm::store {

/// A check tells no more than so many problems.
inline constexpr qsizetype maxProblems = 100;

/// What a check of the whole file found; no problems means every row of the audit log is what was once written, and
/// every record is what the log comes to.
struct Verification
{
    QStringList problems; ///< English, for logs and the expert's eye; at most maxProblems
    qint64 changes = 0;   ///< audit rows looked at
    bool ok() const { return problems.isEmpty(); }
};

} // namespace qm::store
