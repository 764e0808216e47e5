#include "core/store/record_check.h"

#include "core/store/migrate.h"
#include "core/store/table.h"
#include "core/store/verification.h"

#include <limits>

namespace qm::store {
namespace {

using base::ErrorCode;
using base::fail;
using base::Id;
using base::Result;
using model::Entity;
using model::Record;

/// The rows of one table by id, with the columns of the fields that the log tells of.
class LoggedRows
{
public:
    LoggedRows(Database& database, const NameCodes& codes, Entity entity)
        : m_description(model::describe(entity))
    {
        if (codes.codeOf(entity) == 0)
            return; // an older file, read as it is: it has no such table yet
        QByteArray columns = "t.id, t.revision";
        for (int field = 0; field < static_cast<int>(m_description.fields.size()); ++field) {
            if (!m_description.field(field).isStored() || codes.codeOf(entity, field) == 0)
                continue;
            m_fields.push_back(field);
            columns += ", " + columnOf("t", entity, field);
            if (m_description.field(field).kind == model::Kind::Money)
                columns += ", " + currencyColumn("t", entity, field);
        }
        m_row = database.prepare("SELECT " + columns + " FROM " + quoted(tableOf(entity).name) + " t ORDER BY t.id");
        m_step = Step::Row;
    }

    /// Goes to the next row; the first one is next after the start. False: the table can't be read.
    bool advance()
    {
        if (m_step == Step::Row)
            m_step = m_row.step();
        return m_step != Step::Failed;
    }
    bool isAtEnd() const { return m_step != Step::Row; }
    Id id() const { return Id{m_row.integer(0)}; }
    qint64 revision() const { return m_row.integer(1); }

    /// The fields in which the row is not this record, without those in `open`.
    QStringList differencesFrom(const Record& record, quint64 open) const
    {
        QStringList keys;
        int column = 2;
        for (const int field : m_fields) {
            const bool isMoney = m_description.field(field).kind == model::Kind::Money;
            const bool isOpen = (open & (quint64(1) << field)) != 0;
            if (!isOpen && !holds(record.at(field), column, isMoney))
                keys.append(m_description.field(field).key);
            column += isMoney ? 2 : 1;
        }
        return keys;
    }

private:
    bool holds(const model::Value& value, int column, bool isMoney) const
    {
        const bool isHalf = isMoney && m_row.isNull(column) != m_row.isNull(column + 1);
        return !isHalf && holdsValue(m_row, column, value);
    }

    const model::EntityDescription& m_description;
    std::vector<int> m_fields;
    Statement m_row;
    Step m_step = Step::Done;
};

/// What the second migration wrote into every source that was there, without a change set. Of a source made before it, the
/// log tells of these fields from their next edit on.
class MigratedSources
{
public:
    static Result<MigratedSources> of(Database& database, const NameCodes& codes)
    {
        const model::EntityDescription& source = model::describe(Entity::Source);
        MigratedSources migrated;
        for (const QStringView key : {u"config", u"writes", u"state"})
            migrated.m_fields |= quint64(1) << source.indexOf(key);
        const int code = codes.codeOf(Entity::Source, source.indexOf(u"config"));
        if (code == 0)
            return migrated; // an older file, read as it is
        const auto first = database.integer("SELECT coalesce(min(id), 9223372036854775807) FROM audit_set WHERE name_count >= " + QByteArray::number(code));
        if (!first)
            return fail(first.error());
        migrated.m_firstSet = *first;
        return migrated;
    }

    /// The fields (as bits) that the log does not tell of after this change, which stands in this set.
    quint64 openAfter(const model::Change& change, qint64 set, quint64 open) const
    {
        if (change.entity != Entity::Source)
            return 0;
        if (set < m_firstSet)
            return m_fields;
        if (change.op == model::ChangeOp::Create)
            return 0;
        for (const model::FieldValue& each : change.after)
            open &= ~(quint64(1) << each.field);
        return open;
    }

private:
    quint64 m_fields = 0;
    qint64 m_firstSet = 0; ///< that was written with the names of the second migration
};

/// Reads the log record by record through its index, and beside it the tables in the same order: in memory is one record.
class RecordCheck
{
public:
    RecordCheck(Database& database, const NameCodes& codes, const base::Cancel& cancel)
        : m_database(database)
        , m_codes(codes)
        , m_cancel(cancel)
    {}

