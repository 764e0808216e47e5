#include "run_bench.h"

#include "core/model/software.h"

using namespace qm;
using namespace qm::test;
using base::ErrorCode;
using base::Id;
using fake::await;
using model::Account;
using model::Entity;
using model::Record;
using model::Run;
using model::Step;

namespace {

/// A leaver's account and seat, and steps that wait for a person before they write.
class Leaver : public RunBench
{
public:
    Leaver()
    {
        Account account;
        account.name = QStringLiteral("Directory / maya");
        account.app = Id{-3};
        account.person = Id{-1};
        account.state = Account::State::Active;
        model::LicenceLine line;
        line.number = QStringLiteral("L-1");
        line.name = QStringLiteral("Team");
        line.app = Id{-3};
        model::Seat seat;
        seat.name = QStringLiteral("Team / Maya");
        seat.licenceLine = Id{-5};
        seat.person = Id{-1};
        const auto written = space.store->submit(draftOf({newPerson(-1, QStringLiteral("P-1")), newPerson(-2, QStringLiteral("P-2")), newApp(-3),
                                                          model::createOf(model::recordOf(account), Id{-4}), model::createOf(model::recordOf(line), Id{-5}),
                                                          model::createOf(model::recordOf(seat), Id{-6})}));
        if (!written)
            qFatal("no leaver: %s", qPrintable(written.error().subject));
        other = written->changes.at(1).id;
        accountId = written->changes.at(3).id;
        lineId = written->changes.at(4).id;
        seatId = written->changes.at(5).id;
    }

    std::optional<Record> now(Entity entity, Id id)
    {
        const auto found = space.store->recordsById(entity, {id});
        return found && !found->empty() ? std::optional(found->front()) : std::nullopt;
    }
    void set(Entity entity, Id id, const QString& field, const model::Value& value)
    {
        const Record before = *now(entity, id);
        Record after = before;
        after.set(field, value);
        if (!space.store->submit(draftOf({*model::updateOf(before, after)})))
            qFatal("%s not set", qPrintable(field));
    }
    model::Change stateTo(const QString& state)
    {
        const Record before = *now(Entity::Account, accountId);
        Record after = before;
        after.set(u"state", state);
        return *model::updateOf(before, after);
    }
    /// A run whose only step a person closes: what it writes was planned before.
    Id planned(const model::Change& change)
    {
        model::PlanLine line = lineOf(1, Step::Kind::Human);
        line.changes = {change};
        const Id run = *start(planOf({line}));
        carryOn(run);
        return run;
    }
    Id reclaim() { return planned(model::removeOf(*now(Entity::Seat, seatId))); }
    base::Result<void> close(Id run, const QString& note = {}) { return await(runner->closeByHand(stepId(run, 1), note)); }

    Id other, accountId, lineId, seatId;
};

} // namespace

