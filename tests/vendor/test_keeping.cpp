#include "core/vendor/connection.h"
#include "core/vendor/descriptor.h"
#include "core/vendor/staged_secrets.h"
#include "core/vendor/token_client.h"
#include "tests/fake/await.h"
#include "tests/fake/fake_server.h"
#include "tests/fake/memory_secrets.h"

#include <QTest>

using namespace qm::vendor;
using namespace qm::fake;
using qm::base::ErrorCode;
using qm::base::Secret;

namespace {

QString text(const char* ascii)
{
    return QString::fromLatin1(ascii);
}

std::unique_ptr<Connection> openWith(const QByteArray& more, const FakeServer& server, MemorySecrets& secrets, const qm::base::Clock& clock)
{
    const auto descriptor = parseDescriptor(R"({"descriptor":1,"id":"t","name":"T","config":[{"key":"base","label":"Base","required":true}],"http":{"base":"{{config.base}}"},)" + more +
                                            R"("streams":[{"id":"s","path":"/list","out":[{"table":"account","key":"id","fields":{}}]}]})");
    if (!descriptor)
        qFatal("%s %s", qPrintable(descriptor.error().subject), qPrintable(descriptor.error().detail));
    ConnectionSettings settings;
    settings.config.insert(text("base"), server.url().toString());
    settings.secretPrefix = text("c");
    settings.retry = {5, 5, 1000, {}};
    auto connection = Connection::open(*descriptor, settings, secrets, clock);
    return connection ? std::move(*connection) : nullptr;
}

} // namespace

/// Secrets that are made while a connection works, and how often it may ask.
class TestKeeping : public QObject
{
    Q_OBJECT

    qm::base::SystemClock m_clock;

private Q_SLOTS:
    void aNewRefreshTokenOutlivesAStoreThatRefusesIt()
    {
        MemorySecrets secrets;
        TokenSet old;
        old.access = Secret(QByteArrayLiteral("a0"));
        old.refresh = Secret(QByteArrayLiteral("r0"));
        old.expires = m_clock.now().addSecs(-10);
        secrets.put(text("c/tokens"), old.packed().reveal());
        FakeServer server([](const FakeRequest& request) {
            if (request.target != "/token")
                return FakeReply::json("[]", request.headers.value("authorization") == "Bearer a1" ? 200 : 401);
            // Each refresh token is good for one time.
            return request.body.contains("refresh_token=r0") ? FakeReply::json(R"({"access_token":"a1","refresh_token":"r1","expires_in":3600})") : FakeReply::json(R"({"error":"invalid_grant"})", 400);
        });
        const QByteArray way = R"("auth":[{"id":"a","type":"oauth2_code","client_id":"c","authorize_url":"{{config.base}}/authorize","token_url":"{{config.base}}/token"}],)";
        const auto connection = openWith(way, server, secrets, m_clock);
        QVERIFY(connection);
        secrets.writeFault = ErrorCode::KeyStoreLocked;
        QVERIFY(await(connection->test()));
        secrets.writeFault.reset();
        QVERIFY(await(connection->test())); // written again, now that it can be
        const auto kept = TokenSet::unpacked(*await(secrets.read(text("c/tokens"))));
        QVERIFY(kept);
        QCOMPARE(kept->refresh.reveal(), QByteArrayLiteral("r1"));
        QCOMPARE(server.count("POST"), 1);
    }
    void everyTryCountsAsACall()
    {
        MemorySecrets secrets;
        secrets.put(text("c/token"), "t0ken");
        FakeServer server([](const FakeRequest&) { return FakeReply::json("{}", 503); });
        const QByteArray way = R"("rate":{"budget":[{"n":2,"per_s":3600}]},"auth":[{"id":"a","type":"token","secrets":["token"],"send":{"header":"authorization","value":"Bearer {{secret.token}}"}}],)";
        const auto connection = openWith(way, server, secrets, m_clock);
        QVERIFY(connection);
        ReadOrder order;
        order.stream = text("s");
        const auto rows = await(connection->read(std::move(order)));
        QVERIFY(!rows);
        QCOMPARE(rows.error().code, ErrorCode::RateLimited);
        QCOMPARE(server.count("GET"), 2);
    }
    void secretsOnTrialReachTheStoreTogetherOrNotAtAll()
    {
        MemorySecrets secrets;
        secrets.put(text("c/token"), "old");
        StagedSecrets staged(secrets);
        staged.put(text("c/token"), Secret(QByteArrayLiteral("new")));
        QVERIFY(await(staged.write(text("c/tokens"), Secret(QByteArrayLiteral("more")))));
        QCOMPARE(await(staged.read(text("c/token")))->reveal(), QByteArrayLiteral("new"));
        QCOMPARE(await(secrets.read(text("c/token")))->reveal(), QByteArrayLiteral("old"));
        QVERIFY(await(staged.keep()));
        QCOMPARE(await(secrets.read(text("c/token")))->reveal(), QByteArrayLiteral("new"));
        QCOMPARE(secrets.count(), 2);
        QCOMPARE(await(staged.takeBack({ErrorCode::Duplicate, {}, {}, qm::base::Retry::Never})).error().code, ErrorCode::Duplicate);
        QCOMPARE(await(secrets.read(text("c/token")))->reveal(), QByteArrayLiteral("old"));
        QCOMPARE(secrets.count(), 1);
        staged.put(text("c/token"), Secret(QByteArrayLiteral("new")));
        secrets.writeFault = ErrorCode::KeyStoreDenied;
        QCOMPARE(await(staged.keep()).error().code, ErrorCode::KeyStoreDenied);
        QCOMPARE(await(secrets.read(text("c/token")))->reveal(), QByteArrayLiteral("old"));
    }
};

QTEST_GUILESS_MAIN(TestKeeping)
#include "test_keeping.moc"
