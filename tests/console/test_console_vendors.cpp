#include "console_bench.h"

#include "core/model/company.h"
#include "core/model/identity.h"

#include <QUrlQuery>

using namespace qm;
using namespace qm::test;
using base::ErrorCode;
using base::Id;
using fake::await;
using fake::FakeReply;
using fake::FakeRequest;
using model::Entity;

namespace {

const QByteArray descriptorText = R"({
 "descriptor": 1, "id": "cloud", "name": "Cloud", "config": [{"key": "base", "label": "Base", "required": true}, {"key": "org", "label": "Organisation", "pattern": "[a-z]+"}],
 "auth": [{"id": "token", "type": "token", "secrets": ["token"], "send": {"header": "authorization", "value": "Bearer {{secret.token}}"}}],
 "http": {"base": "{{config.base}}"},
 "page": {"style": "next_url", "path": "next"},
 "streams": [
  {"id": "users", "path": "/users", "records": "list", "incremental": {"mode": "link", "path": "delta", "gone": "removed"},
   "out": [{"table": "account", "key": "id", "fields": {"username": "name", "email": "name", "status": {"const": "active"}}}]},
  {"id": "signins", "path": "/signins", "records": "list", "optional": {"status": [403], "why": "needs the big plan"},
   "out": [{"table": "account", "key": "id", "patch": true, "fields": {"last_used": {"date": "at"}}}]},
  {"id": "groups", "path": "/groups", "records": "list", "out": [{"table": "group", "key": "id", "fields": {"name": "name"}}]},
  {"id": "members", "for_each": {"stream": "groups", "as": "g"}, "path": "/groups/{{g.id}}/members", "records": "list",
   "out": [{"table": "membership", "key": {"join": ["^id", "/", "id"]}, "replace_by": "group", "fields": {"group": "^id", "account": "id"}}]}
 ],
 "actions": [
  {"id": "device.wipe", "input": ["device"], "danger": "destroys_data", "confirm": "typed",
   "do": {"method": "POST", "path": "/wipe/{{in.device}}", "body": {"key": "{{step.key}}"}, "ok": [202], "repeat": "key", "yields": {"job": "job"}, "secret_yields": {"pin": "pin"},
          "poll": {"path": "/jobs/{{out.job}}", "until": [{"field": "state", "eq": "done"}], "fail": [{"field": "state", "eq": "failed"}], "every_s": 5, "timeout_s": 60}}},
  {"id": "user.create", "input": ["email", "password"],
   "do": {"method": "POST", "path": "/users", "body": {"mail": "{{in.email}}", "password": "{{in.password}}"}, "ok": [201], "repeat": "ask", "yields": {"id": "id"}}}
 ],
 "manual": [{"action": "user.suspend", "say": "Open the Cloud console, People, and press Suspend."}]
})";

