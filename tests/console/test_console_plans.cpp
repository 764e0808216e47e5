#include "office.h"

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
        office.space.clock.advance(5); // the joiner's run goes on, with a person's task too
        office.closeAll(joined.run);
        const auto stillOpen = Office::must(await(office.console->leaverReport(left.run)));
        const auto run = std::find_if(stillOpen.completeness.items.begin(), stillOpen.completeness.items.end(), [](const auto& item) { return item.item.startsWith(QStringLiteral("run:")); });
        QVERIFY(run != stillOpen.completeness.items.end());
        office.space.clock.advance(60);
        for (const Id id : Office::must(await(office.console->unfinishedRuns())))
            Office::must(await(office.console->carryOn(id, {})));
        QVERIFY(model::isClosed(office.journal(left.run).steps.front().step.state));
        QVERIFY(office.journal(joined.run).run.state != model::Run::State::Running);
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
        QCOMPARE(Office::must(await(office.console->leaverReport(left.run))).completeness.unplanned(), 0);
        office.put({phoneOf(office.maya())});
        QCOMPARE(Office::must(await(office.console->leaverReport(left.run))).completeness.unplanned(), 1);
        const Plan rest = Office::must(await(office.console->planLeave(request)));
        QCOMPARE(rest.lines.size(), 1);
        QCOMPARE(rest.lines.front().target, QStringLiteral("FH-2"));
        office.apply(rest);
        QCOMPARE(Office::must(await(office.console->leaverReport(left.run))).completeness.unplanned(), 0);
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
