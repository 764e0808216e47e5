#include "core/vendor/interactive_sign_in.h"
#include "core/vendor/oauth_way.h"
#include "tests/contract/server.h"
#include "tests/fake/await.h"
#include "tests/fake/memory_secrets.h"

#include <QUrlQuery>

using namespace qm::vendor;
using namespace qm::contract;
using qm::base::ErrorCode;
using qm::fake::await;

namespace {

QString text(const char* ascii)
{
    return QString::fromLatin1(ascii);
}

/// Moves only as far as a test pushes it.
class PushedClock final : public qm::base::Clock
{
public:
    QDateTime now() const override { return QDateTime::currentDateTimeUtc().addSecs(pushed); }
    qint64 pushed = 0;
};

QByteArray curl(const QStringList& arguments)
{
    QProcess process;
    process.start(text("curl"), QStringList{text("-s"), text("--max-time"), text("20")} + arguments);
    process.waitForFinished(30'000);
    return process.readAllStandardOutput();
}

/// The claims of a JWT access token.
QJsonObject claimsOf(const SignIn& signIn)
{
    const QByteArray token = signIn.headers.first().value->reveal().split(' ').value(1);
    return QJsonDocument::fromJson(QByteArray::fromBase64(token.split('.').value(1), QByteArray::Base64UrlEncoding)).object();
}

HttpReply refusal()
{
    HttpReply reply;
    reply.view.status = 401;
    return reply;
}

} // namespace

/// Every way to sign in against a certified OpenID provider.
class TestOauth : public QObject
{
    Q_OBJECT

    SharedServers m_shared;
    std::unique_ptr<Server> m_server;
    QString m_issuer;
    QByteArray m_pem;
    PushedClock m_clock;
    std::unique_ptr<qm::fake::MemorySecrets> m_secrets;

    Descriptor descriptor(const QByteArray& auth) const
    {
        const QByteArray form = R"({"descriptor":1,"id":"t","name":"T","config":[{"key":"issuer","label":"Issuer"},{"key":"client","label":"Client"},{"key":"hint","label":"Hint"}],
 "http":{"base":"{{config.issuer}}"},"auth":[)" + auth + R"(],"streams":[{"id":"me","path":"/me","records":"items","out":[{"table":"account","key":"sub","fields":{}}]}]})";
        const auto parsed = parseDescriptor(form);
        if (!parsed)
            qFatal("%s %s", qPrintable(parsed.error().subject), qPrintable(parsed.error().detail));
        return *parsed;
    }

    ConnectionSettings settings(const char* client) const
    {
        ConnectionSettings settings;
        settings.config = {{text("issuer"), m_issuer}, {text("client"), text(client)}, {text("hint"), text("admin")}};
        settings.secretPrefix = text("c");
        return settings;
    }

    std::unique_ptr<SignInWay> way(const QByteArray& auth, const char* client)
    {
        m_descriptor = descriptor(auth);
        m_settings = settings(client);
        const auto config = [this](const QString& space, const QString& name) -> std::optional<QString> {
            return space == text("config") && m_settings.config.contains(name) ? std::optional<QString>(m_settings.config.value(name)) : std::nullopt;
        };
        auto made = signInWayOf({&m_descriptor, &m_settings, config}, *m_secrets, m_clock);
        return made ? std::move(*made) : nullptr;
    }

    static QByteArray client(const QByteArray& more)
    {
        return R"({"id":"a","type":"oauth2_client","client_id":"{{config.client}}","token_url":"{{config.issuer}}/token","scopes":["scim","read"],)" + more + "}";
    }
    static QByteArray desktop()
    {
        return R"({"id":"a","type":"oauth2_code","client_id":"{{config.client}}","issuer":"{{config.issuer}}","authorize_url":"{{config.issuer}}/auth","token_url":"{{config.issuer}}/token",
 "authorize_query":{"login_hint":"{{config.hint}}","prompt":"consent"},"scopes":["openid","scim","offline_access"]})";
    }

    QByteArray tokensInStore() { return await(m_secrets->read(text("c/tokens")))->reveal(); }

    /// Signs in with the browser's part played by curl.
    qm::base::Result<QHash<QString, QString>> signIn(const QByteArray& auth, const ConnectionSettings& with, const std::function<void(const SignInPrompt&)>& person)
    {
        m_descriptor = descriptor(auth);
        auto made = InteractiveSignIn::make(m_descriptor, with, *m_secrets, m_clock);
        if (!made)
            return qm::base::fail(made.error());
        m_signIn = std::move(*made);
        return await(m_signIn->start(person));
    }
    static void browse(const SignInPrompt& prompt)
    {
        // Not waited for: the listener it ends at lives in this thread.
        QProcess::startDetached(text("curl"), {text("-sL"), text("--max-time"), text("20"), text("-c"), text("/dev/null"), text("-b"), text("none=1"), text("-o"), text("/dev/null"),
                                               prompt.address.toString(QUrl::FullyEncoded)});
    }

    Descriptor m_descriptor;
    ConnectionSettings m_settings;
    std::unique_ptr<InteractiveSignIn> m_signIn;

