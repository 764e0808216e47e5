#include "core/console/sync_pass.h"

#include "core/base/log.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace qm::console {
namespace {

using base::ErrorCode;
using base::fail;
using base::Id;
using base::Result;
using vendor::whenDone;
using Coverage = vendor::StreamRows::Coverage;
using Mode = vendor::IncrementalRule::Mode;

QByteArray resumeText(const vendor::ResumePoint& point)
{
    const QJsonObject json{{QStringLiteral("position"), point.position}, {QStringLiteral("next"), point.next}, {QStringLiteral("firstCount"), point.firstCount},
                           {QStringLiteral("pages"), point.pages}, {QStringLiteral("records"), point.records}};
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

vendor::ResumePoint pointFrom(const QByteArray& text)
{
    const QJsonObject json = QJsonDocument::fromJson(text).object();
    return {json[QStringLiteral("position")].toInteger(-1), json[QStringLiteral("next")].toString(), json[QStringLiteral("firstCount")].toInteger(),
            json[QStringLiteral("pages")].toInteger(), json[QStringLiteral("records")].toInteger()};
}

QString stateOf(Coverage coverage)
{
    switch (coverage) {
    case Coverage::Complete: return QStringLiteral("complete");
    case Coverage::Changes: return QStringLiteral("changes");
    case Coverage::Unchanged: return QStringLiteral("unchanged");
    case Coverage::Partial: return QStringLiteral("partial");
    case Coverage::Skipped: break;
    }
    return QStringLiteral("skipped");
}

/// No other stream of the source could do better.
bool stopsAll(ErrorCode code)
{
    static const QSet<int> codes = [] {
        QSet<int> all;
        for (const ErrorCode each : {ErrorCode::SignInNeeded, ErrorCode::HostUnreachable, ErrorCode::TlsFailed, ErrorCode::ForeignHost, ErrorCode::KeyStoreMissing,
                                     ErrorCode::KeyStoreLocked, ErrorCode::KeyStoreDenied, ErrorCode::SecretMissing, ErrorCode::Cancelled})
            all.insert(static_cast<int>(each));
        return all;
    }();
    return codes.contains(static_cast<int>(code));
}

bool needsPerson(const base::Error& error)
{
    return error.code == ErrorCode::SignInNeeded || error.code == ErrorCode::SecretMissing;
}

/// What it leaves holds although not all of it was read: a log goes on where it stopped, and never tells what is gone.
bool isLog(const vendor::StreamRule& stream)
{
    return stream.incremental.mode == Mode::Since || stream.incremental.mode == Mode::Cursor || stream.incremental.mode == Mode::Windows;
}

} // namespace

std::vector<const vendor::StreamRule*> readingOrder(const vendor::Descriptor& descriptor)
{
    std::vector<const vendor::StreamRule*> order;
    QSet<QString> placed;
    for (std::size_t before = 1; before != 0;) {
        before = 0;
        for (const vendor::StreamRule& stream : descriptor.streams) {
            const QString& parent = stream.forEach.stream;
            if (placed.contains(stream.id) || (!parent.isEmpty() && !placed.contains(parent)))
                continue;
            placed.insert(stream.id);
            order.push_back(&stream);
            ++before;
        }
    }
    return order;
}

SyncPass::SyncPass(VendorGate& gate, Id source, sync::Doubt doubt, base::Cancel cancel)
    : QObject(&gate)
    , m_gate(gate)
    , m_sourceId(source)
    , m_doubt(doubt)
    , m_began(gate.m_clock.now())
    , m_cancel(std::move(cancel))
{}

QFuture<Result<QList<StreamOutcome>>> SyncPass::begin()
{
    whenDone(m_gate.m_desk.ask([id = m_sourceId](store::Store& store) { return readSource(store, id); }), this, [this](Result<SourceFacts> facts) {
        if (!facts)
            return settle(fail(facts.error()));
        m_facts = std::move(*facts);
        whenDone(m_gate.connectionOf(m_sourceId), this, [this](VendorGate::Opened connection) {
            if (connection)
                return opened(*connection);
            notOpened(connection.error());
        });
    });
    return m_answer.future();
}

void SyncPass::opened(std::shared_ptr<vendor::Connection> connection)
{
    m_connection = std::move(connection);
    m_order = readingOrder(m_connection->descriptor());
    if (m_facts.failedToOpen)
        noteOpening(QStringLiteral("complete"), {});
    readNext();
}

/// Stands on the source and among its readings, so that somebody sees it and the schedule waits longer.
void SyncPass::notOpened(const base::Error& error)
{
    SourceOutcome outcome;
    outcome.state = needsPerson(error) ? model::Source::State::SignInNeeded : model::Source::State::Failed;
    outcome.reason = reasonOf(error);
    outcome.began = m_began;
    noteOpening(QStringLiteral("failed"), outcome.reason);
    whenDone(m_gate.m_desk.ask([id = m_sourceId, outcome](store::Store& store) { return writeOutcome(store, id, outcome); }), this,
             [this, error](const Result<void>& written) { settle(written ? Result<void>(fail(error)) : written); });
}

void SyncPass::noteOpening(const QString& state, const QString& reason)
{
    store::StreamNote note;
    note.reading = {m_sourceId, QStringView(wholeConnection).toString(), m_began, m_gate.m_clock.now(), 0, 0, 0, 0, state, reason};
    m_gate.m_desk.ask([note](store::Store& store) {
        if (const auto noted = store.submit({}, note); !noted)
            qCWarning(base::logStore) << note.reading.stream << base::codeName(noted.error().code);
        return true;
    });
}

bool SyncPass::isParent(const QString& stream) const
{
    const auto& streams = m_connection->descriptor().streams;
    return std::any_of(streams.begin(), streams.end(), [&stream](const vendor::StreamRule& other) { return other.forEach.stream == stream; });
}

void SyncPass::readNext()
{
    if (m_stopped || m_next >= m_order.size())
        return finish();
    const vendor::StreamRule& stream = current();
    m_catch = {};
    m_reached = {};
    m_outcomes.append(StreamOutcome{stream.id, {}, {}, {}, {}, 0});
    m_catch.note.reading.source = m_sourceId;
    m_catch.note.reading.stream = stream.id;
    m_catch.note.reading.started = m_gate.m_clock.now();
    sync::Told& told = m_catch.told;
    told.source = m_sourceId;
    told.app = m_facts.source.app;
    told.appName = m_facts.appName;
    told.isHr = m_facts.source.isHr.value_or(false);
    told.doubt = m_facts.held.contains(stream.id) ? m_doubt : sync::Doubt::HoldBack; // nobody has seen anything else
    told.seen = m_began;
    describeTold(told, m_connection->descriptor(), stream);
    const QString parent = stream.forEach.stream;
    if (!parent.isEmpty() && !m_records.contains(parent))
        return leaveOut(stream, QStringLiteral("needs %1, which could not be read").arg(parent));
    read(stream);
}

/// What stands here by now is older than what will be told.
void SyncPass::read(const vendor::StreamRule& stream)
{
    whenDone(m_gate.m_desk.ask([](store::Store& store) { return newestChangeSet(store); }), this, [this, &stream](const Result<Id>& newest) {
        if (!newest)
            return settle(fail(newest.error()));
        m_catch.since = *newest;
        ask(stream);
    });
}

void SyncPass::ask(const vendor::StreamRule& stream)
{
    const store::StreamState left = m_facts.streams.value(stream.id);
    vendor::ReadOrder order;
    order.stream = stream.id;
    order.cancel = m_cancel;
    order.parents = m_records.value(stream.forEach.stream);
    if (!isParent(stream.id)) {
        order.memory = QJsonDocument::fromJson(left.memory).object();
        if (!left.resume.isEmpty())
            order.from = pointFrom(left.resume);
    }
    m_reached = order.from;
    order.page = [this](const vendor::PageOfRows& page) { take(page); };
    whenDone(m_connection->read(std::move(order)), this, [this](Result<vendor::StreamRows> rows) { streamEnded(std::move(rows)); });
}

void SyncPass::take(const vendor::PageOfRows& page)
{
    m_isHeard = true;
    sync::Told& told = m_catch.told;
    QJsonArray& records = m_records[current().id];
    if (page.startsOver) {
        told.rows.clear();
        told.replaced.clear();
        told.gone.clear();
        records = {};
    }
    told.rows += page.rows;
    told.replaced += page.replaced;
    told.gone += page.gone;
    if (isParent(current().id)) {
        for (const QJsonValue& record : page.records)
            records.append(record);
    }
    m_reached = page.next;
    Q_EMIT m_gate.progress(m_sourceId, current().id, page.next.records);
}

void SyncPass::streamEnded(Result<vendor::StreamRows> rows)
{
    m_isHeard = m_isHeard || rows.has_value();
    if (rows)
        ended(*rows);
    else
        failed(rows.error());
    write();
}

void SyncPass::ended(const vendor::StreamRows& rows)
{
    const vendor::StreamRule& stream = current();
    Coverage coverage = rows.coverage;
    const auto isThat = [&stream](const StreamOutcome& each) { return each.id == stream.forEach.stream && (each.state == u"partial" || each.state == u"held"); };
    if (coverage == Coverage::Complete && std::any_of(m_outcomes.begin(), m_outcomes.end(), isThat))
        coverage = Coverage::Partial; // of some parents only
    m_catch.told.coverage = coverage;
    outcome().withinDays = coverage == rows.coverage ? rows.withinDays : 0;
    outcome().state = stateOf(coverage);
    outcome().reason = rows.why;
    if (coverage == Coverage::Skipped)
        m_records.remove(stream.id);
    else
        m_records[stream.id]; // read, if only to find nothing
    const bool isWhole = coverage == Coverage::Complete || coverage == Coverage::Changes || coverage == Coverage::Unchanged;
    // After a first reading in pieces a list of changes would never tell what went in between.
    if (!isParent(stream.id) && (isWhole || (coverage == Coverage::Partial && (isLog(stream) || stream.forEach.everyDays > 0))))
        m_catch.note.memory = QJsonDocument(rows.memory).toJson(QJsonDocument::Compact);
}

/// A reading that goes on from where it stopped: not one that others build on, and not a list of changes.
bool SyncPass::goesOnLater() const
{
    const vendor::StreamRule& stream = current();
    const bool isSingle = !stream.forEach.isUsed() && stream.incremental.mode != Mode::Windows;
    return isSingle && !isParent(stream.id) && m_facts.streams.value(stream.id).memory.isEmpty() && m_reached.pages > 0;
}

void SyncPass::failed(const base::Error& error)
{
    const bool cancelled = error.code == ErrorCode::Cancelled;
    // A vendor that has not said a word yet is silent as a whole, not in one list.
    m_stopped = stopsAll(error.code) || (error.code == ErrorCode::Timeout && !m_isHeard);
    m_records.remove(current().id);
    outcome().state = cancelled ? QStringLiteral("cancelled") : QStringLiteral("failed");
    outcome().reason = reasonOf(error);
    if (!cancelled)
        outcome().error = error;
    sync::Told& told = m_catch.told;
    told.coverage = Coverage::Partial;
    told.gone.clear();
    told.replaced.clear();
    if (cancelled && goesOnLater())
        m_catch.note.resume = resumeText(m_reached);
    else
        told.rows.clear(); // a failed stream changes nothing
}

void SyncPass::leaveOut(const vendor::StreamRule&, const QString& reason)
{
    outcome().state = QStringLiteral("skipped");
    outcome().reason = reason;
    m_catch.told.coverage = Coverage::Skipped;
    write();
}

void SyncPass::write()
{
    m_catch.note.reading.ended = m_gate.m_clock.now();
    m_catch.note.reading.state = outcome().state;
    m_catch.note.reading.reason = outcome().reason;
    whenDone(m_gate.m_desk.ask([caught = std::move(m_catch)](store::Store& store) { return writeStream(store, caught); }), this, [this](Result<sync::Reconciled> written) {
        if (written) {
            outcome().reconciled = std::move(*written);
            noteDoubt();
        } else {
            m_records.remove(current().id);
            outcome().state = QStringLiteral("failed");
            outcome().reason = reasonOf(written.error());
            outcome().error = written.error();
        }
        ++m_next;
        readNext();
    });
}

void SyncPass::noteDoubt()
{
    const auto doubt = doubtIn(outcome().reconciled);
    if (!doubt)
        return;
    outcome().state = QStringLiteral("held");
    outcome().reason = reasonOf(*doubt);
    outcome().error = doubt;
}

SourceOutcome SyncPass::sourceOutcome() const
{
    using State = model::Source::State;
    SourceOutcome result;
    result.began = m_began;
    bool failed = false;
    for (const StreamOutcome& each : m_outcomes) {
        if (each.state == u"cancelled")
            result.state = State::Paused;
        if (each.state == u"held" && result.state == State::Ready) {
            result.state = State::Held;
            result.reason = each.reason;
        }
        if (each.state != u"failed" || failed)
            continue;
        failed = true;
        result.state = each.error && needsPerson(*each.error) ? State::SignInNeeded : State::Failed;
        result.reason = m_stopped ? each.reason : QStringLiteral("%1: %2").arg(each.id, each.reason);
    }
    if (m_stopped)
        return result;
    result.look.whole = toldWhole();
    result.look.wholeAt = m_began;
    result.givesUsage = givesUsage();
    return failed ? result : withAccess(std::move(result));
}

/// A stream that broke off tells nothing about the source; only one that came, or that the plan does not have, does.
std::optional<bool> SyncPass::givesUsage() const
{
    QSet<QString> broken;
    bool isUnclear = false;
    for (const StreamOutcome& each : m_outcomes) {
        const vendor::StreamRule* stream = m_connection->descriptor().stream(each.id);
        const bool isSkipped = each.state == u"skipped" && !broken.contains(stream->forEach.stream);
        if (!isSkipped && !isWhole(each.state))
            broken.insert(each.id);
        if (!tellsLastUse(*stream) || isSkipped)
            continue;
        if (isWhole(each.state) || each.state == u"partial")
            return true;
        isUnclear = true;
    }
    return isUnclear ? std::nullopt : std::optional(false);
}

bool SyncPass::isOfAllParents(const vendor::StreamRule& stream) const
{
    const vendor::StreamRule* parent = m_connection->descriptor().stream(stream.forEach.stream);
    return stream.forEach.when.empty() && (!parent || isOfAllParents(*parent));
}

/// The tables of which every stream came as a whole list. One of changes, one that was not modified, not in the plan, of
/// another way to sign in, spread over days or over a part of its parents: its silence says nothing.
QSet<QString> SyncPass::toldWhole() const
{
    QSet<QString> whole;
    QSet<QString> silent;
    for (const vendor::StreamRule* stream : m_order) {
        const auto isThis = [stream](const StreamOutcome& each) { return each.id == stream->id && each.state == u"complete"; };
        const bool isAll = isOfAllParents(*stream) && std::any_of(m_outcomes.begin(), m_outcomes.end(), isThis);
        (isAll ? whole : silent) += wholeTables(*stream);
    }
    return whole - silent;
}

SourceOutcome SyncPass::withAccess(SourceOutcome result) const
{
    const vendor::Descriptor& descriptor = m_connection->descriptor();
    const QString way = descriptor.way(m_facts.source.auth)->id;
    int withinDays = 0;
    for (const StreamOutcome& each : m_outcomes) {
        const vendor::StreamRule* stream = descriptor.stream(each.id);
        const QSet<QString> access = stream->goesWith(way) ? accessTold(*stream) : QSet<QString>();
        if (access.isEmpty() || isWhole(each.state))
            continue;
        const bool isSpread = each.state == u"partial" && each.withinDays > 0;
        if (!isSpread && each.state != u"skipped")
            return result;
        withinDays = std::max(withinDays, each.withinDays);
        if (!isSpread)
            result.leftOut += access;
    }
    result.look.read = m_began.addDays(-withinDays); // a list may have been told before the last of them came
    return result;
}

void SyncPass::finish()
{
    whenDone(m_gate.m_desk.ask([id = m_sourceId, outcome = sourceOutcome()](store::Store& store) { return writeOutcome(store, id, outcome); }), this,
             [this](Result<void> written) { settle(std::move(written)); });
}

void SyncPass::settle(Result<void> written)
{
    if (written)
        m_answer.settle(m_outcomes);
    else
        m_answer.settle(fail(written.error()));
    Q_EMIT m_gate.looked(m_sourceId);
    m_gate.setFree(m_sourceId);
    deleteLater();
}

} // namespace qm::console
