#include "core/console/stream_write.h"

#include "core/base/log.h"
#include "core/console/report_load.h"
#include "core/model/limits.h"
#include "core/model/software.h"

namespace qm::console {
namespace {

using base::ErrorCode;
using base::fail;
using base::Id;
using base::Result;
using model::CauseKind;
using model::Entity;

/// Tables whose rows are compared: also those that only patches or gone rows speak of.
QSet<QString> tablesIn(const sync::Told& told)
{
    QSet<QString> tables = told.tables;
    for (const vendor::Row& row : told.rows)
        tables.insert(row.table);
    for (const vendor::GoneRow& row : told.gone)
        tables.insert(row.table);
    for (const vendor::Replacement& replaced : told.replaced)
        tables.insert(replaced.table);
    return tables;
}

void addWritten(sync::Told& told, const QList<model::Change>& changes)
{
    for (const model::Change& change : changes) {
        if (change.op == model::ChangeOp::Remove) {
            told.takenAway.push_back(model::patched(model::emptyRecord(change.entity), change.before));
            continue;
        }
        for (const model::FieldValue& each : change.after)
            told.written[change.id].insert(each.field);
    }
}

/// Where several streams tell a table, who told what before.
Result<void> recallKeys(store::Store& store, sync::Told& told)
{
    if (told.shared.isEmpty())
        return {};
    const auto keys = store.toldKeys(told.source);
    if (!keys)
        return fail(keys.error());
    for (auto it = keys->begin(); it != keys->end(); ++it) {
        for (const store::ToldKey& key : *it)
            (it.key() == told.stream ? told.before : told.elsewhere)[key.table].insert(key.key);
    }
    return {};
}

QList<store::ToldKey> listOf(const sync::KeysByTable& keys)
{
    QList<store::ToldKey> list;
    for (auto it = keys.begin(); it != keys.end(); ++it) {
        for (const QString& key : *it)
            list.append({it.key(), key});
    }
    return list;
}

void noteResult(store::StreamNote& note, const sync::Reconciled& result, const sync::Told& told)
{
    note.reading.told = result.read;
    note.reading.created = result.created;
    note.reading.updated = result.updated;
    note.reading.gone = result.gone;
    note.newKeys = listOf(result.newKeys);
    note.goneKeys = listOf(result.goneKeys);
    if (const auto doubt = doubtIn(result)) {
        note.reading.state = QStringLiteral("held");
        note.reading.reason = reasonOf(*doubt);
    }
    for (const sync::Difference& each : result.drifts)
        note.drifts.append({told.source, model::describe(each.entity).key, each.record, each.field, sync::keptForm(each.theirs), told.seen});
    note.agreed = result.agreed;
}

/// What could not be written is a reading that failed: the memory stays.
void noteFailure(store::Store& store, const store::StreamNote& note, const base::Error& error)
{
    store::StreamNote failed;
    failed.reading = note.reading;
    failed.reading.created = failed.reading.updated = failed.reading.gone = 0;
    failed.reading.state = QStringLiteral("failed");
    failed.reading.reason = reasonOf(error);
    if (auto noted = store.submit({}, failed); !noted)
        qCWarning(base::logStore) << failed.reading.stream << base::codeName(noted.error().code);
}

/// What runs wrote since a change set.
Result<void> recallRuns(store::Store& store, StreamCatch& caught)
{
    constexpr int batch = 50;
    for (Id before; true;) {
        const auto sets = store.recent(before, batch);
        if (!sets)
            return fail(sets.error());
        for (const store::Activity& each : *sets) {
            if (each.set.id <= caught.since)
                return {};
            const auto set = each.set.cause.kind == CauseKind::Run ? store.changeSet(each.set.id) : Result<model::ChangeSet>(each.set);
            if (!set)
                return fail(set.error());
            addWritten(caught.told, set->changes);
            before = each.set.id;
        }
        if (sets->size() < batch)
            return {};
    }
}

/// Seats of the source that say their use is known where nobody tells it, and those whose use is told again.
Result<QList<model::Change>> usageChanges(store::Store& store, const model::Record& source, bool givesUsage)
{
    model::Query query;
    query.entity = Entity::Seat;
    query.filter = model::Filter::condition(QStringLiteral("source"), model::Operator::Is, {model::Operand{source.text(u"name")}});
    const auto seats = store.load(query);
    if (!seats)
        return fail(seats.error());
    QList<model::Change> changes;
    for (const model::Record& seat : *seats) {
        const bool known = seat.value(u"usage-known") == model::Value(true);
        const bool shallBe = givesUsage && (known || !model::isEmpty(seat.value(u"last-used")));
        model::Record after = seat;
        after.set(u"usage-known", shallBe);
        if (known != shallBe)
            changes.append(*model::updateOf(seat, after));
    }
    return changes;
}

Result<bool> isConnected(store::Store& store, Id id)
{
    const auto records = store.recordsById(Entity::Source, {id});
    if (!records)
        return fail(records.error());
    return !records->empty() && !records->front().text(u"descriptor").isEmpty();
}

/// The tables that tell who may enter and who holds what, and the records they tell about.
const QHash<QString, Entity>& accessTables()
{
    static const QHash<QString, Entity> tables{{QStringLiteral("account"), Entity::Account}, {QStringLiteral("device"), Entity::Device}, {QStringLiteral("grant"), Entity::Grant}, {QStringLiteral("membership"), Entity::Grant}};
    return tables;
}

/// Records of the source that a table tells about.
Result<bool> hasTold(store::Store& store, const model::Record& source, const QString& table)
{
    model::Query query;
    query.entity = accessTables().value(table);
    query.filter = model::Filter::condition(QStringLiteral("source"), model::Operator::Is, {model::Operand{source.text(u"name")}});
    const auto count = store.count(query);
    return count ? Result<bool>(*count > 0) : fail(count.error());
}

/// The fields of a record whose newest word is somebody's own. A sync, a run or a rule speaks for a system; what took
/// back an edit takes its word back, what took back a sync is a word.
QSet<int> heldFields(const std::vector<model::ChangeSet>& history)
{
    QHash<Id, CauseKind> kinds;
    for (const model::ChangeSet& set : history)
        kinds.insert(set.id, set.cause.kind);
    QSet<int> decided;
    QSet<int> held;
    QSet<Id> takenBack;
    for (const model::ChangeSet& set : history) { // the newest first
        const bool isUndoOfSync = set.cause.kind == CauseKind::Undo && kinds.value(set.cause.reference, CauseKind::Sync) == CauseKind::Sync;
        if (set.cause.kind == CauseKind::Undo && !isUndoOfSync)
            takenBack.insert(set.cause.reference);
        const bool says = !takenBack.contains(set.id) && (set.cause.kind != CauseKind::Undo || isUndoOfSync);
        const bool isOwn = isUndoOfSync || set.cause.kind == CauseKind::Person || set.cause.kind == CauseKind::Import || set.cause.kind == CauseKind::Sample;
        for (const model::Change& change : set.changes) {
            for (const model::FieldValue& each : change.after) {
                if (says && isOwn && !decided.contains(each.field))
                    held.insert(each.field);
                if (says)
                    decided.insert(each.field);
            }
        }
    }
    return held;
}

} // namespace

bool HandHistory::holds(const model::Record& record, int field)
{
    auto held = m_known.constFind(record.id);
    if (held == m_known.cend()) {
        const auto history = m_store.history(record.entity, record.id);
        if (!history && !m_failure)
            m_failure = history.error();
        held = m_known.insert(record.id, history ? heldFields(*history) : QSet<int>());
    }
    return held->contains(field);
}

Result<void> HandHistory::wasRead() const
{
    return m_failure ? fail(*m_failure) : Result<void>();
}

Result<SourceFacts> readSource(store::Store& store, Id id)
{
    auto records = store.recordsById(Entity::Source, {id});
    if (!records)
        return fail(records.error());
    if (records->empty())
        return fail(ErrorCode::NotFound, QStringLiteral("source"));
    SourceFacts facts{id, model::as<model::Source>(records->front()), {}, {}, {}};
    auto apps = store.recordsById(Entity::App, {facts.source.app});
    if (!apps)
        return fail(apps.error());
    facts.appName = apps->empty() ? facts.source.name : model::titleOf(apps->front());
    auto states = store.streamStates(id);
    if (!states)
        return fail(states.error());
    facts.streams = std::move(*states);
    const auto readings = store.streamReadings(id, 1);
    if (!readings)
        return fail(readings.error());
    facts.failedToOpen = std::any_of(readings->begin(), readings->end(), [](const store::StreamReading& each) { return each.stream == QStringView(wholeConnection) && each.state == u"failed"; });
    for (const store::StreamReading& each : *readings) {
        if (each.state == u"held")
            facts.held.insert(each.stream);
    }
    return facts;
}

Result<Id> newestChangeSet(store::Store& store)
{
    const auto newest = store.recent({}, 1);
    if (!newest)
        return fail(newest.error());
    return newest->empty() ? Id{} : newest->front().set.id;
}

QString reasonOf(const base::Error& error)
{
    const QString what = error.detail.isEmpty() ? error.subject : error.detail;
    return base::codeName(error.code) + (what.isEmpty() ? QString() : QStringLiteral(": ") + what);
}

std::optional<base::Error> doubtIn(const sync::Reconciled& result)
{
    if (result.held.isEmpty())
        return std::nullopt;
    const sync::Held& held = result.held.front();
    return base::Error{ErrorCode::TooMuchGone, QStringLiteral("%1 of %2").arg(held.gone).arg(held.of), {}, base::Retry::Never};
}

Result<sync::Reconciled> writeStream(store::Store& store, StreamCatch caught)
{
    sync::Told& told = caught.told;
    const auto isStill = isConnected(store, told.source);
    if (!isStill || !*isStill)
        return isStill ? fail(ErrorCode::Refused, QStringLiteral("source"), QStringLiteral("it is not connected any more")) : fail(isStill.error());
    if (auto recalled = recallRuns(store, caught); !recalled)
        return fail(recalled.error());
    if (auto recalled = recallKeys(store, told); !recalled)
        return fail(recalled.error());
    const auto drifts = store.drifts(told.source);
    if (!drifts)
        return fail(drifts.error());
    for (const store::Drift& drift : *drifts)
        told.drifts.insert({drift.record, drift.field}, drift.theirs);
    auto snapshot = loadSnapshot(store, sync::entitiesForReconcile(tablesIn(told)), told.seen.toLocalTime().date(), {});
    if (!snapshot)
        return fail(snapshot.error());
    HandHistory hands(store);
    told.held = [&hands](const model::Record& record, int field) { return hands.holds(record, field); };
    sync::Reconciled result = sync::reconcile(*snapshot, told);
    told.held = {};
    if (auto read = hands.wasRead(); !read)
        return fail(read.error()); // what was not read may be what somebody entered
    noteResult(caught.note, result, told);
    if (result.isOlder || !result.held.isEmpty()) {
        caught.note.memory.reset();
        caught.note.resume.clear();
    }
    auto written = store.submit({told.appName, {CauseKind::Sync, told.appName, told.source}, told.seen, result.changes}, caught.note);
    if (!written) {
        noteFailure(store, caught.note, written.error());
        return fail(written.error());
    }
    result.changes.clear();
    return result;
}

Result<void> writeOutcome(store::Store& store, Id id, const SourceOutcome& outcome)
{
    auto records = store.recordsById(Entity::Source, {id});
    if (!records || records->empty())
        return records ? fail(ErrorCode::NotFound, QStringLiteral("source")) : fail(records.error());
    const model::Record& before = records->front();
    auto source = model::as<model::Source>(before);
    if (source.descriptor.isEmpty())
        return {};
    source.state = outcome.state;
    source.reason = model::shortened(model::onOneLine(outcome.reason), model::longestText);
    QList<model::Change> changes;
    if (outcome.givesUsage && source.givesUsage != outcome.givesUsage) {
        auto seats = usageChanges(store, before, *outcome.givesUsage);
        if (!seats)
            return fail(seats.error());
        changes = std::move(*seats);
        source.givesUsage = outcome.givesUsage;
    }
    if (const auto change = model::updateOf(before, model::recordOf(source, id, before.revision)))
        changes.append(*change);
    if (!changes.isEmpty()) {
        auto written = store.submit({source.name, {CauseKind::Sync, source.name, id}, outcome.began, changes});
        if (!written)
            return fail(written.error());
    }
    store::LastLook look = outcome.look;
    if (!(look.read > source.lastRead))
        look.read = {};
    for (const QString& table : outcome.leftOut) {
        const auto has = hasTold(store, before, table);
        if (!has)
            return fail(has.error());
        if (*has)
            look.read = {};
    }
    return look.read.isValid() || !look.whole.isEmpty() ? store.noteLook(id, look) : Result<void>();
}

void describeTold(sync::Told& told, const vendor::Descriptor& descriptor, const vendor::StreamRule& stream)
{
    told.stream = stream.id;
    told.mainTable = stream.out.empty() ? QString() : stream.out.front().table;
    told.tables = wholeTables(stream);
    for (const vendor::StreamRule& other : descriptor.streams) {
        if (other.id != stream.id)
            told.shared += wholeTables(other) & told.tables;
    }
}

QSet<QString> wholeTables(const vendor::StreamRule& stream)
{
    QSet<QString> tables;
    for (const vendor::OutRule& out : stream.out) {
        if (out.mode == vendor::OutRule::Mode::Whole)
            tables.insert(out.table);
    }
    return tables;
}

QSet<QString> accessTold(const vendor::StreamRule& stream)
{
    const QList<QString> access = accessTables().keys();
    return wholeTables(stream) & QSet<QString>(access.begin(), access.end());
}

bool tellsLastUse(const vendor::StreamRule& stream)
{
    return std::any_of(stream.out.begin(), stream.out.end(), [](const vendor::OutRule& out) {
        const auto isUse = [](const auto& field) { return field.first == u"last_used"; };
        return out.table == u"usage" || std::any_of(out.fields.begin(), out.fields.end(), isUse);
    });
}

} // namespace qm::console