/// What becomes of steps when the records have gone on since they were planned.
class TestRunnerClash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasOnlySeenAgainIsNoClash()
    {
        Leaver leaver;
        const Id run = leaver.reclaim();
        leaver.set(Entity::Seat, leaver.seatId, QStringLiteral("last-used"), leaver.space.clock.now());
        QVERIFY(leaver.close(run));
        QVERIFY(!leaver.now(Entity::Seat, leaver.seatId));
        QCOMPARE(leaver.carryOn(run).state, Run::State::Done);
    }
    void whatIsGoneAlreadyIsDone()
    {
        Leaver leaver;
        const Id run = leaver.reclaim();
        QVERIFY(leaver.space.store->submit(draftOf({model::removeOf(*leaver.now(Entity::Seat, leaver.seatId))})));
        QVERIFY(leaver.close(run));
        QCOMPARE(leaver.step(run, 1).state, Step::State::Done);
        QCOMPARE(leaver.step(run, 1).result, QString());
    }
    void whatSomebodyElseHasByNowStaysAndTheStepClosesAllTheSame()
    {
        Leaver leaver;
        model::PlanLine line = lineOf(1, Step::Kind::Local);
        line.changes = {model::removeOf(*leaver.now(Entity::Seat, leaver.seatId))};
        line.due = leaver.space.clock.now().addDays(4);
        const Id run = *leaver.start(planOf({line}));
        leaver.set(Entity::Seat, leaver.seatId, QStringLiteral("person"), leaver.other);
        leaver.space.clock.advance(4);
        QCOMPARE(leaver.carryOn(run).state, Run::State::NeedsAttention);
        QVERIFY(leaver.step(run, 1).result.startsWith(QStringLiteral("Conflict")));
        QVERIFY(leaver.close(run, QStringLiteral("given to Ada")));
        QVERIFY(leaver.step(run, 1).result.startsWith(QStringLiteral("given to Ada; the records here were left as they are")));
        QCOMPARE(leaver.now(Entity::Seat, leaver.seatId)->reference(u"person"), leaver.other);
        QCOMPARE(leaver.carryOn(run).state, Run::State::Done);
    }
    void aClashThatIsPutRightGoesOn()
    {
        Leaver leaver;
        model::PlanLine line = lineOf(1, Step::Kind::Local);
        line.changes = {leaver.stateTo(QStringLiteral("suspended"))};
        line.due = leaver.space.clock.now().addDays(4);
        const Id run = *leaver.start(planOf({line}));
        leaver.set(Entity::Account, leaver.accountId, QStringLiteral("state"), QStringLiteral("invited"));
        leaver.space.clock.advance(4);
        QCOMPARE(leaver.carryOn(run).state, Run::State::NeedsAttention);
        leaver.set(Entity::Account, leaver.accountId, QStringLiteral("state"), QStringLiteral("active"));
        QVERIFY(await(leaver.runner->tryAgain(leaver.stepId(run, 1))));
        QCOMPARE(leaver.carryOn(run).state, Run::State::Done);
        QCOMPARE(leaver.now(Entity::Account, leaver.accountId)->text(u"state"), QStringLiteral("suspended"));
    }
    void aRunDoesNotClashWithItself()
    {
        Leaver leaver;
        model::PlanLine suspend = vendorLine(1, QStringLiteral("user.suspend"));
        suspend.changes = {leaver.stateTo(QStringLiteral("suspended"))};
        model::PlanLine close = vendorLine(2, QStringLiteral("user.delete"), {1});
        close.changes = {leaver.stateTo(QStringLiteral("closed"))};
        const Id run = *leaver.start(planOf({suspend, close}));
        QCOMPARE(leaver.carryOn(run).state, Run::State::Done);
        QCOMPARE(leaver.now(Entity::Account, leaver.accountId)->text(u"state"), QStringLiteral("closed"));
    }
    void changesOfOneRecordFollowOneAnother()
    {
        Leaver leaver;
        const Record active = *leaver.now(Entity::Account, leaver.accountId);
        Record invited = active, closed = active;
        invited.set(u"state", QStringLiteral("invited"));
        closed.set(u"state", QStringLiteral("closed"));
        model::PlanLine line = lineOf(1, Step::Kind::Local);
        line.changes = {*model::updateOf(active, invited), *model::updateOf(invited, closed)};
        const Id run = *leaver.start(planOf({line}));
        QCOMPARE(leaver.carryOn(run).state, Run::State::Done);
        QCOMPARE(leaver.now(Entity::Account, leaver.accountId)->text(u"state"), QStringLiteral("closed"));
    }
    /// The plan of a second joiner, made while one seat was free, once that seat is promised to the first.
    void whatComesToASetMakesThePlanStale()
    {
        Leaver leaver;
        const auto planFor = [&](const QString& name) {
            model::Seat seat;
            seat.name = name;
            seat.licenceLine = leaver.lineId;
            model::PlanLine line = lineOf(1, Step::Kind::Local);
            line.changes = {model::createOf(model::recordOf(seat), Id{-1})};
            line.due = leaver.space.clock.now().addDays(4);
            model::Plan plan = planOf({line});
            plan.sets = {{Entity::Seat, QStringLiteral("licence-line"), leaver.lineId, model::digestOf({leaver.seatId})}};
            return plan;
        };
        QVERIFY(leaver.start(planFor(QStringLiteral("Team / Ada"))));
        const auto second = leaver.start(planFor(QStringLiteral("Team / Tom")));
        QVERIFY(!second);
        QCOMPARE(second.error().code, ErrorCode::StalePlan);
    }
    void otherTicksAreTheSamePlan()
    {
        Leaver leaver;
        model::Plan plan = planOf({lineOf(1, Step::Kind::Human), lineOf(2, Step::Kind::Human)});
        QVERIFY(leaver.start(plan));
        plan.untick(2);
        const auto again = leaver.start(plan);
        QVERIFY(!again);
        QCOMPARE(again.error().code, ErrorCode::StalePlan);
    }
};

QTEST_GUILESS_MAIN(TestRunnerClash)
#include "test_runner_clash.moc"
