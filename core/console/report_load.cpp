#include "core/console/report_load.h"

#include "core/model/step_state.h"

namespace qm::console {

using base::fail;
using base::Result;
using model::Entity;
using model::Query;
using model::Record;

namespace {

Result<qint64> countOf(store::Store& store, Entity entity, QDate asOf)
{
    Query query;
    query.entity = entity;
    query.asOf = asOf;
    return store.count(query);
}

} // namespace

Result<model::Snapshot> loadSnapshot(store::Store& store, const std::vector<Entity>& entities, QDate day, QDate asOf)
{
    model::Snapshot snapshot(asOf.isValid() ? asOf : day);
    for (const Entity entity : entities) {
        Query query;
        query.entity = entity;
        query.asOf = asOf;
        auto records = store.load(query);
        if (!records)
            return fail(records.error());
        snapshot.add(entity, std::move(*records));
    }
    return snapshot;
}

Result<std::vector<FindingRow>> loadFindings(store::Store& store, QDate asOf)
{
    std::vector<FindingRow> rows;
    for (const guard::Policy& policy : guard::shippedPolicies()) {
        Query query;
        query.entity = policy.entity;
        query.filter = policy.filter;
        query.asOf = asOf;
        auto count = store.count(query);
        if (!count)
            return fail(count.error());
        const auto checked = countOf(store, policy.entity, asOf);
        if (!checked)
            return fail(checked.error());
        rows.push_back({policy, *count, *checked});
    }
    return rows;
}

Result<void> addHeldByLeavers(store::Store& store, model::Snapshot& snapshot, QDate asOf)
{
    QList<model::Operand> keys;
    for (const Record& record : snapshot.all(Entity::Run)) {
        const auto run = model::as<model::Run>(record);
        const Record* person = snapshot.record(Entity::Person, run.person);
        if (person && run.occasion == model::Run::Occasion::Leave && isOpen(run))
            keys.append({person->text(u"number").isEmpty() ? model::titleOf(*person) : person->text(u"number")});
    }
    if (keys.isEmpty())
        return {};
    const std::pair<Entity, QString> holders[] = {{Entity::Device, QStringLiteral("holder")}, {Entity::Grant, QStringLiteral("account.person")}};
    for (const auto& [entity, path] : holders) {
        Query query;
        query.entity = entity;
        query.filter = model::Filter::condition(path, model::Operator::AnyOf, keys);
        query.asOf = asOf;
        auto held = store.load(query);
        if (!held)
            return fail(held.error());
        snapshot.add(entity, std::move(*held));
    }
    return {};
}

} // namespace qm::console
