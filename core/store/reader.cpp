#include "core/store/reader.h"

#include "core/model/computed.h"
#include "core/store/filter_sql.h"

namespace qm::store {

using base::ErrorCode;
using base::fail;
using base::Id;
using base::Result;
using model::Entity;
using model::Query;
using model::Record;

namespace {

/// nullopt: it can't be said in SQL.
std::optional<QByteArray> conditionOf(const Query& query, FilterSql& sql)
{
    auto condition = sql.condition(query.filter);
    if (condition && query.only)
        condition = '(' + *condition + ") AND " + sql.among(*query.only);
    return condition;
}

} // namespace

std::optional<Statement> Reader::statementFor(const Query& query, const QByteArray& columns)
{
    FilterSql sql(query.entity, m_by.day);
    const auto condition = conditionOf(query, sql);
    if (!condition)
        return std::nullopt;
    const QByteArray direction = query.order == Qt::DescendingOrder ? " DESC" : " ASC";
    QByteArray order;
    for (const QByteArray& expression : sql.sortBy(query.sort))
        order += expression + direction + " NULLS LAST, ";
    if (order.isEmpty())
        return std::nullopt;
    const QByteArray text = "SELECT " + columns + " FROM " + quoted(tableOf(query.entity).name) + " t0" + sql.joins() + " WHERE " + *condition + " ORDER BY " + order
        + "t0.id" + direction + " LIMIT " + QByteArray::number(query.limit) + " OFFSET " + QByteArray::number(std::max<qint64>(query.offset, 0));
    Statement statement = m_database.prepare(text);
    sql.bindTo(statement);
    return statement;
}

Result<std::vector<Record>> Reader::load(const Query& query)
{
    if (auto good = checkQuery(query); !good)
        return fail(good.error());
    auto rows = statementFor(query, tableOf(query.entity).rowColumns("t0"));
    if (rows)
        return collected(*rows, query.entity);
    View view(m_database, m_by);
    return loadFrom(view, query);
}

Result<std::vector<Record>> Reader::collected(Statement& rows, Entity entity)
{
    const Table& table = tableOf(entity);
    std::vector<Record> records;
    Step step = rows.step();
    for (; step == Step::Row; step = rows.step()) {
        records.push_back(readRecord(table, rows));
        model::fillComputed(records.back(), m_by);
    }
    if (step == Step::Failed)
        return fail(m_database.error());
    return records;
}

Result<std::vector<Id>> Reader::ids(const Query& query)
{
    if (auto good = checkQuery(query); !good)
        return fail(good.error());
    std::vector<Id> found;
    auto rows = statementFor(query, "t0.id");
    if (!rows) {
        View view(m_database, m_by);
        const auto records = loadFrom(view, query);
        if (!records)
            return fail(records.error());
        for (const Record& record : *records)
            found.push_back(record.id);
        return found;
    }
    Step step = rows->step();
    for (; step == Step::Row; step = rows->step())
        found.push_back(Id{rows->integer(0)});
    if (step == Step::Failed)
        return fail(m_database.error());
    return found;
}

Result<qint64> Reader::count(const Query& query)
{
    if (auto good = checkQuery(query); !good)
        return fail(good.error());
    FilterSql sql(query.entity, m_by.day);
    const auto condition = conditionOf(query, sql);
    if (!condition) {
        View view(m_database, m_by);
        const auto records = view.fitting(query);
        return records ? Result<qint64>(static_cast<qint64>(records->size())) : Result<qint64>(fail(records.error()));
    }
    Statement statement = m_database.prepare("SELECT count(*) FROM " + quoted(tableOf(query.entity).name) + " t0" + sql.joins() + " WHERE " + *condition);
    sql.bindTo(statement);
    if (statement.step() != Step::Row)
        return fail(m_database.error());
    return statement.integer(0);
}

Result<std::vector<Record>> Reader::recordsById(Entity entity, const std::vector<Id>& wanted)
{
    const Table& table = tableOf(entity);
    Statement& row = m_database.use("SELECT " + table.rowColumns("t") + " FROM " + quoted(table.name) + " t WHERE t.id = ?");
    std::vector<Record> records;
    records.reserve(wanted.size());
    for (const Id id : wanted) {
        row.reset();
        row.bindInteger(1, id.value);
        const Step step = row.step();
        if (step == Step::Failed)
            return fail(m_database.error());
        if (step == Step::Done)
            continue;
        records.push_back(readRecord(table, row));
        model::fillComputed(records.back(), m_by);
    }
    row.reset();
    return records;
}

Result<std::optional<Record>> Reader::find(Entity entity, const QString& key)
{
    const model::EntityDescription& description = model::describe(entity);
    for (const int field : {description.keyField, description.titleField}) {
        auto records = spelled(entity, field, key);
        if (!records)
            return fail(records.error());
        if (records->size() > 1)
            return fail(ErrorCode::Ambiguous, key, description.key);
        if (records->size() == 1)
            return std::optional<Record>(std::move(records->front()));
    }
    return std::optional<Record>();
}

Result<std::vector<Record>> Reader::spelled(Entity entity, int field, const QString& key)
{
    const Table& table = tableOf(entity);
    Statement rows = m_database.prepare("SELECT " + table.rowColumns("t") + " FROM " + quoted(table.name) + " t WHERE casefold(" + columnOf("t", entity, field)
                                        + ") = casefold(?) LIMIT 2");
    rows.bind(1, key);
    return collected(rows, entity);
}

Result<std::vector<Id>> Reader::referring(model::PathStep field, Id id)
{
    std::vector<Id> found;
    Statement& rows = m_database.use("SELECT t.id FROM " + quoted(tableOf(field.entity).name) + " t WHERE " + columnOf("t", field.entity, field.field) + " = ?");
    rows.bindInteger(1, id.value);
    Step step = rows.step();
    for (; step == Step::Row; step = rows.step())
        found.push_back(Id{rows.integer(0)});
    rows.reset();
    if (step == Step::Failed)
        return fail(m_database.error());
    return found;
}

Result<std::vector<Id>> Reader::referrers(Entity entity, Id id)
{
    std::vector<Id> found;
    for (const Entity other : model::allEntities()) {
        const auto& fields = model::describe(other).fields;
        for (std::size_t i = 0; i < fields.size(); ++i) {
            if (fields[i].kind != model::Kind::Reference || fields[i].target != entity)
                continue;
            const auto holders = referring({other, static_cast<int>(i)}, id);
            if (!holders)
                return holders;
            found.insert(found.end(), holders->begin(), holders->end());
        }
    }
    return found;
}

Result<QHash<Id, QString>> Reader::titles(Entity entity, const QSet<Id>& wanted)
{
    const model::EntityDescription& description = model::describe(entity);
    Statement& row = m_database.use("SELECT coalesce(" + columnOf("t", entity, description.titleField) + ", " + columnOf("t", entity, description.keyField) + ") FROM "
                                    + quoted(tableOf(entity).name) + " t WHERE t.id = ?");
    QHash<Id, QString> titles;
    for (const Id id : wanted) {
        row.reset();
        row.bindInteger(1, id.value);
        const Step step = row.step();
        if (step == Step::Failed)
            return fail(m_database.error());
        if (step == Step::Row)
            titles.insert(id, row.string(0));
    }
    row.reset();
    return titles;
}

Result<std::vector<Record>> loadFrom(View& view, const Query& query)
{
    auto records = view.fitting(query);
    if (!records)
        return records;
    view.sort(*records, query);
    const auto size = static_cast<qint64>(records->size());
    const qint64 from = std::clamp<qint64>(query.offset, 0, size);
    const qint64 upTo = query.limit < 0 ? size : std::min(size, from + query.limit);
    records->erase(records->begin() + upTo, records->end());
    records->erase(records->begin(), records->begin() + from);
    return records;
}

Result<void> checkQuery(const Query& query)
{
    const model::EntityDescription& description = model::describe(query.entity);
    if (!query.sort.isEmpty() && description.indexOf(query.sort) < 0)
        return fail(ErrorCode::FilterSyntax, query.sort, QStringLiteral("no such field to sort by"));
    return model::check(query.filter, query.entity);
}

} // namespace qm::store
