#include "core/console/report_load.h"

namespace qm::console {

using base::fail;
using base::Result;
using model::Entity;
using model::Query;
using model::Record;

namespace {

Result<bool> anyRecord(store::Store& store, Entity entity, QDate asOf)
{
    Query query;
    query.entity = entity;
    query.limit = 1;
    query.asOf = asOf;
    const auto records = store.load(query);
    return records ? Result<bool>(!records->empty()) : Result<bool>(fail(records.error()));
}

} // namespace

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
        auto subjects = anyRecord(store, policy.entity, asOf);
        if (!subjects)
            return fail(subjects.error());
        rows.push_back({policy, *count, *subjects});
    }
    return rows;
}

Result<void> addHeldByLeavers(store::Store& store, model::Snapshot& snapshot, QDate asOf)
{
    QList<model::Operand> keys;
    for (const Record& record : snapshot.all(Entity::Run)) {
        const auto run = model::as<model::Run>(record);
        const Record* person = snapshot.record(Entity::Person, run.person);
        if (person && run.occasion == model::Run::Occasion::Leave && isUnderWay(run))
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
