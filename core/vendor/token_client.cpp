#include "core/vendor/token_client.h"

#include "core/base/log.h"
#include "core/vendor/jose.h"
#include "core/vendor/json_text.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QUrl>

namespace qm::vendor {
namespace {

using base::ErrorCode;

constexpr qint64 kRenewBeforeSeconds = 60;
constexpr qint64 kAssertionSeconds = 300;

QJsonObject timedClaims(const QDateTime& now)
{
    const qint64 seconds = now.toSecsSinceEpoch();
    return {{key("iat"), seconds}, {key("exp"), seconds + kAssertionSeconds}, {key("jti"), QString::fromLatin1(randomText(16))}};
}

// The vendor's refusal in its own words (RFC 6749 5.2). What it no longer takes needs a person; anything else passes.
base::Error refusalOf(const HttpReply& reply)
{
    const QString error = textAt(reply.json, key("error"));
    const QString words = error + QStringLiteral(": ") + textAt(reply.json, key("error_description"));
    const bool isPassing = reply.view.status >= 500 || reply.view.status == 429;
    const ErrorCode code = isPassing ? ErrorCode::HostUnreachable : ErrorCode::SignInNeeded;
    return {code, reply.url.host(), error.isEmpty() ? QStringLiteral("status %1").arg(reply.view.status) : words.left(300),
            isPassing ? base::Retry::Later : base::Retry::Never};
}

} // namespace

bool TokenSet::isFresh(const QDateTime& now) const
{
    return !access.isEmpty() && (!expires.isValid() || now.secsTo(expires) > kRenewBeforeSeconds);
}

base::Secret TokenSet::packed() const
{
    QJsonObject more;
    for (auto it = extra.begin(); it != extra.end(); ++it)
        more.insert(it.key(), it.value());
    const QJsonObject json{{key("access"), QString::fromLatin1(access.reveal().toBase64())},
                           {key("refresh"), QString::fromLatin1(refresh.reveal().toBase64())},
                           {key("proof"), QString::fromLatin1(proofKey.reveal().toBase64())},
                           {key("expires"), expires.isValid() ? expires.toUTC().toString(Qt::ISODate) : QString()},
                           {key("extra"), more}};
    return base::Secret(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

base::Result<TokenSet> TokenSet::unpacked(const base::Secret& text)
{
    const QJsonObject json = QJsonDocument::fromJson(text.reveal()).object();
    if (!json.contains(key("access")))
        return base::fail(ErrorCode::Invalid, key("tokens"));
    const auto bytes = [&](const char* name) { return base::Secret(QByteArray::fromBase64(json.value(key(name)).toString().toLatin1())); };
    TokenSet set{bytes("access"), bytes("refresh"), bytes("proof"), QDateTime::fromString(json.value(key("expires")).toString(), Qt::ISODate), {}, {}};
    const QJsonObject more = json.value(key("extra")).toObject();
    for (auto it = more.begin(); it != more.end(); ++it)
        set.extra.insert(it.key(), it.value().toString());
    return set;
}

/// One request for tokens: secret, proof, call (once more when the vendor wants a nonce), store.
class TokenClient::Trade final : public std::enable_shared_from_this<Trade>
{
public:
    Trade(TokenClient& client, Form form)
        : m_client(client)
        , m_form(std::move(form))
    {}

    QFuture<base::Result<std::shared_ptr<TokenSet>>> start()
    {
        const auto self = shared_from_this();
        switch (m_client.rule().clientAuth) {
        case AuthRule::ClientAuth::None:
            authenticated(base::Secret());
            break;
        case AuthRule::ClientAuth::PrivateKeyJwt:
            whenDone(m_client.secret(key("private_key")), &m_client, [self](base::Result<base::Secret> secret) { self->secretCame(std::move(secret)); });
            break;
        default:
            whenDone(m_client.secret(key("client_secret")), &m_client, [self](base::Result<base::Secret> secret) { self->secretCame(std::move(secret)); });
        }
        return m_answer.future();
    }

private:
    void fail(const base::Error& error) { m_answer.settle(base::fail(error)); }

    void secretCame(base::Result<base::Secret> secret)
    {
        if (!secret)
            return fail(secret.error());
        authenticated(std::move(*secret));
    }

    void authenticated(base::Secret secret)
    {
        m_secret = std::make_shared<const base::Secret>(std::move(secret));
        send();
    }

    base::Result<HttpRequest> request()
    {
        const auto url = m_client.endpoint(m_client.rule().tokenUrl);
        const auto id = m_client.clientId();
        if (!url || !id)
            return base::fail(url ? id.error() : url.error());
        Form form = m_form;
        const bool asksForScope = m_client.rule().type == AuthRule::Type::Client && !m_client.rule().scopes.isEmpty();
        if (asksForScope)
            form.emplace_back(key("scope"), m_client.rule().scopes.join(m_client.rule().scopeSeparator).toUtf8());
        for (const auto& [name, text] : m_client.rule().tokenForm) {
            const auto value = text.render(Place::Query, m_client.config());
            if (!value)
                return base::fail(value.error());
            form.emplace_back(name, value->toUtf8());
        }
        return proven(*url, *id, std::move(form));
    }

    /// The form with whatever proves the program to the endpoint.
    base::Result<HttpRequest> proven(const QUrl& url, const QString& id, Form form)
    {
        QByteArray authorization;
        switch (m_client.rule().clientAuth) {
        case AuthRule::ClientAuth::None:
            if (!id.isEmpty())
                form.emplace_back(key("client_id"), id.toUtf8());
            break;
        case AuthRule::ClientAuth::Basic:
            authorization = "Basic " + (QUrl::toPercentEncoding(id) + ':' + m_secret->reveal().toPercentEncoding()).toBase64();
            break;
        case AuthRule::ClientAuth::Post:
            form.emplace_back(key("client_id"), id.toUtf8());
            form.emplace_back(key("client_secret"), m_secret->reveal());
            break;
        case AuthRule::ClientAuth::PrivateKeyJwt: {
            const auto assertion = m_client.clientAssertion(*m_secret);
            if (!assertion)
                return base::fail(assertion.error());
            form.emplace_back(key("client_id"), id.toUtf8());
            form.emplace_back(key("client_assertion_type"), "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
            form.emplace_back(key("client_assertion"), *assertion);
        }
        }
        HttpRequest request = m_client.formRequest(url, form);
        if (!authorization.isEmpty())
            request.secretHeaders.append({"authorization", std::make_shared<const base::Secret>(authorization)});
        return request;
    }

    void send()
    {
        auto wanted = request();
        if (!wanted)
            return fail(wanted.error());
        if (m_client.rule().proof == AuthRule::Proof::Dpop) {
            const auto proof = m_client.dpopProof("POST", wanted->url, {});
            if (!proof)
                return fail(proof.error());
            wanted->headers.append({"dpop", *proof});
        }
        wanted->secrets.push_back(m_secret);
        const auto self = shared_from_this();
        whenDone(m_client.m_http.send(std::move(*wanted)), &m_client, [self](base::Result<HttpReply> reply) { self->came(std::move(reply)); });
    }

    void came(base::Result<HttpReply> reply)
    {
        if (!reply)
            return fail(reply.error());
        m_client.learnNonce(*reply);
        const bool wantsNonce = textAt(reply->json, key("error")) == key("use_dpop_nonce");
        if (wantsNonce && !std::exchange(m_hadNonce, true))
            return send();
        const QString access = textAt(reply->json, m_client.rule().accessPath);
        if (access.isEmpty() || reply->view.status >= 300)
            return fail(refusalOf(*reply));
        m_tokens = std::make_shared<TokenSet>();
        m_tokens->access = base::Secret(access.toUtf8());
        m_tokens->refresh = base::Secret(textAt(reply->json, m_client.rule().refreshPath).toUtf8());
        if (m_client.m_dpopKey)
            m_tokens->proofKey = m_client.m_dpopKey->clone();
        const qint64 seconds = textAt(reply->json, m_client.rule().expiresPath).toLongLong();
        if (seconds > 0)
            m_tokens->expires = m_client.clock().now().addSecs(seconds);
        for (const ExtraRule& extra : m_client.rule().extra)
            m_tokens->extra.insert(extra.config, textOf(extra.value.evaluate({reply->json, {}, {}})));
        keepRefresh();
    }

    // An answer without a refresh token means: the one you have goes on.
    void keepRefresh()
    {
        for (const auto& [name, value] : m_form) {
            if (name == key("refresh_token") && m_tokens->refresh.isEmpty())
                m_tokens->refresh = base::Secret(value);
        }
        const auto self = shared_from_this();
        whenDone(m_client.keep(m_tokens), &m_client, [self](const base::Result<void>&) { self->m_answer.settle(self->m_tokens); });
    }

    TokenClient& m_client;
    Form m_form;
    std::shared_ptr<const base::Secret> m_secret;
    std::shared_ptr<TokenSet> m_tokens;
    bool m_hadNonce = false;
    Answer<std::shared_ptr<TokenSet>> m_answer;
};

TokenClient::TokenClient(Setup setup, SecretStore& secrets, const base::Clock& clock)
    : m_setup(std::move(setup))
    , m_secrets(secrets)
    , m_http(clock, m_setup.limits)
{}

TokenClient::~TokenClient() = default;

QFuture<base::Result<std::shared_ptr<TokenSet>>> TokenClient::trade(Form form)
{
    return std::make_shared<Trade>(*this, std::move(form))->start();
}

QFuture<base::Result<void>> TokenClient::keep(std::shared_ptr<TokenSet> tokens)
{
    auto answer = std::make_shared<Answer<void>>();
    whenDone(m_secrets.write(tokensName(), tokens->packed()), this, [tokens, answer](base::Result<void> kept) {
        tokens->notKept = kept ? std::nullopt : std::optional(kept.error());
        if (!kept)
            qCWarning(base::logVendor) << "new tokens are in memory only, the store did not take them:" << base::codeName(kept.error().code);
        answer->settle(std::move(kept));
    });
    return answer->future();
}

QFuture<base::Result<HttpReply>> TokenClient::post(const QUrl& url, Form form)
{
    return m_http.send(formRequest(url, form));
}

// Refused answers (400) carry JSON too and are answers, not errors. Asking for tokens is repeated by whoever asked:
// a refresh token may be dead after the first time.
HttpRequest TokenClient::formRequest(const QUrl& url, const Form& form) const
{
    HttpRequest request;
    request.method = QByteArrayLiteral("POST");
    request.url = url;
    request.headers = {{"content-type", "application/x-www-form-urlencoded"}, {"accept", "application/json"}};
    request.body = formBody(form);
    request.origins = {Origin::of(url)};
    request.retry.tries = 2;
    return request;
}

base::Result<QUrl> TokenClient::endpoint(const Template& url) const
{
    const auto text = url.render(Place::Whole, m_setup.config);
    if (!text)
        return base::fail(text.error());
    const QUrl target(*text, QUrl::StrictMode);
    if (!isSafeTransport(target))
        return base::fail(ErrorCode::ForeignHost, target.host(), QStringLiteral("not an https address"));
    return target;
}

base::Result<QString> TokenClient::clientId() const
{
    return m_setup.rule.clientId.render(Place::Query, m_setup.config);
}

base::Result<QByteArray> TokenClient::clientAssertion(const base::Secret& pem) const
{
    const auto id = clientId();
    const auto audience = endpoint(m_setup.rule.tokenUrl);
    const auto keyId = m_setup.rule.keyId.render(Place::Header, m_setup.config);
    if (!id || !audience || !keyId)
        return base::fail(!id ? id.error() : !audience ? audience.error() : keyId.error());
    QJsonObject claims = timedClaims(clock().now());
    claims.insert(key("iss"), *id);
    claims.insert(key("sub"), *id);
    claims.insert(key("aud"), audience->toString(QUrl::FullyEncoded));
    QJsonObject header{{key("typ"), key("JWT")}};
    if (!keyId->isEmpty())
        header.insert(key("kid"), *keyId);
    return signedToken(header, claims, {pem, m_setup.rule.algorithm});
}

base::Result<QByteArray> TokenClient::assertion(const base::Secret& pem) const
{
    QJsonObject claims = timedClaims(clock().now());
    for (const auto& [name, text] : m_setup.rule.claims) {
        const auto value = text.render(Place::Json, m_setup.config);
        if (!value)
            return base::fail(value.error());
        claims.insert(name, *value);
    }
    if (!m_setup.rule.scopes.isEmpty())
        claims.insert(key("scope"), m_setup.rule.scopes.join(m_setup.rule.scopeSeparator));
    return signedToken({{key("typ"), key("JWT")}}, claims, {pem, m_setup.rule.algorithm});
}

base::Result<QByteArray> TokenClient::dpopProof(const QByteArray& method, const QUrl& url, const QByteArray& access)
{
    if (!m_dpopKey) {
        auto made = newEcKey();
        if (!made)
            return base::fail(made.error());
        m_dpopKey.emplace(std::move(*made));
    }
    const auto jwk = publicJwk(*m_dpopKey);
    if (!jwk)
        return base::fail(jwk.error());
    QJsonObject claims{{key("jti"), QString::fromLatin1(randomText(16))},
                       {key("htm"), QString::fromLatin1(method)},
                       {key("htu"), url.adjusted(QUrl::RemoveQuery | QUrl::RemoveFragment).toString(QUrl::FullyEncoded)},
                       {key("iat"), clock().now().toSecsSinceEpoch()}};
    if (!access.isEmpty())
        claims.insert(key("ath"), QString::fromLatin1(base64Url(QCryptographicHash::hash(access, QCryptographicHash::Sha256))));
    if (!m_nonce.isEmpty())
        claims.insert(key("nonce"), QString::fromLatin1(m_nonce));
    return signedToken({{key("typ"), key("dpop+jwt")}, {key("jwk"), *jwk}}, claims, {*m_dpopKey, key("ES256")});
}

void TokenClient::learnNonce(const HttpReply& reply)
{
    const QByteArray nonce = reply.view.headers.value("dpop-nonce");
    if (!nonce.isEmpty() && nonce.size() < 500)
        m_nonce = nonce;
}

void TokenClient::useProofKey(const base::Secret& pem)
{
    if (!pem.isEmpty())
        m_dpopKey.emplace(pem.clone());
}

QFuture<base::Result<base::Secret>> TokenClient::secret(const QString& name)
{
    return m_secrets.read(m_setup.secretPrefix + u'/' + name);
}

} // namespace qm::vendor
