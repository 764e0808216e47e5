#include "core/vendor/connection.h"
#include "tests/fake/await.h"
#include "tests/fake/fake_server.h"
#include "tests/fake/memory_secrets.h"

#include <QTest>
#include <QUrlQuery>

using namespace qm::vendor;
using namespace qm::fake;
using qm::base::ErrorCode;
using State = qm::vendor::ActionOutcome::State;

namespace {

QByteArray descriptorText(const QByteArray& page)
{
    return R"({"descriptor":1,"id":"t","name":"T","config":[{"key":"base","label":"Base","required":true},{"key":"org","label":"Org","pattern":"[a-z]+"}],
 "auth":[{"id":"token","type":"token","secrets":["token"],"send":{"header":"authorization","value":"Bearer {{secret.token}}"}}],
 "http":{"base":"{{config.base}}/api"},"page":)" +
           page + R"(,
 "streams":[{"id":"users","path":"/users","records":"items","optional":{"status":[402],"why":"another plan"},
             "out":[{"table":"account","key":"id","fields":{"name":"name"}}]}],
 "actions":[
  {"id":"user.suspend","input":["id"],"do":{"method":"POST","path":"/wipe/{{in.id}}","ok":[200],"repeat":"verify",
    "verify":{"path":"/users/{{in.id}}","done":[{"field":"state","eq":"{{in.id}}-gone"}]}}},
  {"id":"user.sign_out","input":["id"],"do":{"method":"POST","path":"/poke/{{in.id}}","body":{"id":"{{in.id}}"},"ok":[200],
    "fail":[{"status":400,"body":"inherited|group","say":"comes from a group"}],"done":[{"status":404}]}}]})";
}

QByteArray items(int from, int to, const QByteArray& more = {})
{
    QByteArray list;
    for (int i = from; i <= to; ++i)
        list += (i > from ? ",{\"id\":" : "{\"id\":") + QByteArray::number(i) + "}";
    return "{\"items\":[" + list + "]" + more + "}";
}

const QHash<QString, QString> kWho{{QStringLiteral("id"), QStringLiteral("u1")}};

} // namespace

/// The engine with small descriptors against a scripted server.
class TestConnection : public QObject
{
    Q_OBJECT

    qm::base::SystemClock m_clock;
    MemorySecrets m_secrets;

    std::unique_ptr<Connection> open(const FakeServer& server,
                                     const QByteArray& page = "{\"style\":\"none\"}")
    {
        ConnectionSettings settings;
        settings.config.insert(QStringLiteral("base"), server.url().toString());
        settings.secretPrefix = QStringLiteral("c");
        settings.retry = {3, 5, 1000, {}};
        settings.http.idleMs = 500;
        const auto descriptor = parseDescriptor(descriptorText(page));
        if (!descriptor)
            qFatal("%s %s", qPrintable(descriptor.error().subject), qPrintable(descriptor.error().detail));
        auto connection = Connection::open(*descriptor, settings, m_secrets, m_clock);
        return connection ? std::move(*connection) : nullptr;
    }
    static ReadOrder users()
    {
        ReadOrder order;
        order.stream = QStringLiteral("users");
        return order;
    }

private Q_SLOTS:
    void init()
    {
        m_secrets.fault.reset();
        m_secrets.put(QStringLiteral("c/token"), "t0ken");
    }