private Q_SLOTS:
    void initTestCase()
    {
        const QString why = SharedServers::whyNot(text("oauth-server.mjs"), text("oidc-provider"), text("typeof URL.parse === 'function' && globalThis.crypto"));
        if (!why.isEmpty())
            QSKIP(qPrintable(why));
        m_server = std::make_unique<Server>(m_shared.script(text("oauth-server.mjs")), QStringList{text("--port"), QString::number(freePort())});
        m_issuer = m_server->ready().value(text("issuer")).toString();
        QVERIFY(!m_issuer.isEmpty());
        m_pem = QJsonDocument::fromJson(curl({m_issuer + text("/__keys")})).object().value(text("pem")).toString().toUtf8();
        QVERIFY(m_pem.contains("PRIVATE KEY"));
    }
    void init()
    {
        m_clock.pushed = 0;
        m_secrets = std::make_unique<qm::fake::MemorySecrets>();
        m_secrets->put(text("c/client_secret"), "service-secret");
        m_secrets->put(text("c/private_key"), m_pem);
    }

    void theProgramProvesItself_data()
    {
        QTest::addColumn<QByteArray>("how");
        QTest::addColumn<QByteArray>("id");
        QTest::newRow("basic") << QByteArray(R"("client_auth":"basic")") << QByteArray("service");
        QTest::newRow("post") << QByteArray(R"("client_auth":"post")") << QByteArray("service-post");
        QTest::newRow("private key") << QByteArray(R"("client_auth":"private_key_jwt","kid":"service-key")") << QByteArray("service-jwt");
        QTest::newRow("private key, DPoP") << QByteArray(R"("client_auth":"private_key_jwt","kid":"service-key","dpop":true)") << QByteArray("service-dpop");
    }
    void theProgramProvesItself()
    {
        QFETCH(QByteArray, how);
        QFETCH(QByteArray, id);
        auto signer = way(client(how), id.constData());
        const auto signedIn = await(signer->prove("GET", QUrl(m_issuer + text("/me"))));
        QVERIFY2(signedIn, signedIn ? "" : qPrintable(signedIn.error().detail));
        QCOMPARE(claimsOf(*signedIn).value(text("client_id")).toString(), QString::fromLatin1(id));
        QCOMPARE(claimsOf(*signedIn).value(text("scope")).toString(), text("scim read"));
        const bool isBound = how.contains("dpop");
        QCOMPARE(signedIn->headers.size(), isBound ? 2 : 1);
        QVERIFY(!isBound || claimsOf(*signedIn).value(text("cnf")).toObject().contains(text("jkt")));
        QVERIFY(tokensInStore().contains("access"));
    }

    void aWrongSecretNeedsAPerson()
    {
        m_secrets->put(text("c/client_secret"), "wrong");
        const auto signedIn = await(way(client(R"("client_auth":"basic")"), "service")->prove("GET", QUrl(m_issuer)));
        QVERIFY(!signedIn);
        QCOMPARE(signedIn.error().code, ErrorCode::SignInNeeded);
        QVERIFY(!signedIn.error().detail.contains(text("wrong")));
    }

    void aSignedAssertionSpeaksForSomebody()
    {
        const QByteArray rule = R"({"id":"a","type":"jwt_bearer","token_url":"{{config.issuer}}/token","scopes":["scim"],
 "claims":{"iss":"{{config.client}}","sub":"{{config.hint}}","aud":"{{config.issuer}}/token"}})";
        const auto signedIn = await(way(rule, "robot@project.example")->prove("GET", QUrl(m_issuer)));
        QVERIFY2(signedIn, signedIn ? "" : qPrintable(signedIn.error().detail));
        QCOMPARE(claimsOf(*signedIn).value(text("on_behalf_of")).toString(), text("admin"));
    }

    void tokensAreUsedUntilTheyEndAndThenRenewedOnce()
    {
        auto signer = way(client(R"("client_auth":"basic")"), "service");
        const auto first = await(signer->prove("GET", QUrl(m_issuer)));
        const auto again = await(signer->prove("GET", QUrl(m_issuer)));
        QCOMPARE(first->headers.first().value->reveal(), again->headers.first().value->reveal());
        m_clock.pushed = 3600;
        const auto one = signer->prove("GET", QUrl(m_issuer));
        const auto other = signer->prove("GET", QUrl(m_issuer));
        const auto a = await(one);
        const auto b = await(other);
        QVERIFY(a && b);
        QCOMPARE(a->headers.first().value->reveal(), b->headers.first().value->reveal());
        QVERIFY(a->headers.first().value->reveal() != first->headers.first().value->reveal());
    }

    void aPersonSignsInWithTheBrowser()
    {
        SignInPrompt shown;
        const auto done = signIn(desktop(), settings("desktop"), [&](const SignInPrompt& prompt) { shown = prompt; browse(prompt); });
        QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
        QVERIFY(shown.address.query().contains(text("code_challenge_method=S256")));
        auto signer = way(desktop(), "desktop");
        const auto signedIn = await(signer->prove("GET", QUrl(m_issuer)));
        QVERIFY(signedIn);
        QCOMPARE(claimsOf(*signedIn).value(text("sub")).toString(), text("admin"));
        // Rotation: the new refresh token is in the store before the new access token is used.
        const QByteArray before = tokensInStore();
        QVERIFY(*await(signer->renew(*signedIn, refusal())));
        QVERIFY(tokensInStore() != before);
        QVERIFY(*await(signer->renew(*await(signer->prove("GET", QUrl(m_issuer))), refusal())));
        // A program that starts again goes on with what is stored.
        QVERIFY(await(way(desktop(), "desktop")->prove("GET", QUrl(m_issuer))));
    }

    void aPersonSaysNo()
    {
        ConnectionSettings with = settings("desktop");
        with.config.insert(text("hint"), text("deny"));
        const auto done = signIn(desktop(), with, browse);
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::Refused);
        QVERIFY(done.error().subject.contains(text("access_denied")));
    }

    void onlyTheRightStateIsHeard()
    {
        const auto done = signIn(desktop(), settings("desktop"), [](const SignInPrompt& prompt) {
            const QUrlQuery query(prompt.address);
            const QString redirect = query.queryItemValue(text("redirect_uri"), QUrl::FullyDecoded);
            // Another program knocks first, with a code of its own; then somebody asks for another path.
            QProcess::startDetached(text("sh"), {text("-c"), QStringLiteral("curl -s '%1?code=evil&state=guess' -o /dev/null; curl -s '%1/other' -o /dev/null; curl -sL -c /dev/null -b none=1 -o /dev/null '%2'")
                                                     .arg(redirect, prompt.address.toString(QUrl::FullyEncoded))});
        });
        QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
    }

    void anAnswerOfAnotherIssuerIsRefused()
    {
        const auto done = signIn(desktop(), settings("desktop"), [](const SignInPrompt& prompt) {
            const QUrlQuery query(prompt.address);
            QProcess::startDetached(text("curl"), {text("-s"), text("-o"), text("/dev/null"), QStringLiteral("%1?code=x&state=%2&iss=https%3A%2F%2Fevil.example")
                                                   .arg(query.queryItemValue(text("redirect_uri"), QUrl::FullyDecoded), query.queryItemValue(text("state")))});
        });
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::Refused);
    }

    void revokedTokensAskForASignIn()
    {
        QVERIFY(signIn(desktop(), settings("desktop"), browse));
        auto signer = way(desktop(), "desktop");
        const auto signedIn = await(signer->prove("GET", QUrl(m_issuer)));
        QVERIFY(signedIn);
        curl({text("-X"), text("POST"), m_issuer + text("/__revoke-all")});
        const auto renewed = await(signer->renew(*signedIn, refusal()));
        QVERIFY(!renewed);
        QCOMPARE(renewed.error().code, ErrorCode::SignInNeeded);
    }

    void aDeviceIsApprovedElsewhere_data()
    {
        QTest::addColumn<QString>("more");
        QTest::addColumn<bool>("isApproved");
        QTest::newRow("approved") << QString() << true;
        QTest::newRow("denied") << text("&deny=1") << false;
    }
    void aDeviceIsApprovedElsewhere()
    {
        QFETCH(QString, more);
        QFETCH(bool, isApproved);
        const QByteArray rule = R"({"id":"a","type":"oauth2_device","client_id":"{{config.client}}","device_url":"{{config.issuer}}/device/auth","token_url":"{{config.issuer}}/token","scopes":["openid","scim","offline_access"]})";
        const auto done = signIn(rule, settings("desktop"), [&](const SignInPrompt& prompt) {
            QProcess::startDetached(text("curl"), {text("-s"), text("-o"), text("/dev/null"), text("-X"), text("POST"), m_issuer + text("/__approve-device?user_code=") + prompt.code + more});
        });
        QCOMPARE(done.has_value(), isApproved);
        if (!isApproved)
            QCOMPARE(done.error().code, ErrorCode::Refused);
    }

    void aLockedKeyStoreKeepsNoTokens()
    {
        m_secrets->fault = ErrorCode::KeyStoreLocked;
        const auto signedIn = await(way(client(R"("client_auth":"basic")"), "service")->prove("GET", QUrl(m_issuer)));
        QVERIFY(!signedIn);
        QCOMPARE(signedIn.error().code, ErrorCode::KeyStoreLocked);
    }
};

QTEST_GUILESS_MAIN(TestOauth)
#include "test_oauth.moc"
