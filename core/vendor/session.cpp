#include "core/vendor/session.h"

#include <QRegularExpression>
#include <QUrlQuery>

namespace qm::vendor {
namespace {

using base::ErrorCode;

// Byte by byte into one buffer that becomes a Secret: no copy of the token is left in a QString.
base::Result<base::Secret> headerValue(const Template& form, const base::Secret& secret)
{
    for (const char c : secret.reveal()) {
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
            return base::fail(ErrorCode::Invalid, QStringLiteral("secret"),
                              QStringLiteral("control characters in it"));
    }
    QByteArray bytes;
    for (const Template::Piece& piece : form.pieces())
        bytes += piece.space.isEmpty() ? piece.literal.toUtf8() : secret.reveal();
    return base::Secret(std::move(bytes));
}

base::Result<SignIn> signInWith(const AuthRule& rule, base::Result<base::Secret> secret)
{
    if (!secret)
        return base::fail(secret.error());
    auto value = headerValue(rule.value, *secret);
    if (!value)
        return base::fail(value.error());
    SignIn signIn;
    signIn.headers.append({rule.header, std::make_shared<const base::Secret>(std::move(*value))});
    signIn.secrets.push_back(std::make_shared<const base::Secret>(std::move(*secret)));
    return signIn;
}

} // namespace

QUrl withParameters(const QUrl& url, const std::vector<std::pair<QString, QString>>& parameters)
{
    QByteArray query = url.query(QUrl::FullyEncoded).toLatin1();
    for (const auto& [name, value] : parameters) {
        if (!query.isEmpty())
            query += '&';
        query += QUrl::toPercentEncoding(name) + '=' + QUrl::toPercentEncoding(value);
    }
    QUrl out = url;
    out.setQuery(query.isEmpty() ? QString() : QString::fromLatin1(query), QUrl::StrictMode);
    return out;
}

Session::Session(Descriptor descriptor, ConnectionSettings settings, SecretStore& secrets,
                 const base::Clock& clock)
    : m_descriptor(std::move(descriptor))
    , m_settings(std::move(settings))
    , m_secrets(secrets)
    , m_context(std::make_unique<QObject>())
    , m_http(std::make_unique<Http>(clock, m_settings.http))
{}

Session::~Session()
{
    m_http.reset();    // settles what is in flight
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

base::Result<void> Session::prepare()
{
    if (auto checked = checkConfig(); !checked)
        return checked;
    if (!authRule())
        return base::fail(ErrorCode::DescriptorInvalid, QStringLiteral("auth"),
                          QStringLiteral("no way to sign in that this version can do"));
    const auto base = m_descriptor.base.render(Place::Whole, lookup({}));
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
        const auto text = host.render(Place::Whole, lookup({}));
        if (text)
            m_origins.append(Origin::of(QUrl(*text)));
    }
    for (const auto& [name, form] : m_descriptor.headers) {
        const auto value = form.render(Place::Header, lookup({}));
        if (!value)
            return base::fail(value.error());
        m_headers.append({name, value->toUtf8()});
    }
    return {};
}

const AuthRule* Session::authRule() const
{
    for (const AuthRule& rule : m_descriptor.auth) {
        if (rule.type == QStringLiteral("token") && rule.secrets.size() == 1)
            return &rule;
    }
    return nullptr;
}

Lookup Session::lookup(const Inputs& in) const
{
    return [this, in](const QString& space, const QString& name) -> std::optional<QString> {
        const bool isConfig = space == QStringLiteral("config");
        if (!isConfig && space != QStringLiteral("in"))
            return std::nullopt;
        const Inputs& from = isConfig ? m_settings.config : in;
        const auto it = from.find(name);
        return it == from.end() ? std::nullopt : std::optional<QString>(*it);
    };
}

base::Result<QUrl> Session::url(const Template& path, const QueryRule& query, const Inputs& in) const
{
    const Lookup values = lookup(in);
    const auto rendered = path.render(Place::PathSegment, values);
    if (!rendered)
        return base::fail(rendered.error());
    std::vector<std::pair<QString, QString>> parameters;
    for (const auto& [name, form] : query) {
        const auto value = form.render(Place::Query, values);
        if (!value)
            return base::fail(value.error());
        parameters.emplace_back(name, *value);
    }
    const QUrl whole(m_base + *rendered, QUrl::StrictMode);
    if (!whole.isValid())
        return base::fail(ErrorCode::Invalid, QStringLiteral("path"), QStringLiteral("not an address"));
    return withParameters(whole, parameters);
}

HttpRequest Session::request(const QByteArray& method, const QUrl& target, const SignIn& signIn) const
{
    HttpRequest request;
    request.method = method;
    request.url = target;
    request.headers = m_headers;
    request.secretHeaders = signIn.headers;
    request.origins = m_origins;
    request.secrets = signIn.secrets;
    request.retry = m_settings.retry;
    for (auto it = m_descriptor.limits.rbegin(); it != m_descriptor.limits.rend(); ++it)
        request.retry.limits.prepend(*it);
    return request;
}

QFuture<base::Result<SignIn>> Session::signIn()
{
    const AuthRule& rule = *authRule(); // prepare() made sure
    auto answer = std::make_shared<Answer<SignIn>>();
    const QString name = m_settings.secretPrefix + u'/' + rule.secrets.first();
    whenDone(m_secrets.read(name), context(), [answer, &rule](base::Result<base::Secret> secret) {
        answer->settle(signInWith(rule, std::move(secret)));
    });
    return answer->future();
}

} // namespace qm::vendor
