#include "core/vendor/connection.h"
#include "tests/fake/await.h"
#include "tests/fake/fake_server.h"
#include "tests/fake/memory_secrets.h"

#include <QTest>

using namespace qm::vendor;
using namespace qm::fake;
using qm::base::ErrorCode;
using State = qm::vendor::ActionOutcome::State;

namespace {

QString text(const char* ascii)
{
    return QString::fromLatin1(ascii);
}

using Inputs = QHash<QString, QString>;

const Inputs kWho{{text("id"), text("u1")}};

} // namespace

/// What an action of a descriptor can say beyond one call: guards, queued work, keys, lists, one-time secrets.
class TestActions : public QObject
{
    Q_OBJECT

    qm::base::SystemClock m_clock;
    MemorySecrets m_secrets;

    std::unique_ptr<Connection> open(const FakeServer& server, const QByteArray& action)
    {
        const QByteArray form =
            R"({"descriptor":1,"id":"t","name":"T","config":[{"key":"base","label":"Base","required":true}],
 "auth":[{"id":"token","type":"token","secrets":["token"],"send":{"header":"authorization","value":"Bearer {{secret.token}}"}}],
 "http":{"base":"{{config.base}}"},"errors":[{"field":"ok","eq":false,"class":"fatal"}],"actions":[)" + action + "]}";
        const auto descriptor = parseDescriptor(form);
        if (!descriptor)
            qFatal("%s %s", qPrintable(descriptor.error().subject), qPrintable(descriptor.error().detail));
        ConnectionSettings settings;
        settings.config.insert(text("base"), server.url().toString());
        settings.secretPrefix = text("c");
        settings.retry = {3, 5, 1000, {}};
        settings.http.idleMs = 500;
        auto connection = Connection::open(*descriptor, settings, m_secrets, m_clock);
        return connection ? std::move(*connection) : nullptr;
    }

