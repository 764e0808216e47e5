#include "core/store/backup.h"

#include <QFile>
#include <QFileInfo>

#include <sqlite3.h>

#include <filesystem>
#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#endif

namespace qm::store {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

constexpr int pagesPerStep = 128;
const QString partEnding = QStringLiteral(".part");

Result<void> copyPages(Database& from, Database& to, const base::ProgressSink& progress, const base::Cancel& cancel)
{
    sqlite3_backup* backup = sqlite3_backup_init(to.handle(), "main", from.handle(), "main");
    if (!backup)
        return fail(to.error());
    int state = SQLITE_OK;
    while (state == SQLITE_OK && !cancel.requested()) {
        state = sqlite3_backup_step(backup, pagesPerStep);
        const qint64 total = sqlite3_backup_pagecount(backup);
        if (progress)
            progress({total - sqlite3_backup_remaining(backup), total});
    }
    sqlite3_backup_finish(backup);
    if (state == SQLITE_DONE)
        return {};
    if (state == SQLITE_OK)
        return fail(ErrorCode::Cancelled, to.path());
    return fail(to.error());
}

Result<void> copyInto(Database& from, const QString& path, const base::ProgressSink& progress, const base::Cancel& cancel)
{
    auto to = Database::open(path, Database::Access::Create);
    if (!to)
        return fail(to.error());
    // Nobody looks at the copy before it is flushed and renamed; a journal would only cost.
    if (auto set = (*to)->run("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"); !set)
        return set;
    // One read transaction for the whole copy: a writer elsewhere can't make it start again.
    auto view = Transaction::beginRead(from);
    if (!view)
        return fail(view.error());
    if (const auto pages = from.integer("SELECT count(*) FROM sqlite_master"); !pages)
        return fail(pages.error());
    return copyPages(from, **to, progress, cancel);
}

} // namespace

Result<void> flushToDisk(const QString& path)
{
#ifdef Q_OS_UNIX
    const int file = ::open(QFile::encodeName(path).constData(), O_RDONLY);
    const bool flushed = file >= 0 && ::fsync(file) == 0;
    if (file >= 0)
        ::close(file);
    if (!flushed)
        return fail(ErrorCode::FileUnwritable, path, QStringLiteral("fsync failed"));
#else
    Q_UNUSED(path)
#endif
    return {};
}

Result<PartCopy> PartCopy::make(Database& database, const QString& path, const base::ProgressSink& progress, const base::Cancel& cancel)
{
    PartCopy copy(path);
    const QString part = path + partEnding;
    QFile::remove(part);
    if (auto copied = copyInto(database, part, progress, cancel); !copied)
        return fail(copied.error());
    if (auto flushed = flushToDisk(part); !flushed)
        return fail(flushed.error());
    return copy;
}

PartCopy::~PartCopy()
{
    if (!m_path.isEmpty())
        QFile::remove(m_path + partEnding);
}

Result<void> PartCopy::putInPlace()
{
    std::error_code failure;
    std::filesystem::rename((m_path + partEnding).toStdU16String(), m_path.toStdU16String(), failure);
    if (failure)
        return fail(ErrorCode::FileUnwritable, m_path, QString::fromStdString(failure.message()));
    return flushToDisk(QFileInfo(std::exchange(m_path, {})).absolutePath());
}

Result<void> backUp(Database& database, const QString& path, const base::ProgressSink& progress, const base::Cancel& cancel)
{
    auto copy = PartCopy::make(database, path, progress, cancel);
    return copy ? copy->putInPlace() : fail(copy.error());
}

} // namespace qm::store
