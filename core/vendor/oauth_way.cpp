#include "core/vendor/oauth_way.h"

#include "core/vendor/json_text.h"

namespace qm::vendor {

using base::ErrorCode;

OAuthWay::OAuthWay(const TokenClient::Setup& setup, SecretStore& secrets, const base::Clock& clock)
    : m_client(setup, secrets, clock)
    , m_secrets(secrets)
{}

OAuthWay::~OAuthWay() = default;

QFuture<base::Result<SignIn>> OAuthWay::prove(const QByteArray& method, const QUrl& url)
{
    auto answer = std::make_shared<Answer<SignIn>>();
    whenDone(tokens(), &m_context, [this, answer, method, url](const base::Result<Tokens>& tokens) {
        answer->settle(tokens ? signInWith(*tokens, method, url) : base::fail(tokens.error()));
    });
    return answer->future();
}

base::Result<SignIn> OAuthWay::signInWith(const Tokens& tokens, const QByteArray& method, const QUrl& url)
{
    const bool isBound = m_client.rule().proof == AuthRule::Proof::Dpop;
    SignIn signIn;
    QByteArray value;
    for (const Template::Piece& piece : m_client.rule().value.pieces())
        value += piece.space.isEmpty() ? piece.literal.toUtf8() : tokens->access.reveal();
    if (isBound)
        value = "DPoP " + tokens->access.reveal();
    signIn.headers.append({m_client.rule().header, std::make_shared<const base::Secret>(value)});
    signIn.secrets.push_back(std::make_shared<const base::Secret>(tokens->access.clone()));
    if (!isBound)
        return signIn;
    const auto proof = m_client.dpopProof(method, url, tokens->access.reveal());
    if (!proof)
        return base::fail(proof.error());
    signIn.headers.append({"dpop", std::make_shared<const base::Secret>(*proof)});
    return signIn;
}

QFuture<base::Result<bool>> OAuthWay::renew(const SignIn& refused, const HttpReply& reply)
{
    auto answer = std::make_shared<Answer<bool>>();
    const bool wantsNonce = reply.view.headers.contains("dpop-nonce");
    m_client.learnNonce(reply);
    // Somebody else's renewal may have come between: then there is already another token.
    const bool isNewest = m_tokens && !refused.secrets.empty() && refused.secrets.front()->reveal() == m_tokens->access.reveal();
    if (isNewest && !wantsNonce)
        m_tokens->expires = m_client.clock().now();
    whenDone(tokens(), &m_context, [answer](const base::Result<Tokens>& tokens) {
        answer->settle(tokens ? base::Result<bool>(true) : base::fail(tokens.error()));
    });
    return answer->future();
}

QFuture<base::Result<OAuthWay::Tokens>> OAuthWay::tokens()
{
    auto waiting = std::make_shared<Answer<Tokens>>();
    auto future = waiting->future();
    const bool isFresh = m_tokens && m_tokens->isFresh(m_client.clock().now());
    if (isFresh && !m_tokens->notKept) {
        waiting->settle(m_tokens);
        return future;
    }
    m_waiting.push_back(std::move(waiting));
    if (m_waiting.size() > 1)
        return future; // a renewal is under way
    if (isFresh)
        keepAgain();
    else if (m_tokens)
        obtain();
    else
        load();
    return future;
}

/// A refresh token that was used is dead, so the new one must not be lost with this program.
void OAuthWay::keepAgain()
{
    whenDone(m_client.keep(m_tokens), &m_context, [this](const base::Result<void>&) { settleAll(m_tokens); });
}

void OAuthWay::load()
{
    whenDone(m_secrets.read(m_client.tokensName()), &m_context, [this](base::Result<base::Secret> text) { loaded(std::move(text)); });
}

void OAuthWay::loaded(base::Result<base::Secret> text)
{
    if (!text && text.error().code != ErrorCode::SecretMissing)
        return settleAll(base::fail(text.error()));
    auto known = text ? TokenSet::unpacked(*text) : base::Result<TokenSet>(base::fail(ErrorCode::SecretMissing));
    m_tokens = std::make_shared<TokenSet>();
    if (known) {
        *m_tokens = std::move(*known);
        m_client.useProofKey(m_tokens->proofKey);
    }
    if (m_tokens->isFresh(m_client.clock().now()))
        settleAll(m_tokens);
    else
        obtain();
}

void OAuthWay::obtain()
{
    using Type = AuthRule::Type;
    const AuthRule& rule = m_client.rule();
    if (rule.type == Type::Client)
        return trade({{key("grant_type"), (rule.grantType.isEmpty() ? key("client_credentials") : rule.grantType).toUtf8()}});
    if (rule.type == Type::JwtBearer) {
        whenDone(m_client.secret(key("private_key")), &m_context, [this](const base::Result<base::Secret>& pem) {
            const auto assertion = pem ? m_client.assertion(*pem) : base::Result<QByteArray>(base::fail(pem.error()));
            if (!assertion)
                return settleAll(base::fail(assertion.error()));
            trade({{key("grant_type"), "urn:ietf:params:oauth:grant-type:jwt-bearer"}, {key("assertion"), *assertion}});
        });
        return;
    }
    if (m_tokens->refresh.isEmpty())
        return settleAll(base::fail(ErrorCode::SignInNeeded, {}, QStringLiteral("the sign-in has ended")));
    trade({{key("grant_type"), "refresh_token"}, {key("refresh_token"), m_tokens->refresh.reveal()}});
}

void OAuthWay::trade(TokenClient::Form form)
{
    whenDone(m_client.trade(std::move(form)), &m_context, [this](const base::Result<Tokens>& tokens) {
        if (tokens)
            m_tokens = *tokens;
        settleAll(tokens);
    });
}

void OAuthWay::settleAll(const base::Result<Tokens>& tokens)
{
    const std::vector<Waiting> waiting = std::exchange(m_waiting, {});
    for (const Waiting& each : waiting)
        each->settle(tokens);
}

} // namespace qm::vendor
