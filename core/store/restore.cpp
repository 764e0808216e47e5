#include "core/store/store.h"

#include "core/base/log.h"
#include "core/store/backup.h"
#include "core/store/writer_lock.h"

#include <QFile>
#include <QFileInfo>

// A backup in the place of a workspace.
namespace qm::store {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

const QString logEnding = QStringLiteral("-wal");
const QString logIndexEnding = QStringLiteral("-shm");

/// Keeps a workspace under another name, byte for byte, because what is replaced may be no database any more: the file
/// and the log that SQLite may have left beside it, which after a crash holds the last edits. The index of that log is
/// made anew by whoever opens it.
Result<void> keepAside(const QString& path, const QString& aside)
{
    for (const QString& ending : {QString(), logEnding}) {
        if (!QFileInfo::exists(path + ending))
            continue;
        QFile file(path + ending);
        if (!file.copy(aside + ending))
            return fail(ErrorCode::FileUnwritable, aside, file.errorString());
        if (auto flushed = flushToDisk(aside + ending); !flushed)
            return flushed;
    }
    return flushToDisk(QFileInfo(aside).absolutePath());
}

/// The log of the old file must not meet the new one.
Result<void> takeLogAway(const QString& path)
{
    for (const QString& ending : {logEnding, logIndexEnding}) {
        if (QFileInfo::exists(path + ending) && !QFile::remove(path + ending))
            return fail(ErrorCode::FileUnwritable, path + ending);
    }
    return {};
}

/// Reading left a log and its index beside the file; they go with the last connection that may write.
void closeWhole(const QString& path)
{
    if (auto database = Database::open(path, Database::Access::ReadWrite); database && !(*database)->integer("SELECT count(*) FROM sqlite_master"))
        qCWarning(base::logStore) << "closing a backup" << (*database)->error().detail; // it lies where nothing can be written
}

} // namespace

Result<void> Store::restore(const QString& backup, const QString& path, const base::Clock& clock)
{
    const bool wasClosed = !QFileInfo::exists(backup + logEnding);
    auto restored = restoreFrom(backup, path, clock);
    if (restored && wasClosed)
        closeWhole(backup);
    return restored;
}

Result<void> Store::restoreFrom(const QString& backup, const QString& path, const base::Clock& clock)
{
    auto source = open(backup, Mode::ReadOnly, clock);
    if (!source)
        return fail(source.error());
    const auto checked = (*source)->verify({}, {});
    if (!checked)
        return fail(checked.error());
    if (!checked->ok())
        return fail(ErrorCode::WorkspaceDamaged, backup, checked->problems.front());
    const auto lock = WriterLock::take(path);
    if (!lock)
        return fail(lock.error());
    const QString aside = path + QStringLiteral(".before-restore-") + clock.now().toString(QStringLiteral("yyyyMMdd-HHmmss"));
    if (auto kept = keepAside(path, aside); !kept)
        return kept;
    // Nothing of what is there is touched before the new one is whole: it may be the only one that has the last edits.
    auto copy = PartCopy::make(*(*source)->m_database, path, {}, {});
    if (!copy)
        return fail(copy.error());
    if (auto taken = takeLogAway(path); !taken)
        return taken;
    return copy->putInPlace();
}

} // namespace qm::store
