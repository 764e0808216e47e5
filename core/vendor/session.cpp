#include "core/vendor/session.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QUrlQuery>

namespace qm::vendor {
namespace {

using base::ErrorCode;

bool isForm(const CallRule& call)
{
    const auto saysSo = [](const auto& header) {
        return header.first == "content-type" && !header.second.pieces().empty() &&
               header.second.pieces().front().literal.startsWith(QStringLiteral("application/x-www-form-urlencoded"));
    };
    return std::any_of(call.headers.begin(), call.headers.end(), saysSo);
}

FormFields formOf(const QJsonObject& object)
{
    FormFields fields;
    for (auto it = object.begin(); it != object.end(); ++it)
        fields.emplace_back(it.key(), textOf(it.value()).toUtf8());
    return fields;
}

base::Result<QByteArray> bodyOf(const CallRule& call, const Lookup& lookup)
{
    if (call.body.isUndefined())
        return QByteArray();
    const auto tree = renderJson(call.body, lookup);
    if (!tree)
        return base::fail(tree.error());
    if (isForm(call))
        return formBody(formOf(tree->toObject()));
    const QJsonDocument document =
        tree->isArray() ? QJsonDocument(tree->toArray()) : QJsonDocument(tree->toObject());
    return document.toJson(QJsonDocument::Compact);
}

// The linter lets whole addresses of declared hosts pass; where a call may go is looked at again when it leaves.
bool isWholeAddress(const QString& path)
{
    return path.startsWith(QStringLiteral("https://"), Qt::CaseInsensitive) || path.startsWith(QStringLiteral("http://"), Qt::CaseInsensitive);
}

bool hasHeader(const HttpRequest& request, const QByteArray& name)
{
    return std::any_of(request.headers.begin(), request.headers.end(),
                       [&](const auto& header) { return header.first == name; });
}

} // namespace

QUrl withParameters(const QUrl& url, const std::vector<std::pair<QString, QString>>& parameters)
{
    QByteArray query = url.query(QUrl::FullyEncoded).toLatin1();
    for (const auto& [name, value] : parameters) {
        if (!query.isEmpty())
            query += '&';
        query += QUrl::toPercentEncoding(name, "$@[]'()") + '=' + QUrl::toPercentEncoding(value, "'()");
    }
    QUrl out = url;
    out.setQuery(query.isEmpty() ? QString() : QString::fromLatin1(query), QUrl::StrictMode);
    return out;
}

Lookup valuesAs(const QString& space, const Session::Inputs& values)
{
    return [space, values](const QString& wanted, const QString& name) -> std::optional<QString> {
        const auto it = wanted == space ? values.find(name) : values.end();
        return it == values.end() ? std::nullopt : std::optional<QString>(*it);
    };
}

Lookup recordAs(const QString& space, const QJsonValue& record)
{
    return [space, record](const QString& wanted, const QString& name) -> std::optional<QString> {
        if (wanted != space)
            return std::nullopt;
        const QString text = textOf(record[name]);
        return text.isEmpty() ? std::nullopt : std::optional<QString>(text);
    };
}

Lookup firstOf(Lookup first, Lookup second)
{
    return [first = std::move(first), second = std::move(second)](const QString& space, const QString& name) {
        const auto known = first ? first(space, name) : std::nullopt;
        return known || !second ? known : second(space, name);
    };
}

/// One request on its way in: proof, call, and after a 401 one more of both.
class Session::SignedCall final : public std::enable_shared_from_this<SignedCall>
{
public:
    SignedCall(Session& session, HttpRequest request)
        : m_session(session)
        , m_request(std::move(request))
    {}

    QFuture<base::Result<HttpReply>> start()
    {
        prove();
        return m_answer.future();
    }

private:
    void prove()
    {
        const auto self = shared_from_this();
        whenDone(m_session.m_signInWay->prove(m_request.method, m_request.url), m_session.context(),
                 [self](base::Result<SignIn> signIn) {
                     if (!signIn)
                         return self->m_answer.settle(base::fail(signIn.error()));
                     self->m_signIn = *signIn;
                     self->call();
                 });
    }

    void call()
    {
        HttpRequest request = m_request;
        request.secretHeaders = m_signIn.headers;
        request.secrets = m_signIn.secrets;
        const auto self = shared_from_this();
        whenDone(m_session.m_queue->send(std::move(request)), m_session.context(),
                 [self](base::Result<HttpReply> reply) { self->came(std::move(reply)); });
    }

    // Turned away is not done: after a 401 even a write may be sent again.
    void came(base::Result<HttpReply> reply)
    {
        if (reply)
            reply->secrets = m_signIn.secrets;
        const auto problem = reply ? m_session.problemOf(*reply) : std::nullopt;
        if (m_renewed || !problem || problem->code != ErrorCode::SignInNeeded)
            return m_answer.settle(std::move(reply));
        m_renewed = true;
        const auto self = shared_from_this();
        whenDone(m_session.m_signInWay->renew(m_signIn, *reply), m_session.context(),
                 [self, refused = *reply](const base::Result<bool>& renewed) {
                     if (!renewed)
                         self->m_answer.settle(base::fail(renewed.error()));
                     else if (*renewed)
                         self->prove();
                     else
                         self->m_answer.settle(refused);
                 });
    }

