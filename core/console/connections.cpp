#include "core/console/connections.h"

#include "core/console/console.h"
#include "core/console/stream_write.h"
#include "core/console/vendor_gate.h"
#include "core/model/company.h"

#include <atomic>

namespace qm::console {
namespace {

using base::ErrorCode;
using base::fail;
using base::Id;
using base::Result;
using model::Entity;

/// What a stream that was not read to its end leaves unknown.
QStringList unknownAfter(const vendor::StreamRule* stream, const QString& state)
{
    QStringList fields;
    if (!stream || isWhole(state))
        return fields;
    for (const vendor::OutRule& out : stream->out) {
        for (const auto& [field, value] : out.fields)
            fields.append(out.table + u'.' + field);
    }
    fields.removeDuplicates();
    return fields;
}

Result<ConnectionFacts> factsOf(store::Store& store, const model::Record& source, const VendorGate& gate)
{
    const auto readings = store.streamReadings(source.id, 1);
    auto drifts = driftRows(store, source.id);
    if (!readings || !drifts)
        return fail(readings ? drifts.error() : readings.error());
    ConnectionFacts facts{source, {}, std::move(*drifts)};
    const auto descriptor = gate.descriptor(source.text(u"descriptor"));
    for (const store::StreamReading& each : *readings) {
        const vendor::StreamRule* stream = descriptor ? descriptor->stream(each.stream) : nullptr;
        facts.streams.prepend({each.stream, each.started, each.ended, each.told, each.created, each.updated, each.gone, each.state, each.reason, unknownAfter(stream, each.state)});
    }
    return facts;
}

/// nullopt: the record is gone, or the two agree by now.
Result<std::optional<DriftRow>> rowOf(store::Store& store, const store::Drift& drift)
{
    using Row = std::optional<DriftRow>;
    const auto entity = model::entityFromKey(drift.entity);
    if (!entity)
        return Row();
    const auto records = store.recordsById(*entity, {drift.record});
    const auto sources = store.titles(Entity::Source, {drift.source});
    if (!records || !sources)
        return fail(records ? sources.error() : records.error());
    const int field = model::describe(*entity).indexOf(drift.field);
    if (records->empty() || (field < 0 && !drift.field.isEmpty()))
        return Row();
    DriftRow row{drift.source, sources->value(drift.source), *entity, drift.record, model::titleOf(records->front()), drift.field, {}, {}, drift.seen, drift.kept};
    if (field < 0)
        return Row(row);
    const auto theirs = sync::valueOfKept(model::describe(*entity).field(field).kind, drift.theirs);
    if (!theirs)
        return fail(theirs.error());
    row.ours = records->front().at(field);
    row.theirs = *theirs;
    return row.ours == row.theirs ? Row() : Row(row);
}

/// The source's word is taken: it is the source's again, and follows what it says later.
Result<model::ChangeSet> takeTheirs(store::Store& store, const DriftRow& row, const QString& actor)
{
    auto records = store.recordsById(row.entity, {row.record});
    if (!records || records->empty())
        return records ? fail(ErrorCode::NotFound, row.title) : fail(records.error());
    if (row.field.isEmpty())
        return fail(ErrorCode::Refused, row.title, QStringLiteral("the source does not have it"));
    model::Record after = records->front();
    after.set(row.field, row.theirs);
    const auto change = model::updateOf(records->front(), after);
    return change ? store.submit({actor, {model::CauseKind::Sync, row.sourceName, row.source}, {}, {*change}}) : Result<model::ChangeSet>(model::ChangeSet());
}

SyncReport reportOf(const QString& source, const QList<StreamOutcome>& outcomes)
{
    SyncReport report;
    report.source = source;
    for (const StreamOutcome& outcome : outcomes) {
        report.streams.append({outcome.id, outcome.reconciled.read, outcome.reconciled.created, outcome.reconciled.updated, outcome.reconciled.gone, outcome.state, outcome.reason, outcome.error});
        report.orphans += outcome.reconciled.orphans;
    }
    return report;
}

/// Changed settings hold from the next call on; what is no setting of a connection stands in the record's own form.
Result<void> checkSchedule(const model::Source& source)
{
    for (const QString& hour : {source.quietFrom, source.quietTo}) {
        if (!hour.isEmpty() && !QTime::fromString(hour, QStringLiteral("HH:mm")).isValid())
            return fail(ErrorCode::Invalid, hour, QStringLiteral("an hour like 22:00"));
    }
    return {};
}

} // namespace

qint64 newAttempt()
{
    static std::atomic<qint64> last = 0;
    return ++last;
}

bool isWhole(const QString& state)
{
    return state == u"complete" || state == u"changes" || state == u"unchanged";
}

Result<std::vector<DriftRow>> driftRows(store::Store& store, Id source)
{
    const auto drifts = store.drifts(source);
    if (!drifts)
        return fail(drifts.error());
    std::vector<DriftRow> rows;
    for (const store::Drift& drift : *drifts) {
        auto row = rowOf(store, drift);
        if (!row)
            return fail(row.error());
        if (*row)
            rows.push_back(std::move(**row));
    }
    return rows;
}

Answer<QList<VendorInfo>> Console::vendors() const
{
    auto promise = base::promiseOf<QList<VendorInfo>>();
    m_services.worker->post([promise] { base::finish(*promise, Result<QList<VendorInfo>>(shippedVendors())); });
    return promise->future();
}

Answer<Id> Console::connectVendor(NewConnection wanted, base::Cancel cancel)
{
    auto promise = base::promiseOf<Id>();
    auto shared = std::make_shared<NewConnection>(std::move(wanted));
    m_services.worker->post([gate = m_services.vendors, shared, actor = m_actor, cancel, promise] { base::passOn(gate->connectNew(shared, actor, cancel), promise, gate); });
    return promise->future();
}

Answer<void> Console::testConnection(Id source)
{
    auto promise = base::promiseOf<void>();
    m_services.worker->post([gate = m_services.vendors, source, promise] { base::passOn(gate->test(source), promise, gate); });
    return promise->future();
}

Answer<void> Console::disconnectVendor(Id source, Brought brought)
{
    auto promise = base::promiseOf<void>();
    m_services.worker->post([gate = m_services.vendors, source, brought, actor = m_actor, promise] { base::passOn(gate->disconnect(source, brought, actor), promise, gate); });
    return promise->future();
}

Answer<model::ChangeSet> Console::setSchedule(Id source, ReadingSchedule schedule)
{
    return m_services.desk.ask([source, schedule, actor = m_actor](store::Store& store) -> Result<model::ChangeSet> {
        const auto found = store.recordsById(Entity::Source, {source});
        if (!found || found->empty())
            return found ? fail(ErrorCode::NotFound, QStringLiteral("source")) : fail(found.error());
        auto after = model::as<model::Source>(found->front());
        after.everyMinutes = schedule.everyMinutes > 0 ? std::optional(schedule.everyMinutes) : std::nullopt;
        after.onStart = schedule.onStart ? std::optional(true) : std::nullopt;
        after.quietFrom = schedule.quietFrom;
        after.quietTo = schedule.quietTo;
        if (auto good = checkSchedule(after); !good)
            return fail(good.error());
        const auto change = model::updateOf(found->front(), model::recordOf(after, source, found->front().revision));
        return change ? store.submit({actor, {model::CauseKind::Person, {}, {}}, {}, {*change}}) : Result<model::ChangeSet>(model::ChangeSet());
    });
}

Answer<SyncReport> Console::sync(Id source, base::Cancel cancel, sync::Doubt doubt)
{
    auto promise = base::promiseOf<SyncReport>();
    m_services.worker->post([gate = m_services.vendors, desk = m_services.desk, source, cancel, doubt, promise] {
        base::whenDone(gate->sync(source, cancel, doubt), gate, [=](Result<QList<StreamOutcome>> outcomes) {
            desk.ask([=](store::Store& store) {
                const auto names = store.titles(Entity::Source, {source});
                base::finish(*promise, outcomes ? Result<SyncReport>(reportOf(names ? names->value(source) : QString(), *outcomes)) : Result<SyncReport>(fail(outcomes.error())));
                return true;
            });
        });
    });
    return promise->future();
}

Answer<std::vector<ConnectionFacts>> Console::connections() const
{
    return m_services.desk.ask([gate = m_services.vendors](store::Store& store) -> Result<std::vector<ConnectionFacts>> {
        model::Query query;
        query.entity = Entity::Source;
        query.filter = *model::Filter::fromText(u"kind = vendor");
        const auto sources = store.load(query);
        if (!sources)
            return fail(sources.error());
        std::vector<ConnectionFacts> all;
        for (const model::Record& source : *sources) {
            auto facts = factsOf(store, source, *gate);
            if (!facts)
                return fail(facts.error());
            all.push_back(std::move(*facts));
        }
        return all;
    });
}

Answer<ConnectionFacts> Console::connection(Id source) const
{
    return m_services.desk.ask([gate = m_services.vendors, source](store::Store& store) -> Result<ConnectionFacts> {
        const auto found = store.recordsById(Entity::Source, {source});
        if (!found || found->empty())
            return found ? fail(ErrorCode::NotFound, QStringLiteral("source")) : fail(found.error());
        return factsOf(store, found->front(), *gate);
    });
}

Answer<std::vector<DriftRow>> Console::drifts() const
{
    return m_services.desk.ask([](store::Store& store) { return driftRows(store, {}); });
}

Answer<model::ChangeSet> Console::takeTheirs(DriftRow row)
{
    return m_services.desk.ask([row = std::move(row), actor = m_actor](store::Store& store) { return console::takeTheirs(store, row, actor); });
}

Answer<void> Console::keepOurs(DriftRow row)
{
    return m_services.desk.ask([row = std::move(row)](store::Store& store) { return store.keepDrift(row.source, row.record, row.field); });
}

Answer<std::shared_ptr<const base::Secret>> Console::stepSecret(Id step, QString name) const
{
    using Kept = Result<std::shared_ptr<const base::Secret>>;
    auto promise = base::promiseOf<std::shared_ptr<const base::Secret>>();
    m_services.worker->post([gate = m_services.vendors, step, name = std::move(name), promise] {
        base::whenDone(gate->stepSecret(step, name), gate, [promise](Result<base::Secret> secret) {
            base::finish(*promise, secret ? Kept(std::make_shared<const base::Secret>(std::move(*secret))) : Kept(fail(secret.error())));
        });
    });
    return promise->future();
}

void Console::stopReading(Id source)
{
    m_services.worker->post([gate = m_services.vendors, source] { gate->stopReading(source); });
}

void Console::keepWorking()
{
    catchUpSearch(); // what an earlier session left; a command that only looks writes nothing
    m_services.worker->post([gate = m_services.vendors, runner = m_services.runner] {
        gate->keepReading();
        runner->keepCarryingOn();
    });
}

} // namespace qm::console
