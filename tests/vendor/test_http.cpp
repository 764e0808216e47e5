#include "core/vendor/http.h"
#include "tests/fake/await.h"
#include "tests/fake/fake_server.h"

#include <QTest>

using namespace qm::vendor;
using namespace qm::fake;
using qm::base::ErrorCode;
using qm::base::Secret;

namespace {

HttpRequest request(const FakeServer& server, const QByteArray& method = QByteArrayLiteral("GET"))
{
    HttpRequest call;
    call.method = method;
    call.url = server.url(QStringLiteral("/things"));
    call.origins = {Origin::of(server.url())};
    call.retry.firstWaitMs = 5;
    return call;
}

HttpLimits tight()
{
    return {4096, 300, 600, 8, 3};
}

} // namespace

/// The HTTP client against servers of every habit.
class TestHttp : public QObject
{
    Q_OBJECT

    qm::base::SystemClock m_clock;

private Q_SLOTS:
    void answersWithJson()
    {
        FakeServer server([](const FakeRequest&) { return FakeReply::json("{\"a\":1}"); });
        Http http(m_clock, tight());
        const auto reply = await(http.send(request(server)));
        QVERIFY(reply);
        QCOMPARE(reply->view.status, 200);
        QCOMPARE(reply->json[QStringLiteral("a")].toInt(), 1);
    }

    void aWriteWhoseAnswerIsLostIsSentOnce_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("post") << QByteArrayLiteral("POST") << QByteArrayLiteral("{\"a\":1}");
        QTest::newRow("patch") << QByteArrayLiteral("PATCH") << QByteArrayLiteral("{}");
        QTest::newRow("delete without a body") << QByteArrayLiteral("DELETE") << QByteArray();
        QTest::newRow("post without a body") << QByteArrayLiteral("POST") << QByteArray();
    }
    void aWriteWhoseAnswerIsLostIsSentOnce()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, body);
        int reads = 0;
        FakeServer server([&](const FakeRequest& r) {
            return r.method == "GET" && ++reads ? FakeReply::json("{}") : FakeReply::gone();
        });
        Http http(m_clock, tight());
        QVERIFY(await(http.send(request(server)))); // leaves a kept-alive connection behind
        HttpRequest call = request(server, method);
        call.body = body;
        const auto reply = await(http.send(call));
        QVERIFY(!reply);
        QVERIFY(mayHaveHappened(reply.error().code));
        QTest::qWait(100);
        QCOMPARE(server.count(method), 1);
    }
    void aSafeWriteIsSentAgain()
    {
        FakeServer server([n = 0](const FakeRequest&) mutable {
            return ++n < 3 ? FakeReply::gone() : FakeReply::json("{\"id\":7}", 201);
        });
        Http http(m_clock, tight());
        HttpRequest call = request(server, "PUT");
        call.body = "{}";
        call.repeat = Repeat::Safe;
        const auto reply = await(http.send(call));
        QVERIFY(reply);
        QCOMPARE(reply->view.status, 201);
        QCOMPARE(server.count("PUT"), 3);
        QCOMPARE(server.seen().last().body, QByteArrayLiteral("{}"));
    }
};

QTEST_GUILESS_MAIN(TestHttp)
#include "test_http.moc"
