#pragma once

#include "core/sync/row_values.h"
#include "core/sync/told.h"

#include <deque>

namespace qm::sync {

/// A record as it is and as it will be after a reading.
struct Entry
{
    base::Id id; ///< negative: a record that the reading makes
    const model::Record* before = nullptr; ///< nullptr: a new one
    model::Record now;
    bool isTold = false;  ///< a whole row of this reading spoke of it
    bool isGone = false;  ///< the source has it no more
    bool isRemoved = false;

    base::Id reference(QStringView field) const { return now.reference(field); }
};

/// Whose word counts where both say something.
enum class Claim
{
    Fact,   ///< only the source can know it: its word counts
    Shared, ///< the source's, unless somebody here decided otherwise; then the two differ
    Fill,   ///< only where nothing stands; else the two may differ
    Latest  ///< an instant that only moves on
};

/// Where a column of a row goes.
struct Column
{
    const char16_t* told;
    const char16_t* field;
    Claim claim = Claim::Shared;
};

/// A reference field and whom it names.
struct Reference
{
    const char16_t* field;
    base::Id id;
};

/// The records that one reading touches: found by the source's own keys, changed in place, and written down at the end
/// as one change per record. Pure; the snapshot and what was told must outlive it.
class Ledger
{
public:
    Ledger(const model::Snapshot& snapshot, const Told& told);

    const model::Snapshot& snapshot() const { return m_snapshot; }
    const Told& told() const { return m_told; }

    /// This source's record of that key ("group:4711" and "app:4711" for entitlements); nullptr when there is none.
    Entry* find(model::Entity entity, const QString& key);
    /// A record that is known, whoever told it.
    Entry& open(const model::Record& known);
    Entry* byId(model::Entity entity, base::Id id);
    /// A new record of this source.
    Entry& add(model::Record record, const QString& key);
    /// A new record that is nobody's: a department that a source named.
    Entry& addPlain(model::Record record);
    /// A known record that this source speaks of from now on, when no other does; a row that the source tells besides
    /// keeps its record.
    void claim(Entry& entry, const vendor::Row& row) { claim(entry, row.table, row.key); }
    void claim(Entry& entry, const QString& table, const QString& key);
    /// All records of this source, new ones included.
    std::vector<Entry*> ofSource(model::Entity entity);
    std::vector<Entry*> all(model::Entity entity);
    std::vector<Entry*> allSpelled(model::Entity entity, QStringView field, const QString& text);
    /// The record that refers to these two.
    Entry* pair(model::Entity entity, Reference first, Reference second);
    /// The one record whose field reads like this; nullptr when none or several do.
    Entry* spelled(model::Entity entity, QStringView field, const QString& text);

    /// A run wrote the field, or anything of the record (empty), after the source was read: the source's word is older.
    bool isNewerHere(const Entry& entry, QStringView field = {});
    void tell(Entry& entry, QStringView field, const model::Value& theirs, Claim claim);
    /// Every column that the row speaks of.
    void tellAll(Entry& entry, const vendor::Row& row, const std::vector<Column>& columns);
    /// The source does not have a record that stands here.
    void missesThere(const Entry& entry);
    /// `wanted`, or with the key behind it when the name is taken.
    QString freeName(model::Entity entity, const QString& wanted, const QString& key);

    /// The whole row spoke of this key.
    void tellKey(const vendor::Row& row, Entry& entry);
    const QSet<QString>& toldKeys(const QString& table) { return m_toldKeys[table]; }
    void countLeftOut() { ++m_result.leftOut; }
    void holdBack(Held held) { m_result.held.append(std::move(held)); }
    bool holdsBack() const { return !m_result.held.isEmpty(); }

    /// Writes down what changed.
    Reconciled finish() &&;

private:
    using Spellings = QHash<QString, QList<base::Id>>;

    bool isHeld(const Entry& entry, int field) const;
    bool isTakenAway(const model::Record& record);
    bool isTaken(const Entry& entry, int field, const model::Value& value);
    void setDrift(const Entry& entry, const QString& field, const model::Value& theirs);
    void agree(const Entry& entry, const QString& field);
    QHash<QString, base::Id>& keysOf(model::Entity entity);
    Spellings& spellingsOf(model::Entity entity, int field);
    void change(Entry& entry, int field, const model::Value& value);
    void writeDown(Entry& entry);
    void countKeys();

    const model::Snapshot& m_snapshot;
    const Told& m_told;
    std::deque<Entry> m_entries;
    QHash<base::Id, Entry*> m_byId;
    QHash<int, QHash<QString, base::Id>> m_keys;
    QHash<std::pair<int, int>, Spellings> m_spellings;
    QHash<std::pair<int, QString>, QHash<std::pair<base::Id, base::Id>, base::Id>> m_pairs; ///< by entity and fields
    KeysByTable m_toldKeys;
    KeysByTable m_rowKeys; ///< of all rows of this reading
    qint64 m_lastPlaceholder = 0;
    Reconciled m_result;
};

/// The key under which the ledger finds a record: the vendor's own id, with the kind before it for entitlements.
QString ledgerKey(const model::Record& record);

} // namespace qm::sync
