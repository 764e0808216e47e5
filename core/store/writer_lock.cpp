#include "core/store/writer_lock.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QThread>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#else
#include <sqlite3.h>
#endif

namespace qm::store {

using base::ErrorCode;
using base::fail;

namespace {

constexpr int patienceMs = 1000, pauseMs = 25;

QString lockName(const QString& workspace)
{
    return workspace + QStringLiteral("-lock");
}

base::Error lockedError(const QString& workspace)
{
    return {ErrorCode::WorkspaceLocked, workspace, {}, base::Retry::Later};
}

#ifdef Q_OS_UNIX
bool isThere(int file)
{
    struct stat facts = {};
    return ::fstat(file, &facts) == 0 && facts.st_nlink > 0;
}
#endif

} // namespace

#ifdef Q_OS_UNIX

base::Result<std::unique_ptr<WriterLock>> WriterLock::take(const QString& workspace)
{
    const QByteArray name = QFile::encodeName(lockName(workspace));
    for (;;) {
        std::unique_ptr<WriterLock> lock(new WriterLock);
        lock->m_file = ::open(name.constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (lock->m_file < 0 && (errno == ENOSPC || errno == EDQUOT))
            return fail(ErrorCode::DiskFull, workspace, QStringLiteral("no room for the lock file"), base::Retry::Later);
        if (lock->m_file < 0)
            return fail(ErrorCode::WorkspaceReadOnly, workspace, QStringLiteral("no lock file can be made beside it"));
        if (auto taken = lock->wait(LOCK_EX, workspace); !taken)
            return fail(taken.error());
        if (isThere(lock->m_file))
            return lock; // else it went with a workspace that could not be made, and keeps nobody off
    }
}

base::Result<std::unique_ptr<WriterLock>> WriterLock::keepOff(const QString& workspace)
{
    std::unique_ptr<WriterLock> lock(new WriterLock);
    lock->m_file = ::open(QFile::encodeName(lockName(workspace)).constData(), O_RDONLY | O_CLOEXEC);
    if (lock->m_file < 0 && errno == ENOENT)
        return lock;
    if (lock->m_file < 0)
        return fail(ErrorCode::WorkspaceReadOnly, workspace, QStringLiteral("the lock file can't be read"));
    if (auto held = lock->wait(LOCK_SH, workspace); !held)
        return fail(held.error());
    return lock;
}

base::Result<void> WriterLock::wait(int kind, const QString& workspace)
{
    const QDeadlineTimer patience(patienceMs);
    while (::flock(m_file, kind | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR)
            return fail(ErrorCode::WorkspaceReadOnly, workspace, QStringLiteral("the lock file can't be used"));
        if (patience.hasExpired())
            return fail(lockedError(workspace));
        QThread::msleep(pauseMs);
    }
    return {};
}

WriterLock::~WriterLock()
{
    if (m_file >= 0)
        ::close(m_file);
}

#else

base::Result<std::unique_ptr<WriterLock>> WriterLock::take(const QString& workspace)
{
    std::unique_ptr<WriterLock> lock(new WriterLock);
    auto database = Database::open(lockName(workspace), Database::Access::Create);
    if (!database)
        return fail(ErrorCode::WorkspaceReadOnly, workspace, QStringLiteral("no lock file can be made beside it"));
    sqlite3_busy_timeout((*database)->handle(), patienceMs);
    if ((*database)->run("BEGIN EXCLUSIVE")) {
        lock->m_database = std::move(*database);
        return lock;
    }
    const base::Error failure = (*database)->error();
    const int code = (*database)->code() & 0xFF;
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
        return fail(lockedError(workspace));
    if (failure.code == ErrorCode::DiskFull)
        return fail(ErrorCode::DiskFull, workspace, failure.detail, base::Retry::Later);
    return fail(ErrorCode::WorkspaceReadOnly, workspace, QStringLiteral("the lock file can't be used"));
}

base::Result<std::unique_ptr<WriterLock>> WriterLock::keepOff(const QString& workspace)
{
    std::unique_ptr<WriterLock> lock(new WriterLock);
    if (!QFile::exists(lockName(workspace)))
        return lock;
    auto database = Database::open(lockName(workspace), Database::Access::ReadOnly);
    if (!database)
        return fail(ErrorCode::WorkspaceReadOnly, workspace, QStringLiteral("the lock file can't be read"));
    sqlite3_busy_timeout((*database)->handle(), patienceMs);
    if (!(*database)->run("BEGIN; SELECT count(*) FROM sqlite_master"))
        return fail(lockedError(workspace));
    lock->m_database = std::move(*database);
    return lock;
}

WriterLock::~WriterLock() = default;

#endif

} // namespace qm::store