    void everyStyleOfPages_data()
    {
        QTest::addColumn<QByteArray>("page");
        QTest::newRow("none") << QByteArrayLiteral("{\"style\":\"none\"}");
        QTest::newRow("link") << QByteArrayLiteral("{\"style\":\"link\"}");
        QTest::newRow("next_url") << QByteArrayLiteral("{\"style\":\"next_url\",\"path\":\"next\"}");
        QTest::newRow("cursor") << QByteArrayLiteral(
            "{\"style\":\"cursor\",\"path\":\"cursor\",\"param\":\"c\"}");
        QTest::newRow("offset") << QByteArrayLiteral("{\"style\":\"offset\",\"param\":\"o\"}");
        QTest::newRow("number") << QByteArrayLiteral("{\"style\":\"number\",\"param\":\"n\",\"start\":1}");
        QTest::newRow("scim") << QByteArrayLiteral("{\"style\":\"scim\",\"size\":10}");
    }
    void everyStyleOfPages()
    {
        QFETCH(QByteArray, page);
        const bool isOne = page.contains("none");
        FakeServer server([&](const FakeRequest& r) {
            const QUrlQuery query(QUrl::fromEncoded(r.target));
            const auto number = [&](const char* key) {
                return query.queryItemValue(QString::fromLatin1(key)).toInt();
            };
            int at = std::max({1, number("page"), number("c"), number("o") / 10 + 1, number("n"),
                               (number("startIndex") + 9) / 10});
            if (isOne)
                return FakeReply::json(items(1, 25));
            const QByteArray next = QByteArray::number(at + 1);
            if (at > 3)
                return FakeReply::json(items(1, 0));
            const QByteArray more =
                at == 3 ? QByteArray()
                        : ",\"cursor\":\"" + next + "\",\"next\":\"/api/users?page=" + next + "\"";
            const QByteArray link =
                at == 3 ? QByteArray() : "link: </api/users?page=" + next + ">; rel=\"next\"\r\n";
            return FakeReply::json(items(at * 10 - 9, std::min(at * 10, 25), more), 200, link);
        });
        const auto connection = open(server, page);
        const auto read = await(connection->read(users()));
        QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
        QVERIFY(read->complete());
        QCOMPARE(read->all.rows.size(), 25);
        QCOMPARE(read->all.rows.last().key, QStringLiteral("25"));
        QCOMPARE(server.seen().first().headers.value("authorization"), QByteArrayLiteral("Bearer t0ken"));
    }
    void aNextLinkElsewhereIsRefused_data()
    {
        QTest::addColumn<QByteArray>("next");
        for (const char* next :
             {"https://attacker.invalid/api/users", "//attacker.invalid/", "http://127.0.0.1:1/api/users",
              "ftp://127.0.0.1/", "https://127.0.0.1/api/users"})
            QTest::newRow(next) << QByteArray(next);
    }
    void aNextLinkElsewhereIsRefused()
    {
        QFETCH(QByteArray, next);
        FakeServer server(
            [&](const FakeRequest&) { return FakeReply::json(items(1, 2, ",\"next\":\"" + next + "\"")); });
        const auto connection = open(server, "{\"style\":\"next_url\",\"path\":\"next\"}");
        const auto read = await(connection->read(users()));
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::ForeignHost);
        QCOMPARE(server.seen().size(), 1);
    }
    void loopsAreErrors()
    {
        FakeServer server([&](const FakeRequest&) {
            return FakeReply::json(items(1, 2, ",\"next\":\"/api/users?page=2\""));
        });
        const auto connection = open(server, "{\"style\":\"next_url\",\"path\":\"next\"}");
        QCOMPARE(await(connection->read(users())).error().code, ErrorCode::PageLoop);
        QCOMPARE(server.seen().size(), 2);
    }
    void whatThePlanHasNotIsSkipped()
    {
        FakeServer server([](const FakeRequest&) { return FakeReply::json("{}", 402); });
        const auto connection = open(server);
        const auto skipped = await(connection->read(users()));
        QVERIFY(skipped);
        QCOMPARE(skipped->coverage, StreamRows::Coverage::Skipped);
        QCOMPARE(skipped->why, QStringLiteral("another plan"));
    }
    void recordsWithoutAKeyAreCounted()
    {
        FakeServer server([](const FakeRequest&) {
            return FakeReply::json("{\"items\":[{\"id\":1},{},null,7,{\"id\":{}},{\"id\":1}]}");
        });
        const auto connection = open(server);
        const auto read = await(connection->read(users()));
        QVERIFY(read);
        QCOMPARE(read->all.rows.size(), 1);
        QCOMPARE(read->withoutKey, 4);
    }
    void secretsThatAreMissingSaySo()
    {
        FakeServer server([](const FakeRequest&) { return FakeReply::json(items(1, 1)); });
        const auto connection = open(server);
        m_secrets.fault = ErrorCode::KeyStoreLocked;
        QCOMPARE(await(connection->read(users())).error().code, ErrorCode::KeyStoreLocked);
        QCOMPARE(await(connection->act(QStringLiteral("user.sign_out"), kWho)).error().code,
                 ErrorCode::KeyStoreLocked);
        m_secrets.fault.reset();
        m_secrets.put(QStringLiteral("c/token"), "t0ken\r\nx: y");
        QCOMPARE(await(connection->read(users())).error().code, ErrorCode::Invalid);
        QVERIFY(server.seen().isEmpty());
    }
    void settingsAreChecked()
    {
        const auto descriptor = parseDescriptor(descriptorText("{\"style\":\"none\"}"));
        const auto code = [&](const char* base, const char* org) {
            ConnectionSettings settings;
            settings.config = {{QStringLiteral("base"), QString::fromUtf8(base)},
                               {QStringLiteral("org"), QString::fromUtf8(org)}};
            const auto connection = Connection::open(*descriptor, settings, m_secrets, m_clock);
            return connection ? ErrorCode::Internal : connection.error().code;
        };
        QCOMPARE(code("", ""), ErrorCode::Required);
        QCOMPARE(code("https://x.example", "a/../b"), ErrorCode::Invalid);
        QCOMPARE(code("http://x.example", "a"), ErrorCode::ForeignHost);
        QCOMPARE(code("x.example", "a"), ErrorCode::ForeignHost);
        QCOMPARE(code("https://x.example?a=", "a"), ErrorCode::ForeignHost);
        QCOMPARE(code("https://x.example", "a"), ErrorCode::Internal);
    }

    void aWipeWhoseAnswerIsLostIsReadBack_data()
    {
        QTest::addColumn<QByteArray>("state");
        QTest::addColumn<int>("outcome");
        QTest::newRow("it happened") << QByteArrayLiteral("u1-gone") << static_cast<int>(State::Done);
        QTest::newRow("not to be seen") << QByteArrayLiteral("here") << static_cast<int>(State::Unknown);
    }
    void aWipeWhoseAnswerIsLostIsReadBack()
    {
        QFETCH(QByteArray, state);
        QFETCH(int, outcome);
        FakeServer server([&](const FakeRequest& r) {
            return r.method == "POST" ? FakeReply::gone() : FakeReply::json("{\"state\":\"" + state + "\"}");
        });
        const auto connection = open(server);
        const auto acted = await(connection->act(QStringLiteral("user.suspend"), kWho));
        QVERIFY(acted);
        QCOMPARE(static_cast<int>(acted->state), outcome);
        QCOMPARE(server.count("POST"), 1);
    }
    void answersBecomeOutcomes_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("outcome");
        QTest::addColumn<int>("posts");
        QTest::newRow("ok") << 200 << QByteArrayLiteral("{}") << static_cast<int>(State::Done) << 1;
        QTest::newRow("already") << 404 << QByteArrayLiteral("{}") << static_cast<int>(State::AlreadySo) << 1;
        QTest::newRow("refused") << 400 << QByteArrayLiteral("{\"m\":\"Inherited\"}")
                                 << static_cast<int>(State::Failed) << 1;
        QTest::newRow("token") << 401 << QByteArrayLiteral("{}") << static_cast<int>(State::Failed) << 1;
        QTest::newRow("busy") << 429 << QByteArrayLiteral("{}") << static_cast<int>(State::Failed) << 3;
        QTest::newRow("broken") << 500 << QByteArrayLiteral("oh") << static_cast<int>(State::Unknown) << 1;
        QTest::newRow("another success")
            << 299 << QByteArrayLiteral("{}") << static_cast<int>(State::Failed) << 1;
    }
    void answersBecomeOutcomes()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(int, outcome);
        QFETCH(int, posts);
        FakeServer server([&](const FakeRequest&) { return FakeReply::json(body, status); });
        const auto connection = open(server);
        const auto acted = await(connection->act(QStringLiteral("user.sign_out"), kWho));
        QVERIFY(acted);
        QCOMPARE(static_cast<int>(acted->state), outcome);
        QCOMPARE(acted->httpStatus, status == 500 ? acted->httpStatus : status);
        QCOMPARE(acted->say, status == 400 ? QStringLiteral("comes from a group") : QString());
        QCOMPARE(server.count("POST"), posts);
    }
    void aDryRunSendsNothing()
    {
        FakeServer server([](const FakeRequest&) { return FakeReply::json("{}"); });
        const auto connection = open(server);
        const auto call = connection->dryRun(QStringLiteral("user.sign_out"),
                                             {{QStringLiteral("id"), QStringLiteral("a/b\"")}});
        QVERIFY(call);
        QCOMPARE(call->method, QByteArrayLiteral("POST"));
        QVERIFY(call->url.endsWith(QStringLiteral("/api/poke/a%2Fb%22")));
        QCOMPARE(call->body, QStringLiteral("{\"id\":\"a/b\\\"\"}"));
        QCOMPARE(connection->dryRun(QStringLiteral("user.sign_out"), {}).error().code, ErrorCode::Required);
        QCOMPARE(connection->dryRun(QStringLiteral("nothing"), {}).error().code, ErrorCode::NotFound);
        QVERIFY(server.seen().isEmpty());
    }
    void leavingEndsEverything()
    {
        FakeServer server([](const FakeRequest&) { return FakeReply{{}, FakeReply::End::KeepOpen, 0}; });
        auto connection = open(server);
        const auto reading = connection->read(users());
        const auto acting = connection->act(QStringLiteral("user.sign_out"), kWho);
        const auto testing = connection->test();
        QTest::qWait(100);
        const auto early = connection->read(users());
        connection.reset();
        QCOMPARE(await(reading).error().code, ErrorCode::Cancelled);
        QVERIFY(await(testing).error().code == ErrorCode::Cancelled);
        QCOMPARE(await(early).error().code, ErrorCode::Cancelled);
        const auto acted = await(acting); // it was on its way: nobody can say
        QVERIFY(acted);
        QCOMPARE(acted->state, State::Unknown);
        QCOMPARE(acted->error->code, ErrorCode::OutcomeUnknown);
    }
};

QTEST_GUILESS_MAIN(TestConnection)
#include "test_connection.moc"
