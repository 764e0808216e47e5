#include "core/console/connecting.h"

#include "core/console/connection_settings.h"

namespace qm::console {
namespace {

constexpr auto lookForCancelMs = 100;

using base::ErrorCode;
using base::fail;
using base::Id;
using base::Result;
using model::Entity;
using vendor::whenDone;
using Place = Connecting::Place;

/// A name that a connection had before it was disconnected, or before somebody had to sign in again, is its own; any
/// other source's is taken.
Result<Place> placeFor(store::Store& store, const NewConnection& wanted)
{
    if (wanted.source.isValid()) {
        const auto standing = store.recordsById(Entity::Source, {wanted.source});
        if (!standing || standing->empty())
            return standing ? fail(ErrorCode::NotFound, QStringLiteral("source")) : fail(standing.error());
        return Place{wanted.source, model::as<model::Source>(standing->front())};
    }
    auto taken = store.find(Entity::Source, wanted.name);
    if (!taken)
        return fail(taken.error());
    const QString descriptor = *taken ? (*taken)->text(u"descriptor") : QString();
    const bool waits = *taken && (*taken)->text(u"state") == u"sign-in" && descriptor == wanted.descriptor;
    if (*taken && (*taken)->text(u"kind") == u"vendor" && (descriptor.isEmpty() || waits))
        return Place{(*taken)->id, model::as<model::Source>(**taken)};
    if (*taken)
        return fail(ErrorCode::Duplicate, wanted.name, QStringLiteral("source"));
    const auto id = store.reserveIds(1);
    return id ? Result<Place>(Place{*id, {}}) : fail(id.error());
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
Result<Id> writeSource(store::Store& store, model::Source source, const Place& place, const QString& actor)
{
    model::Draft draft{actor, {model::CauseKind::Person, source.name, {}}, {}, {}};
    if (!place.known) {
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

Connecting::Connecting(VendorGate& gate, std::shared_ptr<NewConnection> wanted, QString actor, base::Cancel cancel)
    : QObject(&gate)
    , m_gate(gate)
    , m_wanted(std::move(wanted))
    , m_actor(std::move(actor))
    , m_cancel(std::move(cancel))
    , m_staged(gate.m_secrets)
{
    connect(&m_look, &QTimer::timeout, this, [this] {
        if (m_cancel.requested())
            m_signIn.reset(); // its future ends with Cancelled
    });
}

QFuture<Result<Id>> Connecting::begin()
{
    auto future = m_answer.future();
    whenDone(m_gate.m_desk.ask([wanted = m_wanted](store::Store& store) { return placeFor(store, *wanted); }), this, [this](Result<Place> place) {
        if (!place)
            return end(fail(place.error()));
        placed(std::move(*place));
    });
    return future;
}

void Connecting::placed(Place place)
{
    m_place = std::move(place);
    if (m_wanted->source.isValid())
        takeOver(*m_place.known);
    if (isOver(check()))
        return;
    // What can't be kept need not be proven: a locked key store is met before a person is asked.
    whenDone(m_gate.m_secrets.read(secretPrefixOf(m_place.id) + QStringLiteral("/tokens")), this, [this](const Result<base::Secret>& known) {
        const bool isOpen = known || known.error().code == ErrorCode::SecretMissing || known.error().code == ErrorCode::SecretDamaged;
        if (isOver(isOpen ? Result<void>() : Result<void>(fail(known.error()))))
            return;
        stage();
    });
}

/// Signing in again changes how to get in and nothing else.
void Connecting::takeOver(const model::Source& standing)
{
    m_wanted->name = standing.name;
    m_wanted->descriptor = standing.descriptor;
    QHash<QString, QString> config = configFrom(standing.config);
    config.insert(m_wanted->config);
    m_wanted->config = config;
    m_wanted->writes = standing.writes.value_or(false) ? NewConnection::Writes::Allowed : NewConnection::Writes::Refused;
    m_wanted->role = standing.isHr.value_or(false) ? NewConnection::Role::Hr : NewConnection::Role::Other;
}

Result<void> Connecting::check()
{
    auto descriptor = m_gate.descriptor(m_wanted->descriptor);
    if (!descriptor)
        return fail(descriptor.error());
    m_descriptor = std::move(*descriptor);
    const vendor::AuthRule* way = m_descriptor.way(m_wanted->auth);
    if (!way)
        return fail(ErrorCode::NotFound, m_wanted->auth, QStringLiteral("no such way to sign in"));
    m_wanted->auth = way->id;
    if (m_wanted->name.trimmed().isEmpty())
        return fail(ErrorCode::Required, QStringLiteral("name"));
    const bool isNew = !m_wanted->source.isValid();
    for (const vendor::SecretField& secret : way->secrets) {
        const auto given = m_wanted->secrets.find(secret.name);
        if (isNew && (given == m_wanted->secrets.end() || given->second->isEmpty()))
            return fail(ErrorCode::Required, secret.label.isEmpty() ? secret.name : secret.label);
    }
    // What the descriptor asks for is found before a person is asked.
    auto tried = open(m_staged);
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

Result<std::unique_ptr<vendor::Connection>> Connecting::open(vendor::SecretStore& secrets) const
{
    return vendor::Connection::open(m_descriptor, settingsOf(source(), secretPrefixOf(m_place.id), m_gate.m_limits), secrets, m_gate.m_clock);
}

void Connecting::stage()
{
    for (const auto& [name, secret] : m_wanted->secrets) {
        if (!secret->isEmpty())
            m_staged.put(secretPrefixOf(m_place.id) + u'/' + name, secret->clone());
    }
    if (way().isInteractive())
        return signIn();
    prove();
}

void Connecting::signIn()
{
    auto made = vendor::InteractiveSignIn::make(m_descriptor, settingsOf(source(), secretPrefixOf(m_place.id), m_gate.m_limits), m_staged, m_gate.m_clock);
    if (!made)
        return end(fail(made.error()));
    m_signIn = std::move(*made);
    m_look.start(lookForCancelMs);
    const auto prompt = [this](const vendor::SignInPrompt& asked) { Q_EMIT m_gate.signInAsked(m_wanted->attempt, asked.address, asked.code); };
    whenDone(m_signIn->start(prompt), this, [this](const Result<QHash<QString, QString>>& signedIn) {
        m_look.stop();
        if (isOver(signedIn ? Result<void>() : Result<void>(fail(signedIn.error()))))
            return;
        m_wanted->config.insert(*signedIn);
        prove();
    });
}

void Connecting::prove()
{
    auto opened = open(m_staged);
    if (!opened)
        return end(fail(opened.error()));
    m_connection = std::move(*opened);
    whenDone(m_connection->test(m_cancel), this, [this](const Result<void>& proven) {
        if (!isOver(proven))
            keepSecrets();
    });
}

void Connecting::keepSecrets()
{
    whenDone(m_staged.keep(), this, [this](Result<void> kept) {
        if (kept && m_cancel.requested())
            return takeBack({ErrorCode::Cancelled, {}, {}, base::Retry::Never});
        if (!isOver(kept))
            writeDown();
    });
}

void Connecting::writeDown()
{
    whenDone(m_gate.m_desk.ask([source = source(), place = m_place, actor = m_actor](store::Store& store) { return writeSource(store, source, place, actor); }), this,
             [this](Result<Id> written) {
                 if (!written)
                     return takeBack(written.error());
                 m_gate.m_connections.remove(m_place.id); // the next one opens with what is kept now
                 end(std::move(written));
             });
}

void Connecting::takeBack(base::Error error)
{
    whenDone(m_staged.takeBack(std::move(error)), this, [this](const Result<void>& why) { end(fail(why.error())); });
}

bool Connecting::isOver(const Result<void>& result)
{
    if (m_cancel.requested())
        end(fail(ErrorCode::Cancelled));
    else if (!result)
        end(fail(result.error()));
    return m_cancel.requested() || !result;
}

void Connecting::end(Result<Id> result)
{
    m_answer.settle(std::move(result));
    deleteLater();
}

} // namespace qm::console
