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
    void aLimitedWriteIsSentAgain()
    {
        FakeServer server([n = 0](const FakeRequest&) mutable {
            return ++n == 1 ? FakeReply::json("{}", 429, "retry-after: 0\r\n")
                            : FakeReply::json("{\"id\":7}", 201);
        });
        Http http(m_clock, tight());
        const auto reply = await(http.send(request(server, "POST")));
        QVERIFY(reply);
        QCOMPARE(reply->view.status, 201);
    }
    void aBrokenWriteIsNotSentAgain()
    {
        FakeServer server([](const FakeRequest&) { return FakeReply::of("<html>", "text/html", 200); });
        Http http(m_clock, tight());
        const auto reply = await(http.send(request(server, "POST")));
        QVERIFY(!reply);
        QCOMPARE(reply.error().code, ErrorCode::ReplyMalformed);
        QCOMPARE(server.count("POST"), 1);
    }

    void theTokenStaysAtItsOrigin()
    {
        FakeServer other([](const FakeRequest&) { return FakeReply::json("{}"); });
        FakeServer server([&](const FakeRequest&) {
            return FakeReply::json("{}", 302,
                                   "location: " + other.url(QStringLiteral("/x")).toEncoded() + "\r\n");
        });
        Http http(m_clock, tight());
        HttpRequest call = request(server);
        call.secretHeaders = {{"authorization", std::make_shared<const Secret>("Bearer t0ken")}};
        const auto reply = await(http.send(call));
        QVERIFY(!reply);
        QCOMPARE(reply.error().code, ErrorCode::ForeignHost);
        QCOMPARE(server.seen().first().headers.value("authorization"), QByteArrayLiteral("Bearer t0ken"));
        QVERIFY(other.seen().isEmpty());
    }
    void plainHttpIsForThisComputerOnly()
    {
        Http http(m_clock, tight());
        HttpRequest call;
        call.url = QUrl(QStringLiteral("http://192.0.2.1/"));
        call.origins = {Origin::of(call.url)};
        QCOMPARE(await(http.send(call)).error().code, ErrorCode::ForeignHost);
        QVERIFY(!isSafeTransport(QUrl(QStringLiteral("https://user@x.example/"))));
        QVERIFY(!isSafeTransport(QUrl(QStringLiteral("http://localhost.attacker.example/"))));
        QVERIFY(!isSafeTransport(QUrl(QStringLiteral("file:///etc/passwd"))));
        QVERIFY(isSafeTransport(QUrl(QStringLiteral("http://[::1]:8080/"))));
    }
    void followsRedirectsAtHomeButNotForEver()
    {
        FakeServer server([](const FakeRequest& r) {
            if (r.target == "/things")
                return FakeReply::json("", 307, "location: /there?a=1\r\n");
            return r.target == "/there?a=1" ? FakeReply::json("{}")
                                            : FakeReply::json("", 302, "location: " + r.target + "\r\n");
        });
        Http http(m_clock, tight());
        QVERIFY(await(http.send(request(server))));
        HttpRequest loop = request(server);
        loop.url = server.url(QStringLiteral("/loop"));
        QCOMPARE(await(http.send(loop)).error().code, ErrorCode::PageLoop);
        const auto write = await(http.send(request(server, "POST")));
        QVERIFY(!write || write->view.status == 307); // Qt may call it a body it can't send again
        QCOMPARE(server.count("POST"), 1);
    }

    void badAnswersHaveNames_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("code");
        const auto row = [](const char* name, const QByteArray& bytes, ErrorCode code) {
            QTest::newRow(name) << bytes << static_cast<int>(code);
        };
        row("too large, told", "HTTP/1.1 200 OK\r\ncontent-length: 200000000\r\n\r\n[",
            ErrorCode::ReplyTooLarge);
        row("too large, untold", "HTTP/1.1 200 OK\r\n\r\n[" + QByteArray(9000, ' '),
            ErrorCode::ReplyTooLarge);
        row("too deep", FakeReply::json(QByteArray(9, '[') + QByteArray(9, ']')).bytes,
            ErrorCode::ReplyMalformed);
        row("html", FakeReply::of("<html>", "text/html", 200).bytes, ErrorCode::ReplyMalformed);
        row("empty", FakeReply::json("").bytes, ErrorCode::ReplyMalformed);
        row("broken", FakeReply::json("{\"a\":").bytes, ErrorCode::ReplyMalformed);
        row("silent", "", ErrorCode::Timeout);
        row("half a head", "HTTP/1.1 200 OK\r\ncontent-le", ErrorCode::Timeout);
        row("half a body", "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n[", ErrorCode::Timeout);
        row("not http", "SSH-2.0-OpenSSH_9.2\r\n\r\n", ErrorCode::ReplyCut);
    }
    void badAnswersHaveNames()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, code);
        FakeServer server([&](const FakeRequest&) { return FakeReply{bytes, FakeReply::End::KeepOpen, 0}; });
        Http http(m_clock, tight());
        HttpRequest call = request(server);
        call.retry.tries = 2;
        const auto reply = await(http.send(call));
        QVERIFY(!reply);
        QCOMPARE(reply.error().code, static_cast<ErrorCode>(code));
        QVERIFY(server.seen().size() <= 8); // two tries; Qt itself sends a GET up to four times
    }
    void nobodyThere()
    {
        QUrl url;
        {
            FakeServer server([](const FakeRequest&) { return FakeReply::gone(); });
            url = server.url();
        }
        Http http(m_clock, tight());
        HttpRequest call;
        call.url = url;
        call.origins = {Origin::of(url)};
        call.retry = {2, 1, 10, {}};
        QCOMPARE(await(http.send(call)).error().code, ErrorCode::HostUnreachable);
    }
    void cancelEndsACallAndAWait()
    {
        FakeServer slow([](const FakeRequest&) { return FakeReply{{}, FakeReply::End::KeepOpen, 0}; });
        FakeServer busy(
            [](const FakeRequest&) { return FakeReply::json("{}", 429, "retry-after: 600\r\n"); });
        for (FakeServer* server : {&slow, &busy}) {
            Http http(m_clock, {4096, 20'000, 20'000, 8, 3});
            const HttpRequest call = request(*server);
            const auto future = http.send(call);
            QTest::qWait(100);
            QVERIFY(!future.isFinished());
            call.cancel.request();
            QCOMPARE(await(future, 2'000).error().code, ErrorCode::Cancelled);
        }
    }
    void leavingEndsEverything()
    {
        FakeServer server([](const FakeRequest&) { return FakeReply{{}, FakeReply::End::KeepOpen, 0}; });
        auto http = std::make_unique<Http>(m_clock);
        const auto early = http->send(request(server));
        QTest::qWait(100);
        const auto late = http->send(request(server));
        http.reset();
        QCOMPARE(await(early).error().code, ErrorCode::Cancelled);
        QCOMPARE(await(late).error().code, ErrorCode::Cancelled);
    }
    void errorsHoldNoSecrets()
    {
        FakeServer server([](const FakeRequest& r) {
            return FakeReply::json("{\"you sent\":\"" + r.headers.value("authorization") + "\"}", 401);
        });
        Http http(m_clock, tight());
        HttpRequest call = request(server);
        auto token = std::make_shared<const Secret>("t0ken");
        call.secretHeaders = {{"authorization", token}};
        call.secrets = {token};
        const auto reply = await(http.send(call));
        QVERIFY(reply);
        const auto error = errorOf(*reply, call.secrets);
        QVERIFY(error);
        QCOMPARE(error->code, ErrorCode::SignInNeeded);
        QVERIFY(!error->detail.contains(QStringLiteral("t0ken")));
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