/// A vendor of a few lists in this process, and a console that knows it.
class Cloud
{
public:
    Cloud()
        : server([this](const FakeRequest& request) { return answer(request); })
    {
        qRegisterMetaType<base::Id>();
        qRegisterMetaType<model::ChangeSet>();
        if (!space.store->submit({{}, {model::CauseKind::Rule, QStringLiteral("start"), {}}, {}, workflow::starterTemplates()}))
            qFatal("no templates");
        start();
        source = connect(console::NewConnection::Writes::Allowed);
    }
    void start()
    {
        console.reset();
        runner.reset();
        gate.reset();
        const store::Desk desk(m_executor, *space.store);
        gate = std::make_unique<console::VendorGate>(desk, secrets, space.clock, vendor::HttpLimits{}, [](const QString&) { return vendor::parseDescriptor(descriptorText); });
        runner = std::make_unique<run::Runner>(desk, *gate, space.clock);
        console = std::make_unique<console::Console>(console::Services{desk, store::ReadingDesk(m_executor, *space.store), store::CareDesk(m_executor, space.path(), space.clock), &m_executor, runner.get(), gate.get(), &space.clock});
        console->setActor(QStringLiteral("Test"));
    }
    console::NewConnection wanted(console::NewConnection::Writes writes) const
    {
        console::NewConnection wanted;
        wanted.name = QStringLiteral("Cloud");
        wanted.descriptor = QStringLiteral("cloud");
        wanted.config = {{QStringLiteral("base"), server.url().toString()}};
        wanted.secrets = {{QStringLiteral("token"), std::make_shared<const base::Secret>(QByteArrayLiteral("t0ken"))}};
        wanted.writes = writes;
        return wanted;
    }
    Id connect(console::NewConnection::Writes writes)
    {
        const auto made = await(console->connectVendor(wanted(writes)));
        if (!made)
            qFatal("%s %s %s", qPrintable(base::codeName(made.error().code)), qPrintable(made.error().subject), qPrintable(made.error().detail));
        return *made;
    }
    QHash<QString, console::StreamReport> sync(const base::Cancel& cancel = {})
    {
        const auto report = await(console->sync(source, cancel));
        if (!report)
            qFatal("%s %s", qPrintable(base::codeName(report.error().code)), qPrintable(report.error().detail));
        QHash<QString, console::StreamReport> streams;
        for (const console::StreamReport& stream : report->streams)
            streams.insert(stream.id, stream);
        return streams;
    }
    std::vector<model::Record> all(Entity entity)
    {
        model::Query query;
        query.entity = entity;
        return *await(console->load(query));
    }
    model::Source sourceRecord() { return model::as<model::Source>((*await(console->records(Entity::Source, {source}))).front()); }
    std::size_t sets() { return space.store->recent({}, 10'000)->size(); }
    int asked(const QByteArray& part) const
    {
        return static_cast<int>(std::count_if(server.seen().begin(), server.seen().end(), [&part](const FakeRequest& request) { return request.target.contains(part); }));
    }

    Workspace space;
    fake::MemorySecrets secrets;
    QByteArray users = R"([{"id":"1","name":"anna@x.example"},{"id":"2","name":"bob@x.example"}])";
    QByteArray changes = "[]"; ///< what the delta link gives
    QByteArray members = R"([{"id":"1"}])";
    int signIns = 403;
    int groups = 200;
    int deltas = 200;
    QByteArray job = "running";
    std::function<void(const FakeRequest&)> onRequest;
    fake::FakeServer server;
    std::unique_ptr<console::VendorGate> gate;
    std::unique_ptr<run::Runner> runner;
    std::unique_ptr<console::Console> console;
    Id source;

private:
    FakeReply answer(const FakeRequest& request)
    {
        if (onRequest)
            onRequest(request);
        const QByteArray& target = request.target;
        const QByteArray base = server.url().toString().toUtf8();
        if (request.method == "POST")
            return target.startsWith("/wipe") ? FakeReply::json(R"({"job":"j1","pin":"4711"})", 202) : FakeReply::json(R"({"id":"9","echo":)" + request.body + '}', 201);
        if (target.startsWith("/jobs"))
            return FakeReply::json("{\"state\":\"" + job + "\"}");
        if (target.startsWith("/users?delta"))
            return FakeReply::json("{\"list\":" + changes + ",\"delta\":\"" + base + "/users?delta=2\"}", deltas);
        if (target.startsWith("/users"))
            return FakeReply::json("{\"list\":" + users + ",\"delta\":\"" + base + "/users?delta=1\"}");
        if (target.startsWith("/signins"))
            return FakeReply::json(R"({"list":[{"id":"1","at":"2026-11-20T08:00:00Z"}]})", signIns);
        if (target.contains("/members"))
            return FakeReply::json("{\"list\":" + members + '}');
        return FakeReply::json(R"({"list":[{"id":"g","name":"Sales"}]})", groups);
    }

    base::InlineExecutor m_executor;
};

} // namespace

/// Any vendor, from connecting it to being rid of it.
class TestConsoleVendors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStreamIsReadAndRemembered()
    {
        Cloud cloud;
        const auto first = cloud.sync();
        QCOMPARE(first[QStringLiteral("users")].state, QStringLiteral("complete"));
        QCOMPARE(first[QStringLiteral("users")].created, 2);
        QCOMPARE(first[QStringLiteral("members")].created, 1);
        QCOMPARE(first[QStringLiteral("signins")].state, QStringLiteral("skipped"));
        QCOMPARE(first[QStringLiteral("signins")].reason, QStringLiteral("needs the big plan"));
        cloud.changes = R"([{"id":"3","name":"cleo@x.example"},{"id":"2","removed":true}])";
        const auto second = cloud.sync();
        QCOMPARE(second[QStringLiteral("users")].state, QStringLiteral("changes"));
        QCOMPARE(second[QStringLiteral("users")].created, 1);
        QCOMPARE(second[QStringLiteral("users")].gone, 1);
        QCOMPARE(cloud.asked("/users?delta=1"), 1);
        cloud.changes = "[]";
        cloud.sync();
        QCOMPARE(cloud.asked("/users?delta=2"), 1);
    }
    void anUnchangedSyncWritesNoAuditRow()
    {
        Cloud cloud;
        cloud.sync();
        const std::size_t before = cloud.sets();
        const auto source = cloud.all(Entity::Source).front();
        cloud.space.clock.advance(1);
        QSignalSpy looked(cloud.console.get(), &console::Console::sourceLooked);
        cloud.sync();
        QCOMPARE(cloud.sets(), before);
        QCOMPARE(looked.count(), 1);
        QCOMPARE(cloud.all(Entity::Source).front().revision, source.revision);
        QCOMPARE(cloud.sourceRecord().lastRead, cloud.space.clock.now());
    }
    void aFailedStreamStopsOnlyItsChildren()
    {
        Cloud cloud;
        cloud.sync();
        cloud.groups = 400;
        cloud.members = "[]";
        cloud.changes = R"([{"id":"3","name":"cleo@x.example"}])";
        const auto streams = cloud.sync();
        QCOMPARE(streams[QStringLiteral("users")].created, 1);
        QCOMPARE(streams[QStringLiteral("groups")].state, QStringLiteral("failed"));
        QCOMPARE(streams[QStringLiteral("members")].state, QStringLiteral("skipped"));
        QVERIFY(streams[QStringLiteral("members")].reason.contains(QStringLiteral("groups")));
        QCOMPARE(cloud.all(Entity::Grant).size(), std::size_t(1));
        QCOMPARE(cloud.sourceRecord().state, model::Source::State::Failed);
        const auto facts = *await(cloud.console->connections());
        QStringList unknown;
        for (const console::StreamFacts& stream : facts.front().streams)
            unknown += stream.unknown;
        QVERIFY(unknown.contains(QStringLiteral("account.last_used")));
        QVERIFY(unknown.contains(QStringLiteral("membership.account")));
        QVERIFY(!unknown.contains(QStringLiteral("account.username")));
        cloud.groups = 200;
        QCOMPARE(cloud.sync()[QStringLiteral("members")].gone, 1);
        QCOMPARE(cloud.sourceRecord().state, model::Source::State::Ready);
    }
    void aFailedStreamKeepsItsMemory()
    {
        Cloud cloud;
        cloud.sync();
        cloud.deltas = 400;
        QCOMPARE(cloud.sync()[QStringLiteral("users")].state, QStringLiteral("failed"));
        cloud.deltas = 200;
        QCOMPARE(cloud.sync()[QStringLiteral("users")].state, QStringLiteral("changes"));
        QCOMPARE(cloud.asked("/users?delta=1"), 2);
    }
    void whatTellsLastUseIsKnown()
    {
        Cloud cloud;
        cloud.sync();
        QCOMPARE(cloud.sourceRecord().givesUsage, std::optional(false));
        cloud.signIns = 200;
        cloud.sync();
        QCOMPARE(cloud.sourceRecord().givesUsage, std::optional(true));
        QCOMPARE(model::as<model::Account>(cloud.all(Entity::Account).front()).lastUsed, QDateTime(QDate(2026, 11, 20), QTime(8, 0), Qt::UTC));
    }
    void anUndoneSyncIsReadInFullAgain()
    {
        Cloud cloud;
        cloud.sync();
        QVERIFY(await(cloud.console->undo({})));
        QCOMPARE(cloud.all(Entity::Account).size(), std::size_t(0));
        QCOMPARE(cloud.sync()[QStringLiteral("users")].created, 2);
    }
    void whatSomebodyEnteredIsADriftThatEndsEitherWay()
    {
        Cloud cloud;
        cloud.sync();
        const Id anna = cloud.all(Entity::Account).front().id;
        QVERIFY(await(cloud.console->set(Entity::Account, anna, {{QStringLiteral("mail"), QStringLiteral("other@x.example")}})));
        cloud.changes = R"([{"id":"1","name":"anna@x.example"}])";
        QCOMPARE(cloud.sync()[QStringLiteral("users")].updated, 0);
        auto drifts = *await(cloud.console->drifts());
        QCOMPARE(drifts.size(), std::size_t(1));
        QCOMPARE(model::toText(drifts.front().ours), QStringLiteral("other@x.example"));
        QCOMPARE(model::toText(drifts.front().theirs), QStringLiteral("anna@x.example"));
        QVERIFY(await(cloud.console->keepOurs(drifts.front())));
        QVERIFY((*await(cloud.console->drifts())).front().kept);
        QVERIFY(await(cloud.console->takeTheirs(drifts.front())));
        QVERIFY((*await(cloud.console->drifts())).empty());
        cloud.changes = R"([{"id":"1","name":"anna2@x.example"}])";
        QCOMPARE(cloud.sync()[QStringLiteral("users")].updated, 1); // the source's word again
    }
    void aHistoryThatCannotBeReadOverwritesNothing()
    {
        Cloud cloud;
        cloud.sync();
        const Id anna = cloud.all(Entity::Account).front().id;
        QVERIFY(await(cloud.console->set(Entity::Account, anna, {{QStringLiteral("mail"), QStringLiteral("other@x.example")}})));
        QCOMPARE(test::rawSql(cloud.space.path(), "DROP TRIGGER audit_change_no_update"), QString());
        QCOMPARE(test::rawSql(cloud.space.path(), "UPDATE audit_change SET payload = x'ff' WHERE seq = (SELECT max(seq) FROM audit_change)"), QString());
        cloud.changes = R"([{"id":"1","name":"anna@x.example"}])";
        const auto users = cloud.sync()[QStringLiteral("users")];
        QCOMPARE(users.state, QStringLiteral("failed"));
        QCOMPARE(cloud.all(Entity::Account).front().text(u"mail"), QStringLiteral("other@x.example"));
    }
    void aSecondSyncOfOneSourceIsRefusedWhileItRuns()
    {
        Cloud cloud;
        auto first = cloud.console->sync(cloud.source, {});
        QCOMPARE(await(cloud.console->sync(cloud.source, {})).error().code, ErrorCode::Refused);
        QVERIFY(await(std::move(first)));
    }
    void whatADescriptorAsksForIsAskedFor()
    {
        Cloud cloud;
        auto without = cloud.wanted(console::NewConnection::Writes::Refused);
        without.name = QStringLiteral("Second");
        auto noToken = without;
        noToken.secrets.clear();
        QCOMPARE(await(cloud.console->connectVendor(noToken)).error().code, ErrorCode::Required);
        auto noBase = without;
        noBase.config.clear();
        QCOMPARE(await(cloud.console->connectVendor(noBase)).error().code, ErrorCode::Required);
        auto odd = without;
        odd.config.insert(QStringLiteral("org"), QStringLiteral("NOT right"));
        QCOMPARE(await(cloud.console->connectVendor(odd)).error().code, ErrorCode::Invalid);
        without.auth = QStringLiteral("magic");
        QCOMPARE(await(cloud.console->connectVendor(without)).error().code, ErrorCode::NotFound);
        QCOMPARE(cloud.all(Entity::Source).size(), std::size_t(1));
        QCOMPARE(await(cloud.console->connectVendor(cloud.wanted(console::NewConnection::Writes::Refused))).error().code, ErrorCode::Duplicate);
    }
    void settingsNeverHoldASecret()
    {
        Cloud cloud;
        QVERIFY(!cloud.sourceRecord().config.contains(QStringLiteral("t0ken")));
        QVERIFY(await(cloud.secrets.read(QStringLiteral("source-%1/token").arg(cloud.source.value))));
    }
    void aConnectionThatMayOnlyBeReadRefusesActions()
    {
        Cloud cloud;
        auto readOnly = cloud.wanted(console::NewConnection::Writes::Refused);
        readOnly.source = cloud.source;
        QVERIFY(await(cloud.console->connectVendor(readOnly)));
        QVERIFY(cloud.gate->abilityOf(cloud.sourceRecord()).actions.isEmpty());
        QVERIFY(cloud.gate->abilityOf(cloud.sourceRecord()).manual.contains(QStringLiteral("user.suspend")));
        const auto outcome = await(cloud.gate->act({cloud.source, QStringLiteral("device.wipe"), {{QStringLiteral("device"), QStringLiteral("d")}, {QStringLiteral("step.key"), QStringLiteral("k")}}, Id{77}}));
        QCOMPARE(outcome.state, run::HandOutcome::State::Failed);
        QCOMPARE(cloud.server.count("POST"), 0);
    }
    void queuedWorkIsFollowedAndItsPinKept()
    {
        Cloud cloud;
        const QHash<QString, QString> input{{QStringLiteral("device"), QStringLiteral("d")}, {QStringLiteral("step.key"), QStringLiteral("k-1")}};
        const run::HandCall call{cloud.source, QStringLiteral("device.wipe"), input, Id{77}};
        const auto queued = await(cloud.gate->act(call));
        QCOMPARE(queued.state, run::HandOutcome::State::Queued);
        QCOMPARE(queued.retryAfterSeconds, 5);
        QCOMPARE(queued.givesUpSeconds, 60);
        QVERIFY(queued.answer.contains(QStringLiteral("pin kept in the key store")));
        QVERIFY(!queued.answer.contains(QStringLiteral("4711")));
        QCOMPARE((*await(cloud.console->stepSecret(Id{77}, QStringLiteral("pin"))))->reveal(), QByteArray("4711"));
        QCOMPARE(await(cloud.gate->follow(call, queued.yields)).state, run::HandOutcome::State::Queued);
        cloud.job = "done";
        QCOMPARE(await(cloud.gate->follow(call, queued.yields)).state, run::HandOutcome::State::Done);
        cloud.job = "failed";
        QCOMPARE(await(cloud.gate->follow(call, queued.yields)).state, run::HandOutcome::State::Failed);
        QCOMPARE(cloud.server.count("POST"), 1);
    }
    void aFirstPasswordIsMadeOnceAndSeenNowhere()
    {
        Cloud cloud;
        const run::HandCall call{cloud.source, QStringLiteral("user.create"), {{QStringLiteral("email"), QStringLiteral("maya@x.example")}, {QStringLiteral("password"), workflow::newSecret}}, Id{78}};
        const auto outcome = await(cloud.gate->act(call));
        QCOMPARE(outcome.state, run::HandOutcome::State::Done);
        const QByteArray password = (*await(cloud.console->stepSecret(Id{78}, QStringLiteral("password"))))->reveal();
        QCOMPARE(password.size(), 20);
        QVERIFY(cloud.server.seen().last().body.contains(password));
        QVERIFY(!outcome.answer.contains(QString::fromUtf8(password)));
        await(cloud.gate->act(call));
        QCOMPARE((*await(cloud.console->stepSecret(Id{78}, QStringLiteral("password"))))->reveal(), password);
    }
    void disconnectingKeepsOrDrops()
    {
        Cloud cloud;
        cloud.sync();
        const Id kept = cloud.all(Entity::Account).front().id;
        model::Grant grant; // somebody's own record refers to what the source brought
        grant.name = QStringLiteral("by hand");
        grant.account = kept;
        model::Entitlement own;
        own.name = QStringLiteral("Own");
        own.title = QStringLiteral("Own");
        own.app = cloud.sourceRecord().app;
        const auto made = await(cloud.console->submit({model::createOf(model::recordOf(own))}));
        grant.entitlement = made->changes.front().id;
        QVERIFY(await(cloud.console->submit({model::createOf(model::recordOf(grant))})));
        QVERIFY(await(cloud.console->disconnectVendor(cloud.source, console::Brought::Drop)));
        QVERIFY(!await(cloud.secrets.read(QStringLiteral("source-%1/token").arg(cloud.source.value))));
        QCOMPARE(cloud.all(Entity::Account).size(), std::size_t(1));
        QCOMPARE(cloud.all(Entity::Account).front().id, kept);
        QVERIFY(!cloud.all(Entity::Account).front().reference(u"source").isValid());
        QVERIFY(await(cloud.console->undo({})));
        QCOMPARE(cloud.all(Entity::Account).size(), std::size_t(2));
        QVERIFY(await(cloud.console->disconnectVendor(cloud.source, console::Brought::Keep)));
        QCOMPARE(cloud.all(Entity::Account).size(), std::size_t(2));
        QCOMPARE(cloud.connect(console::NewConnection::Writes::Refused), cloud.source); // its own name and records again
        QCOMPARE(cloud.sync()[QStringLiteral("users")].created, 0);
    }
    void aCancelledReadingGoesOnWhereItStopped()
    {
        Cloud cloud;
        base::Cancel cancel;
        cloud.onRequest = [&cancel](const FakeRequest& request) {
            if (request.target.startsWith("/groups?") || request.target == "/groups")
                cancel.request();
        };
        const auto stopped = cloud.sync(cancel);
        QCOMPARE(stopped[QStringLiteral("users")].state, QStringLiteral("complete"));
        QCOMPARE(cloud.all(Entity::Account).size(), std::size_t(2));
        QCOMPARE(cloud.sourceRecord().state, model::Source::State::Paused);
        cloud.onRequest = {};
        const auto rest = cloud.sync();
        QCOMPARE(rest[QStringLiteral("groups")].state, QStringLiteral("complete"));
        QCOMPARE(cloud.all(Entity::Grant).size(), std::size_t(1));
        QCOMPARE(cloud.sourceRecord().state, model::Source::State::Ready);
    }
    void theScheduleIsRead()
    {
        Cloud cloud;
        QCOMPARE(await(cloud.console->setSchedule(cloud.source, {30, true, QStringLiteral("25:00"), {}})).error().code, ErrorCode::Invalid);
        QVERIFY(await(cloud.console->setSchedule(cloud.source, {30, true, QStringLiteral("01:00"), QStringLiteral("02:00")})));
        QSignalSpy looked(cloud.console.get(), &console::Console::sourceLooked);
        cloud.console->keepWorking();
        QVERIFY(QTest::qWaitFor([&] { return looked.count() == 1; }));
        QCOMPARE(cloud.all(Entity::Account).size(), std::size_t(2));
    }
};

QTEST_GUILESS_MAIN(TestConsoleVendors)
#include "test_console_vendors.moc"
