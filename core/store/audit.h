#pragma once

#include "core/store/payload.h"
#include "core/store/sha256.h"
#include "core/store/sql.h"

namespace qm::store {

/// Where the audit log and the ids stand; one row of the table meta.
struct Heads
{
    qint64 nextId = 1;
    qint64 setCount = 0;
    qint64 changeCount = 0;
    QByteArray hash; ///< of the last change row; 32 zero bytes before the first
};

base::Result<Heads> readHeads(Database& database);
base::Result<void> writeHeads(Database& database, const Heads& heads);

/// The header of a change set without its changes.
struct SetHeader
{
    base::Id id;
    QString actor;
    model::Cause cause;
    QDateTime effectiveAt;
    QDateTime recordedAt;
    qint64 firstChange = 0; ///< sequence number of its first change
    qint64 changeCount = 0;
    bool undone = false;    ///< taken back by a later change set
};

/// One row of the log as its hash sees it.
struct ChangeRow
{
    qint64 seq = 0;
    qint64 op = 0;
    qint64 entityCode = 0;
    qint64 record = 0;
    qint64 revision = 0;
    QByteArrayView payload;
};

/// Computes the chain: the hash of a row covers the hash of the row before, the header of its set with the names
/// in use by then, and every byte of the row.
class AuditChain
{
public:
    /// Goes on from this head.
    void startAt(QByteArray head) { m_head = std::move(head); }
    /// Starts a set; `names` is the digest of the dictionary it is written with.
    void enter(const SetHeader& header, const QByteArray& names);
    /// The hash of the next row, which becomes the head.
    const QByteArray& extend(const ChangeRow& row);
    const QByteArray& head() const { return m_head; }

private:
    Sha256 m_hash;
    QByteArray m_head;
    QByteArray m_set;
    PayloadWriter m_row;
};

/// The dictionary of the log.
base::Result<NameCodes> readNames(Database& database);
/// Writes the names that are missing. Inside a transaction.
base::Result<void> addMissingNames(Database& database);

base::Result<void> insertSet(Database& database, const SetHeader& header, qint64 nameCount);

QString causeKey(model::CauseKind kind);
model::CauseKind causeFromKey(QStringView key);

/// The columns of audit_set in the order that readSetHeader() expects, from `firstColumn` on.
extern const char* const setColumns;
SetHeader readSetHeader(const Statement& row, int firstColumn);

/// The columns of audit_change in the order that readChange() expects.
extern const char* const changeColumns;
/// Error: WorkspaceDamaged when the row can't be read.
base::Result<model::Change> readChange(const Statement& row, const NameCodes& codes);

} // namespace qm::store