private Q_SLOTS:
    void init() { m_secrets.put(text("c/token"), "t0ken"); }

    void aGuardRefusesBeforeAnythingIsSent()
    {
        QByteArray group = R"({"groupTypes":["DynamicMembership"]})";
        FakeServer server([&](const FakeRequest& request) { return request.method == "GET" ? FakeReply::json(group) : FakeReply::json("{}"); });
        auto connection = open(server, R"({"id":"group.add","input":["id"],
 "guards":[{"path":"/group","refuse":[{"field":{"has":["groupTypes","DynamicMembership"]},"eq":true,"say":"the group fills itself"}]}],
 "do":{"method":"POST","path":"/add/{{in.id}}","ok":[200],"repeat":"safe"}})");
        const auto refused = await(connection->act(text("group.add"), kWho));
        QVERIFY(refused);
        QCOMPARE(refused->state, State::Failed);
        QCOMPARE(refused->say, text("the group fills itself"));
        QCOMPARE(server.count("POST"), 0);
        group = R"({"groupTypes":[]})";
        QCOMPARE(await(connection->act(text("group.add"), kWho))->state, State::Done);
        QCOMPARE(server.count("POST"), 1);
    }

    void queuedWorkIsFollowedToItsEnd()
    {
        QByteArray status = "pending";
        FakeServer server([&](const FakeRequest& request) {
            if (request.method == "POST")
                return FakeReply::json(R"({"command":"c9"})", 202);
            return request.target == "/commands/c9" ? FakeReply::json(R"({"status":")" + status + R"("})") : FakeReply::json("{}", 404);
        });
        auto connection = open(server, R"({"id":"device.lock","input":["id"],"do":{"method":"POST","path":"/lock/{{in.id}}","ok":[202],"repeat":"ask",
 "yields":{"command":"command"},"poll":{"path":"/commands/{{out.command}}","until":[{"field":"status","eq":"done"}],"fail":[{"field":"status","eq":"failed","say":"the device refused"}]}}})");
        const auto queued = await(connection->act(text("device.lock"), kWho));
        QVERIFY(queued);
        QCOMPARE(queued->state, State::Queued);
        QCOMPARE(queued->yields.value(text("command")), text("c9"));
        QCOMPARE(await(connection->follow(text("device.lock"), kWho, queued->yields))->state, State::Queued);
        status = "done";
        QCOMPARE(await(connection->follow(text("device.lock"), kWho, queued->yields))->state, State::Done);
        status = "failed";
        const auto failed = await(connection->follow(text("device.lock"), kWho, queued->yields));
        QCOMPARE(failed->state, State::Failed);
        QCOMPARE(failed->say, text("the device refused"));
        QCOMPARE(server.count("POST"), 1);
    }

    void aKeyMakesALostAnswerHarmless()
    {
        QSet<QByteArray> keys;
        int calls = 0;
        FakeServer server([&](const FakeRequest& request) {
            keys.insert(request.headers.value("idempotency-key"));
            return ++calls == 1 ? FakeReply::gone() : FakeReply::json(R"({"id":"7"})");
        });
        auto connection = open(server, R"({"id":"card.lock","input":["id"],"do":{"method":"POST","path":"/lock/{{in.id}}",
 "headers":{"Idempotency-Key":"{{step.key}}"},"body":{},"ok":[200],"repeat":"key"}})");
        Inputs in = kWho;
        in.insert(text("step.key"), text("run-1-step-2"));
        const auto done = await(connection->act(text("card.lock"), in));
        QVERIFY(done);
        QCOMPARE(done->state, State::Done);
        QCOMPARE(calls, 2);
        QCOMPARE(keys, QSet<QByteArray>{"run-1-step-2"});
    }

    void withoutItsKeyNothingIsSent()
    {
        FakeServer server([](const FakeRequest&) { return FakeReply::json("{}"); });
        auto connection = open(server, R"({"id":"card.lock","input":["id"],"do":{"method":"POST","path":"/lock/{{in.id}}",
 "headers":{"Idempotency-Key":"{{step.key}}"},"ok":[200],"repeat":"key"}})");
        const auto done = await(connection->act(text("card.lock"), kWho));
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::Required);
        QVERIFY(server.seen().isEmpty());
    }

    void aWholeListIsReadChangedAndSent()
    {
        QByteArray members = R"(["a","b"])";
        QByteArray sent;
        FakeServer server([&](const FakeRequest& request) {
            if (request.method == "POST")
                sent = request.body;
            return FakeReply::json(R"({"ok":true,"users":)" + members + "}");
        });
        auto connection = open(server, R"({"id":"group.add","input":["id"],"find":{"path":"/list"},
 "do":{"method":"POST","path":"/update","body":{"users":"{{edit.list}}"},"ok":[200],"repeat":"ask","edit":{"list":"users","add":"{{in.id}}"}}})");
        QCOMPARE(await(connection->act(text("group.add"), kWho))->state, State::Done);
        QCOMPARE(sent, QByteArray(R"({"users":"a,b,u1"})"));
        members = R"(["u1"])";
        QCOMPARE(await(connection->act(text("group.add"), kWho))->state, State::AlreadySo);
        QCOMPARE(server.count("POST"), 1);
        QCOMPARE(await(connection->verify(text("group.add"), kWho))->state, State::Done);
    }

    void whatIsNotVisibleYetIsTriedAgain()
    {
        int calls = 0;
        FakeServer server([&](const FakeRequest&) { return ++calls < 3 ? FakeReply::json("{}", 404) : FakeReply::json("{}"); });
        auto connection = open(server, R"({"id":"group.add","input":["id"],"do":{"method":"POST","path":"/add/{{in.id}}","ok":[200],"repeat":"safe",
 "settle":{"when":[{"status":404}],"for_s":60}}})");
        QCOMPARE(await(connection->act(text("group.add"), kWho))->state, State::Done);
        QCOMPARE(calls, 3);
    }

    void aOneTimeSecretIsHandedOverAndNowhereQuoted()
    {
        FakeServer server([](const FakeRequest&) { return FakeReply::json(R"({"unlock_pin":"482913"})"); });
        auto connection = open(server, R"({"id":"device.lock","input":["id"],"do":{"method":"POST","path":"/lock/{{in.id}}","ok":[200],"repeat":"ask","secret_yields":{"pin":"unlock_pin"}}})");
        const auto done = await(connection->act(text("device.lock"), kWho));
        QVERIFY(done);
        QCOMPARE(done->state, State::Done);
        QVERIFY(done->secrets.contains(text("pin")));
        QCOMPARE(done->secrets.value(text("pin"))->reveal(), QByteArray("482913"));
        QVERIFY(!done->answer.contains(text("482913")));
        QVERIFY(!done->yields.values().contains(text("482913")));
    }

    void aRefusalInsideASuccessIsNotDone()
    {
        FakeServer server([](const FakeRequest&) { return FakeReply::json(R"({"ok":false,"error":"restricted_action"})"); });
        auto connection = open(server, R"({"id":"app.remove","input":["id"],"do":{"method":"POST","path":"/x/{{in.id}}","ok":[200],"repeat":"safe"}})");
        const auto done = await(connection->act(text("app.remove"), kWho));
        QVERIFY(done);
        QCOMPARE(done->state, State::Failed);
        QVERIFY(done->answer.contains(text("restricted_action")));
    }

    void aFindMayAnswerWithTheRecordOrWith404()
    {
        bool exists = false;
        FakeServer server([&](const FakeRequest& request) {
            if (request.method == "GET")
                return exists ? FakeReply::json(R"({"id":"42"})") : FakeReply::json("{}", 404);
            exists = true;
            return FakeReply::gone(); // made, but the answer is lost
        });
        auto connection = open(server, R"({"id":"user.create","input":["id"],"find":{"path":"/users/{{in.id}}","absent":[{"status":404}],"yields":{"id":"id"}},
 "do":{"method":"POST","path":"/users","body":{"name":"{{in.id}}"},"ok":[201],"repeat":"find","yields":{"id":"id"}}})");
        const auto done = await(connection->act(text("user.create"), kWho));
        QVERIFY(done);
        QCOMPARE(done->state, State::Done);
        QCOMPARE(done->yields.value(text("id")), text("42"));
        QCOMPARE(server.count("POST"), 1);
    }

    void aFormIsSentAsAForm()
    {
        QByteArray sent;
        FakeServer server([&](const FakeRequest& request) {
            sent = request.headers.value("content-type") + " " + request.body;
            return FakeReply::json("{}");
        });
        auto connection = open(server, R"({"id":"group.add","input":["id"],"do":{"method":"POST","path":"/add","headers":{"content-type":"application/x-www-form-urlencoded"},
 "body":{"user":"{{in.id}}","wipe":true},"ok":[200],"repeat":"safe"}})");
        QVERIFY(await(connection->act(text("group.add"), {{text("id"), text("a&b=c d")}})));
        QCOMPARE(sent, QByteArray("application/x-www-form-urlencoded user=a%26b%3Dc%20d&wipe=true"));
    }

    void whatAGuardSawIsUsed()
    {
        QByteArray seen = R"({"general":{"management":"m-9"}})";
        FakeServer server([&](const FakeRequest& request) { return FakeReply::json(request.method == "GET" ? seen : "{}"); });
        auto connection = open(server, R"({"id":"device.lock","input":["device"],"guards":[{"path":"/computers/{{in.device}}","yields":{"management":"general.management"}}],
 "do":{"method":"POST","path":"/mdm/{{seen.management}}/lock","ok":[200],"repeat":"ask"}})");
        const Inputs in{{text("device"), text("7")}};
        QCOMPARE(await(connection->act(text("device.lock"), in))->state, State::Done);
        QCOMPARE(server.seen().last().target, QByteArray("/mdm/m-9/lock"));
        QCOMPARE(connection->dryRun(text("device.lock"), in)->url, server.url().toString() + text("/mdm/%3Cseen.management%3E/lock"));
        seen = "{}";
        const auto blind = await(connection->act(text("device.lock"), in));
        QVERIFY(!blind);
        QCOMPARE(blind.error().subject, text("seen.management"));
        QCOMPARE(server.count("POST"), 1);
    }

    void aGuardMaySeeThatNothingNeedsDoing()
    {
        FakeServer server([](const FakeRequest& request) { return FakeReply::json(request.target == "/assignments/u1" ? R"({"records":[]})" : R"({"records":[{"Id":"a7"}]})"); });
        auto connection = open(server, R"({"id":"group.remove","input":["id"],"guards":[{"path":"/assignments/{{in.id}}","done":[{"field":{"has":"records.0.Id"},"eq":false}],"yields":{"assignment":"records.0.Id"}}],
 "do":{"method":"DELETE","path":"/assignment/{{seen.assignment}}","ok":[200],"repeat":"safe"}})");
        QCOMPARE(await(connection->act(text("group.remove"), kWho))->state, State::AlreadySo);
        QCOMPARE(server.count("DELETE"), 0);
        QCOMPARE(await(connection->act(text("group.remove"), {{text("id"), text("u2")}}))->state, State::Done);
        QCOMPARE(server.seen().last().target, QByteArray("/assignment/a7"));
    }

    void piecesOfAnInputTellActionsApart()
    {
        FakeServer server([](const FakeRequest&) { return FakeReply::json("{}"); });
        auto connection = open(server, R"j({"id":"device.wipe","input":["device"],"danger":"destroys_data","confirm":"typed","parts":{"device":"computer/(?<number>[0-9]+)"},"do":{"method":"POST","path":"/computers/{{part.number}}/erase","ok":[200]}},
 {"id":"device.wipe","input":["device"],"danger":"destroys_data","confirm":"typed","parts":{"device":"mobile/(?<number>[0-9]+)"},"do":{"method":"POST","path":"/mobiles/{{part.number}}/erase","ok":[200]}})j");
        QCOMPARE(await(connection->act(text("device.wipe"), {{text("device"), text("mobile/12")}}))->state, State::Done);
        QCOMPARE(server.seen().last().target, QByteArray("/mobiles/12/erase"));
        QCOMPARE(connection->dryRun(text("device.wipe"), {{text("device"), text("computer/12")}})->url, server.url().toString() + text("/computers/12/erase"));
        const auto foreign = await(connection->act(text("device.wipe"), {{text("device"), text("12")}}));
        QVERIFY(!foreign);
        QCOMPARE(foreign.error().code, ErrorCode::Invalid);
        QCOMPARE(foreign.error().subject, text("device"));
        QCOMPARE(server.count("POST"), 1);
    }

    void aPinMadeForTheWriteIsHandedOverEvenWhenTheAnswerIsLost()
    {
        QByteArray sent;
        bool isLost = false;
        FakeServer server([&](const FakeRequest& request) {
            sent = request.body;
            return isLost ? FakeReply::gone() : FakeReply::json(request.body);
        });
        auto connection = open(server, R"({"id":"device.lock","input":["id"],"makes":{"pin":{"digits":6}},"do":{"method":"POST","path":"/lock/{{in.id}}","body":{"pin":"{{made.pin}}"},"ok":[200],"repeat":"ask"}})");
        for (const bool lost : {false, true}) {
            isLost = lost;
            const auto locked = await(connection->act(text("device.lock"), kWho));
            QVERIFY(locked);
            QCOMPARE(locked->state, lost ? State::Unknown : State::Done);
            QVERIFY(locked->secrets.contains(text("pin")));
            const QByteArray pin = locked->secrets.value(text("pin"))->reveal();
            QCOMPARE(pin.size(), 6);
            QCOMPARE(sent, "{\"pin\":\"" + pin + "\"}");
            QVERIFY(!locked->answer.contains(QString::fromLatin1(pin)));
        }
        QCOMPARE(connection->dryRun(text("device.lock"), kWho)->body, text(R"({"pin":"<made.pin>"})"));
    }

    void aPinIsTheSameAtEveryTryAndNoneWhereNothingWasDone()
    {
        QByteArray sent;
        FakeServer server([&](const FakeRequest& request) {
            sent = request.body;
            return FakeReply::json(R"({"error":"locked already"})", 409);
        });
        auto connection = open(server, R"({"id":"device.lock","input":["id"],"makes":{"pin":{"digits":6}},"do":{"method":"POST","path":"/lock/{{in.id}}","body":{"pin":"{{made.pin}}"},"ok":[200],"done":[{"status":409}],"repeat":"ask"}})");
        Inputs again = kWho;
        again.insert(qm::vendor::madeInput(text("pin")), text("471100"));
        const auto locked = await(connection->act(text("device.lock"), again));
        QVERIFY(locked);
        QCOMPARE(sent, QByteArrayLiteral("{\"pin\":\"471100\"}"));
        QCOMPARE(locked->state, State::AlreadySo);
        QVERIFY(locked->secrets.isEmpty());
    }

    void smallWorkMayBeDoneAtOnce()
    {
        QByteArray answer = R"({".tag":"complete"})";
        FakeServer server([&](const FakeRequest&) { return FakeReply::json(answer); });
        auto connection = open(server, R"({"id":"user.suspend","input":["id"],"do":{"method":"POST","path":"/remove","body":{"id":"{{in.id}}"},"ok":[200],"repeat":"ask",
 "yields":{"job":"async_job_id"},"poll":{"method":"POST","path":"/status","body":{"async_job_id":"{{out.job}}"},"until":[{"field":"/.tag","eq":"complete"}]}}})");
        QCOMPARE(await(connection->act(text("user.suspend"), kWho))->state, State::Done);
        answer = R"({".tag":"async_job_id","async_job_id":"j1"})";
        QCOMPARE(await(connection->act(text("user.suspend"), kWho))->state, State::Queued);
    }

    void aDryRunNamesWhatOnlyTheMomentKnows()
    {
        FakeServer server([](const FakeRequest&) { return FakeReply::json("{}"); });
        auto connection = open(server, R"({"id":"app.remove","input":["id"],"do":{"method":"POST","path":"/x/{{in.id}}","headers":{"Idempotency-Key":"{{step.key}}"},"body":{"key":"{{step.key}}"},"ok":[200],"repeat":"key"}})");
        const auto call = connection->dryRun(text("app.remove"), kWho);
        QVERIFY(call);
        QCOMPARE(call->body, text(R"({"key":"<step.key>"})"));
        QVERIFY(server.seen().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestActions)
#include "test_actions.moc"
