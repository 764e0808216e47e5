#include "core/console/console.h"

#include "core/base/log.h"
#include "core/console/report_load.h"
#include "core/console/run_progress.h"
#include "core/console/vendor_gate.h"
#include "core/files/csv.h"
#include "core/model/company.h"
#include "core/model/computed.h"
#include "core/model/step_state.h"

#include <QFileInfo>
#include <QSet>

namespace qm::console {
namespace {

constexpr int indexAfterMs = 100;

using base::ErrorCode;
using base::fail;
using base::Id;
using base::Result;
using model::Entity;
using model::Query;
using model::Record;

/// With the steps of the runs that are not over: what a leaver's plan has to stop, what a joiner's finds promised already.
Result<model::Snapshot> loadForWorkflow(store::Store& store, QDate day)
{
    auto snapshot = loadSnapshot(store, workflow::entitiesForWorkflow(), day, {});
    if (!snapshot)
        return snapshot;
    Query query;
    query.entity = Entity::Step;
    query.filter = model::stepsOfOpenRuns();
    auto steps = store.load(query);
    if (!steps)
        return fail(steps.error());
    snapshot->add(Entity::Step, std::move(*steps));
    return snapshot;
}

base::Currency baseCurrencyOf(store::Store& store)
{
    Query query;
    query.entity = Entity::Company;
    const auto companies = store.load(query);
    if (!companies || companies->empty())
        return {};
    return base::Currency::fromCode(companies->front().text(u"base-currency")).value_or(base::Currency());
}

workflow::Capabilities capabilitiesOf(const model::Snapshot& snapshot, const VendorGate& gate)
{
    workflow::Capabilities capabilities;
    for (const Record& record : snapshot.all(Entity::Source)) {
        if (!record.text(u"descriptor").isEmpty())
            capabilities.insert(record.id, gate.abilityOf(model::as<model::Source>(record)));
    }
    return capabilities;
}

struct RecordName
{
    Entity entity;
    Id id;
};

Result<Record> editedRecord(store::Store& store, RecordName name, const FieldTexts& fields)
{
    if (!name.id.isValid())
        return console::edited(store, model::emptyRecord(name.entity), fields);
    auto found = store.recordsById(name.entity, {name.id});
    if (!found)
        return fail(found.error());
    if (found->empty())
        return fail(ErrorCode::NotFound, QString::number(name.id.value), model::describe(name.entity).key);
    auto record = console::edited(store, std::move(found->front()), fields);
    if (!record)
        return record;
    const auto by = store.reckoning();
    if (!by)
        return fail(by.error());
    model::fillComputed(*record, *by);
    return record;
}

Result<LeaverReport> loadLeaverReport(store::Store& store, Id run, QDate today)
{
    auto journal = run::readRun(store, run);
    if (!journal)
        return fail(journal.error());
    std::vector<Entity> entities = workflow::entitiesForCompleteness();
    entities.push_back(Entity::Site);
    auto snapshot = loadSnapshot(store, entities, today, {});
    if (!snapshot)
        return fail(snapshot.error());
    const auto person = snapshot->get<model::Person>(Entity::Person, journal->run.person).value_or(model::Person());
    const QString zone = zoneOf(*snapshot, journal->run);
    const auto leavings = workflow::leavingsOf(*snapshot, journal->run.person);
    const bool stands = std::any_of(leavings.begin(), leavings.end(), [run](const Record& each) { return each.id == run; });
    LeaverReport report{std::move(*journal), person.name, zone, {}, stands};
    report.completeness = workflow::completenessOf(*snapshot, report.run.run, workflow::stepsOfLeaving(*snapshot, report.run.record));
    return report;
}

} // namespace

QSet<Id> runsIn(const model::ChangeSet& changeSet)
{
    QSet<Id> runs;
    if (changeSet.cause.kind == model::CauseKind::Run)
        runs.insert(changeSet.cause.reference);
    for (const model::Change& change : changeSet.changes) {
        if (change.entity == Entity::Run)
            runs.insert(change.id);
    }
    return runs;
}

bool movesRuns(const model::ChangeSet& changeSet)
{
    return std::any_of(changeSet.changes.begin(), changeSet.changes.end(), [](const model::Change& change) { return change.entity == Entity::Run || change.entity == Entity::Step; });
}

Console::Console(Services services, QObject* parent)
    : QObject(parent)
    , m_services(services)
{
    if (VendorGate* gate = m_services.vendors) {
        connect(gate, &VendorGate::progress, gate, [this](Id source, const QString& stream, qint64 read) {
            m_arrivals.deliver([this, source, stream, read] { Q_EMIT syncProgress(source, stream, read); });
        });
        connect(gate, &VendorGate::began, gate, [this](Id source) { m_arrivals.deliver([this, source] { Q_EMIT syncBegan(source); }); });
        connect(gate, &VendorGate::looked, gate, [this](Id source) { m_arrivals.deliver([this, source] { Q_EMIT sourceLooked(source); }); });
        connect(gate, &VendorGate::signInAsked, gate, [this](qint64 attempt, const QUrl& address, const QString& code) {
            m_arrivals.deliver([this, attempt, address, code] { Q_EMIT signInAsked(attempt, address, code); });
        });
    }
    m_indexing.setSingleShot(true);
    m_indexing.setInterval(indexAfterMs);
    connect(&m_indexing, &QTimer::timeout, this, &Console::catchUpSearch);
    watchWrites();
    base::whenDone(m_services.desk.ask([](store::Store& store) { return store.reckoning(); }), this, [this](const Result<model::Reckoning>& learned) {
        if (learned)
            m_reckoning = *learned;
        else
            qCWarning(base::logStore) << "reckoning" << base::codeName(learned.error().code);
    });
}

void Console::learnReckoning(const model::ChangeSet& written)
{
    const int field = model::describe(Entity::Company).indexOf(u"large-contract");
    for (const model::Change& change : written.changes) {
        for (const model::FieldValue& each : change.after) {
            if (change.entity == Entity::Company && each.field == field)
                m_reckoning.largeContract = model::MemberValue<std::optional<base::Money>>::from(each.value);
        }
    }
}

model::Reckoning Console::reckoning() const
{
    return {clock().today(), m_reckoning.largeContract};
}

void Console::watchWrites()
{
    m_services.desk.ask([this](store::Store& store) {
        store.setWatcher([this, runner = m_services.runner](const model::ChangeSet& written) {
            if (runner && movesRuns(written))
                m_services.worker->post([runner] { runner->wake(); });
            m_arrivals.deliver([this, written] {
                m_indexing.start();
                learnReckoning(written);
                Q_EMIT changed(written);
            });
        });
        return true;
    });
}

/// In the console's thread. A piece at a time, a moment after the last write, so that a search finds the index near the log
/// and a write waits for no more than one piece.
void Console::catchUpSearch()
{
    if (std::exchange(m_isIndexing, true))
        return m_indexing.start(); // what was written meanwhile
    base::whenDone(m_services.desk.ask([](store::Store& store) { return store.catchUpSearch(); }), this, [this](const Result<bool>& more) {
        m_isIndexing = false;
        if (!more)
            qCWarning(base::logStore) << "search index" << base::codeName(more.error().code) << more.error().detail;
        else if (*more)
            catchUpSearch();
    });
}

Answer<std::vector<Record>> Console::load(Query query) const
{
    return m_services.desk.ask([query = std::move(query)](store::Store& store) { return store.load(query); });
}

Answer<std::vector<Id>> Console::ids(Query query) const
{
    return m_services.desk.ask([query = std::move(query)](store::Store& store) { return store.ids(query); });
}

Answer<std::vector<Record>> Console::records(Entity entity, std::vector<Id> ids, QDate asOf) const
{
    return m_services.desk.ask([entity, ids = std::move(ids), asOf](store::Store& store) { return store.recordsById(entity, ids, asOf); });
}

Answer<qint64> Console::count(Query query) const
{
    return m_services.desk.ask([query = std::move(query)](store::Store& store) { return store.count(query); });
}

Answer<Record> Console::find(Entity entity, QString key) const
{
    return m_services.desk.ask([entity, key = std::move(key)](store::Store& store) -> Result<Record> {
        auto found = store.find(entity, key);
        if (!found)
            return fail(found.error());
        if (!*found)
            return fail(ErrorCode::NotFound, key, model::describe(entity).key);
        return **found;
    });
}

Answer<QHash<Id, QString>> Console::titles(Entity entity, QSet<Id> ids) const
{
    return m_services.desk.ask([entity, ids = std::move(ids)](store::Store& store) { return store.titles(entity, ids); });
}

Answer<std::vector<model::Hit>> Console::search(QString text, int limit) const
{
    return m_services.desk.ask([text = std::move(text), limit](store::Store& store) { return store.search(text, limit); });
}

Answer<std::vector<model::ChangeSet>> Console::history(Entity entity, Id id) const
{
    return m_services.desk.ask([entity, id](store::Store& store) { return store.history(entity, id); });
}

Answer<std::vector<Activity>> Console::activity(Id before, int limit) const
{
    return m_services.desk.ask([before, limit](store::Store& store) { return store.recent(before, limit); });
}

Answer<model::ChangeSet> Console::changeSet(Id id) const
{
    return m_services.desk.ask([id](store::Store& store) { return store.changeSet(id); });
}

Answer<model::Snapshot> Console::snapshot(std::vector<Entity> entities, QDate asOf) const
{
    return m_services.reads.ask([entities = std::move(entities), today = clock().today(), asOf](store::Store& store) { return loadSnapshot(store, entities, today, asOf); });
}

Answer<model::ChangeSet> Console::write(model::Draft draft)
{
    return m_services.desk.ask([draft = std::move(draft)](store::Store& store) { return store.submit(draft); });
}

Answer<model::ChangeSet> Console::submit(QList<model::Change> changes)
{
    return write({m_actor, {model::CauseKind::Person, {}, {}}, {}, std::move(changes)});
}

Answer<Record> Console::edited(Entity entity, Id id, FieldTexts fields) const
{
    return m_services.desk.ask([entity, id, fields = std::move(fields)](store::Store& store) { return editedRecord(store, {entity, id}, fields); });
}

Answer<model::ChangeSet> Console::set(Entity entity, Id id, FieldTexts fields, qint64 seenRevision)
{
    return m_services.desk.ask([entity, id, fields = std::move(fields), seenRevision, actor = m_actor](store::Store& store) -> Result<model::ChangeSet> {
        auto before = id.isValid() ? store.recordsById(entity, {id}) : Result<std::vector<Record>>(std::vector<Record>());
        if (!before)
            return fail(before.error());
        auto after = editedRecord(store, {entity, id}, fields);
        if (!after)
            return fail(after.error());
        auto change = id.isValid() ? model::updateOf(before->front(), *after) : std::optional(model::createOf(*after));
        if (!change)
            return model::ChangeSet{};
        if (seenRevision > 0)
            change->seenRevision = seenRevision;
        return store.submit({actor, {model::CauseKind::Person, {}, {}}, {}, {*change}});
    });
}

Answer<ImportFile> Console::openImport(QString path, Entity entity) const
{
    auto promise = base::promiseOf<ImportFile>();
    m_services.worker->post([desk = m_services.desk, path = std::move(path), entity, promise] {
        auto table = files::readCsv(path);
        if (!table || table->rowCount() < 2) { // the first is the heading
            base::finish(*promise, Result<ImportFile>(table ? fail(ErrorCode::FileEmpty, QFileInfo(path).fileName()) : fail(table.error())));
            return;
        }
        auto shared = std::make_shared<const files::CsvTable>(std::move(*table));
        desk.ask([=](store::Store& store) {
            ImportFile file{path, shared, exchange::guessMapping(*shared, entity, baseCurrencyOf(store)), {}};
            file.questions = exchange::questionsOf(*shared, file.mapping);
            base::finish(*promise, Result<ImportFile>(std::move(file)));
            return true;
        });
    });
    return promise->future();
}

Answer<ImportPlan> Console::planImport(ImportFile file) const
{
    return m_services.reads.ask([file = std::move(file), actor = m_actor, today = clock().today()](store::Store& store) -> Result<ImportPlan> {
        auto snapshot = loadSnapshot(store, exchange::entitiesFor(file.mapping), today, {});
        if (!snapshot)
            return fail(snapshot.error());
        ImportPlan plan = exchange::planImport(*file.table, file.mapping, *snapshot);
        plan.draft.actor = actor;
        plan.draft.cause = {model::CauseKind::Import, QFileInfo(file.path).fileName(), {}};
        return plan;
    });
}

Answer<model::ChangeSet> Console::applyImport(ImportPlan plan)
{
    return write(std::move(plan.draft));
}

Answer<Kit> Console::kitFor(model::Person person) const
{
    return m_services.reads.ask([person = std::move(person), today = clock().today()](store::Store& store) -> Result<Kit> {
        auto snapshot = loadSnapshot(store, {Entity::Person, Entity::App, Entity::Account, Entity::Entitlement, Entity::Grant}, today, {});
        if (!snapshot)
            return fail(snapshot.error());
        return workflow::kitFor(*snapshot, person);
    });
}

Answer<model::Plan> Console::planJoin(JoinRequest request) const
{
    return m_services.reads.ask([request = std::move(request), gate = m_services.vendors, today = clock().today()](store::Store& store) -> Result<model::Plan> {
        auto snapshot = loadForWorkflow(store, today);
        if (!snapshot)
            return fail(snapshot.error());
        return workflow::planJoin(*snapshot, request, capabilitiesOf(*snapshot, *gate));
    });
}

Answer<model::Plan> Console::planLeave(LeaveRequest request) const
{
    return m_services.reads.ask([request, gate = m_services.vendors, today = clock().today()](store::Store& store) -> Result<model::Plan> {
        auto snapshot = loadForWorkflow(store, today);
        if (!snapshot)
            return fail(snapshot.error());
        return workflow::planLeave(*snapshot, request, capabilitiesOf(*snapshot, *gate));
    });
}

Answer<RunReport> Console::apply(model::Plan plan, base::Cancel cancel)
{
    auto promise = base::promiseOf<RunReport>();
    m_services.worker->post([runner = m_services.runner, plan = std::move(plan), actor = m_actor, cancel, promise] {
        vendor::whenDone(runner->start(plan, actor), runner, [=](Result<Id> started) {
            if (started)
                return base::passOn(runner->carryOn(*started, cancel), promise, runner);
            base::finish(*promise, Result<RunReport>(fail(started.error())));
        });
    });
    return promise->future();
}

Answer<Id> Console::start(model::Plan plan)
{
    auto promise = base::promiseOf<Id>();
    m_services.worker->post([runner = m_services.runner, plan = std::move(plan), actor = m_actor, promise] { base::passOn(runner->start(plan, actor), promise, runner); });
    return promise->future();
}

Answer<RunReport> Console::carryOn(Id run, base::Cancel cancel)
{
    auto promise = base::promiseOf<RunReport>();
    m_services.worker->post([runner = m_services.runner, run, cancel, promise] { base::passOn(runner->resume(run, cancel), promise, runner); });
    return promise->future();
}

Answer<void> Console::pause(Id run)
{
    auto promise = base::promiseOf<void>();
    m_services.worker->post([runner = m_services.runner, run, promise] { base::passOn(runner->pause(run), promise, runner); });
    return promise->future();
}

Answer<std::vector<Id>> Console::unfinishedRuns() const
{
    return m_services.desk.ask([](store::Store& store) { return run::unfinishedRuns(store); });
}

Answer<JournalRun> Console::run(Id run) const
{
    return m_services.desk.ask([run](store::Store& store) { return run::readRun(store, run); });
}

Answer<void> Console::closeStep(Id step, QString note)
{
    auto promise = base::promiseOf<void>();
    m_services.worker->post([runner = m_services.runner, step, note = std::move(note), promise] { base::passOn(runner->closeByHand(step, note), promise, runner); });
    return promise->future();
}

Answer<void> Console::tryStepAgain(Id step)
{
    auto promise = base::promiseOf<void>();
    m_services.worker->post([runner = m_services.runner, step, promise] { base::passOn(runner->tryAgain(step), promise, runner); });
    return promise->future();
}

Answer<LeaverReport> Console::leaverReport(Id run) const
{
    return m_services.reads.ask([run, today = clock().today()](store::Store& store) { return loadLeaverReport(store, run, today); });
}

Answer<HomeReport> Console::home(QDate asOf) const
{
    return m_services.reads.ask([today = clock().today(), asOf](store::Store& store) -> Result<HomeReport> {
        auto snapshot = loadSnapshot(store, entitiesForHome(), today, asOf);
        if (!snapshot)
            return fail(snapshot.error());
        if (auto held = addHeldByLeavers(store, *snapshot, asOf); !held)
            return fail(held.error());
        auto findings = loadFindings(store, asOf);
        if (!findings)
            return fail(findings.error());
        return planHome(*snapshot, std::move(*findings));
    });
}

Answer<SpendReport> Console::spend(QDate asOf) const
{
    return m_services.reads.ask([today = clock().today(), asOf](store::Store& store) -> Result<SpendReport> {
        auto snapshot = loadSnapshot(store, spend::entitiesForSpend(), today, asOf);
        if (!snapshot)
            return fail(snapshot.error());
        return spend::planSpend(*snapshot);
    });
}

Answer<std::vector<FindingRow>> Console::findings(QDate asOf) const
{
    return m_services.reads.ask([asOf](store::Store& store) { return loadFindings(store, asOf); });
}

Answer<Verification> Console::verify(base::ProgressSink progress, base::Cancel cancel) const
{
    return m_services.care.ask([progress = std::move(progress), cancel](store::Store& store) { return store.verify(progress, cancel); });
}

Answer<void> Console::backup(QString path, base::ProgressSink progress, base::Cancel cancel) const
{
    return m_services.care.ask([path = std::move(path), progress = std::move(progress), cancel](store::Store& store) { return store.backup(path, progress, cancel); });
}

} // namespace qm::console
