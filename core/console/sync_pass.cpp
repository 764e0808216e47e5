#include "core/console/sync_pass.h"

#include "core/model/company.h"
#include "core/model/limits.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace qm::console {
namespace {

using base::ErrorCode;
using base::fail;
using base::Id;
using base::Result;
using model::Entity;
using vendor::whenDone;

QString resumeText(const QString& stream, const vendor::ResumePoint& point)
{
    const QJsonObject json{{QStringLiteral("stream"), stream}, {QStringLiteral("position"), point.position}, {QStringLiteral("next"), point.next},
                           {QStringLiteral("firstCount"), point.firstCount}, {QStringLiteral("pages"), point.pages}, {QStringLiteral("records"), point.records}};
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

vendor::ResumePoint pointFrom(const QJsonObject& json)
{
    return {json[QStringLiteral("position")].toInteger(-1), json[QStringLiteral("next")].toString(), json[QStringLiteral("firstCount")].toInteger(),
            json[QStringLiteral("pages")].toInteger(), json[QStringLiteral("records")].toInteger()};
}

/// A source with the name of its app.
struct SourceFacts
{
    model::Source source;
    QString appName;
};

Result<SourceFacts> readSource(store::Store& store, Id id)
{
    auto records = store.recordsById(Entity::Source, {id});
    if (!records)
        return fail(records.error());
    if (records->empty())
        return fail(ErrorCode::NotFound, QStringLiteral("source"));
    SourceFacts facts{model::as<model::Source>(records->front()), {}};
    auto apps = store.recordsById(Entity::App, {facts.source.app});
    if (apps && !apps->empty())
        facts.appName = model::titleOf(apps->front());
    return facts;
}

Result<model::Snapshot> readKnown(store::Store& store, QDate today)
{
    model::Snapshot snapshot(today);
    for (const Entity entity : sync::entitiesForReconcile()) {
        model::Query query;
        query.entity = entity;
        auto records = store.load(query);
        if (!records)
            return fail(records.error());
        snapshot.add(entity, std::move(*records));
    }
    return snapshot;
}

/// Rows of one stream into the workspace, as one transaction.
Result<sync::Reconciled> writeTold(store::Store& store, const sync::Told& told, const QDateTime& began)
{
    auto snapshot = readKnown(store, began.toLocalTime().date());
    if (!snapshot)
        return fail(snapshot.error());
    sync::Reconciled reconciled = sync::reconcile(*snapshot, told);
    if (!reconciled.changes.isEmpty()) {
        auto written = store.submit({told.appName, {model::CauseKind::Sync, told.appName, told.source}, began, reconciled.changes});
        if (!written)
            return fail(written.error());
    }
    reconciled.changes.clear();
    return reconciled;
}

struct SourceState
{
    model::Source::State state = model::Source::State::Ready;
    QString reason;
    QString resume;
    QDateTime lastRead; ///< invalid: stays
    QDateTime began;
};

Result<void> writeSourceState(store::Store& store, Id id, const SourceState& state)
{
    auto records = store.recordsById(Entity::Source, {id});
    if (!records || records->empty())
        return records ? fail(ErrorCode::NotFound, QStringLiteral("source")) : fail(records.error());
    auto source = model::as<model::Source>(records->front());
    source.state = state.state;
    source.reason = model::shortened(state.reason, model::longestText);
    source.resume = state.resume;
    if (state.lastRead.isValid())
        source.lastRead = state.lastRead;
    const auto change = model::updateOf(records->front(), model::recordOf(source, id, records->front().revision));
    if (!change)
        return {};
    auto written = store.submit({source.name, {model::CauseKind::Sync, source.name, id}, state.began, {*change}});
    return written ? Result<void>() : Result<void>(fail(written.error()));
}

QStringList tablesOf(const vendor::StreamRule& stream)
{
    QStringList tables;
    for (const auto& out : stream.out)
        tables.append(out.table);
    return tables;
}

} // namespace

SyncPass::SyncPass(VendorGate& gate, Id source, base::Cancel cancel)
    : QObject(&gate)
    , m_gate(gate)
    , m_sourceId(source)
    , m_began(gate.m_clock.now())
    , m_cancel(std::move(cancel))
{}

QFuture<Result<QList<StreamOutcome>>> SyncPass::begin()
{
    whenDone(m_gate.m_desk.ask([id = m_sourceId](store::Store& store) { return readSource(store, id); }), this, [this](Result<SourceFacts> facts) {
        if (!facts) {
            m_answer.settle(fail(facts.error()));
            deleteLater();
            return;
        }
        m_app = facts->source.app;
        m_appName = facts->appName;
        const QJsonObject resume = QJsonDocument::fromJson(facts->source.resume.toUtf8()).object();
        m_resume = {resume[QStringLiteral("stream")].toString(), pointFrom(resume)};
        whenDone(m_gate.connectionOf(m_sourceId), this, [this](VendorGate::Opened connection) {
            if (connection)
                return opened(*connection);
            m_answer.settle(fail(connection.error()));
            deleteLater();
        });
    });
    return m_answer.future();
}

void SyncPass::opened(std::shared_ptr<vendor::Connection> connection)
{
    m_connection = std::move(connection);
    const auto& streams = m_connection->descriptor().streams;
    for (std::size_t i = 0; i < streams.size(); ++i) {
        if (streams[i].id == m_resume.stream)
            m_next = static_cast<qsizetype>(i);
    }
    readNext();
}

void SyncPass::readNext()
{
    const auto& streams = m_connection->descriptor().streams;
    if (m_stopped || m_next >= static_cast<qsizetype>(streams.size()))
        return finish();
    const vendor::StreamRule& stream = streams[static_cast<std::size_t>(m_next)];
    m_rows.clear();
    m_reached = stream.id == m_resume.stream ? m_resume.point : vendor::ResumePoint();
    m_resume.stream.clear();
    vendor::ReadOrder order;
    order.stream = stream.id;
    order.from = m_reached;
    order.cancel = m_cancel;
    order.page = [this, id = stream.id](const vendor::PageOfRows& page) {
        m_rows.append(page.rows);
        m_reached = page.next;
        Q_EMIT m_gate.progress(m_sourceId, id, page.next.records);
    };
    whenDone(m_connection->read(std::move(order)), this, [this](Result<vendor::StreamRows> rows) { streamEnded(std::move(rows)); });
}

void SyncPass::streamEnded(Result<vendor::StreamRows> rows)
{
    const vendor::StreamRule& stream = m_connection->descriptor().streams[static_cast<std::size_t>(m_next)];
    StreamOutcome outcome{stream.id, {}, QStringLiteral("complete"), {}, {}};
    sync::Told told{m_sourceId, m_app, m_appName, tablesOf(stream), m_rows, rows && rows->complete()};
    if (!rows) {
        m_stopped = true;
        const bool cancelled = rows.error().code == ErrorCode::Cancelled;
        outcome.state = cancelled ? QStringLiteral("cancelled") : QStringLiteral("failed");
        outcome.reason = base::codeName(rows.error().code) + (rows.error().detail.isEmpty() ? QString() : QStringLiteral(": ") + rows.error().detail);
        if (!cancelled)
            outcome.error = rows.error();
        m_resume = {cancelled ? stream.id : QString(), m_reached};
        if (!cancelled)
            told.rows.clear(); // a failed stream changes nothing
    } else if (rows->coverage == vendor::StreamRows::Coverage::Skipped) {
        outcome.state = QStringLiteral("skipped");
        outcome.reason = rows->why;
    } else if (!rows->complete()) {
        outcome.state = QStringLiteral("partial");
    }
    write(std::move(outcome), std::move(told));
}

void SyncPass::write(StreamOutcome outcome, sync::Told told)
{
    whenDone(m_gate.m_desk.ask([told = std::move(told), began = m_began](store::Store& store) { return writeTold(store, told, began); }), this,
             [this, outcome](Result<sync::Reconciled> written) mutable {
                 if (written) {
                     outcome.reconciled = std::move(*written);
                 } else {
                     m_stopped = true;
                     outcome.state = QStringLiteral("failed");
                     outcome.reason = base::codeName(written.error().code) + QStringLiteral(": ") + written.error().subject;
                     outcome.error = written.error();
                 }
                 m_outcomes.append(std::move(outcome));
                 ++m_next;
                 readNext();
             });
}

void SyncPass::finish()
{
    SourceState state;
    state.began = m_began;
    const bool failed = !m_outcomes.isEmpty() && m_outcomes.last().state == u"failed";
    if (failed) {
        const bool signIn = m_outcomes.last().reason.startsWith(base::codeName(ErrorCode::SignInNeeded));
        state.state = signIn ? model::Source::State::SignInNeeded : model::Source::State::Failed;
        state.reason = m_outcomes.last().reason;
    }
    if (m_stopped && !m_resume.stream.isEmpty()) {
        state.state = model::Source::State::Paused;
        state.resume = resumeText(m_resume.stream, m_resume.point);
    }
    if (!m_stopped)
        state.lastRead = m_gate.m_clock.now();
    whenDone(m_gate.m_desk.ask([id = m_sourceId, state](store::Store& store) { return writeSourceState(store, id, state); }), this, [this](Result<void> written) {
        if (written)
            m_answer.settle(m_outcomes);
        else
            m_answer.settle(fail(written.error()));
        deleteLater();
    });
}

} // namespace qm::console
