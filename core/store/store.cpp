#include "core/store/store.h"

#include "core/store/migrate.h"
#include "core/store/reader.h"
#include "core/store/writer.h"

#include <QFileInfo>
#include <QLockFile>

namespace qm::store {
namespace {

using base::ErrorCode;
using base::fail;
using base::Id;
using base::Result;
using base::Retry;

/// Held by the one who writes, for as long as the file is open.
Result<std::unique_ptr<QLockFile>> takeLock(const QString& path)
{
    auto lock = std::make_unique<QLockFile>(path + QStringLiteral(".lock"));
    lock->setStaleLockTime(0); // only a dead owner gives it up, never an old one
    if (lock->tryLock())
        return lock;
    if (lock->error() == QLockFile::LockFailedError)
        return fail(ErrorCode::WorkspaceLocked, path, {}, Retry::Later);
    return fail(ErrorCode::WorkspaceReadOnly, path, QStringLiteral("no lock file can be made beside it"));
}

Result<std::unique_ptr<Database>> openForReading(const QString& path)
{
    auto database = Database::open(path, Database::Access::ReadOnly);
    if (!database)
        return database;
    if ((*database)->integer("SELECT count(*) FROM sqlite_master"))
        return database;
    const base::Error failure = (*database)->error();
    // In a folder that can't be written there is no place for the files of a shared read; nobody writes there either.
    if (failure.code != ErrorCode::FileUnreadable && failure.code != ErrorCode::WorkspaceReadOnly)
        return fail(failure);
    return Database::open(path, Database::Access::Immutable);
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

Store::Store(std::unique_ptr<Database> database, Mode mode, const base::Clock& clock)
    : m_database(std::move(database))
    , m_mode(mode)
    , m_clock(clock)
{}

Store::~Store() = default;

Result<std::unique_ptr<Store>> Store::create(const QString& path, const base::Clock& clock)
{
    if (QFileInfo::exists(path))
        return fail(ErrorCode::WorkspaceExists, path);
    auto lock = takeLock(path);
    if (!lock)
        return fail(lock.error().code == ErrorCode::WorkspaceReadOnly ? ErrorCode::FileUnwritable : lock.error().code, path);
    auto database = Database::open(path, Database::Access::Create);
    if (!database)
        return fail(database.error());
    std::unique_ptr<Store> store(new Store(std::move(*database), Mode::ReadWrite, clock));
    store->m_lock = std::move(*lock);
    auto made = store->m_database->run("PRAGMA application_id = " + QByteArray::number(applicationId));
    if (made)
        made = store->prepare();
    if (made)
        return store;
    const base::Error failure = made.error();
    store.reset();
    QFile::remove(path); // it was not there before
    return fail(failure);
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
    std::unique_ptr<QLockFile> held;
    if (mode == Mode::ReadWrite) {
        auto lock = takeLock(path);
        if (!lock)
            return fail(lock.error());
        held = std::move(*lock);
    }
    auto database = mode == Mode::ReadWrite ? Database::open(path, Database::Access::ReadWrite) : openForReading(path);
    if (!database)
        return fail(database.error());
    if (auto known = checkIsWorkspace(**database, mode); !known)
        return fail(known.error());
    std::unique_ptr<Store> store(new Store(std::move(*database), mode, clock));
    store->m_lock = std::move(held);
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

Result<model::ChangeSet> Store::submit(const model::Draft& draft)
{
    if (m_mode == Mode::ReadOnly)
        return fail(ErrorCode::WorkspaceReadOnly, path());
    Writer writer(*m_database, *m_codes, m_clock);
    auto written = writer.write(draft);
    if (!written)
        m_conflict = writer.conflict();
    return written;
}

Result<Id> Store::reserveIds(qint64 count)
{
    if (m_mode == Mode::ReadOnly)
        return fail(ErrorCode::WorkspaceReadOnly, path());
    auto transaction = Transaction::begin(*m_database);
    if (!transaction)
        return fail(transaction.error());
    auto first = m_database->integer("SELECT next_id FROM meta");
    if (!first)
        return fail(first.error());
    Statement& update = m_database->use("UPDATE meta SET next_id = next_id + ?1");
    update.bindInteger(1, count);
    if (auto updated = m_database->finish(update); !updated)
        return fail(updated.error());
    if (auto committed = transaction->commit(); !committed)
        return fail(committed.error());
    return Id{*first};
}

Result<std::vector<model::Record>> Store::load(const model::Query& query)
{
    return Reader(*m_database, m_clock.today()).load(query);
}

Result<std::vector<base::Id>> Store::ids(const model::Query& query)
{
    return Reader(*m_database, m_clock.today()).ids(query);
}

Result<qint64> Store::count(const model::Query& query)
{
    return Reader(*m_database, m_clock.today()).count(query);
}

Result<std::vector<model::Record>> Store::recordsById(model::Entity entity, const std::vector<base::Id>& ids)
{
    return Reader(*m_database, m_clock.today()).recordsById(entity, ids);
}

Result<std::optional<model::Record>> Store::find(model::Entity entity, const QString& key)
{
    return Reader(*m_database, m_clock.today()).find(entity, key);
}

Result<QHash<base::Id, QString>> Store::titles(model::Entity entity, const QSet<base::Id>& ids)
{
    return Reader(*m_database, m_clock.today()).titles(entity, ids);
}

const QString& Store::path() const
{
    return m_database->path();
}

} // namespace qm::store
