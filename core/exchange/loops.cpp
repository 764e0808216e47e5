#include "core/exchange/loops.h"

#include "core/model/limits.h"

namespace qm::exchange {
namespace {

using base::Id;
using model::Change;
using model::Entity;
using model::Record;

/// The records as they will be, filled change by change, so that the first of a circle's rows keeps its reference.
class Growing
{
public:
    explicit Growing(const model::Snapshot& snapshot)
        : m_snapshot(snapshot)
    {}

    Record& at(Entity entity, Id id)
    {
        const auto known = m_records.find(id);
        if (known != m_records.end())
            return *known;
        const Record* stored = m_snapshot.record(entity, id);
        Record record = stored ? *stored : model::emptyRecord(entity);
        record.id = id;
        return *m_records.insert(id, std::move(record));
    }
    model::RecordLookup lookup()
    {
        return [this](Entity entity, Id id) { return &at(entity, id); };
    }

private:
    const model::Snapshot& m_snapshot;
    QHash<Id, Record> m_records;
};

bool isTree(Entity entity, const model::FieldValue& each)
{
    return model::describe(entity).field(each.field).has(model::Tree) && !model::isEmpty(each.value);
}

QHash<int, qint64> rowsByChange(const ImportPlan& plan)
{
    QHash<int, qint64> rows;
    for (const ImportRow& row : plan.rows) {
        if (row.change >= 0)
            rows.insert(row.change, row.row);
    }
    return rows;
}

} // namespace

ImportPlan withoutLoops(ImportPlan plan, const model::Snapshot& snapshot)
{
    const QHash<int, qint64> rows = rowsByChange(plan);
    Growing growing(snapshot);
    for (int i = 0; i < plan.draft.changes.size(); ++i) {
        const Change change = plan.draft.changes.at(i);
        for (qsizetype field = change.after.size() - 1; field >= 0; --field) {
            const model::FieldValue each = change.after.at(field);
            if (!isTree(change.entity, each))
                continue;
            Record record = growing.at(change.entity, change.id);
            if (!model::leadsBack(record, each.field, std::get<Id>(each.value), growing.lookup())) {
                growing.at(change.entity, change.id).values[each.field] = each.value;
                continue;
            }
            Change& kept = plan.draft.changes[i];
            kept.after.removeAt(field);
            if (!kept.before.isEmpty())
                kept.before.removeAt(field);
            plan.issues.append({rows.value(i), {}, IssueKind::IsItself, model::describe(change.entity).field(each.field).key, {}});
        }
    }
    return plan;
}

} // namespace qm::exchange
