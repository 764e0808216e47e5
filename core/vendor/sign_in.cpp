#include "core/vendor/sign_in.h"

#include "core/vendor/answer.h"
#include "core/vendor/connection.h"

#include <QObject>

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

/// A token that a person pasted, in a header.
class TokenWay final : public SignInWay
{
public:
    TokenWay(AuthRule rule, QString name, SecretStore& secrets)
        : m_rule(std::move(rule))
        , m_name(std::move(name))
        , m_secrets(secrets)
    {}

    QFuture<base::Result<SignIn>> prove(const QByteArray&, const QUrl&) override
    {
        auto answer = std::make_shared<Answer<SignIn>>();
        whenDone(m_secrets.read(m_name), &m_context, [answer, rule = m_rule](base::Result<base::Secret> secret) {
            answer->settle(signInWith(rule, std::move(secret)));
        });
        return answer->future();
    }

    QFuture<base::Result<bool>> renew(const SignIn&) override
    {
        Answer<bool> answer;
        answer.settle(false);
        return answer.future();
    }

private:
    AuthRule m_rule;
    QString m_name;
    SecretStore& m_secrets;
    QObject m_context;
};

} // namespace

base::Result<std::unique_ptr<SignInWay>> signInWayOf(const Descriptor& descriptor, const ConnectionSettings& settings,
                                                     SecretStore& secrets)
{
    for (const AuthRule& rule : descriptor.auth) {
        const bool isMeant = settings.auth.isEmpty() || settings.auth == rule.id;
        if (isMeant && rule.type == QStringLiteral("token") && rule.secrets.size() == 1)
            return std::unique_ptr<SignInWay>(
                std::make_unique<TokenWay>(rule, settings.secretPrefix + u'/' + rule.secrets.first(), secrets));
    }
    return base::fail(ErrorCode::DescriptorInvalid, QStringLiteral("auth"),
                      QStringLiteral("no way to sign in that this version can do"));
}

} // namespace qm::vendor
