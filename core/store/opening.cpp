#include "core/store/store.h"

#include "core/store/audit.h"
#include "core/store/migrate.h"
#include "core/store/writer_lock.h"

#include <QFile>
#include <QFileInfo>

// Making and opening a workspace.
namespace qm::store {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

/// A workspace that is being made: what a failure takes away again, and nothing that stood there before.
class NewFiles
{
public:
    explicit NewFiles(QString path)
        : m_path(std::move(path))
    {}
    /// Notes which of these files are not there yet.
    void watch(std::initializer_list<const char*> endings)
    {
        for (const char* ending : endings) {
            const QString name = m_path + QLatin1String(ending);
            if (!QFileInfo::exists(name))
                m_names.append(name);
        }
    }
    void takeAway() const
    {
        for (const QString& name : m_names)
            QFile::remove(name);
    }

private:
    QString m_path;
    QStringList m_names;
};

/// A connection, and what keeps other writers off while it lasts.
struct Opened
{
    std::unique_ptr<Database> database;
    std::unique_ptr<WriterLock> lock;
};

/// In a folder that can't be written and on a full disk there is no place for the files of a shared read.
bool hasNoPlace(ErrorCode code)
{
    return code == ErrorCode::FileUnreadable || code == ErrorCode::WorkspaceReadOnly || code == ErrorCode::DiskFull;
}

/// The file alone is read as if nothing could change it. That holds while nobody has the right to write, and only when the
/// log beside it is empty: its last edits would be missing.
Result<Opened> readFileAlone(const QString& path, const base::Error& why)
{
    auto lock = WriterLock::keepOff(path);
    if (!lock)
        return fail(lock.error());
    if (QFileInfo(path + QStringLiteral("-wal")).size() > 0 || QFileInfo(path + QStringLiteral("-journal")).size() > 0)
        return why.code == ErrorCode::DiskFull ? fail(why) : fail(ErrorCode::WorkspaceReadOnly, path, QStringLiteral("edits stand in its log"));
    auto database = Database::open(path, Database::Access::Immutable);
    if (!database)
        return fail(database.error());
    return Opened{std::move(*database), std::move(*lock)};
}

Result<Opened> openForReading(const QString& path)
{
    auto database = Database::open(path, Database::Access::ReadOnly);
    if (!database)
        return fail(database.error());
    if ((*database)->integer("SELECT count(*) FROM sqlite_master"))
        return Opened{std::move(*database), {}};
    const base::Error failure = (*database)->error();
    return hasNoPlace(failure.code) ? readFileAlone(path, failure) : fail(failure);
}

Result<Opened> openForWriting(const QString& path)
{
    auto lock = WriterLock::take(path);
    if (!lock)
        return fail(lock.error());
    auto database = Database::open(path, Database::Access::ReadWrite);
    if (!database)
        return fail(database.error());
    return Opened{std::move(*database), std::move(*lock)};
}

Result<void> checkIsWorkspace(Database& database, Store::Mode mode)
{
    const auto mark = database.integer("PRAGMA application_id");
    if (!mark)
        return fail(mark.error());
    if (*mark != applicationId)
        return fail(ErrorCode::WorkspaceForeign, database.path());
    const auto version = database.integer("PRAGMA user_version");
    if (!version)
        return fail(version.error());
    if (mode == Store::Mode::ReadWrite && *version > latestVersion())
        return fail(ErrorCode::WorkspaceNewer, database.path(), QStringLiteral("version %1").arg(*version));
    if (*version < 1)
        return fail(ErrorCode::WorkspaceDamaged, database.path(), QStringLiteral("without a version"));
    return {};
}

} // namespace

Result<std::unique_ptr<Store>> Store::create(const QString& path, const base::Clock& clock, const Fill& fill)
{
    if (QFileInfo::exists(path))
        return fail(ErrorCode::WorkspaceExists, path);
    NewFiles files(path);
    files.watch({"-lock"});
    auto lock = WriterLock::take(path);
    if (!lock)
        return fail(lock.error().code == ErrorCode::WorkspaceReadOnly ? ErrorCode::FileUnwritable : lock.error().code, path);
    if (QFileInfo::exists(path))
        return fail(ErrorCode::WorkspaceExists, path); // made while we waited for the right to
    files.watch({"", "-journal", "-wal", "-shm"});
    auto store = made(path, clock, fill);
    if (!store)
        files.takeAway(); // with the lock still held: nobody begins to write what is about to go
    else
        (*store)->m_lock = std::move(*lock);
    return store;
}

Result<std::unique_ptr<Store>> Store::made(const QString& path, const base::Clock& clock, const Fill& fill)
{
    auto database = Database::open(path, Database::Access::Create);
    if (!database)
        return fail(database.error());
    std::unique_ptr<Store> store(new Store(std::move(*database), Mode::ReadWrite, clock));
    if (auto marked = store->m_database->run("PRAGMA application_id = " + QByteArray::number(applicationId)); !marked)
        return fail(marked.error());
    if (auto ready = store->prepare(); !ready)
        return fail(ready.error());
    if (auto filled = fill ? fill(*store) : Result<void>(); !filled)
        return fail(filled.error());
    return store;
}

Result<std::unique_ptr<Store>> Store::open(const QString& path, Mode mode, const base::Clock& clock)
{
    const QFileInfo file(path);
    if (!file.exists())
        return fail(ErrorCode::FileNotFound, path);
    if (!file.isFile() || !file.isReadable())
        return fail(ErrorCode::FileUnreadable, path);
    if (mode == Mode::ReadWrite && !file.isWritable())
        return fail(ErrorCode::WorkspaceReadOnly, path);
    auto opened = mode == Mode::ReadWrite ? openForWriting(path) : openForReading(path);
    if (!opened)
        return fail(opened.error());
    if (auto known = checkIsWorkspace(*opened->database, mode); !known)
        return fail(known.error());
    std::unique_ptr<Store> store(new Store(std::move(opened->database), mode, clock));
    store->m_lock = std::move(opened->lock);
    if (auto ready = store->prepare(); !ready)
        return fail(ready.error());
    return store;
}

Result<void> Store::prepare()
{
    if (auto set = m_database->run("PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;"); !set)
        return set;
    if (m_mode == Mode::ReadWrite) {
        if (auto set = m_database->run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"); !set)
            return set;
        if (auto done = migrate(*m_database); !done)
            return done;
        auto transaction = Transaction::begin(*m_database);
        if (!transaction)
            return fail(transaction.error());
        if (auto named = addMissingNames(*m_database); !named)
            return named;
        if (auto done = transaction->commit(); !done)
            return done;
    }
    auto codes = readNames(*m_database);
    if (!codes)
        return fail(codes.error());
    m_codes = std::make_unique<NameCodes>(std::move(*codes));
    return {};
}

} // namespace qm::store
