#include "core/store/writer_lock.h"

#include <sqlite3.h>

namespace qm::store {

using base::ErrorCode;
using base::fail;

base::Result<std::unique_ptr<WriterLock>> WriterLock::take(const QString& workspace)
{
    auto database = Database::open(workspace + QStringLiteral("-lock"), Database::Access::Create);
    if (!database)
        return fail(ErrorCode::WorkspaceReadOnly, workspace, QStringLiteral("no lock file can be made beside it"));
    sqlite3_busy_timeout((*database)->handle(), 0); // who holds it holds it for long
    if ((*database)->run("BEGIN EXCLUSIVE"))
        return std::unique_ptr<WriterLock>(new WriterLock(std::move(*database)));
    const base::Error failure = (*database)->error();
    const int code = (*database)->code() & 0xFF;
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
        return fail(ErrorCode::WorkspaceLocked, workspace, {}, base::Retry::Later);
    if (failure.code == ErrorCode::DiskFull)
        return fail(ErrorCode::DiskFull, workspace, failure.detail, base::Retry::Later);
    return fail(ErrorCode::WorkspaceReadOnly, workspace, QStringLiteral("the lock file can't be used"));
}

} // namespace qm::store
