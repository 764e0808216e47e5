#include "core/store/sql.h"

#include "core/store/functions.h"

#include <QDir>
#include <QUrl>

#include <sqlite3.h>

#include <cerrno>

namespace qm::store {
namespace {

using base::Error;
using base::ErrorCode;
using base::fail;
using base::Result;
using base::Retry;

bool isOutOfSpace(int systemError)
{
    return systemError == ENOSPC || systemError == EFBIG || systemError == EDQUOT;
}

ErrorCode codeOfIoError(int extended, int systemError)
{
    if (isOutOfSpace(systemError))
        return ErrorCode::DiskFull;
    const bool reading = extended == SQLITE_IOERR_READ || extended == SQLITE_IOERR_SHORT_READ;
    return reading ? ErrorCode::FileUnreadable : ErrorCode::FileUnwritable;
}

ErrorCode codeOfSqlite(int extended, int systemError)
{
    switch (extended & 0xff) {
    case SQLITE_FULL: return ErrorCode::DiskFull;
    case SQLITE_READONLY: return ErrorCode::WorkspaceReadOnly;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return ErrorCode::WorkspaceLocked;
    case SQLITE_CORRUPT: return ErrorCode::WorkspaceDamaged;
    case SQLITE_NOTADB: return ErrorCode::WorkspaceForeign;
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH: return ErrorCode::FileUnreadable;
    case SQLITE_IOERR: return codeOfIoError(extended, systemError);
    case SQLITE_INTERRUPT: return ErrorCode::Cancelled;
    default: return ErrorCode::Internal;
    }
}

int flagsOfAccess(Database::Access access)
{
    const int common = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE;
    switch (access) {
    case Database::Access::ReadWrite: return common | SQLITE_OPEN_READWRITE;
    case Database::Access::Create: return common | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    case Database::Access::ReadOnly:
    case Database::Access::Immutable: break;
    }
    return common | SQLITE_OPEN_READONLY;
}

QByteArray uriOf(const QString& path, Database::Access access)
{
    const QByteArray uri = QUrl::fromLocalFile(QDir(path).absolutePath()).toEncoded();
    return access == Database::Access::Immutable ? uri + "?immutable=1" : uri;
}

/// Once for the process, before SQLite is first used: nobody asks it how much memory it holds, and to know it takes a
/// lock at every allocation. Where SQLite is in use already it says no, and nothing is lost.
void configureSqlite()
{
    [[maybe_unused]] static const int answer = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

} // namespace

Statement::~Statement()
{
    sqlite3_finalize(m_handle);
}

void Statement::bindNull(int parameter)
{
    sqlite3_bind_null(m_handle, parameter);
}

void Statement::bindInteger(int parameter, qint64 number)
{
    sqlite3_bind_int64(m_handle, parameter, number);
}

void Statement::bindText(int parameter, QByteArrayView utf8)
{
    // A null pointer would bind NULL; an empty text is a text.
    sqlite3_bind_text(m_handle, parameter, utf8.isNull() ? "" : utf8.data(), static_cast<int>(utf8.size()), SQLITE_STATIC);
}

void Statement::bindBlob(int parameter, QByteArrayView bytes)
{
    sqlite3_bind_blob(m_handle, parameter, bytes.isNull() ? "" : bytes.data(), static_cast<int>(bytes.size()), SQLITE_STATIC);
}

void Statement::bind(int parameter, const QString& text)
{
    bindCopy(parameter, text.toUtf8());
}

void Statement::bindCopy(int parameter, QByteArrayView utf8)
{
    sqlite3_bind_text(m_handle, parameter, utf8.isNull() ? "" : utf8.data(), static_cast<int>(utf8.size()), SQLITE_TRANSIENT);
}

void Statement::clearBindings()
{
    if (m_handle) // a statement that could not be prepared: SQLite takes none here
        sqlite3_clear_bindings(m_handle);
}

Step Statement::step()
{
    if (!m_handle)
        return Step::Failed;
    const int result = sqlite3_step(m_handle);
    if (result == SQLITE_ROW)
        return Step::Row;
    return result == SQLITE_DONE ? Step::Done : Step::Failed;
}

void Statement::reset()
{
    sqlite3_reset(m_handle);
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_handle, column) == SQLITE_NULL;
}

qint64 Statement::integer(int column) const
{
    return sqlite3_column_int64(m_handle, column);
}

QByteArrayView Statement::text(int column) const
{
    const auto* bytes = sqlite3_column_text(m_handle, column);
    return QByteArrayView(reinterpret_cast<const char*>(bytes), bytes ? sqlite3_column_bytes(m_handle, column) : 0);
}

QByteArrayView Statement::blob(int column) const
{
    const void* bytes = sqlite3_column_blob(m_handle, column);
    return QByteArrayView(static_cast<const char*>(bytes), bytes ? sqlite3_column_bytes(m_handle, column) : 0);
}

QString Statement::string(int column) const
{
    return QString::fromUtf8(text(column));
}

Result<std::unique_ptr<Database>> Database::open(const QString& path, Access access)
{
    configureSqlite();
    const bool isNew = access == Access::Create && !QFileInfo::exists(path);
    sqlite3* handle = nullptr;
    const int result = sqlite3_open_v2(uriOf(path, access).constData(), &handle, flagsOfAccess(access), nullptr);
    std::unique_ptr<Database> database(new Database(handle, path));
    if (result != SQLITE_OK)
        return fail(database->error());
    // Everybody's salaries and addresses: for its owner alone. What SQLite puts beside the file follows it.
    if (isNew && !QFile::setPermissions(path, QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return fail(ErrorCode::FileUnwritable, path, QStringLiteral("its permissions can't be set"));
    sqlite3_busy_timeout(handle, 5000);
    // The file may come from anywhere: its schema must not reach functions with side effects.
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    registerFunctions(handle);
    return database;
}

Database::~Database()
{
    m_statements.clear();
    sqlite3_close_v2(m_handle);
}

Statement& Database::use(const QByteArray& sql)
{
    auto& kept = m_statements[sql];
    if (!kept) {
        kept = std::make_shared<Statement>(prepare(sql));
        return *kept;
    }
    kept->reset();
    kept->clearBindings();
    return *kept;
}

Statement Database::prepare(const QByteArray& sql)
{
    sqlite3_stmt* handle = nullptr;
    sqlite3_prepare_v3(m_handle, sql.constData(), static_cast<int>(sql.size()) + 1, SQLITE_PREPARE_PERSISTENT, &handle, nullptr);
    return Statement(handle);
}

Result<void> Database::run(const QByteArray& sql)
{
    if (sqlite3_exec(m_handle, sql.constData(), nullptr, nullptr, nullptr) != SQLITE_OK)
        return fail(error());
    return {};
}

Result<void> Database::finish(Statement& statement)
{
    Step step = statement.step();
    while (step == Step::Row)
        step = statement.step();
    if (step == Step::Failed) {
        const Error failure = error();
        statement.reset();
        return fail(failure);
    }
    statement.reset();
    return {};
}

Result<qint64> Database::integer(const QByteArray& sql)
{
    Statement statement = prepare(sql);
    const Step step = statement.step();
    if (step == Step::Failed)
        return fail(error());
    return step == Step::Row ? statement.integer(0) : 0;
}

bool Database::hasOpenReferences() const
{
    int open = 0;
    int unused = 0;
    sqlite3_db_status(m_handle, SQLITE_DBSTATUS_DEFERRED_FKS, &open, &unused, 0);
    return open != 0;
}

Error Database::error() const
{
    const int extended = sqlite3_extended_errcode(m_handle);
    // SQLite forgets the system's reason when a commit fails; the call that failed was the last one, so it still stands.
    const int kept = sqlite3_system_errno(m_handle);
    const int reason = kept != 0 ? kept : errno;
    const ErrorCode translated = codeOfSqlite(extended, reason);
    const Retry retry = translated == ErrorCode::WorkspaceLocked || translated == ErrorCode::DiskFull ? Retry::Later : Retry::Never;
    return {translated, m_path, QStringLiteral("%1 (%2/%3)").arg(QString::fromUtf8(sqlite3_errmsg(m_handle))).arg(extended).arg(reason), retry};
}

int Database::code() const
{
    return sqlite3_extended_errcode(m_handle);
}

Result<Transaction> Transaction::begin(Database& database)
{
    if (auto begun = database.run("BEGIN IMMEDIATE"); !begun)
        return fail(begun.error());
    return Transaction(database);
}

Result<Transaction> Transaction::beginRead(Database& database)
{
    if (auto begun = database.run("BEGIN"); !begun)
        return fail(begun.error());
    return Transaction(database);
}

Transaction::~Transaction()
{
    // Some errors (a full disk) have rolled back already; then this one finds no transaction and does nothing.
    if (m_database && !sqlite3_get_autocommit(m_database->handle()))
        sqlite3_exec(m_database->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

Result<void> Transaction::commit()
{
    auto committed = m_database->run("COMMIT");
    if (committed)
        m_database = nullptr;
    return committed;
}

} // namespace qm::store
