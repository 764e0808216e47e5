#pragma once

#include "core/vendor/sign_in.h"
#include "core/vendor/token_client.h"

namespace qm::vendor {

/// Access tokens of OAuth 2.0, taken from the store, renewed before they end and once after a 401. One renewal at a
/// time: whoever comes meanwhile waits for the same one. Where the program signs in by itself (client credentials, JWT
/// bearer) a renewal is a new sign-in; where a person did, it takes the refresh token, and SignInNeeded when that is
/// dead.
class OAuthWay final : public SignInWay
{
public:
    OAuthWay(const TokenClient::Setup& setup, SecretStore& secrets, const base::Clock& clock);
    ~OAuthWay() override;

    QFuture<base::Result<SignIn>> prove(const QByteArray& method, const QUrl& url) override;
    QFuture<base::Result<bool>> renew(const SignIn& refused, const HttpReply& reply) override;

private:
    using Tokens = std::shared_ptr<TokenSet>;
    using Waiting = std::shared_ptr<Answer<Tokens>>;

    /// Good tokens, whatever it takes.
    QFuture<base::Result<Tokens>> tokens();
    void keepAgain();
    void load();
    void loaded(base::Result<base::Secret> text);
    void obtain();
    void trade(TokenClient::Form form);
    void settleAll(const base::Result<Tokens>& tokens);
    base::Result<SignIn> signInWith(const Tokens& tokens, const QByteArray& method, const QUrl& url);

    TokenClient m_client;
    SecretStore& m_secrets;
    Tokens m_tokens; ///< the newest known; empty before the first look into the store
    std::vector<Waiting> m_waiting;
    QObject m_context;
};

} // namespace qm::vendor
