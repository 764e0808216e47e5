#include "run_bench.h"

using namespace qm;
using namespace qm::test;
using base::ErrorCode;
using base::Id;
using fake::await;
using model::Entity;
using model::Plan;
using model::PlanLine;
using model::Run;
using model::Step;
using run::HandOutcome;

namespace {

/// A person, their account at a vendor and its group: every line builds on the one before.
Plan joinerPlan(const QString& number = QStringLiteral("P-1"))
{
    PlanLine person = lineOf(1, Step::Kind::Local);
    person.changes = {newPerson(-1, number), newApp(-3), newGroup(-4, -3)};
    PlanLine account = vendorLine(2, QStringLiteral("user.create"), {1});
    account.input = {{QStringLiteral("email"), QStringLiteral("maya@x.example")}};
    model::Account made;
    made.name = QStringLiteral("Directory / maya");
    made.app = Id{-3};
    made.person = Id{-1};
    made.externalId = QStringLiteral("{yield.id}");
    account.changes = {model::createOf(model::recordOf(made), Id{-2})};
    PlanLine group = vendorLine(3, QStringLiteral("group.add"), {2});
    group.input = {{QStringLiteral("group"), QStringLiteral("g-1")}, {QStringLiteral("id"), QStringLiteral("{step.2.id}")}};
    model::Grant grant;
    grant.name = QStringLiteral("Sales / maya");
    grant.account = Id{-2};
    grant.entitlement = Id{-4};
    group.changes = {model::createOf(model::recordOf(grant))};
    return planOf({person, account, group});
}

HandOutcome created(const QString& id)
{
    HandOutcome outcome{HandOutcome::State::Done, QStringLiteral("201"), {{QStringLiteral("id"), id}}, QStringLiteral("HTTP 200"), 0};
    return outcome;
}

} // namespace

