#pragma once

#include "core/store/sql.h"

namespace qm::store {

/// The right to write one workspace, held for as long as the file is open. The operating system gives it up with the
/// process that holds it, however that ends, and it is never half taken (a lock file with a process id in it can be).
/// The lock file stays; it is empty. Only a workspace that could not be made takes its own with it.
///
/// On Unix it belongs to the open file, not to the process: SQLite's own locks there end as soon as anything in the
/// process closes any file of that name (POSIX fcntl), and a file dialog that looks into a folder does that.
class WriterLock
{
public:
    /// Waits a second for somebody who is about to end. Errors: WorkspaceLocked (somebody else writes; subject: the
    /// workspace), DiskFull, WorkspaceReadOnly (no file can be made beside it).
    static base::Result<std::unique_ptr<WriterLock>> take(const QString& workspace);
    /// Nobody writes while this is held, and several may hold it. A workspace without a lock file has never been open for
    /// writing where it lies. Errors: WorkspaceLocked, WorkspaceReadOnly (the lock file can't be read).
    static base::Result<std::unique_ptr<WriterLock>> keepOff(const QString& workspace);
    ~WriterLock();
    Q_DISABLE_COPY_MOVE(WriterLock)

private:
    WriterLock() = default;

#ifdef Q_OS_UNIX
    base::Result<void> wait(int kind, const QString& workspace);

    int m_file = -1;
#else
    std::unique_ptr<Database> m_database; ///< an exclusive transaction on an empty database
#endif
};

} // namespace qm::store