    Session& m_session;
    HttpRequest m_request;
    SignIn m_signIn;
    bool m_renewed = false;
    Answer<HttpReply> m_answer;
};

Session::Session(Descriptor descriptor, ConnectionSettings settings, SecretStore& secrets,
                 const base::Clock& clock)
    : m_descriptor(std::move(descriptor))
    , m_settings(std::move(settings))
    , m_secrets(secrets)
    , m_context(std::make_unique<QObject>())
    , m_http(std::make_unique<Http>(clock, m_settings.http))
    , m_queue(std::make_unique<CallQueue>(*m_http, m_descriptor.rate))
{}

Session::~Session()
{
    m_http.reset(); // settles what is in flight
    m_queue.reset();
    m_context.reset(); // drops the jobs that wait; they still look at the descriptor while they go
}

base::Result<void> Session::checkConfig() const
{
    for (const ConfigField& field : m_descriptor.config) {
        const QString value = m_settings.config.value(field.key);
        if (value.isEmpty() && field.need == ConfigField::Need::Required)
            return base::fail(ErrorCode::Required, field.key);
        const QRegularExpression pattern(QRegularExpression::anchoredPattern(field.pattern));
        if (!value.isEmpty() && !field.pattern.isEmpty() && !pattern.match(value).hasMatch())
            return base::fail(ErrorCode::Invalid, field.key, QStringLiteral("does not fit the pattern"));
    }
    return {};
}

base::Result<void> Session::prepareOrigins()
{
    const AuthRule* way = m_descriptor.way(m_settings.auth);
    const bool hasOwnBase = way && !way->base.pieces().empty();
    const auto base = (hasOwnBase ? way->base : m_descriptor.base).render(Place::Whole, lookup());
    if (!base)
        return base::fail(base.error());
    m_base = *base;
    while (m_base.endsWith(u'/'))
        m_base.chop(1);
    const QUrl baseUrl(m_base, QUrl::StrictMode);
    if (!isSafeTransport(baseUrl) || baseUrl.hasQuery() || baseUrl.hasFragment())
        return base::fail(ErrorCode::ForeignHost, baseUrl.host(), QStringLiteral("not an https address"));
    m_origins = {Origin::of(baseUrl)};
    for (const Template& host : m_descriptor.hosts) {
        const auto text = host.render(Place::Whole, lookup());
        if (text)
            m_origins.append(Origin::of(QUrl(*text)));
    }
    return {};
}

base::Result<void> Session::prepare()
{
    if (auto checked = checkConfig(); !checked)
        return checked;
    auto way = signInWayOf({&m_descriptor, &m_settings, lookup()}, m_secrets, clock());
    if (!way)
        return base::fail(way.error());
    m_signInWay = std::move(*way);
    if (auto origins = prepareOrigins(); !origins)
        return origins;
    for (const auto& [name, form] : m_descriptor.headers) {
        const auto value = form.render(Place::Header, lookup());
        if (!value)
            return base::fail(value.error());
        m_headers.append({name, value->toUtf8()});
    }
    return {};
}

Lookup Session::lookup(const Lookup& local) const
{
    return [this, local](const QString& space, const QString& name) -> std::optional<QString> {
        if (space == QStringLiteral("http") && name == QStringLiteral("base"))
            return m_base;
        if (space != QStringLiteral("config"))
            return local ? local(space, name) : std::nullopt;
        const auto it = m_settings.config.find(name);
        return it == m_settings.config.end() ? std::nullopt : std::optional<QString>(*it);
    };
}

base::Result<QUrl> Session::url(const Template& path, const QueryRule& query, const Lookup& local) const
{
    const Lookup values = lookup(local);
    const auto rendered = path.render(Place::PathSegment, values);
    if (!rendered)
        return base::fail(rendered.error());
    std::vector<std::pair<QString, QString>> parameters;
    for (const QueryRule* rules : {&m_descriptor.query, &query}) {
        for (const auto& [name, form] : *rules) {
            const auto value = form.render(Place::Query, values);
            if (!value)
                return base::fail(value.error());
            parameters.emplace_back(name, *value);
        }
    }
    const QUrl whole(isWholeAddress(*rendered) ? *rendered : m_base + *rendered, QUrl::StrictMode);
    if (!whole.isValid())
        return base::fail(ErrorCode::Invalid, QStringLiteral("path"), QStringLiteral("not an address"));
    return withParameters(whole, parameters);
}

base::Result<HttpRequest> Session::request(const CallRule& call, const Lookup& local) const
{
    const auto target = url(call.path, call.query, local);
    if (!target)
        return base::fail(target.error());
    HttpRequest request;
    request.method = call.method;
    request.url = *target;
    request.headers = m_headers;
    for (const auto& [name, form] : call.headers) {
        const auto value = form.render(Place::Header, lookup(local));
        if (!value)
            return base::fail(value.error());
        request.headers.append({name, value->toUtf8()});
    }
    const auto body = bodyOf(call, lookup(local));
    if (!body)
        return base::fail(body.error());
    request.body = *body;
    if (!call.body.isUndefined() && !hasHeader(request, "content-type"))
        request.headers.append({QByteArrayLiteral("content-type"), QByteArrayLiteral("application/json")});
    request.origins = m_origins;
    request.retry = m_settings.retry;
    request.retry.limits = m_descriptor.rate.limits + request.retry.limits;
    return request;
}

QFuture<base::Result<HttpReply>> Session::send(HttpRequest request)
{
    return std::make_shared<SignedCall>(*this, std::move(request))->start();
}

std::optional<base::Error> Session::problemOf(const HttpReply& reply) const
{
    const auto plain = errorOf(reply, reply.secrets);
    for (const ErrorRule& rule : m_descriptor.errors) {
        if (!matches(rule.answer, reply, lookup()))
            continue;
        const QString words = masked(QString::fromUtf8(reply.view.body.left(4000)), reply.secrets, 600);
        const QString said = rule.answer.say.isEmpty() ? words : rule.answer.say + QStringLiteral(" - ") + words;
        return base::Error{rule.code, reply.url.host(), said, rule.retry};
    }
    return plain;
}

} // namespace qm::vendor
