#include "office.h"

#include "core/model/identity.h"
#include "core/model/step_state.h"

using namespace qm;
using namespace qm::test;
using base::ErrorCode;
using base::Id;
using fake::await;
using model::Entity;
using model::Plan;
using model::PlanLine;
using model::Step;

namespace {

console::LeaveRequest leaving(Office& office, Id person)
{
    console::LeaveRequest request;
    request.person = person;
    request.at = office.space.clock.now();
    request.heir = office.sofia;
    return request;
}

console::LeaveRequest leavingIn(Office& office, int days)
{
    console::LeaveRequest request = leaving(office, office.maya());
    request.at = request.at.addDays(days);
    return request;
}

model::Record phoneOf(Id holder)
{
    model::Device phone;
    phone.tag = QStringLiteral("FH-2");
    phone.kind = QStringLiteral("Phone");
    phone.holder = holder;
    return model::recordOf(phone);
}

} // namespace

/// Joiners and leavers from plan to proof, through the console's own face.
class TestConsolePlans : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void planningWritesNothing()
    {
        Office office;
        Told told(*office.console);
        const Plan plan = office.joinPlan();
        QVERIFY(plan.lines.size() >= 4);
        QCOMPARE(told.sets.size(), 0);
        QCOMPARE(office.directory.count("POST"), 0);
        QCOMPARE(office.count(Entity::Run), 0);
    }
    void aPlanIsAppliedOnce()
    {
        Office office;
        const Plan plan = office.joinPlan();
        office.apply(plan);
        const auto twice = await(office.console->apply(plan, {}));
        QVERIFY(!twice);
        QCOMPARE(twice.error().code, ErrorCode::StalePlan);
        QCOMPARE(office.directory.users.size(), 1U);
    }
    void aLeaverEndsProven()
    {
        Office office;
        const auto joined = office.apply(office.joinPlan());
        office.space.clock.advance(10);
        QVERIFY(await(office.console->sync(office.source, {})));
        office.closeAll(joined.run);
        const auto left = office.apply(Office::must(await(office.console->planLeave(leaving(office, office.maya())))));
        const auto halfway = Office::must(await(office.console->leaverReport(left.run)));
        QVERIFY(halfway.completeness.percent() < 100); // the laptop
        office.closeAll(left.run);
        const auto report = Office::must(await(office.console->leaverReport(left.run)));
        QCOMPARE(report.person, QStringLiteral("Maya Lindqvist"));
        QCOMPARE(report.completeness.percent(), 100);
        QVERIFY(await(office.console->unfinishedRuns())->empty());
    }
    void aLeaversPlanStopsTheirJoinersRun()
    {
        Office office;
        const auto joined = office.apply(office.joinPlan());
        QVERIFY(joined.waiting > 0);
        const Plan plan = Office::must(await(office.console->planLeave(leaving(office, office.maya()))));
        const PlanLine& first = plan.lines.front();
        QVERIFY2(first.title.contains(joined.number), qPrintable(first.title));
        QVERIFY(first.detail.contains(QStringLiteral("Hand over the laptop")));
        QCOMPARE(first.kind, Step::Kind::Local);
        const auto left = office.apply(plan);
        QVERIFY(left.closed > 0);
        const run::JournalRun stopped = office.journal(joined.run);
        QCOMPARE(stopped.run.state, model::Run::State::Cancelled);
        int cancelled = 0;
        for (const run::JournalStep& each : stopped.steps) {
            QVERIFY(model::isClosed(each.step.state));
            if (each.step.state != Step::State::Cancelled)
                continue;
            ++cancelled;
            QCOMPARE(each.step.result, QStringLiteral("Maya Lindqvist leaves"));
        }
        QVERIFY(cancelled > 0);
        office.space.clock.advance(30);
        const auto again = Office::must(await(office.console->carryOn(joined.run, {})));
        QCOMPARE(again.state, model::Run::State::Cancelled);
    }
    void theirJoinersRunGoesOnUntilTheyLeave()
    {
        Office office;
        const auto joined = office.apply(office.joinPlan());
        const Plan plan = Office::must(await(office.console->planLeave(leavingIn(office, 30))));
        QCOMPARE(plan.lines.front().due, plan.effectiveAt);
        const auto left = office.apply(plan);
        QCOMPARE(office.journal(joined.run).run.state, model::Run::State::Running);
        office.space.clock.advance(5); // the joiner's run goes on
        QVERIFY(Office::must(await(office.console->carryOn(joined.run, {}))).waiting > 0);
        const auto stillOpen = Office::must(await(office.console->leaverReport(left.run)));
        const auto run = std::find_if(stillOpen.completeness.items.begin(), stillOpen.completeness.items.end(), [](const auto& item) { return item.item.startsWith(QStringLiteral("run:")); });
        QVERIFY(run != stillOpen.completeness.items.end());
        office.space.clock.advance(60);
        for (const Id id : Office::must(await(office.console->unfinishedRuns())))
            Office::must(await(office.console->carryOn(id, {})));
        QVERIFY(model::isClosed(office.journal(left.run).steps.front().step.state));
        QCOMPARE(office.journal(joined.run).run.state, model::Run::State::Cancelled);
        for (const run::JournalStep& each : office.journal(joined.run).steps)
            QVERIFY(model::isClosed(each.step.state));
    }
    /// A computer that slept over the last hour must not first make what fell due after it.
    void whoeverLeavesGoesFirst()
    {
        Office office;
        const auto joined = office.apply(office.joinPlan());
        const auto left = office.apply(Office::must(await(office.console->planLeave(leavingIn(office, 1)))));
        const auto runs = Office::must(await(office.console->unfinishedRuns()));
        QCOMPARE(runs, (std::vector<Id>{left.run, joined.run}));
    }
    void whatCameSinceIsPlannedToo()
    {
        Office office;
        const auto joined = office.apply(office.joinPlan());
        office.closeAll(joined.run);
        const auto request = leavingIn(office, 90);
        const auto left = office.apply(Office::must(await(office.console->planLeave(request))));
        QCOMPARE(Office::must(await(office.console->leaverReport(left.run))).unplanned(), 0);
        office.put({phoneOf(office.maya())});
        QCOMPARE(Office::must(await(office.console->leaverReport(left.run))).unplanned(), 1);
        const Plan rest = Office::must(await(office.console->planLeave(request)));
        QCOMPARE(rest.lines.size(), 1);
        QCOMPARE(rest.lines.front().target, QStringLiteral("FH-2"));
        office.apply(rest);
        QCOMPARE(Office::must(await(office.console->leaverReport(left.run))).unplanned(), 0);
        const auto nothing = await(office.console->planLeave(request));
        QCOMPARE(nothing.error().code, ErrorCode::Refused);
        const auto moved = await(office.console->planLeave(leavingIn(office, 91)));
        QCOMPARE(moved.error().code, ErrorCode::Refused);
        QCOMPARE(moved.error().subject, left.number);
    }
    void whoHasLeftIsClearedOfWhatTheyStillHold()
    {
        Office office;
        const auto joined = office.apply(office.joinPlan());
        office.space.clock.advance(10);
        office.closeAll(joined.run);
        const auto request = leaving(office, office.maya());
        const auto left = office.apply(Office::must(await(office.console->planLeave(request))));
        office.closeAll(left.run);
        office.space.clock.advance(3);
        QCOMPARE(await(office.console->planLeave(request)).error().code, ErrorCode::Refused);
        office.put({phoneOf(office.maya())}); // found in a drawer
        const Plan rest = Office::must(await(office.console->planLeave(request)));
        QCOMPARE(rest.lines.size(), 1);
        QCOMPARE(rest.lines.front().target, QStringLiteral("FH-2"));
        auto again = request;
        again.at = office.space.clock.now();
        QCOMPARE(await(office.console->planLeave(again)).error().code, ErrorCode::Refused); // they left three days ago
    }
    /// The vendor made the account and its answer was lost, the day before they leave.
    void whatWentOutBeforeTheStopIsLookedAt()
    {
        Office office;
        Plan join = office.joinPlan();
        for (PlanLine& line : join.lines) {
            if (line.kind == Step::Kind::Vendor)
                line.due = office.space.clock.now().addDays(5);
        }
        const auto joined = office.apply(join);
        const auto left = office.apply(Office::must(await(office.console->planLeave(leavingIn(office, 10)))));
        office.space.clock.advance(9);
        office.directory.fault = [&office](const fake::FakeRequest& request) {
            if (request.method == "POST")
                office.directory.users[QStringLiteral("u-9")] = {QStringLiteral("maya@x.example"), true};
            return office.directory.users.empty() ? fake::FakeReply::json("{\"totalResults\":0,\"Resources\":[]}") : fake::FakeReply::json("{}", 503);
        };
        Office::must(await(office.console->carryOn(joined.run, {})));
        office.space.clock.advance(3);
        const auto report = Office::must(await(office.console->carryOn(left.run, {})));
        QCOMPARE(report.attention, 1);
        const run::JournalStep stop = office.journal(left.run).steps.front();
        QCOMPARE(stop.step.state, Step::State::NeedsAttention);
        QVERIFY(Office::must(await(office.console->leaverReport(left.run))).completeness.percent() < 100);
        office.directory.fault = {}; // it can be looked up again
        office.space.clock.advance(1);
        Office::must(await(office.console->carryOn(joined.run, {})));
        QVERIFY(await(office.console->tryStepAgain(stop.record.id)));
        Office::must(await(office.console->carryOn(left.run, {})));
        QVERIFY(model::isDone(office.journal(left.run).steps.front().step.state));
        QCOMPARE(office.journal(joined.run).run.state, model::Run::State::Cancelled);
        QVERIFY(Office::must(await(office.console->leaverReport(left.run))).unplanned() > 0); // the account that came
    }
    void aDoneLeavingOfTodayIsNotALeavingAnew()
    {
        Office office;
        const auto joined = office.apply(office.joinPlan());
        office.space.clock.advance(10);
        office.closeAll(joined.run);
        const auto request = leaving(office, office.maya());
        const auto left = office.apply(Office::must(await(office.console->planLeave(request))));
        office.closeAll(left.run);
        QCOMPARE(office.journal(left.run).run.state, model::Run::State::Done);
        office.put({phoneOf(office.maya())});
        const Plan rest = Office::must(await(office.console->planLeave(request)));
        QCOMPARE(rest.lines.size(), 1);
        QCOMPARE(await(office.console->planLeave(leavingIn(office, 20))).error().code, ErrorCode::Refused);
    }
    void ofTwoPlansOfTheSameRestOneApplies()
    {
        Office office;
        const auto joined = office.apply(office.joinPlan());
        office.closeAll(joined.run);
        const auto request = leavingIn(office, 90);
        office.apply(Office::must(await(office.console->planLeave(request))));
        office.put({phoneOf(office.maya())});
        const Plan one = Office::must(await(office.console->planLeave(request)));
        office.space.clock.advance(1);
        const Plan two = Office::must(await(office.console->planLeave(request)));
        office.apply(one);
        QCOMPARE(await(office.console->apply(two, {})).error().code, ErrorCode::StalePlan);
    }
    void takingALeavingBackEndsWhatWasPlannedSince()
    {
        Office office;
        const auto joined = office.apply(office.joinPlan());
        office.closeAll(joined.run);
        const auto request = leavingIn(office, 90);
        const auto left = office.apply(Office::must(await(office.console->planLeave(request))));
        office.put({phoneOf(office.maya())});
        const auto rest = office.apply(Office::must(await(office.console->planLeave(request))));
        office.apply(office.undoOf(left.run));
        QCOMPARE(office.journal(rest.run).run.state, model::Run::State::Cancelled);
        QVERIFY(office.read(Entity::Person, office.maya()).text(u"last-working-day").isEmpty());
        QCOMPARE(Office::must(await(office.console->leaverReport(left.run))).unplanned(), 0); // she stays
        const Plan again = Office::must(await(office.console->planLeave(request)));
        QVERIFY(lineTitled(again, QStringLiteral("Note that")));
    }
    void aGrantOfASharedLoginGoesWithTheLogin()
    {
        Office office;
        const auto joined = office.apply(office.joinPlan());
        office.closeAll(joined.run);
        model::Account shared;
        shared.name = QStringLiteral("Tool / team");
        shared.login = QStringLiteral("team");
        shared.app = office.app;
        shared.person = office.maya();
        shared.shared = true;
        shared.state = model::Account::State::Active;
        model::Grant grant;
        grant.name = QStringLiteral("Sales / team");
        grant.account = office.put({model::recordOf(shared)}).front();
        grant.entitlement = office.group();
        office.put({model::recordOf(grant)});
        const auto left = office.apply(Office::must(await(office.console->planLeave(leavingIn(office, 90)))));
        QCOMPARE(Office::must(await(office.console->leaverReport(left.run))).unplanned(), 0);
    }
    void theLastStepClosedByHandEndsTheRun()
    {
        Office office;
        const auto joined = office.apply(office.joinPlan());
        office.space.clock.advance(30);
        Office::must(await(office.console->carryOn(joined.run, {})));
        bool more = true;
        while (more) {
            QVERIFY(office.journal(joined.run).run.state != model::Run::State::Done);
            more = false;
            for (const run::JournalStep& each : office.journal(joined.run).steps)
                more = (!model::isClosed(each.step.state) && await(office.console->closeStep(each.record.id, QStringLiteral("done"))).has_value()) || more;
            more = more && office.journal(joined.run).run.state != model::Run::State::Done;
        }
        QCOMPARE(office.journal(joined.run).run.state, model::Run::State::Done); // nobody carried it on
        QVERIFY(await(office.console->unfinishedRuns())->empty());
    }
    void aRunThatWentOnMakesTheLeaversPlanStale()
    {
        Office office;
        const auto joined = office.apply(office.joinPlan());
        const Plan plan = Office::must(await(office.console->planLeave(leaving(office, office.maya()))));
        office.closeAll(joined.run);
        office.space.clock.advance(20);
        office.closeAll(joined.run);
        const auto refused = await(office.console->apply(plan, {}));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::StalePlan);
    }
    void anUnknownOutcomeIsLookedForWhenTheRunStops()
    {
        Office office;
        int posts = 0;
        office.directory.fault = [&](const fake::FakeRequest& request) {
            posts += request.method == "POST" ? 1 : 0;
            return request.method == "POST" || posts > 0 ? fake::FakeReply::gone() : fake::FakeReply::json("{\"totalResults\":0,\"Resources\":[]}");
        };
        const auto joined = office.apply(office.joinPlan());
        QVERIFY(posts > 0);
        const Plan plan = Office::must(await(office.console->planLeave(leaving(office, office.maya()))));
        const PlanLine* look = lineTitled(plan, QStringLiteral("Look whether it was done"));
        QVERIFY(look);
        QCOMPARE(look->kind, Step::Kind::Human);
        QVERIFY(joined.run.isValid());
    }
    void nobodyLeavesTwice()
    {
        Office office;
        office.apply(office.joinPlan());
        office.apply(Office::must(await(office.console->planLeave(leaving(office, office.maya())))));
        const auto twice = await(office.console->planLeave(leaving(office, office.maya())));
        QVERIFY(!twice);
        QCOMPARE(twice.error().code, ErrorCode::Refused);
    }
};

QTEST_GUILESS_MAIN(TestConsolePlans)
#include "test_console_plans.moc"
