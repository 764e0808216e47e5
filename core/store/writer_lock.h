#pragma once

#include "core/store/sql.h"

namespace qm::store {

/// The right to write one workspace, held for as long as the file is open. The operating system gives it up with the
/// process that holds it, however that ends, and it is never half taken (a lock file with a process id in it can be).
/// The lock file stays; it is empty.
///
/// On Unix it belongs to the open file, not to the process: SQLite's own locks there end as soon as anything in the
/// process closes any file of that name (POSIX fcntl), and a file dialog that looks into a folder does that.
class WriterLock
{
public:
    /// Waits a second for somebody who is about to end. Errors: WorkspaceLocked (somebody else writes; subject: the
    /// workspace), DiskFull, WorkspaceReadOnly (no file can be made beside it).
    static base::Result<std::unique_ptr<WriterLock>> take(const QString& workspace);
    ~WriterLock();
    Q_DISABLE_COPY_MOVE(WriterLock)

private:
    WriterLock() = default;

#ifdef Q_OS_UNIX
    int m_file = -1;
#else
    std::unique_ptr<Database> m_database; ///< an exclusive transaction on an empty database
#endif
};

} // namespace qm::store
