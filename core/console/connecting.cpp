#include "core/console/connecting.h"

#include "core/console/connection_settings.h"

namespace qm::console {
namespace {

using base::ErrorCode;
using base::fail;
using base::Id;
using base::Result;
using model::Entity;
using vendor::whenDone;

/// Where the records of a connection will stand.
struct Place
{
    Id id;
    bool isKnown = false;
};

/// A name that a connection had before it was disconnected, or before somebody had to sign in again, is its own; any
/// other source's is taken.
Result<Place> placeFor(store::Store& store, const NewConnection& wanted)
{
    if (wanted.source.isValid())
        return Place{wanted.source, true};
    auto taken = store.find(Entity::Source, wanted.name);
    if (!taken)
        return fail(taken.error());
    const QString descriptor = *taken ? (*taken)->text(u"descriptor") : QString();
    const bool waits = *taken && (*taken)->text(u"state") == u"sign-in" && descriptor == wanted.descriptor;
    if (*taken && (*taken)->text(u"kind") == u"vendor" && (descriptor.isEmpty() || waits))
        return Place{(*taken)->id, true};
    if (*taken)
        return fail(ErrorCode::Duplicate, wanted.name, QStringLiteral("source"));
    const auto id = store.reserveIds(1);
    return id ? Result<Place>(Place{*id, false}) : fail(id.error());
}

Result<Id> appNamed(store::Store& store, const QString& name, model::Draft& draft)
{
    auto app = store.find(Entity::App, name);
    if (!app)
        return fail(app.error());
    if (*app)
        return (*app)->id;
    model::Record record = model::emptyRecord(Entity::App);
    record.set(u"name", name);
    record.set(u"state", QStringLiteral("approved"));
    record.set(u"offboarding", QStringLiteral("automatic"));
    draft.changes.append(model::createOf(record, Id{-1}));
    return Id{-1};
}

/// The app and the source, in one transaction.
Result<Id> writeSource(store::Store& store, model::Source source, Place place, const QString& actor)
{
    model::Draft draft{actor, {model::CauseKind::Person, source.name, {}}, {}, {}};
    if (!place.isKnown) {
        const auto app = appNamed(store, source.name, draft);
        if (!app)
            return fail(app.error());
        source.app = *app;
        draft.changes.append(model::createOf(model::recordOf(source), place.id));
    } else {
        const auto known = store.recordsById(Entity::Source, {place.id});
        if (!known || known->empty())
            return known ? fail(ErrorCode::NotFound, source.name) : fail(known.error());
        model::Record after = known->front();
        for (const char16_t* field : {u"descriptor", u"config", u"auth", u"state", u"reason", u"writes", u"hr"})
            after.set(QStringView(field), model::recordOf(source).value(QStringView(field)));
        if (const auto change = model::updateOf(known->front(), after))
            draft.changes.append(*change);
    }
    auto written = store.submit(draft);
    return written ? Result<Id>(place.id) : fail(written.error());
}

} // namespace

Connecting::Connecting(VendorGate& gate, std::shared_ptr<NewConnection> wanted, QString actor)
    : QObject(&gate)
    , m_gate(gate)
    , m_wanted(std::move(wanted))
    , m_actor(std::move(actor))
{}

QFuture<Result<Id>> Connecting::begin()
{
    auto future = m_answer.future();
    if (auto good = check(); !good) {
        end(fail(good.error()));
        return future;
    }
    whenDone(m_gate.m_desk.ask([wanted = m_wanted](store::Store& store) { return placeFor(store, *wanted); }), this, [this](Result<Place> place) {
        if (!place)
            return end(fail(place.error()));
        m_id = place->id;
        m_isKnown = place->isKnown;
        for (const auto& [name, secret] : m_wanted->secrets)
            m_left.append(name);
        keepSecrets();
    });
    return future;
}

Result<void> Connecting::check()
{
    auto descriptor = m_gate.descriptor(m_wanted->descriptor);
    if (!descriptor)
        return fail(descriptor.error());
    m_descriptor = std::move(*descriptor);
    const auto way = wayOf(m_descriptor, m_wanted->auth);
    if (!way)
        return fail(way.error());
    m_wanted->auth = (*way)->id;
    if (m_wanted->name.trimmed().isEmpty())
        return fail(ErrorCode::Required, QStringLiteral("name"));
    const bool isNew = !m_wanted->source.isValid();
    for (const vendor::SecretField& secret : (*way)->secrets) {
        const auto given = m_wanted->secrets.find(secret.name);
        if (isNew && (given == m_wanted->secrets.end() || given->second->isEmpty()))
            return fail(ErrorCode::Required, secret.label.isEmpty() ? secret.name : secret.label);
    }
    // What the descriptor asks for is found before a secret is kept or a person is asked.
    auto tried = vendor::Connection::open(m_descriptor, settingsOf(source(), QStringLiteral("check"), {}), m_gate.m_secrets, m_gate.m_clock);
    return tried ? Result<void>() : Result<void>(fail(tried.error()));
}

model::Source Connecting::source() const
{
    model::Source source;
    source.name = m_wanted->name.trimmed();
    source.kind = model::Source::Kind::Vendor;
    source.descriptor = m_wanted->descriptor;
    source.config = configText(m_wanted->config);
    source.auth = m_wanted->auth;
    source.state = model::Source::State::Ready;
    source.givesUsage = false;
    source.writes = m_wanted->writes == NewConnection::Writes::Allowed;
    source.isHr = m_wanted->role == NewConnection::Role::Hr;
    return source;
}

void Connecting::keepSecrets()
{
    if (m_left.isEmpty())
        return signIn();
    const QString name = secretPrefixOf(m_id) + u'/' + m_left.takeFirst();
    base::Secret secret = m_wanted->secrets.at(name.section(u'/', 1))->clone();
    whenDone(m_gate.m_secrets.write(name, std::move(secret)), this, [this, name](Result<void> kept) {
        if (!kept)
            return takeBack(kept.error());
        m_kept.append(name);
        keepSecrets();
    });
}

void Connecting::signIn()
{
    const auto way = wayOf(m_descriptor, m_wanted->auth);
    if (!(*way)->isInteractive())
        return prove();
    auto made = vendor::InteractiveSignIn::make(m_descriptor, settingsOf(source(), secretPrefixOf(m_id), m_gate.m_limits), m_gate.m_secrets, m_gate.m_clock);
    if (!made)
        return takeBack(made.error());
    m_signIn = std::move(*made);
    m_kept.append(secretPrefixOf(m_id) + QStringLiteral("/tokens"));
    const auto prompt = [this](const vendor::SignInPrompt& asked) { Q_EMIT m_gate.signInAsked(asked.address, asked.code); };
    whenDone(m_signIn->start(prompt), this, [this](Result<QHash<QString, QString>> signedIn) {
        if (!signedIn)
            return takeBack(signedIn.error());
        m_wanted->config.insert(*signedIn);
        prove();
    });
}

void Connecting::prove()
{
    auto opened = vendor::Connection::open(m_descriptor, settingsOf(source(), secretPrefixOf(m_id), m_gate.m_limits), m_gate.m_secrets, m_gate.m_clock);
    if (!opened)
        return takeBack(opened.error());
    m_connection = std::move(*opened);
    whenDone(m_connection->test(), this, [this](Result<void> proven) {
        if (!proven)
            return takeBack(proven.error());
        writeDown();
    });
}

void Connecting::writeDown()
{
    whenDone(m_gate.m_desk.ask([source = source(), place = Place{m_id, m_isKnown}, actor = m_actor](store::Store& store) { return writeSource(store, source, place, actor); }), this,
             [this](Result<Id> written) {
                 if (!written)
                     return takeBack(written.error());
                 m_gate.m_connections.insert(m_id, m_connection);
                 end(std::move(written));
             });
}

/// Takes the secrets out of the key store again and answers with the error that made them useless. Those of a
/// connection that stands stay: they are all it has.
void Connecting::takeBack(base::Error error)
{
    if (m_kept.isEmpty() || m_isKnown)
        return end(fail(error));
    whenDone(m_gate.m_secrets.remove(m_kept.takeFirst()), this, [this, error](Result<void>) { takeBack(error); });
}

void Connecting::stop()
{
    m_signIn.reset(); // its future ends with Cancelled
}

void Connecting::end(Result<Id> result)
{
    m_gate.m_connecting.removeAll(this);
    m_answer.settle(std::move(result));
    deleteLater();
}

} // namespace qm::console
