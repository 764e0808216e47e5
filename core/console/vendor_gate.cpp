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
using vendor::whenDone;

/// What it takes away does not come back.
bool destroysData(const vendor::ActionRule& action)
{
    return action.danger == u"destroys_data" || action.confirm == u"typed";
}

} // namespace

VendorGate::VendorGate(store::Desk desk, vendor::SecretStore& secrets, const base::Clock& clock, vendor::HttpLimits limits, Descriptors descriptors)
    : m_desk(desk)
    , m_secrets(secrets)
    , m_clock(clock)
    , m_limits(limits)
    , m_descriptors(std::move(descriptors))
{}

VendorGate::~VendorGate() = default;

QFuture<Result<Id>> VendorGate::connectNew(std::shared_ptr<NewConnection> wanted, QString actor, base::Cancel cancel)
{
    return (new Connecting(*this, std::move(wanted), std::move(actor), std::move(cancel)))->begin();
}

QFuture<Result<void>> VendorGate::test(Id source)
{
    auto answer = std::make_shared<vendor::Answer<void>>();
    whenDone(connectionOf(source), this, [this, answer](Opened connection) {
        if (!connection)
            return answer->settle(fail(connection.error()));
        whenDone((*connection)->test(), this, [answer, connection = *connection](Result<void> proven) { answer->settle(std::move(proven)); });
    });
    return answer->future();
}

void VendorGate::stopReading(Id source)
{
    const auto reading = m_busy.constFind(source);
    if (reading != m_busy.constEnd())
        reading->cancel.request();
}

void VendorGate::keepReading()
{
    if (m_scheduler)
        return;
    m_scheduler = new Scheduler(*this);
    m_scheduler->start();
}

workflow::Ability VendorGate::abilityOf(const model::Source& source) const
{
    workflow::Ability ability;
    const auto known = m_descriptors(source.descriptor);
    if (!known)
        return ability;
    for (const vendor::ManualRule& manual : known->manual)
        ability.manual.insert(manual.action, manual.say);
    if (!source.writes.value_or(false))
        return ability;
    for (const vendor::ActionRule& action : known->actions) {
        ability.actions.insert(action.id);
        if (destroysData(action))
            ability.destroys.insert(action.id);
        if (action.costs)
            ability.costs.insert(action.id);
        if (action.input.contains(QStringLiteral("password")))
            ability.makesPassword.insert(action.id);
    }
    return ability;
}

QHash<QString, workflow::ReverseAction> VendorGate::reversesOf(const QString& descriptor) const
{
    QHash<QString, workflow::ReverseAction> reverses;
    const auto shipped = m_descriptors(descriptor);
    if (!shipped)
        return reverses;
    for (const auto& action : shipped->actions) {
        if (const auto* reverse = shipped->action(action.undo))
            reverses.insert(action.id, {reverse->id, reverse->input, destroysData(*reverse)});
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
                 auto opened = vendor::Connection::open(std::move(*described), settingsOf(known, secretPrefixOf(source), m_limits), m_secrets, m_clock);
                 if (!opened)
                     return answer->settle(fail(opened.error()));
                 const std::shared_ptr<vendor::Connection> connection = std::move(*opened);
                 m_connections.insert(source, connection);
                 answer->settle(connection);
             });
    return answer->future();
}

QFuture<Result<QList<StreamOutcome>>> VendorGate::sync(Id source, base::Cancel cancel, sync::Doubt doubt)
{
    if (m_busy.contains(source))
        return QtFuture::makeReadyFuture(Result<QList<StreamOutcome>>(fail(ErrorCode::Refused, QStringLiteral("sync"), QStringLiteral("it is under way already"))));
    m_busy.insert(source, {cancel, {}});
    Q_EMIT began(source);
    return (new SyncPass(*this, source, doubt, std::move(cancel)))->begin();
}

void VendorGate::setFree(Id source)
{
    const Busy busy = m_busy.take(source);
    if (busy.next)
        busy.next();
}

QFuture<Result<void>> VendorGate::disconnect(Id source, Brought brought, QString actor)
{
    auto answer = std::make_shared<vendor::Answer<void>>();
    const auto go = [=, this] {
        m_busy.insert(source, {});
        whenDone(close(source, brought, actor), this, [=, this](Result<void> closed) {
            m_connections.remove(source); // also one that was opened meanwhile
            setFree(source);
            answer->settle(std::move(closed));
        });
    };
    const auto busy = m_busy.find(source);
    if (busy == m_busy.end()) {
        go();
    } else if (busy->next) {
        answer->settle(fail(ErrorCode::Refused, QStringLiteral("disconnect"), QStringLiteral("it is under way already")));
    } else {
        busy->cancel.request();
        busy->next = go;
    }
    return answer->future();
}

QFuture<Result<void>> VendorGate::close(Id source, Brought brought, QString actor)
{
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

} // namespace qm::console
