#include "cloud.h"

#include "core/model/identity.h"

using namespace qm;
using namespace qm::test;
using base::ErrorCode;
using base::Id;
using fake::await;
using fake::FakeRequest;
using model::Entity;

/// Any vendor, from connecting it to being rid of it.
class TestConsoleVendors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// The program ended between the sending and the word about it.
    void whatAnEarlierTryKeptIsNamedWhenTheStepIsSettled()
    {
        Cloud cloud;
        cloud.lock = "locked";
        QVERIFY(await(cloud.secrets.write(console::stepSecretName(Id{77}, QStringLiteral("pin")), base::Secret(QByteArrayLiteral("471100")))));
        run::HandCall call;
        call.step = Id{77};
        call.source = cloud.source;
        call.action = QStringLiteral("device.lock");
        call.input = {{QStringLiteral("device"), QStringLiteral("M-1")}};
        const auto outcome = await(cloud.gate->settle(call));
        QCOMPARE(outcome.state, run::HandOutcome::State::Done);
        QCOMPARE(outcome.kept, QStringList{QStringLiteral("pin")});
        QVERIFY(!outcome.answer.contains(QStringLiteral("4711")));
    }
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
        QVERIFY(await(cloud.console->undo(await(cloud.console->activity({}, 1))->front().set.id)));
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
        QVERIFY(await(cloud.console->set(Entity::Source, cloud.source, {{QStringLiteral("writes"), QStringLiteral("false")}})));
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
    void whatIsNotSeenYetIsNotSentAgain()
    {
        Cloud cloud;
        const run::HandCall call{cloud.source, QStringLiteral("device.lock"), {{QStringLiteral("device"), QStringLiteral("d")}}, Id{79}};
        const auto pin = [&cloud] { return (*await(cloud.console->stepSecret(Id{79}, QStringLiteral("pin"))))->reveal(); };
        QCOMPARE(await(cloud.gate->act(call)).state, run::HandOutcome::State::Unknown); // taken on, not to be seen yet
        const QByteArray first = pin();
        QCOMPARE(await(cloud.gate->settle(call)).state, run::HandOutcome::State::Unknown);
        QCOMPARE(cloud.server.count("POST"), 1);
        // Somebody tries again: the device holds the first PIN, whatever the vendor says to the second try.
        cloud.lockStatus = 409;
        cloud.lock = "locked";
        QCOMPARE(await(cloud.gate->act(call)).state, run::HandOutcome::State::AlreadySo);
        QVERIFY(cloud.server.seen().at(cloud.server.seen().size() - 2).body.contains(first));
        QCOMPARE(pin(), first);
        QCOMPARE(await(cloud.gate->settle(call)).state, run::HandOutcome::State::Done);
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
