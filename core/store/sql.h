#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <memory>

struct sqlite3;
struct sqlite3_stmt;

namespace qm::store {

/// What a step of a statement came to.
enum class Step { Row, Done, Failed };

/// One prepared statement. Belongs to its Database, must not outlive it, and stays in its thread. Parameters count
/// from 1, columns from 0. A statement that could not be prepared fails at its first step.
class Statement
{
public:
    Statement() = default;
    explicit Statement(sqlite3_stmt* handle)
        : m_handle(handle)
    {}
    ~Statement();
    Statement(Statement&& other) noexcept
        : m_handle(std::exchange(other.m_handle, nullptr))
    {}
    Statement& operator=(Statement&& other) noexcept
    {
        std::swap(m_handle, other.m_handle);
        return *this;
    }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    /// The bytes of bindText() and bindBlob() must stay alive until the statement is reset; bind() copies.
    void bindNull(int parameter);
    void bindInteger(int parameter, qint64 number);
    void bindText(int parameter, QByteArrayView utf8);
    void bindBlob(int parameter, QByteArrayView bytes);
    void bind(int parameter, const QString& text);
    void bindCopy(int parameter, QByteArrayView utf8);
    void clearBindings();

    Step step();
    /// Makes it ready for the next run; bindings stay.
    void reset();

    bool isNull(int column) const;
    qint64 integer(int column) const;
    /// Valid until the next step.
    QByteArrayView text(int column) const;
    QByteArrayView blob(int column) const;
    QString string(int column) const;

private:
    sqlite3_stmt* m_handle = nullptr;
};

/// One connection. Lives in one thread. Its statements are prepared once and kept.
class Database
{
public:
    enum class Access { ReadWrite, Create, ReadOnly, Immutable };

    /// Error: FileUnreadable, WorkspaceReadOnly, DiskFull.
    static base::Result<std::unique_ptr<Database>> open(const QString& path, Access access);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// A statement that is kept for the next time, reset and without bindings. Must not be asked for again while
    /// it is being stepped through.
    Statement& use(const QByteArray& sql);
    /// A statement of one's own.
    Statement prepare(const QByteArray& sql);
    /// Runs one or more statements that give no rows.
    base::Result<void> run(const QByteArray& sql);
    /// Steps a statement that gives no rows and resets it.
    base::Result<void> finish(Statement& statement);
    /// The first column of the first row, 0 when there is none.
    base::Result<qint64> integer(const QByteArray& sql);

    /// Whether a reference names a record that is not there; a commit would fail.
    bool hasOpenReferences() const;

    /// What the last failed call came to, in the program's words. The file's path is the subject.
    base::Error error() const;
    /// The extended result code of the last failed call.
    int code() const;
    sqlite3* handle() const { return m_handle; }
    const QString& path() const { return m_path; }

private:
    Database(sqlite3* handle, QString path)
        : m_handle(handle)
        , m_path(std::move(path))
    {}

    sqlite3* m_handle;
    QString m_path;
    QHash<QByteArray, std::shared_ptr<Statement>> m_statements;
};

/// One transaction; rolled back when it is dropped without a commit.
class Transaction
{
public:
    /// Immediate: writers queue here and nowhere else.
    static base::Result<Transaction> begin(Database& database);
    /// A steady view for several reads.
    static base::Result<Transaction> beginRead(Database& database);
    ~Transaction();
    Transaction(Transaction&& other) noexcept
        : m_database(std::exchange(other.m_database, nullptr))
    {}
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    Transaction& operator=(Transaction&&) = delete;

    base::Result<void> commit();

private:
    explicit Transaction(Database& database)
        : m_database(&database)
    {}

    Database* m_database;
};

} // namespace qm::store