    Result<QStringList> run(const base::ProgressSink& progress)
    {
        auto migrated = MigratedSources::of(m_database, m_codes);
        if (!migrated)
            return fail(migrated.error());
        m_migrated = *migrated;
        for (const Entity entity : model::allEntities()) {
            if (!m_tables.emplace_back(m_database, m_codes, entity).advance())
                return fail(m_database.error());
        }
        if (auto walked = walk(progress); !walked)
            return fail(walked.error());
        for (const Entity entity : model::allEntities()) {
            if (auto passed = passUnknown(entity, Id{std::numeric_limits<qint64>::max()}); !passed)
                return fail(passed.error());
        }
        return std::move(m_problems);
    }

private:
    Result<void> walk(const base::ProgressSink& progress)
    {
        const auto heads = readHeads(m_database);
        if (!heads)
            return fail(heads.error());
        Statement rows = m_database.prepare("SELECT " + QByteArray(changeColumns) + ", c.set_id, c.seq FROM audit_change c ORDER BY c.record, c.seq");
        qint64 done = 0;
        Step step = rows.step();
        for (; step == Step::Row; step = rows.step()) {
            if (auto taken = take(rows); !taken)
                return taken;
            if (++done % 1000 == 0 && progress)
                progress({done, heads->changeCount});
        }
        if (step == Step::Failed)
            return fail(m_database.error());
        return closeRecord();
    }

    Result<void> take(const Statement& row)
    {
        const auto change = readChange(row, m_codes);
        if (!change) {
            add(QStringLiteral("audit row %1: it can't be read").arg(row.integer(6)));
            return {};
        }
        if (change->id != m_id || change->entity != m_entity) {
            if (auto closed = closeRecord(); !closed)
                return closed;
            m_id = change->id;
            m_entity = change->entity;
            m_record.reset();
            m_open = 0;
        }
        m_open = m_migrated.openAfter(*change, row.integer(5), m_open);
        m_record = model::replayed(std::move(m_record), *change);
        return {};
    }

    /// The log has no more of this record: what it came to has to be what stands in the table.
    Result<void> closeRecord()
    {
        if (!m_id.isValid())
            return {}; // before the first one
        if (auto passed = passUnknown(m_entity, m_id); !passed)
            return passed;
        LoggedRows& rows = m_tables[static_cast<std::size_t>(m_entity)];
        if (rows.isAtEnd() || rows.id() != m_id) {
            if (m_record)
                addAbout(m_entity, m_id, QStringLiteral("it is gone, though the log has it"));
            return {};
        }
        compare(rows);
        return rows.advance() ? Result<void>() : fail(m_database.error());
    }

    void compare(const LoggedRows& rows)
    {
        if (!m_record)
            return addAbout(m_entity, m_id, QStringLiteral("it is there, though the log says it was removed"));
        if (rows.revision() != m_record->revision)
            addAbout(m_entity, m_id, QStringLiteral("its revision is not what the log says"));
        for (const QString& key : rows.differencesFrom(*m_record, m_open))
            addAbout(m_entity, m_id, key + QStringLiteral(" is not what the log says"));
    }

    /// Rows before this id that no change of the log led to.
    Result<void> passUnknown(Entity entity, Id id)
    {
        LoggedRows& rows = m_tables[static_cast<std::size_t>(entity)];
        while (!rows.isAtEnd() && rows.id() < id) {
            addAbout(entity, rows.id(), QStringLiteral("the log does not know it"));
            if (!rows.advance())
                return fail(m_database.error());
        }
        return m_cancel.requested() ? Result<void>(fail(ErrorCode::Cancelled)) : Result<void>();
    }

    void addAbout(Entity entity, Id id, const QString& what) { add(model::describe(entity).key + QStringLiteral(" %1: ").arg(id.value) + what); }
    void add(const QString& problem)
    {
        if (m_problems.size() < maxProblems)
            m_problems.append(problem);
    }

    Database& m_database;
    const NameCodes& m_codes;
    const base::Cancel& m_cancel;
    MigratedSources m_migrated;
    std::vector<LoggedRows> m_tables; ///< by entity
    Entity m_entity = Entity::Company;
    Id m_id;
    std::optional<Record> m_record; ///< what the log says of it so far
    quint64 m_open = 0;             ///< its fields (as bits) that the log does not tell of
    QStringList m_problems;
};

} // namespace

Result<QStringList> recordProblems(Database& database, const NameCodes& codes, const base::ProgressSink& progress, const base::Cancel& cancel)
{
    const auto version = database.integer("PRAGMA user_version");
    if (!version)
        return fail(version.error());
    if (*version > latestVersion())
        return QStringList();
    return RecordCheck(database, codes, cancel).run(progress);
}

} // namespace qm::store
