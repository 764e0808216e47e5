#include "core/vendor/sign_in.h"

#include "core/vendor/answer.h"
#include "core/vendor/connection.h"
#include "core/vendor/oauth_way.h"

#include <QObject>

namespace qm::vendor {
namespace {

using base::ErrorCode;
using SecretsByName = QHash<QString, std::shared_ptr<const base::Secret>>;

bool hasControl(const QByteArray& bytes)
{
    return std::any_of(bytes.begin(), bytes.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

// Byte by byte into one buffer that becomes a Secret: no copy of the token is left in a QString.
base::Result<QByteArray> rendered(const Template& form, const SecretsByName& secrets, const Lookup& config)
{
    QByteArray bytes;
    for (const Template::Piece& piece : form.pieces()) {
        const auto secret = secrets.value(piece.name);
        if (piece.space.isEmpty())
            bytes += piece.literal.toUtf8();
        else if (piece.space == QStringLiteral("secret") && secret)
            bytes += secret->reveal();
        else
            bytes += config(piece.space, piece.name).value_or(QString()).toUtf8();
    }
    if (hasControl(bytes))
        return base::fail(ErrorCode::Invalid, QStringLiteral("secret"), QStringLiteral("control characters in it"));
    return bytes;
}

/// A public service.
class OpenWay final : public SignInWay
{
public:
    QFuture<base::Result<SignIn>> prove(const QByteArray&, const QUrl&) override
    {
        Answer<SignIn> answer;
        answer.settle(SignIn());
        return answer.future();
    }
    QFuture<base::Result<bool>> renew(const SignIn&, const HttpReply&) override
    {
        Answer<bool> answer;
        answer.settle(false);
        return answer.future();
    }
};

/// Secrets that a person handed over, in a header: a token, or a user name and password.
class PastedWay final : public SignInWay
{
public:
    PastedWay(AuthRule rule, const SignInSetup& setup, SecretStore& secrets)
        : m_rule(std::move(rule))
        , m_config(setup.config)
        , m_prefix(setup.settings->secretPrefix)
        , m_secrets(secrets)
    {}

    QFuture<base::Result<SignIn>> prove(const QByteArray&, const QUrl&) override
    {
        auto answer = std::make_shared<Answer<SignIn>>();
        read(0, std::make_shared<SecretsByName>(), answer);
        return answer->future();
    }

    QFuture<base::Result<bool>> renew(const SignIn&, const HttpReply&) override
    {
        Answer<bool> answer;
        answer.settle(false);
        return answer.future();
    }

private:
    // One after the other: a key store may have to ask the person, once.
    void read(std::size_t next, std::shared_ptr<SecretsByName> known, std::shared_ptr<Answer<SignIn>> answer)
    {
        if (next >= m_rule.secrets.size())
            return answer->settle(signIn(*known));
        const QString name = m_rule.secrets[next].name;
        whenDone(m_secrets.read(m_prefix + u'/' + name), &m_context, [=, this](base::Result<base::Secret> secret) {
            if (!secret)
                return answer->settle(base::fail(secret.error()));
            known->insert(name, std::make_shared<const base::Secret>(std::move(*secret)));
            read(next + 1, known, answer);
        });
    }

    base::Result<SignIn> signIn(const SecretsByName& known) const
    {
        SignIn signIn;
        for (const auto& secret : known)
            signIn.secrets.push_back(secret);
        const bool isBasic = m_rule.type == AuthRule::Type::Basic;
        const auto value = isBasic ? basicValue(known) : rendered(m_rule.value, known, m_config);
        if (!value)
            return base::fail(value.error());
        const QByteArray header = isBasic ? QByteArrayLiteral("authorization") : m_rule.header;
        signIn.headers.append({header, std::make_shared<const base::Secret>(*value)});
        return signIn;
    }

    base::Result<QByteArray> basicValue(const SecretsByName& known) const
    {
        const auto user = rendered(m_rule.user, known, m_config);
        const auto password = rendered(m_rule.password, known, m_config);
        if (!user || !password)
            return base::fail(user ? password.error() : user.error());
        if (user->contains(':'))
            return base::fail(ErrorCode::Invalid, QStringLiteral("user"), QStringLiteral("a colon in it"));
        return QByteArrayLiteral("Basic ") + (*user + ':' + *password).toBase64();
    }

    AuthRule m_rule;
    Lookup m_config;
    QString m_prefix;
    SecretStore& m_secrets;
    QObject m_context;
};

} // namespace

base::Result<std::unique_ptr<SignInWay>> signInWayOf(const SignInSetup& setup, SecretStore& secrets,
                                                     const base::Clock& clock)
{
    const AuthRule* rule = setup.descriptor->way(setup.settings->auth);
    if (!rule)
        return base::fail(ErrorCode::DescriptorInvalid, QStringLiteral("auth"), setup.settings->auth);
    if (rule->type == AuthRule::Type::None)
        return std::unique_ptr<SignInWay>(std::make_unique<OpenWay>());
    if (!rule->isOAuth())
        return std::unique_ptr<SignInWay>(std::make_unique<PastedWay>(*rule, setup, secrets));
    const TokenClient::Setup client{*rule, setup.config, setup.settings->secretPrefix, setup.settings->http};
    return std::unique_ptr<SignInWay>(std::make_unique<OAuthWay>(client, secrets, clock));
}

} // namespace qm::vendor
