#pragma once

#include "core/vendor/answer.h"
#include "core/vendor/auth_rule.h"
#include "core/vendor/http.h"
#include "core/vendor/secret_store.h"

#include <QHash>
#include <QObject>

namespace qm::vendor {

/// What a token endpoint gave.
struct TokenSet
{
    base::Secret access;
    base::Secret refresh; ///< empty: there is none
    base::Secret proofKey; ///< DPoP: what the tokens are bound to, as PEM
    QDateTime expires;    ///< invalid: not said
    QHash<QString, QString> extra; ///< settings that the answer brought
    std::optional<base::Error> notKept; ///< they are in memory only: why the store did not take them

    bool isFresh(const QDateTime& now) const;
    /// One text for the secret store, and back. Invalid when it is no such text.
    base::Secret packed() const;
    static base::Result<TokenSet> unpacked(const base::Secret& text);
};

/// Talks to one vendor's token endpoint. Lives in the worker thread; the secret store must outlive it. Errors:
/// SignInNeeded when the vendor no longer takes what we have, those of Http::send() and of the secret store.
class TokenClient final : public QObject
{
public:
    struct Setup
    {
        AuthRule rule;
        Lookup config;        ///< {{config.x}}
        QString secretPrefix; ///< secrets lie in the store as prefix + "/" + name
        HttpLimits limits;
    };
    using Form = FormFields;

    TokenClient(Setup setup, SecretStore& secrets, const base::Clock& clock);
    ~TokenClient() override;

    /// Trades a grant for tokens: proves the program, asks, and writes the tokens into the store before they are given
    /// out, because a refresh token that was used is dead. What the store does not take is given out all the same, with
    /// `notKept`: keep() is for another try. `form` holds the grant's own fields.
    QFuture<base::Result<std::shared_ptr<TokenSet>>> trade(Form form);
    /// Writes them into the store and notes in them whether it went well.
    QFuture<base::Result<void>> keep(std::shared_ptr<TokenSet> tokens);
    /// A POST of a form to another endpoint of the same sign-in (device authorisation), without storing anything.
    QFuture<base::Result<HttpReply>> post(const QUrl& url, Form form);

    /// The proof of possession of one call (RFC 9449); `access` is empty at the token endpoint.
    base::Result<QByteArray> dpopProof(const QByteArray& method, const QUrl& url, const QByteArray& access);
    void learnNonce(const HttpReply& reply);
    /// The key that stored tokens are bound to.
    void useProofKey(const base::Secret& pem);

    base::Result<QUrl> endpoint(const Template& url) const;
    base::Result<QString> clientId() const;
    /// A signed assertion of a JWT bearer grant (RFC 7523).
    base::Result<QByteArray> assertion(const base::Secret& pem) const;
    QFuture<base::Result<base::Secret>> secret(const QString& name);
    const AuthRule& rule() const { return m_setup.rule; }
    const Lookup& config() const { return m_setup.config; }
    const base::Clock& clock() const { return m_http.clock(); }
    QString tokensName() const { return m_setup.secretPrefix + QStringLiteral("/tokens"); }

private:
    class Trade;
    friend class Trade;

    base::Result<QByteArray> clientAssertion(const base::Secret& pem) const;
    HttpRequest formRequest(const QUrl& url, const Form& form) const;

    Setup m_setup;
    SecretStore& m_secrets;
    Http m_http;
    std::optional<base::Secret> m_dpopKey;
    QByteArray m_nonce;
};

} // namespace qm::vendor
