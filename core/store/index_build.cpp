#include "core/store/index_build.h"

#include "core/store/table.h"
#include "core/store/validate.h"

#include <sqlite3.h>

namespace qm::store {

using base::Error;
using base::ErrorCode;
using base::fail;
using base::Result;

Result<bool> IndexBuild::isWorthIt(Database& database, model::Entity entity, qsizetype newRows)
{
    constexpr qsizetype many = 5000;
    if (newRows < many)
        return false;
    const auto held = database.integer("SELECT count(*) FROM (SELECT 1 FROM " + quoted(tableOf(entity).name) + " LIMIT " + QByteArray::number(newRows) + ")");
    if (!held)
        return fail(held.error());
    return *held < newRows;
}

Result<IndexBuild> IndexBuild::takeAway(Database& database, model::Entity entity)
{
    // Partial ones stay: they hold the references that are set, and to leave out a row that has none costs nothing.
    Statement rows = database.prepare("SELECT s.name, s.sql FROM pragma_index_list(?) l JOIN sqlite_schema s ON s.type = 'index' AND s.name = l.name "
                                      "WHERE l.origin = 'c' AND NOT l.partial ORDER BY l.seq DESC");
    rows.bindText(1, tableOf(entity).name);
    IndexBuild build(entity);
    QList<QByteArray> names;
    Step step = rows.step();
    for (; step == Step::Row; step = rows.step()) {
        names.append(rows.text(0).toByteArray());
        build.m_indexes.append(rows.text(1).toByteArray());
    }
    if (step == Step::Failed)
        return fail(database.error());
    rows.reset(); // a table that is being read can't lose its indexes
    for (const QByteArray& name : std::as_const(names)) {
        if (auto dropped = database.run("DROP INDEX " + quoted(name)); !dropped)
            return fail(dropped.error());
    }
    return build;
}

Result<void> IndexBuild::buildAnew(Database& database) const
{
    for (const QByteArray& sql : m_indexes) {
        if (!database.run(sql))
            return fail(failure(database));
    }
    return {};
}

/// Says which value stands twice; any other failure as the database puts it.
Error IndexBuild::failure(Database& database) const
{
    const Error failure = database.error();
    if (database.code() != SQLITE_CONSTRAINT_UNIQUE)
        return failure;
    const Table& table = tableOf(m_entity);
    for (int field = 0; field < static_cast<int>(table.columns.size()); ++field) {
        if (!table.description->field(field).has(model::Unique))
            continue;
        const QByteArray column = columnOf("t", m_entity, field);
        Statement twice = database.prepare("SELECT " + table.rowColumns("t") + " FROM " + quoted(table.name) + " t WHERE t.id = (SELECT max(t.id) FROM " + quoted(table.name)
                                           + " t WHERE " + column + " IS NOT NULL GROUP BY casefold(" + column + ") HAVING count(*) > 1 LIMIT 1)");
        if (twice.step() == Step::Row)
            return {ErrorCode::Duplicate, subjectOf(m_entity, field, readRecord(table, twice).at(field)), failure.detail};
    }
    return {ErrorCode::Duplicate, model::describe(m_entity).key, failure.detail};
}

} // namespace qm::store
