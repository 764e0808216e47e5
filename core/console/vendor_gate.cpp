#include "core/console/vendor_gate.h"

#include "core/console/connecting.h"
#include "core/console/connection_settings.h"
#include "core/console/disconnect.h"
#include "core/console/scheduler.h"
#include "core/console/sync_pass.h"
#include "core/model/company.h"
#include "core/vendor/answer.h"

#include <QSet>

namespace qm::console {
namespace {

using base::ErrorCode;
using base::fail;
using base::Id;
using base::Result;
using model::Entity;
using run::HandOutcome;
using vendor::ActionOutcome;
using vendor::whenDone;

/// What a connection is opened with beside its source.
struct Means
{
    vendor::SecretStore& secrets;
    const base::Clock& clock;
};

Result<std::shared_ptr<vendor::Connection>> openConnection(vendor::Descriptor descriptor, vendor::ConnectionSettings settings, const Means& means)
{
    auto opened = vendor::Connection::open(std::move(descriptor), std::move(settings), means.secrets, means.clock);
    if (!opened)
        return fail(opened.error());
    return std::shared_ptr<vendor::Connection>(std::move(*opened));
}

HandOutcome outcomeOf(const base::Error& error)
{
    HandOutcome outcome;
    const bool later = error.retry == base::Retry::Later || error.code == ErrorCode::HostUnreachable || error.code == ErrorCode::Timeout || error.code == ErrorCode::RateLimited || error.code == ErrorCode::Cancelled;
    outcome.state = later ? HandOutcome::State::Later : HandOutcome::State::Failed;
    outcome.answer = base::codeName(error.code) + (error.detail.isEmpty() ? QString() : QStringLiteral(": ") + error.detail);
    return outcome;
}

/// Looking did not work: whether the call went through stays unknown, whatever the reason.
HandOutcome notSeen(const base::Error& error)
{
    HandOutcome outcome = outcomeOf(error);
    outcome.state = HandOutcome::State::Unknown;
    return outcome;
}

HandOutcome outcomeOf(const ActionOutcome& acted)
{
    HandOutcome outcome;
    switch (acted.state) {
    case ActionOutcome::State::Done: outcome.state = HandOutcome::State::Done; break;
    case ActionOutcome::State::AlreadySo: outcome.state = HandOutcome::State::AlreadySo; break;
    case ActionOutcome::State::Failed: outcome.state = HandOutcome::State::Failed; break;
    case ActionOutcome::State::Queued:
    case ActionOutcome::State::Unknown: outcome.state = HandOutcome::State::Unknown; break;
    }
    if (acted.state == ActionOutcome::State::Failed && acted.error && acted.error->retry == base::Retry::Later)
        outcome.state = HandOutcome::State::Later;
    outcome.answer = acted.say.isEmpty() ? acted.answer : acted.say + QStringLiteral(" - ") + acted.answer;
    outcome.yields = acted.yields;
    return outcome;
}

/// Lends a future's promise to several continuations.
struct Hand
{
    Hand() { promise.start(); }
    void give(HandOutcome outcome)
    {
        base::finish(promise, std::move(outcome));
    }
    QPromise<HandOutcome> promise;
};

} // namespace

VendorGate::VendorGate(store::Desk desk, vendor::SecretStore& secrets, const base::Clock& clock, vendor::HttpLimits limits, Descriptors descriptors)
    : m_desk(desk)
    , m_secrets(secrets)
    , m_clock(clock)
    , m_limits(limits)
    , m_descriptors(std::move(descriptors))
{}

VendorGate::~VendorGate() = default;

QFuture<Result<Id>> VendorGate::connectNew(std::shared_ptr<NewConnection> wanted, QString actor)
{
    m_connecting.append(new Connecting(*this, std::move(wanted), std::move(actor)));
    return m_connecting.last()->begin();
}

void VendorGate::keepReading()
{
    if (m_scheduler)
        return;
    m_scheduler = new Scheduler(*this);
    m_scheduler->start();
}

void VendorGate::stopConnecting()
{
    for (Connecting* each : std::as_const(m_connecting))
        each->stop();
}

QSet<QString> VendorGate::actionsOf(const QString& descriptor) const
{
    QSet<QString> actions;
    if (const auto shipped = m_descriptors(descriptor)) {
        for (const auto& action : shipped->actions)
            actions.insert(action.id);
    }
    return actions;
}

QHash<QString, workflow::ReverseAction> VendorGate::reversesOf(const QString& descriptor) const
{
    QHash<QString, workflow::ReverseAction> reverses;
    const auto shipped = m_descriptors(descriptor);
    if (!shipped)
        return reverses;
    for (const auto& action : shipped->actions) {
        if (const auto* reverse = shipped->action(action.undo))
            reverses.insert(action.id, {reverse->id, reverse->input});
    }
    return reverses;
}

QFuture<VendorGate::Opened> VendorGate::connectionOf(Id source)
{
    auto answer = std::make_shared<vendor::Answer<std::shared_ptr<vendor::Connection>>>();
    if (const auto known = m_connections.value(source)) {
        answer->settle(known);
        return answer->future();
    }
    whenDone(m_desk.ask([source](store::Store& store) { return store.recordsById(Entity::Source, {source}); }), this,
             [=, this](Result<std::vector<model::Record>> records) {
                 if (!records || records->empty())
                     return answer->settle(records ? fail(ErrorCode::NotFound, QStringLiteral("source")) : fail(records.error()));
                 const auto known = model::as<model::Source>(records->front());
                 auto described = m_descriptors(known.descriptor);
                 if (!described)
                     return answer->settle(fail(described.error()));
                 auto opened = openConnection(std::move(*described), settingsOf(known, secretPrefixOf(source), m_limits), {m_secrets, m_clock});
                 if (opened)
                     m_connections.insert(source, *opened);
                 answer->settle(std::move(opened));
             });
    return answer->future();
}

QFuture<Result<QList<StreamOutcome>>> VendorGate::sync(Id source, base::Cancel cancel)
{
    if (m_syncing.contains(source))
        return QtFuture::makeReadyFuture(Result<QList<StreamOutcome>>(fail(ErrorCode::Refused, QStringLiteral("sync"), QStringLiteral("already under way"))));
    m_syncing.insert(source);
    return (new SyncPass(*this, source, std::move(cancel)))->begin();
}

QFuture<Result<void>> VendorGate::disconnect(Id source, Brought brought, QString actor)
{
    m_connections.remove(source);
    auto answer = std::make_shared<vendor::Answer<void>>();
    whenDone(m_desk.ask([source](store::Store& store) { return readSource(store, source); }), this, [=, this](Result<SourceFacts> facts) {
        if (!facts)
            return answer->settle(fail(facts.error()));
        const auto known = descriptor(facts->source.descriptor);
        dropSecrets(source, known ? secretNamesOf(*known) : QStringList{QStringLiteral("tokens")}, [=, this](Result<void> dropped) {
            if (!dropped)
                return answer->settle(std::move(dropped));
            whenDone(m_desk.ask([=](store::Store& store) { return closeSource(store, source, brought, actor); }), this, [answer](Result<void> closed) { answer->settle(std::move(closed)); });
        });
    });
    return answer->future();
}

void VendorGate::dropSecrets(Id source, QStringList names, std::function<void(Result<void>)> next)
{
    if (names.isEmpty())
        return next({});
    const QString name = secretPrefixOf(source) + u'/' + names.takeFirst();
    whenDone(m_secrets.remove(name), this, [=, this](Result<void> removed) {
        if (!removed)
            return next(std::move(removed));
        dropSecrets(source, names, next);
    });
}

QFuture<HandOutcome> VendorGate::act(run::HandCall call)
{
    auto hand = std::make_shared<Hand>();
    whenDone(connectionOf(call.source), this, [=, this](Opened connection) {
        if (!connection)
            return hand->give(outcomeOf(connection.error()));
        whenDone((*connection)->act(call.action, call.input), this, [=, this, connection = *connection](Result<ActionOutcome> acted) {
            whenDone(confirmed(connection, call, std::move(acted)), this, [hand](HandOutcome outcome) { hand->give(std::move(outcome)); });
        });
    });
    return hand->promise.future();
}

/// A vendor's "done" is read back; only what was seen counts as proof.
QFuture<HandOutcome> VendorGate::confirmed(std::shared_ptr<vendor::Connection> connection, run::HandCall call, Result<ActionOutcome> acted)
{
    auto hand = std::make_shared<Hand>();
    HandOutcome outcome = acted ? outcomeOf(*acted) : outcomeOf(acted.error());
    const bool says = outcome.state == HandOutcome::State::Done || outcome.state == HandOutcome::State::AlreadySo;
    if (!says) {
        hand->give(std::move(outcome));
        return hand->promise.future();
    }
    whenDone(connection->verify(call.action, call.input), this, [hand, outcome](Result<ActionOutcome> seen) mutable {
        if (seen && seen->state == ActionOutcome::State::Failed) {
            outcome.state = HandOutcome::State::Unknown; // it said done, but reading back shows otherwise: look again
            outcome.answer = QStringLiteral("answered done, but reading back found otherwise: ") + seen->answer;
        } else if (seen && seen->state != ActionOutcome::State::Unknown) {
            outcome.readBack = QStringLiteral("HTTP %1").arg(seen->httpStatus);
            outcome.yields.insert(seen->yields);
        }
        hand->give(std::move(outcome));
    });
    return hand->promise.future();
}

QFuture<HandOutcome> VendorGate::settle(run::HandCall call)
{
    auto hand = std::make_shared<Hand>();
    whenDone(connectionOf(call.source), this, [=, this](Opened connection) {
        if (!connection)
            return hand->give(notSeen(connection.error()));
        whenDone((*connection)->verify(call.action, call.input), this, [=, this](Result<ActionOutcome> seen) {
            if (!seen)
                return hand->give(notSeen(seen.error()));
            if (seen->state == ActionOutcome::State::Failed) // read back: it is not so yet, so it may be sent
                return whenDone(act(call), this, [hand](HandOutcome outcome) { hand->give(std::move(outcome)); });
            HandOutcome outcome = outcomeOf(*seen);
            outcome.readBack = seen->state == ActionOutcome::State::Unknown ? QString() : QStringLiteral("HTTP %1").arg(seen->httpStatus);
            hand->give(std::move(outcome));
        });
    });
    return hand->promise.future();
}

} // namespace qm::console
