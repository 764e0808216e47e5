#pragma once

#include "core/store/sql.h"

namespace qm::store {

/// The right to write one workspace, held for as long as the file is open: an exclusive transaction on an empty
/// database beside it. The operating system gives it up with the process that holds it, however that ends, and it
/// is never half taken (a lock file with a process id in it can be). The file stays; it is empty.
class WriterLock
{
public:
    /// Errors: WorkspaceLocked (somebody else writes; subject: the workspace), DiskFull, WorkspaceReadOnly (no file can
    /// be made beside it).
    static base::Result<std::unique_ptr<WriterLock>> take(const QString& workspace);

private:
    explicit WriterLock(std::unique_ptr<Database> database)
        : m_database(std::move(database))
    {}

    std::unique_ptr<Database> m_database;
};

} // namespace qm::store
