#include "core/store/writer_lock.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QThread>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#else
#include <sqlite3.h>
#endif

namespace qm::store {

using base::ErrorCode;
using base::fail;

namespace {

constexpr int patienceMs = 1000, pauseMs = 25;

base::Error lockedError(const QString& workspace)
{
    return {ErrorCode::WorkspaceLocked, workspace, {}, base::Retry::Later};
}

} // namespace

#ifdef Q_OS_UNIX

base::Result<std::unique_ptr<WriterLock>> WriterLock::take(const QString& workspace)
{
    std::unique_ptr<WriterLock> lock(new WriterLock);
    lock->m_file = ::open(QFile::encodeName(workspace + QStringLiteral("-lock")).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock->m_file < 0 && (errno == ENOSPC || errno == EDQUOT))
        return fail(ErrorCode::DiskFull, workspace, QStringLiteral("no room for the lock file"), base::Retry::Later);
    if (lock->m_file < 0)
        return fail(ErrorCode::WorkspaceReadOnly, workspace, QStringLiteral("no lock file can be made beside it"));
    const QDeadlineTimer patience(patienceMs);
    while (::flock(lock->m_file, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR)
            return fail(ErrorCode::WorkspaceReadOnly, workspace, QStringLiteral("the lock file can't be used"));
        if (patience.hasExpired())
            return fail(lockedError(workspace));
        QThread::msleep(pauseMs);
    }
    return lock;
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
    auto database = Database::open(workspace + QStringLiteral("-lock"), Database::Access::Create);
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

WriterLock::~WriterLock() = default;

#endif

} // namespace qm::store
