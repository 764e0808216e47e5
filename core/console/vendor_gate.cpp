#include "core/console/vendor_gate.h"

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

QString secretPrefixOf(Id source)
{
    return QStringLiteral("source-%1").arg(source.value);
}

/// What a connection is opened with beside its source.
struct Means
{
    vendor::SecretStore& secrets;
    const base::Clock& clock;
    vendor::HttpLimits limits;
};

Result<std::shared_ptr<vendor::Connection>> openConnection(const model::Source& source, const QString& secretPrefix, const Means& means)
{
    auto descriptor = vendor::loadShippedDescriptor(source.descriptor);
    if (!descriptor)
        return fail(descriptor.error());
    vendor::ConnectionSettings settings;
    settings.config = {{QStringLiteral("base"), source.base}};
    settings.secretPrefix = secretPrefix;
    settings.http = means.limits;
    auto opened = vendor::Connection::open(std::move(*descriptor), std::move(settings), means.secrets, means.clock);
    if (!opened)
        return fail(opened.error());
    return std::shared_ptr<vendor::Connection>(std::move(*opened));
}

/// The app and the source of a new connection, in one transaction. A name that is taken by another source is refused.
Result<Id> writeSource(store::Store& store, const NewConnection& wanted, Id id, const QString& actor)
{
    model::Draft draft{actor, {model::CauseKind::Person, wanted.name, {}}, {}, {}};
    auto app = store.find(Entity::App, wanted.name);
    if (!app)
        return fail(app.error());
    Id appId{-1};
    if (*app) {
        appId = (*app)->id;
    } else {
        model::Record record = model::emptyRecord(Entity::App);
        record.set(u"name", wanted.name);
        record.set(u"state", QStringLiteral("approved"));
        record.set(u"offboarding", QStringLiteral("automatic"));
        draft.changes.append(model::createOf(record, appId));
    }
    model::Source source;
    source.name = wanted.name;
    source.kind = model::Source::Kind::Vendor;
    source.descriptor = wanted.descriptor;
    source.base = wanted.config.value(QStringLiteral("base"));
    source.app = appId;
    source.state = model::Source::State::Ready;
    source.givesUsage = false;
    draft.changes.append(model::createOf(model::recordOf(source), id));
    auto written = store.submit(draft);
    if (!written)
        return fail(written.error());
    return id;
}

Result<Id> reserveSource(store::Store& store, const QString& name)
{
    auto taken = store.find(Entity::Source, name);
    if (!taken)
        return fail(taken.error());
    if (*taken)
        return fail(ErrorCode::Duplicate, name, QStringLiteral("source"));
    return store.reserveIds(1);
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

VendorGate::VendorGate(store::Desk desk, vendor::SecretStore& secrets, const base::Clock& clock, vendor::HttpLimits limits)
    : m_desk(desk)
    , m_secrets(secrets)
    , m_clock(clock)
    , m_limits(limits)
{}

VendorGate::~VendorGate() = default;

QSet<QString> VendorGate::actionsOf(const QString& descriptor)
{
    QSet<QString> actions;
    if (const auto shipped = vendor::loadShippedDescriptor(descriptor)) {
        for (const auto& action : shipped->actions)
            actions.insert(action.id);
    }
    return actions;
}

QHash<QString, workflow::ReverseAction> VendorGate::reversesOf(const QString& descriptor)
{
    QHash<QString, workflow::ReverseAction> reverses;
    const auto shipped = vendor::loadShippedDescriptor(descriptor);
    if (!shipped)
        return reverses;
    for (const auto& action : shipped->actions) {
        if (const auto* reverse = shipped->action(action.undo))
            reverses.insert(action.id, {reverse->id, reverse->input});
    }
    return reverses;
}

QFuture<Result<Id>> VendorGate::connectNew(std::shared_ptr<NewConnection> wanted, QString actor)
{
    auto answer = std::make_shared<vendor::Answer<Id>>();
    whenDone(m_desk.ask([name = wanted->name](store::Store& store) { return reserveSource(store, name); }), this, [=, this](Result<Id> id) {
        if (!id)
            return answer->settle(fail(id.error()));
        const QString prefix = secretPrefixOf(*id);
        whenDone(m_secrets.write(prefix + QStringLiteral("/token"), std::move(wanted->token)), this, [=, this](Result<void> kept) {
            if (!kept)
                return answer->settle(fail(kept.error()));
            model::Source source;
            source.descriptor = wanted->descriptor;
            source.base = wanted->config.value(QStringLiteral("base"));
            auto connection = openConnection(source, prefix, {m_secrets, m_clock, m_limits});
            if (!connection)
                return forget(prefix, answer, connection.error());
            whenDone((*connection)->test(), this, [=, this, kept = *connection](Result<void> proven) {
                if (!proven)
                    return forget(prefix, answer, proven.error());
                m_connections.insert(*id, kept);
                whenDone(m_desk.ask([wanted, id = *id, actor](store::Store& store) { return writeSource(store, *wanted, id, actor); }), this,
                         [answer](Result<Id> written) { answer->settle(std::move(written)); });
            });
        });
    });
    return answer->future();
}

void VendorGate::forget(const QString& prefix, std::shared_ptr<vendor::Answer<Id>> answer, base::Error error)
{
    whenDone(m_secrets.remove(prefix + QStringLiteral("/token")), this, [answer, error](Result<void>) { answer->settle(fail(error)); });
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
                 auto opened = openConnection(model::as<model::Source>(records->front()), secretPrefixOf(source), {m_secrets, m_clock, m_limits});
                 if (opened)
                     m_connections.insert(source, *opened);
                 answer->settle(std::move(opened));
             });
    return answer->future();
}

QFuture<Result<QList<StreamOutcome>>> VendorGate::sync(Id source, base::Cancel cancel)
{
    return (new SyncPass(*this, source, std::move(cancel)))->begin();
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