/// Plans carried out as they should: order, due times, people's steps, what later steps take from earlier ones.
class TestRunner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void doesAllStepsAndLinksWhatTheyMade()
    {
        RunBench bench;
        bench.hands.next(created(QStringLiteral("ext-7")));
        const auto run = bench.start(joinerPlan());
        QVERIFY(run);
        const auto report = bench.carryOn(*run);
        QCOMPARE(report.state, Run::State::Done);
        QCOMPARE(report.closed, 3);
        QCOMPARE(bench.hands.acts(), 2);
        QCOMPARE(bench.hands.asked.at(1).call.input.value(QStringLiteral("id")), QStringLiteral("ext-7"));
        const auto person = bench.space.store->find(Entity::Person, QStringLiteral("P-1"));
        const auto account = bench.space.store->find(Entity::Account, QStringLiteral("Directory / maya"));
        const auto grant = bench.space.store->find(Entity::Grant, QStringLiteral("Sales / maya"));
        QVERIFY(person && *person && account && *account && grant && *grant);
        QCOMPARE((*account)->reference(u"person"), (*person)->id);
        QCOMPARE((*account)->text(u"external-id"), QStringLiteral("ext-7"));
        QCOMPARE((*grant)->reference(u"account"), (*account)->id);
        QVERIFY(bench.step(*run, 2).evidence.contains(QStringLiteral("HTTP 200")));
        QVERIFY(bench.read(*run).run.finished.isValid());
    }
    void alreadySoClosesAStepToo()
    {
        RunBench bench;
        HandOutcome there = created(QStringLiteral("ext-1"));
        there.state = HandOutcome::State::AlreadySo;
        bench.hands.next(there);
        const auto run = bench.start(joinerPlan());
        QCOMPARE(bench.carryOn(*run).state, Run::State::Done);
        QCOMPARE(bench.step(*run, 2).state, Step::State::AlreadySo);
        QCOMPARE(bench.count(Entity::Account), 1);
    }
    void aDoneRunDoesNothingMore()
    {
        RunBench bench;
        bench.hands.next(created(QStringLiteral("ext-1")));
        const auto run = bench.start(joinerPlan());
        bench.carryOn(*run);
        const auto again = bench.carryOn(*run);
        QCOMPARE(again.state, Run::State::Done);
        QCOMPARE(bench.hands.acts(), 2);
        QVERIFY(run::unfinishedRuns(*bench.space.store)->empty());
    }
    void waitsUntilAStepIsDue()
    {
        RunBench bench;
        PlanLine later = vendorLine(1, QStringLiteral("user.suspend"));
        later.due = bench.space.clock.now().addDays(2);
        const auto run = bench.start(planOf({later}));
        auto report = bench.carryOn(*run);
        QCOMPARE(bench.hands.acts(), 0);
        QCOMPARE(report.state, Run::State::Running);
        QCOMPARE(report.waiting, 1);
        QCOMPARE(report.nextDue, later.due);
        bench.space.clock.advance(2);
        report = bench.carryOn(*run);
        QCOMPARE(report.state, Run::State::Done);
        QCOMPARE(bench.hands.acts(), 1);
    }
    void aStepWaitsForAllItDependsOn()
    {
        RunBench bench;
        const auto run = bench.start(planOf({lineOf(1, Step::Kind::Human), vendorLine(2, QStringLiteral("a")), vendorLine(3, QStringLiteral("b"), {1, 2})}));
        const auto report = bench.carryOn(*run);
        QCOMPARE(bench.hands.acts(), 1);
        QCOMPARE(bench.step(*run, 1).state, Step::State::Waiting);
        QCOMPARE(bench.step(*run, 3).state, Step::State::Planned);
        QCOMPARE(report.waiting, 2);
        QVERIFY(!report.nextDue.isValid());
        QVERIFY(await(bench.runner->closeByHand(bench.stepId(*run, 1), QStringLiteral("handed over"))));
        QCOMPARE(bench.step(*run, 1).result, QStringLiteral("handed over"));
        QCOMPARE(bench.carryOn(*run).state, Run::State::Done);
        QCOMPARE(bench.hands.acts(), 2);
    }
    void aPersonsStepWritesItsChangesWhenClosed()
    {
        RunBench bench;
        PlanLine line = lineOf(1, Step::Kind::Human);
        line.changes = {newPerson(-1, QStringLiteral("P-9"))};
        const auto run = bench.start(planOf({line}));
        bench.carryOn(*run);
        QCOMPARE(bench.count(Entity::Person), 0);
        QVERIFY(await(bench.runner->closeByHand(bench.stepId(*run, 1), {})));
        QCOMPARE(bench.count(Entity::Person), 1);
        const auto twice = await(bench.runner->closeByHand(bench.stepId(*run, 1), {}));
        QVERIFY(!twice);
        QCOMPARE(twice.error().code, ErrorCode::Refused);
    }
    void aStepThatIsNotReachedYetIsNotClosed()
    {
        RunBench bench;
        const auto run = bench.start(planOf({lineOf(1, Step::Kind::Human), lineOf(2, Step::Kind::Human, {1})}));
        bench.carryOn(*run);
        const auto early = await(bench.runner->closeByHand(bench.stepId(*run, 2), {}));
        QVERIFY(!early);
        QCOMPARE(early.error().code, ErrorCode::Refused);
        QCOMPARE(await(bench.runner->closeByHand(Id{999'999}, {})).error().code, ErrorCode::NotFound);
    }
    void theProgramsOwnStepIsNotAPersonsToClose()
    {
        RunBench bench;
        PlanLine line = vendorLine(1, QStringLiteral("a"));
        line.due = bench.space.clock.now().addDays(1);
        const auto run = bench.start(planOf({line}));
        QCOMPARE(await(bench.runner->closeByHand(bench.stepId(*run, 1), {})).error().code, ErrorCode::Refused);
    }
    void untickedLinesAreSkipped()
    {
        RunBench bench;
        Plan plan = joinerPlan();
        plan.untick(2);
        const auto run = bench.start(plan);
        const auto report = bench.carryOn(*run);
        QCOMPARE(report.state, Run::State::Done);
        QCOMPARE(bench.hands.asked.size(), 0);
        QCOMPARE(bench.step(*run, 2).state, Step::State::Skipped);
        QCOMPARE(bench.step(*run, 3).state, Step::State::Skipped);
        QCOMPARE(bench.count(Entity::Person), 1);
        QCOMPARE(bench.count(Entity::Account), 0);
    }
    void aStalePlanWritesNothing()
    {
        RunBench bench;
        const auto made = bench.space.store->submit(draftOf({newPerson(0, QStringLiteral("P-5"))}));
        QVERIFY(made);
        Plan plan = joinerPlan();
        const Id id = made->changes.front().id;
        plan.basis = {{Entity::Person, id, 1}};
        auto record = bench.space.store->recordsById(Entity::Person, {id})->front();
        auto after = record;
        after.set(u"title", QStringLiteral("Lead"));
        QVERIFY(bench.space.store->submit(draftOf({*model::updateOf(record, after)})));
        const auto run = bench.start(plan);
        QVERIFY(!run);
        QCOMPARE(run.error().code, ErrorCode::StalePlan);
        QCOMPARE(bench.count(Entity::Run), 0);
        QCOMPARE(bench.count(Entity::Step), 0);
    }
    void thePlanOfARunIsNotStartedTwice()
    {
        RunBench bench;
        QVERIFY(bench.start(joinerPlan()));
        const auto twice = bench.start(joinerPlan());
        QVERIFY(!twice);
        QCOMPARE(twice.error().code, ErrorCode::StalePlan);
        QCOMPARE(bench.count(Entity::Run), 1);
        QVERIFY(bench.start(joinerPlan(QStringLiteral("P-2"))));
    }
    void cancelStopsBetweenSteps()
    {
        RunBench bench;
        const auto run = bench.start(joinerPlan());
        base::Cancel cancel;
        cancel.request();
        const auto report = bench.carryOn(*run, cancel);
        QCOMPARE(report.state, Run::State::Running);
        QCOMPARE(report.closed, 0);
        QCOMPARE(bench.count(Entity::Person), 0);
        bench.hands.next(created(QStringLiteral("ext-1")));
        QCOMPARE(bench.carryOn(*run).state, Run::State::Done);
    }
    void onePassAtATime()
    {
        RunBench bench;
        const auto run = bench.start(planOf({vendorLine(1, QStringLiteral("a"))}));
        bench.hands.hold();
        auto first = bench.runner->carryOn(*run, {});
        QVERIFY(QTest::qWaitFor([&] { return bench.hands.isHolding(); }));
        QCOMPARE(await(bench.runner->carryOn(*run, {})).error().code, ErrorCode::Refused);
        bench.hands.let(outcome(HandOutcome::State::Done));
        QCOMPARE(await(first)->state, Run::State::Done);
        QCOMPARE(bench.hands.acts(), 1);
    }
    void everyTransitionIsInTheAuditLogAndTheFileIsSound()
    {
        RunBench bench;
        bench.hands.next(created(QStringLiteral("ext-1")));
        const auto run = bench.start(joinerPlan());
        bench.carryOn(*run);
        const auto history = bench.space.store->history(Entity::Step, bench.stepId(*run, 2));
        QVERIFY(history);
        QCOMPARE(history->size(), 3U); // planned, calling, done
        QVERIFY(bench.space.store->verify({}, {})->ok());
    }
    void numbersOfRunsAreNotGivenTwice()
    {
        RunBench bench;
        const auto first = bench.start(joinerPlan());
        const auto second = bench.start(joinerPlan(QStringLiteral("P-2")));
        QVERIFY(first && second);
        const auto set = bench.space.store->history(Entity::Run, *first)->back();
        auto draft = bench.space.store->undoDraft(set.id);
        QVERIFY(draft && bench.space.store->submit(*draft));
        const auto third = bench.start(joinerPlan(QStringLiteral("P-3")));
        QVERIFY2(third, third ? "" : qPrintable(third.error().subject));
        QVERIFY(bench.read(*third).run.number != bench.read(*second).run.number);
    }
    void workAtTheVendorIsFollowedOverARestart()
    {
        RunBench bench;
        bench.hands.next({run::HandOutcome::State::Queued, QStringLiteral("accepted"), {{QStringLiteral("job"), QStringLiteral("j-1")}}, {}, 30, 600});
        model::PlanLine line = vendorLine(1, QStringLiteral("device.wipe"));
        line.changes = {newPerson(-1, QStringLiteral("P-9"))};
        const auto run = *bench.start(planOf({line}));
        const auto report = bench.carryOn(run);
        QCOMPARE(report.waiting, 1);
        QCOMPARE(bench.step(run, 1).state, model::Step::State::Waiting);
        QCOMPARE(report.nextDue, bench.space.clock.now().addSecs(30));
        QCOMPARE(bench.count(model::Entity::Person), 0);
        const QString key = bench.hands.asked.front().call.input.value(QStringLiteral("step.key"));
        QVERIFY(!key.isEmpty());
        bench.carryOn(run);
        QCOMPARE(bench.hands.followed.size(), 0); // not before its time
        bench.restart();
        bench.pass(30);
        bench.hands.next({run::HandOutcome::State::Queued, QStringLiteral("under way"), {}, {}, 30, 600});
        bench.carryOn(run);
        QCOMPARE(bench.hands.followed.size(), 1);
        QCOMPARE(bench.hands.followed.front().value(QStringLiteral("job")), QStringLiteral("j-1"));
        QCOMPARE(bench.hands.asked.last().call.input.value(QStringLiteral("step.key")), key);
        bench.pass(30);
        bench.hands.next(outcome(run::HandOutcome::State::Unknown, QStringLiteral("no network")));
        bench.carryOn(run);
        QCOMPARE(bench.step(run, 1).state, model::Step::State::Waiting);
        bench.pass(30);
        bench.hands.next({run::HandOutcome::State::Done, QStringLiteral("erased"), {}, QStringLiteral("HTTP 200"), 0, 0});
        QCOMPARE(bench.carryOn(run).state, model::Run::State::Done);
        QCOMPARE(bench.hands.followed.last().value(QStringLiteral("job")), QStringLiteral("j-1"));
        QCOMPARE(bench.count(model::Entity::Person), 1);
        QCOMPARE(bench.step(run, 1).attempts, std::optional<qint64>(1)); // it was sent once
    }
    void workThatNeverEndsNeedsSomebody()
    {
        RunBench bench;
        bench.hands.next({run::HandOutcome::State::Queued, {}, {{QStringLiteral("job"), QStringLiteral("j-1")}}, {}, 30, 60});
        const auto run = *bench.start(planOf({vendorLine(1, QStringLiteral("device.wipe"))}));
        bench.carryOn(run);
        for (int i = 0; i < 2; ++i) {
            bench.pass(30);
            bench.hands.next({run::HandOutcome::State::Queued, {}, {}, {}, 30, 60});
            bench.carryOn(run);
        }
        QCOMPARE(bench.step(run, 1).state, model::Step::State::Unknown);
        QVERIFY(fake::await(bench.runner->tryAgain(bench.stepId(run, 1))));
        QCOMPARE(bench.step(run, 1).state, model::Step::State::Waiting);
        bench.hands.next(outcome(run::HandOutcome::State::Done));
        QCOMPARE(bench.carryOn(run).state, model::Run::State::Done);
        QCOMPARE(bench.hands.acts() + bench.hands.settles(), 4); // sent once, asked three times
    }
};

QTEST_GUILESS_MAIN(TestRunner)
#include "test_runner.moc"
