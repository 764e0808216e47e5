#include "core/store/tree_check.h"

#include "core/model/limits.h"
#include "core/store/reader.h"

namespace qm::store {

using base::Id;
using base::Result;
using model::Change;
using model::FieldValue;

Result<void> TreeCheck::check(const QList<Change>& done)
{
    for (const Change& change : done) {
        for (const FieldValue& each : change.after) {
            const bool isUp = model::describe(change.entity).field(each.field).has(model::Tree) && !model::isEmpty(each.value);
            if (!isUp)
                continue;
            if (auto followed = follow(change, each); !followed)
                return followed;
        }
    }
    return {};
}

Result<void> TreeCheck::follow(const Change& change, const FieldValue& reference)
{
    Statement& above = m_database.use("SELECT " + columnOf("t", change.entity, reference.field) + " FROM " + quoted(tableOf(change.entity).name) + " t WHERE t.id = ?");
    QSet<Id> passed{change.id};
    for (Id id = std::get<Id>(reference.value); id.value != 0 && !m_straight.contains(id);) {
        if (passed.contains(id))
            return base::fail(base::ErrorCode::Circular, subject(change, reference));
        passed.insert(id);
        above.bindInteger(1, id.value);
        id = above.step() == Step::Row ? Id{above.integer(0)} : Id();
        above.reset();
    }
    m_straight.unite(passed);
    return {};
}

QString TreeCheck::subject(const Change& change, const FieldValue& reference)
{
    const Id named = std::get<Id>(reference.value);
    const auto titles = Reader(m_database, QDate()).titles(change.entity, {named});
    const QString field = model::subjectOf(change.entity, reference.field);
    return titles ? field + QStringLiteral(": ") + titles->value(named) : field;
}

} // namespace qm::store
