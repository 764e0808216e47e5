#include "office.h"

#include "core/run/due_rounds.h"

using namespace qm;
using namespace qm::test;
using base::ErrorCode;
using base::Id;
using fake::await;
using model::Entity;
using model::Run;
using model::Step;

namespace {

model::Plan leavePlan(Office& office, const QDateTime& at)
{
    console::LeaveRequest request;
    request.person = office.maya();
    request.at = at;
    request.heir = office.sofia;
    return Office::must(await(office.console->planLeave(request)));
}

bool isSuspended(const Office& office)
{
    return !office.vendorUser().active;
}

} // namespace

/// What falls due while nobody clicks.
class TestConsoleDue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLeaverIsSuspendedAtTheirHour()
    {
        Office office;
        const auto joined = office.apply(office.joinPlan());
        office.console->keepWorking();
        office.space.clock.advance(10);
        const QDateTime hour = office.space.clock.now().addSecs(2);
        const auto left = office.apply(leavePlan(office, hour));
        QVERIFY(left.run.isValid() && left.run != joined.run);
        QTest::qWait(200);
        QVERIFY(!isSuspended(office));
        office.space.clock.set(hour);
        QTRY_VERIFY_WITH_TIMEOUT(isSuspended(office), 10'000);
    }
    void whatFellDueWhileNothingRanIsDoneAtTheStart()
    {
        Office office;
        office.apply(office.joinPlan());
        office.space.clock.advance(10);
        const QDateTime hour = office.space.clock.now().addDays(3);
        office.apply(leavePlan(office, hour));
        office.space.clock.advance(4);
        office.start();
        QTest::qWait(200);
        QVERIFY(!isSuspended(office)); // nobody asked the program to work
        office.console->keepWorking();
        QTRY_VERIFY(isSuspended(office));
    }
    void aStepThatIsAskedForAgainIsDone()
    {
        Office office;
        office.console->keepWorking();
        const auto started = Office::must(await(office.console->start(office.joinPlan())));
        QTRY_VERIFY(!office.directory.users.empty()); // journaled is enough
        QTRY_COMPARE(office.journal(started).at(1)->step.state, Step::State::Done);
    }
    void aPausedRunStaysUntilSomebodyCarriesItOn()
    {
        Office office;
        const Id run = Office::must(await(office.console->start(office.joinPlan())));
        QVERIFY(await(office.console->pause(run)));
        office.console->keepWorking();
        QTest::qWait(300);
        QVERIFY(office.directory.users.empty());
        QCOMPARE(office.journal(run).run.state, Run::State::Paused);
        QVERIFY(await(office.console->carryOn(run, {})));
        QCOMPARE(office.directory.users.size(), 1U);
        QVERIFY(office.journal(run).run.state != Run::State::Paused);
    }
    void whatIsOverIsNotPaused()
    {
        Office office;
        const auto joined = office.apply(office.joinPlan());
        office.space.clock.advance(10);
        office.closeAll(joined.run);
        QCOMPARE(office.journal(joined.run).run.state, Run::State::Done);
        QCOMPARE(await(office.console->pause(joined.run)).error().code, ErrorCode::Refused);
    }
    void theNextLookIsNeitherMissedNorBusy()
    {
        const QDateTime now(QDate(2026, 11, 23), QTime(12, 0), Qt::UTC);
        QCOMPARE(run::pauseUntil(now.addSecs(5), now, {}), 5000);
        QCOMPARE(run::pauseUntil(now.addDays(1), now, {}), 60'000);
        QCOMPARE(run::pauseUntil({}, now, {}), 60'000);
        QCOMPARE(run::pauseUntil(now.addMSecs(1), now, now.addSecs(-1)), 500);
        QCOMPARE(run::pauseUntil(now.addSecs(2), now, now), 60'000); // a clock that stands still
    }
    void aReadingByTheScheduleIsToldAndCanBeStopped()
    {
        Office office;
        QSignalSpy began(office.console.get(), &console::Console::syncBegan);
        QSignalSpy looked(office.console.get(), &console::Console::sourceLooked);
        QVERIFY(await(office.console->setSchedule(office.source, {60, false, {}, {}})));
        office.space.clock.advance(1);
        office.console->keepWorking();
        QTRY_COMPARE(began.count(), 1);
        office.console->stopReading(office.source);
        QTRY_COMPARE(looked.count(), 1);
        QCOMPARE(office.read(Entity::Source, office.source).text(u"state"), QStringLiteral("paused"));
    }
};

QTEST_GUILESS_MAIN(TestConsoleDue)
#include "test_console_due.moc"
