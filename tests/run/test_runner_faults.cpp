#include "run_bench.h"

using namespace qm;
using namespace qm::test;
using base::Id;
using fake::await;
using model::Entity;
using model::PlanLine;
using model::Run;
using model::Step;
using run::HandOutcome;

/// What goes wrong at vendors, in the store and with the program itself.
class TestRunnerFaults : public QObject
{
    Q_OBJECT

    static base::Id startOne(RunBench& bench)
    {
        PlanLine line = vendorLine(1, QStringLiteral("user.create"));
        line.changes = {newPerson(-1, QStringLiteral("P-1"))};
        return *bench.start(planOf({line}));
    }
    static void later(RunBench& bench, int retryAfter = 0)
    {
        HandOutcome busy = outcome(HandOutcome::State::Later, QStringLiteral("429 slow down"));
        busy.retryAfterSeconds = retryAfter;
        bench.hands.next(busy);
    }
    static int pauseOf(RunBench& bench, Id run)
    {
        return static_cast<int>(bench.space.clock.now().secsTo(bench.step(run, 1).nextTry));
    }

private Q_SLOTS:
    void aRefusalStopsOnlyWhatDependsOnIt()
    {
        RunBench bench;
        PlanLine first = vendorLine(1, QStringLiteral("a"));
        first.changes = {newPerson(-1, QStringLiteral("P-1"))};
        const auto run = bench.start(planOf({first, vendorLine(2, QStringLiteral("b"), {1}), vendorLine(3, QStringLiteral("c"))}));
        bench.hands.next(outcome(HandOutcome::State::Failed, QStringLiteral("400 no such thing")));
        const auto report = bench.carryOn(*run);
        QCOMPARE(report.state, Run::State::NeedsAttention);
        QCOMPARE(report.attention, 1);
        QCOMPARE(report.closed, 1);
        QCOMPARE(bench.step(*run, 1).state, Step::State::Failed);
        QCOMPARE(bench.step(*run, 1).result, QStringLiteral("400 no such thing"));
        QCOMPARE(bench.step(*run, 2).state, Step::State::Planned);
        QCOMPARE(bench.step(*run, 3).state, Step::State::Done);
        QCOMPARE(bench.count(Entity::Person), 0);
        QVERIFY(await(bench.runner->tryAgain(bench.stepId(*run, 1))));
        QCOMPARE(bench.carryOn(*run).state, Run::State::Done);
        QCOMPARE(bench.count(Entity::Person), 1);
    }
    void laterWaitsLongerEachTime()
    {
        RunBench bench;
        const Id run = startOne(bench);
        for (const int pause : {2, 4, 8, 16, 32, 64, 128}) {
            later(bench);
            const auto report = bench.carryOn(run);
            QCOMPARE(pauseOf(bench, run), pause);
            QCOMPARE(report.nextDue, bench.step(run, 1).nextTry);
            const int acts = bench.hands.acts();
            bench.pass(pause - 1);
            bench.carryOn(run);
            QCOMPARE(bench.hands.acts(), acts);
            bench.pass(1);
        }
        QCOMPARE(bench.carryOn(run).state, Run::State::Done);
        QCOMPARE(bench.hands.acts(), 8);
    }
    void theVendorsOwnPauseCounts()
    {
        RunBench bench;
        const Id run = startOne(bench);
        later(bench, 60);
        bench.carryOn(run);
        QCOMPARE(pauseOf(bench, run), 60);
        bench.pass(60);
        later(bench, 3600);
        bench.carryOn(run);
        QCOMPARE(pauseOf(bench, run), 3600);
        bench.pass(3600);
        later(bench, 100'000);
        bench.carryOn(run);
        QCOMPARE(pauseOf(bench, run), 24 * 3600);
    }
    void whatTheVendorPutsOffIsNoTryWithinADay()
    {
        RunBench bench;
        const Id run = startOne(bench);
        for (int hour = 0; hour < 24; ++hour) {
            later(bench, 3600);
            bench.carryOn(run);
            QCOMPARE(bench.step(run, 1).state, Step::State::Planned);
            QCOMPARE(bench.step(run, 1).attempts.value_or(0), 0);
            bench.pass(3600);
        }
        for (int i = 0; i < 8; ++i) {
            later(bench, 3600);
            bench.carryOn(run);
            bench.pass(3600);
        }
        QCOMPARE(bench.step(run, 1).state, Step::State::NeedsAttention);
    }
    void eightTriesThenSomebodyMustLook()
    {
        RunBench bench;
        const Id run = startOne(bench);
        for (int i = 0; i < 8; ++i) {
            later(bench);
            bench.carryOn(run);
            bench.pass(900);
        }
        const auto report = bench.carryOn(run);
        QCOMPARE(bench.hands.acts(), 8);
        QCOMPARE(report.state, Run::State::NeedsAttention);
        QCOMPARE(bench.step(run, 1).state, Step::State::NeedsAttention);
        QCOMPARE(bench.step(run, 1).result, QStringLiteral("429 slow down"));
        QCOMPARE(bench.step(run, 1).attempts, std::optional<qint64>(8));
        QVERIFY(await(bench.runner->tryAgain(bench.stepId(run, 1))));
        QCOMPARE(bench.carryOn(run).state, Run::State::Done);
    }
    void anUnknownOutcomeIsLookedUpBeforeAnythingElse()
    {
        RunBench bench;
        const Id run = startOne(bench);
        bench.hands.next(outcome(HandOutcome::State::Unknown, QStringLiteral("connection lost")));
        const auto report = bench.carryOn(run);
        QCOMPARE(bench.step(run, 1).state, Step::State::Calling);
        QCOMPARE(report.state, Run::State::Running);
        QVERIFY(report.nextDue.isValid());
        QCOMPARE(bench.count(Entity::Person), 0);
        bench.pass(900);
        QCOMPARE(bench.carryOn(run).state, Run::State::Done);
        QCOMPARE(bench.hands.acts(), 1);
        QCOMPARE(bench.hands.settles(), 1);
        QCOMPARE(bench.count(Entity::Person), 1);
    }
    void aLookUpThatFailsIsNotTakenForLeaveToSend_data()
    {
        QTest::addColumn<int>("state");
        QTest::newRow("later") << static_cast<int>(HandOutcome::State::Later);
        QTest::newRow("unknown") << static_cast<int>(HandOutcome::State::Unknown);
    }
    void aLookUpThatFailsIsNotTakenForLeaveToSend()
    {
        QFETCH(int, state);
        RunBench bench;
        const Id run = startOne(bench);
        bench.hands.next(outcome(HandOutcome::State::Unknown));
        bench.hands.next(outcome(static_cast<HandOutcome::State>(state), QStringLiteral("unreachable")));
        bench.carryOn(run);
        bench.pass(900);
        bench.carryOn(run);
        QCOMPARE(bench.hands.settles(), 1);
        bench.pass(900);
        bench.carryOn(run);
        QCOMPARE(bench.hands.acts(), 1);
        QCOMPARE(bench.hands.settles(), 2);
        QCOMPARE(bench.step(run, 1).state, Step::State::Done);
    }
    void unknownToTheEndIsNeverSentAgain()
    {
        RunBench bench;
        const Id run = startOne(bench);
        for (int i = 0; i < 8; ++i) {
            bench.hands.next(outcome(HandOutcome::State::Unknown, QStringLiteral("no answer")));
            bench.carryOn(run);
            bench.pass(900);
        }
        QCOMPARE(bench.step(run, 1).state, Step::State::Unknown);
        QCOMPARE(bench.carryOn(run).state, Run::State::NeedsAttention);
        QCOMPARE(bench.hands.acts(), 1);
        QVERIFY(await(bench.runner->tryAgain(bench.stepId(run, 1))));
        QCOMPARE(bench.carryOn(run).state, Run::State::Done);
        QCOMPARE(bench.hands.acts(), 1);
    }
    void aStepThatWasBeingCalledAtStartIsSettledNotSent()
    {
        RunBench bench;
        const Id run = startOne(bench);
        bench.hands.hold();
        auto lost = bench.runner->carryOn(run, {});
        QVERIFY(QTest::qWaitFor([&] { return bench.hands.isHolding(); }));
        QCOMPARE(bench.step(run, 1).state, Step::State::Calling);
        bench.restart();
        bench.hands.let(outcome(HandOutcome::State::Done)); // an answer that comes when nobody listens any more
        QCoreApplication::processEvents();
        QCOMPARE(bench.count(Entity::Person), 0);
        QCOMPARE(bench.carryOn(run).state, Run::State::Done);
        QCOMPARE(bench.hands.acts(), 1);
        QCOMPARE(bench.hands.settles(), 1);
    }
    void aLocalStepThatClashesNeedsSomebody()
    {
        RunBench bench;
        const auto made = bench.space.store->submit(draftOf({newPerson(0, QStringLiteral("P-1"))}));
        QVERIFY(made);
        PlanLine line = lineOf(1, Step::Kind::Local);
        line.changes = {newPerson(-1, QStringLiteral("P-1"))};
        const auto run = bench.start(planOf({line}));
        QCOMPARE(bench.carryOn(*run).state, Run::State::NeedsAttention);
        QVERIFY(bench.step(*run, 1).result.startsWith(QStringLiteral("Duplicate")));
        const auto record = bench.space.store->recordsById(Entity::Person, {made->changes.front().id})->front();
        QVERIFY(bench.space.store->submit(draftOf({model::removeOf(record)})));
        QVERIFY(await(bench.runner->tryAgain(bench.stepId(*run, 1))));
        QCOMPARE(bench.carryOn(*run).state, Run::State::Done);
    }
    /// Done at the vendor, but what it made can't be written: the call must not go out a second time.
    void whatTheVendorHasDoneIsNotSentAgainAfterALocalClash()
    {
        RunBench bench;
        const auto taken = bench.space.store->submit(draftOf({newPerson(0, QStringLiteral("P-1"))}));
        const Id run = startOne(bench);
        HandOutcome made = outcome(HandOutcome::State::Done, QStringLiteral("201"));
        made.yields.insert(QStringLiteral("id"), QStringLiteral("ext-1"));
        bench.hands.next(made);
        QCOMPARE(bench.carryOn(run).state, Run::State::NeedsAttention);
        QVERIFY(bench.step(run, 1).evidence.contains(QStringLiteral("ext-1")));
        const auto record = bench.space.store->recordsById(Entity::Person, {taken->changes.front().id})->front();
        QVERIFY(bench.space.store->submit(draftOf({model::removeOf(record)})));
        QVERIFY(await(bench.runner->tryAgain(bench.stepId(run, 1))));
        QCOMPARE(bench.carryOn(run).state, Run::State::Done);
        QCOMPARE(bench.hands.acts(), 1);
        QCOMPARE(bench.hands.settles(), 1);
    }
    void aCallWithoutWhatAnEarlierStepShouldHaveGivenIsNotSent()
    {
        RunBench bench;
        PlanLine group = vendorLine(2, QStringLiteral("group.add"), {1});
        group.input = {{QStringLiteral("id"), QStringLiteral("{step.1.id}")}};
        const auto run = bench.start(planOf({lineOf(1, Step::Kind::Human), group}));
        bench.carryOn(*run);
        QVERIFY(await(bench.runner->closeByHand(bench.stepId(*run, 1), {})));
        QCOMPARE(bench.carryOn(*run).state, Run::State::NeedsAttention);
        QCOMPARE(bench.hands.asked.size(), 0);
    }
    void anUnfilledPlaceholderIsNotWrittenAsText()
    {
        RunBench bench;
        model::Account account;
        account.name = QStringLiteral("Directory / maya");
        account.externalId = QStringLiteral("{yield.id}");
        PlanLine line = vendorLine(1, QStringLiteral("user.create"));
        account.app = Id{-3};
        line.changes = {newApp(-3), model::createOf(model::recordOf(account))};
        const auto run = bench.start(planOf({line}));
        bench.hands.next(outcome(HandOutcome::State::Failed));
        bench.carryOn(*run);
        QVERIFY(await(bench.runner->closeByHand(bench.stepId(*run, 1), QStringLiteral("made in their portal"))));
        QCOMPARE((*bench.space.store->find(Entity::Account, account.name))->text(u"external-id"), QString());
    }
};

QTEST_GUILESS_MAIN(TestRunnerFaults)
#include "test_runner_faults.moc"
