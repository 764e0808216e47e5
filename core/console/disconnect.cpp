#include "core/console/disconnect.h"

#include "core/model/company.h"

namespace qm::console {
namespace {

using base::ErrorCode;
using base::fail;
using base::Id;
using base::Result;
using model::Entity;
using model::Record;

/// What a source can bring, those that refer to others first. People stay, whoever told of them.
const std::vector<Entity>& broughtEntities()
{
    static const std::vector<Entity> entities{Entity::InvoiceLine, Entity::Seat, Entity::Grant, Entity::Entitlement, Entity::Account, Entity::LicenceLine, Entity::Device};
    return entities;
}

Result<std::vector<Record>> recordsOf(store::Store& store, Entity entity, Id source)
{
    model::Query query;
    query.entity = entity;
    auto records = store.load(query);
    if (!records)
        return records;
    std::erase_if(*records, [source](const Record& record) { return record.reference(u"source") != source; });
    return records;
}

/// Made by this source's own sync, not adopted by it.
Result<bool> isItsOwn(store::Store& store, const Record& record, Id source)
{
    const auto history = store.history(record.entity, record.id);
    if (!history)
        return fail(history.error());
    const model::Cause cause = history->empty() ? model::Cause() : history->back().cause;
    return cause.kind == model::CauseKind::Sync && cause.reference == source;
}

/// The records that can go: a record that one which stays refers to stays as well.
Result<QSet<Id>> thatGo(store::Store& store, const std::vector<Record>& records, Id source)
{
    QSet<Id> go;
    for (const Record& record : records) {
        const auto own = isItsOwn(store, record, source);
        if (!own)
            return fail(own.error());
        if (*own)
            go.insert(record.id);
    }
    for (qsizetype before = -1; before != go.size();) {
        before = go.size();
        for (const Record& record : records) {
            const auto referrers = go.contains(record.id) ? store.referrers(record.entity, record.id) : std::vector<Id>();
            if (!referrers)
                return fail(referrers.error());
            if (std::any_of(referrers->begin(), referrers->end(), [&go](Id other) { return !go.contains(other); }))
                go.remove(record.id);
        }
    }
    return go;
}

Result<QList<model::Change>> dropChanges(store::Store& store, Id source)
{
    std::vector<Record> records;
    for (const Entity entity : broughtEntities()) {
        auto more = recordsOf(store, entity, source);
        if (!more)
            return fail(more.error());
        std::move(more->begin(), more->end(), std::back_inserter(records));
    }
    const auto go = thatGo(store, records, source);
    if (!go)
        return fail(go.error());
    QList<model::Change> changes;
    for (const Record& record : records) {
        Record after = record;
        after.set(u"source", model::Value());
        after.set(u"external-id", model::Value());
        changes.append(go->contains(record.id) ? model::removeOf(record) : *model::updateOf(record, after));
    }
    return changes;
}

} // namespace

Result<void> closeSource(store::Store& store, Id id, Brought brought, const QString& actor)
{
    const auto found = store.recordsById(Entity::Source, {id});
    if (!found || found->empty())
        return found ? fail(ErrorCode::NotFound, QStringLiteral("source")) : fail(found.error());
    auto source = model::as<model::Source>(found->front());
    model::Draft draft{actor, {model::CauseKind::Person, QStringLiteral("disconnect %1").arg(source.name), {}}, {}, {}};
    if (brought == Brought::Drop) {
        auto changes = dropChanges(store, id);
        if (!changes)
            return fail(changes.error());
        draft.changes = std::move(*changes);
    }
    for (QString* text : {&source.descriptor, &source.config, &source.auth, &source.reason})
        text->clear();
    source.state = model::Source::State::Unknown;
    source.writes.reset();
    source.onStart.reset();
    source.everyMinutes.reset();
    if (const auto change = model::updateOf(found->front(), model::recordOf(source, id, found->front().revision)))
        draft.changes.append(*change);
    if (auto written = store.submit(draft); !written)
        return fail(written.error());
    return store.forgetStreams(id);
}

} // namespace qm::console
