#include "cloud.h"

#include "core/console/scheduler.h"
#include "core/model/identity.h"

using namespace qm;
using namespace qm::test;
using base::ErrorCode;
using base::Id;
using fake::await;
using fake::FakeRequest;
using model::Entity;
using model::Record;

/// What a reading may conclude, and what it may not: beside runs, of half a list, of a source that goes.
class TestConsoleSync : public QObject
{
    Q_OBJECT

    /// What a run writes.
    static QList<Id> byRun(Cloud& cloud, const QList<model::Change>& changes)
    {
        const auto written = cloud.space.store->submit({QStringLiteral("Test"), {model::CauseKind::Run, QStringLiteral("R-1"), {}}, {}, changes});
        if (!written)
            qFatal("%s %s", qPrintable(base::codeName(written.error().code)), qPrintable(written.error().subject));
        QList<Id> ids;
        for (const model::Change& change : written->changes)
            ids.append(change.id);
        return ids;
    }
    static Record keyed(Cloud& cloud, Entity entity, const char* key)
    {
        for (const Record& record : cloud.all(entity)) {
            if (record.text(u"external-id") == QLatin1String(key))
                return record;
        }
        return Record{};
    }
    /// While the list is on its way here.
    static void during(Cloud& cloud, const QByteArray& list, std::function<void()> work)
    {
        cloud.onRequest = [list, work = std::move(work), isOver = false](const FakeRequest& request) mutable {
            if (!isOver && request.target.startsWith(list)) {
                isOver = true;
                work();
            }
        };
    }

private Q_SLOTS:
    void anAccountThatARunMadeMeanwhileIsNotGone()
    {
        Cloud cloud;
        QList<Id> made;
        during(cloud, "/users", [&] {
            model::Account account;
            account.name = QStringLiteral("Cloud / cleo");
            account.app = cloud.sourceRecord().app;
            account.source = cloud.source;
            account.externalId = QStringLiteral("9");
            account.state = model::Account::State::Active;
            made = byRun(cloud, {model::createOf(model::recordOf(account))});
        });
        QCOMPARE(cloud.sync()[QStringLiteral("users")].gone, 0);
        QCOMPARE(keyed(cloud, Entity::Account, "9").text(u"state"), QStringLiteral("active"));
        // The next list was read afterwards: its word counts.
        QCOMPARE(cloud.sync()[QStringLiteral("users")].gone, 1);
        QCOMPARE(keyed(cloud, Entity::Account, "9").text(u"state"), QStringLiteral("closed"));
    }
    void whatARunChangedMeanwhileStands()
    {
        Cloud cloud;
        cloud.sync();
        QVERIFY(cloud.space.store->forgetStreams(cloud.source));
        during(cloud, "/users", [&] {
            const Record before = keyed(cloud, Entity::Account, "1");
            Record after = before;
            after.set(u"state", QStringLiteral("suspended"));
            byRun(cloud, {*model::updateOf(before, after)});
        });
        cloud.users = R"([{"id":"1","name":"anna-maria@x.example"},{"id":"2","name":"bob@x.example"}])";
        cloud.sync();
        QCOMPARE(keyed(cloud, Entity::Account, "1").text(u"state"), QStringLiteral("suspended"));
        QCOMPARE(keyed(cloud, Entity::Account, "1").text(u"login"), QStringLiteral("anna-maria@x.example")); // the run said nothing of it
        cloud.sync();
        QCOMPARE(keyed(cloud, Entity::Account, "1").text(u"state"), QStringLiteral("active"));
    }
    void aMembershipThatARunGaveOrTookMeanwhileStands()
    {
        Cloud cloud;
        cloud.sync();
        const Record anna = cloud.all(Entity::Grant).front();
        QList<Id> given;
        during(cloud, "/groups/g/members", [&] {
            model::Grant grant;
            grant.name = QStringLiteral("Sales / bob");
            grant.source = cloud.source;
            grant.account = keyed(cloud, Entity::Account, "2").id;
            grant.entitlement = anna.reference(u"entitlement");
            given = byRun(cloud, {model::createOf(model::recordOf(grant)), model::removeOf(anna)});
        });
        cloud.sync();
        QCOMPARE(cloud.all(Entity::Grant).size(), std::size_t(1));
        QCOMPARE(cloud.all(Entity::Grant).front().id, given.first());
        cloud.sync();
        QCOMPARE(cloud.all(Entity::Grant).size(), std::size_t(1));
        QCOMPARE(cloud.all(Entity::Grant).front().reference(u"account"), anna.reference(u"account"));
    }
    void aListThatCameInPartIsNoProof()
    {
        Cloud cloud;
        cloud.sync();
        const QDateTime whole = cloud.sourceRecord().lastRead;
        QVERIFY(whole.isValid());
        cloud.space.clock.advance(1);
        cloud.memberStatus = 404;
        QCOMPARE(cloud.sync()[QStringLiteral("members")].state, QStringLiteral("partial"));
        QCOMPARE(cloud.sourceRecord().lastRead, whole);
        cloud.memberStatus = 200;
        cloud.sync();
        QCOMPARE(cloud.sourceRecord().lastRead, cloud.space.clock.now());
    }
    void onlyATableThatWasToldWholeProvesThatSomethingIsGone()
    {
        Cloud cloud;
        const auto wholeAt = [&cloud](const char* table) {
            return QDateTime::fromString(QJsonDocument::fromJson(cloud.sourceRecord().toldWhole.toUtf8()).object()[QLatin1String(table)].toString(), Qt::ISODateWithMs);
        };
        cloud.sync();
        const QDateTime first = cloud.space.clock.now();
        QCOMPARE(wholeAt("account"), first);
        QCOMPARE(wholeAt("membership"), first);
        QVERIFY(!wholeAt("device").isValid()); // not in the plan
        cloud.space.clock.advance(1);
        QCOMPARE(cloud.sync()[QStringLiteral("users")].state, QStringLiteral("changes"));
        QCOMPARE(cloud.sourceRecord().lastRead, cloud.space.clock.now());
        QCOMPARE(wholeAt("account"), first);
        QCOMPARE(wholeAt("membership"), cloud.space.clock.now());
        const QDateTime second = cloud.space.clock.now();
        cloud.space.clock.advance(1);
        cloud.memberStatus = 404;
        QVERIFY(cloud.space.store->forgetStreams(cloud.source)); // told from the start
        cloud.sync();
        QCOMPARE(wholeAt("account"), cloud.space.clock.now());
        QCOMPARE(wholeAt("membership"), second); // of some groups only
    }
    void anEmptyListIsHeldBackUntilSomebodyAcceptsIt()
    {
        Cloud cloud;
        cloud.users = Cloud::crowd(30, R"({"id":"%1","name":"u%1@x.example"})");
        cloud.sync();
        const QDateTime whole = cloud.sourceRecord().lastRead;
        cloud.space.clock.advance(1);
        QVERIFY(cloud.space.store->forgetStreams(cloud.source)); // the list is told from the start
        cloud.users = "[]";
        for (int time = 0; time < 2; ++time) { // and again: it was not half taken
            const auto streams = cloud.sync();
            QCOMPARE(streams[QStringLiteral("users")].state, QStringLiteral("held"));
            QCOMPARE(streams[QStringLiteral("users")].error->code, ErrorCode::TooMuchGone);
            QCOMPARE(streams[QStringLiteral("users")].error->subject, QStringLiteral("30 of 30"));
            QCOMPARE(keyed(cloud, Entity::Account, "1").text(u"state"), QStringLiteral("active"));
            QCOMPARE(cloud.sourceRecord().state, model::Source::State::Held);
            QCOMPARE(cloud.sourceRecord().reason, QStringLiteral("TooMuchGone: 30 of 30"));
            QCOMPARE(cloud.sourceRecord().lastRead, whole); // no proof of anything
        }
        QCOMPARE(cloud.sync({}, sync::Doubt::Accept)[QStringLiteral("users")].gone, 30);
        QCOMPARE(keyed(cloud, Entity::Account, "1").text(u"state"), QStringLiteral("closed"));
        QCOMPARE(cloud.sourceRecord().state, model::Source::State::Ready);
        QVERIFY(cloud.sourceRecord().reason.isEmpty());
        QCOMPARE(cloud.sourceRecord().lastRead, cloud.space.clock.now());
    }
    void onlyWhatWasHeldBackCanBeAccepted()
    {
        Cloud cloud;
        cloud.users = Cloud::crowd(30, R"({"id":"%1","name":"u%1@x.example"})");
        cloud.sync();
        QVERIFY(cloud.space.store->forgetStreams(cloud.source));
        cloud.users = "[]";
        QCOMPARE(cloud.sync({}, sync::Doubt::Accept)[QStringLiteral("users")].state, QStringLiteral("held")); // nobody had seen it
        QCOMPARE(cloud.sync({}, sync::Doubt::Accept)[QStringLiteral("users")].gone, 30);
    }
    void aReadingProvesWhatWasSoWhenItBegan()
    {
        Cloud cloud;
        const QDateTime began = cloud.space.clock.now();
        during(cloud, "/users", [&] { cloud.space.clock.advance(1); });
        cloud.sync();
        QCOMPARE(cloud.sourceRecord().lastRead, began);
    }
    void aListOfChangesThatTakesMostIsHeldAndToldAgain()
    {
        Cloud cloud;
        cloud.users = Cloud::crowd(30, R"({"id":"%1","name":"u%1@x.example"})");
        cloud.sync();
        cloud.changes = Cloud::crowd(30, R"({"id":"%1","removed":true})");
        QCOMPARE(cloud.sync()[QStringLiteral("users")].state, QStringLiteral("held"));
        QCOMPARE(cloud.sync({}, sync::Doubt::Accept)[QStringLiteral("users")].gone, 30); // from the same link
    }
    void aListThatIsNoLongerGivenIsNoProofOfWhatItTold()
    {
        Cloud cloud;
        cloud.machines = 200;
        cloud.sync();
        const QDateTime whole = cloud.sourceRecord().lastRead;
        cloud.space.clock.advance(1);
        cloud.machines = 403; // not in the plan any more, or not for this token
        QCOMPARE(cloud.sync()[QStringLiteral("machines")].state, QStringLiteral("skipped"));
        QCOMPARE(cloud.sourceRecord().lastRead, whole);
    }
    void oneFailedLookAtLastUseMakesNothingUnknown()
    {
        Cloud cloud;
        cloud.signIns = 200;
        cloud.sync();
        QCOMPARE(cloud.sourceRecord().givesUsage, std::optional(true));
        cloud.signIns = 400;
        QCOMPARE(cloud.sync()[QStringLiteral("signins")].state, QStringLiteral("failed"));
        QCOMPARE(cloud.sourceRecord().givesUsage, std::optional(true));
        cloud.signIns = 403; // the vendor says that it does not tell
        cloud.sync();
        QCOMPARE(cloud.sourceRecord().givesUsage, std::optional(false));
    }
    void disconnectingStopsAReadingFirst()
    {
        Cloud cloud;
        QFuture<base::Result<void>> gone;
        during(cloud, "/groups", [&] { gone = cloud.console->disconnectVendor(cloud.source, console::Brought::Drop); });
        const auto streams = cloud.sync();
        QVERIFY(await(gone));
        QCOMPARE(streams[QStringLiteral("users")].state, QStringLiteral("complete"));
        QVERIFY(streams[QStringLiteral("members")].state != u"complete");
        QTest::qWait(50);
        QVERIFY(cloud.sourceRecord().descriptor.isEmpty());
        QCOMPARE(cloud.sourceRecord().state, model::Source::State::Unknown);
        QCOMPARE(cloud.all(Entity::Account).size(), std::size_t(0));
        QVERIFY(!await(cloud.console->testConnection(cloud.source))); // nothing stays open
    }
    void whatCanNotBeOpenedIsSeenAndWaitsLonger()
    {
        Cloud cloud;
        cloud.isDescribed = false;
        cloud.start();
        QVERIFY(await(cloud.console->setSchedule(cloud.source, {30, false, {}, {}})));
        for (int failures = 1; failures <= 2; ++failures) {
            QCOMPARE(await(cloud.console->sync(cloud.source, {})).error().code, ErrorCode::NotFound);
            QCOMPARE(cloud.sourceRecord().state, model::Source::State::Failed);
            QVERIFY(cloud.sourceRecord().reason.startsWith(QStringLiteral("NotFound")));
            const auto schedules = console::schedules(*cloud.space.store);
            QCOMPARE(schedules->front().failures, failures);
            QCOMPARE(schedules->front().lastLook, cloud.space.clock.now());
            cloud.space.clock.advance(1);
        }
        cloud.isDescribed = true;
        cloud.sync();
        QCOMPARE(cloud.sourceRecord().state, model::Source::State::Ready);
        QCOMPARE(console::schedules(*cloud.space.store)->front().failures, 0);
    }
};

QTEST_GUILESS_MAIN(TestConsoleSync)
#include "test_console_sync.moc"
