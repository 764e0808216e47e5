#include "core/model/people.h"
#include "core/model/plan.h"
#include "core/model/standing.h"

#include <QJsonArray>
#include <QTest>

using namespace qm::model;

namespace {

Plan threeLines()
{
    Plan plan;
    plan.occasion = Run::Occasion::Join;
    plan.title = QStringLiteral("Priya Raman joins");
    plan.basis = {{Entity::Device, {12}, 4}};
    PlanLine first;
    first.position = 1;
    first.title = QStringLiteral("Add Priya Raman");
    first.kind = Step::Kind::Local;
    Person person;
    person.name = QStringLiteral("Priya Raman");
    first.changes = {createOf(recordOf(person), {-1})};
    PlanLine second = first;
    second.position = 2;
    second.dependsOn = {1};
    second.changes.clear();
    second.monthlyCost = qm::base::Money{1250, *qm::base::Currency::fromCode(u"EUR")};
    PlanLine third = second;
    third.position = 3;
    third.dependsOn = {2};
    third.input.insert(QStringLiteral("id"), QStringLiteral("{step.2.id}"));
    plan.lines = {first, second, third};
    return plan;
}

} // namespace

class TestPlan : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void roundTripsThroughItsFile()
    {
        const Plan plan = threeLines();
        const auto back = planFromJson(toJson(plan));
        QVERIFY(back.has_value());
        QCOMPARE(hashOf(*back), hashOf(plan));
        QCOMPARE(back->lines.at(0).changes, plan.lines.at(0).changes);
        QCOMPARE(back->basis, plan.basis);
    }
    void anEditedFileIsRefused()
    {
        QJsonObject json = toJson(threeLines());
        json.insert(QStringLiteral("title"), QStringLiteral("Somebody else"));
        const auto back = planFromJson(json);
        QVERIFY(!back.has_value());
        QCOMPARE(back.error().code, qm::base::ErrorCode::StalePlan);
    }
    void untickingTakesDependentsAlong()
    {
        Plan plan = threeLines();
        QCOMPARE(plan.monthlyCosts().front().minor, qint64(2500));
        plan.untick(2);
        QCOMPARE(plan.tickedCount(), 1);
        QVERIFY(plan.monthlyCosts().isEmpty());
        QVERIFY(hashOf(plan) != hashOf(threeLines()));
    }
    /// Two plans that each buy one seat of the same ten, made before either of them ran.
    void whatIsCountedMovesByTheDifference()
    {
        Record line = emptyRecord(Entity::LicenceLine);
        line.id = {7};
        line.set(u"quantity", qint64(10));
        Record wanted = line;
        wanted.set(u"quantity", qint64(11));
        const Change buy = *updateOf(line, wanted);
        Record now = line;
        for (const qint64 bought : {11, 12}) {
            QCOMPARE(standingOf(buy, &now, {}), Standing::Stands);
            now = patched(now, movedTo(buy, now).after);
            QCOMPARE(now.value(u"quantity"), Value(bought));
        }
        wanted.set(u"name", QStringLiteral("Business"));
        now.set(u"name", QStringLiteral("Enterprise"));
        QCOMPARE(standingOf(*updateOf(line, wanted), &now, {}), Standing::Clashes); // anything else is no count
    }
    /// Planned weeks ago, while the step had not begun.
    void callingOffMeetsAStepHoweverFarItIs()
    {
        Step planned;
        planned.name = QStringLiteral("R-0001 #1");
        const Record before = recordOf(planned, {7}, 1);
        Record cancelled = before;
        cancelled.set(u"state", QStringLiteral("cancelled"));
        cancelled.set(u"result", QStringLiteral("Maya leaves"));
        const Change off = *updateOf(before, cancelled);
        const auto meets = [&](Step::State state) {
            Step step = planned;
            step.state = state;
            step.result = QStringLiteral("as it went");
            const Record now = recordOf(step, {7}, 4);
            return standingOf(off, &now, {});
        };
        for (const Step::State open : {Step::State::Planned, Step::State::Waiting, Step::State::Calling, Step::State::Failed, Step::State::Unknown})
            QCOMPARE(meets(open), Standing::Stands);
        for (const Step::State over : {Step::State::Done, Step::State::AlreadySo, Step::State::Skipped, Step::State::Cancelled})
            QCOMPARE(meets(over), Standing::Settled);
        planned.kind = Step::Kind::Vendor;
        planned.attempts = 1;
        for (const Step::State out : {Step::State::Calling, Step::State::Waiting, Step::State::Unknown, Step::State::NeedsAttention})
            QCOMPARE(meets(out), Standing::Clashes); // it went out since: somebody has to see how it ended
        QCOMPARE(meets(Step::State::Planned), Standing::Stands); // put off: known when it was planned
        QCOMPARE(meets(Step::State::Failed), Standing::Stands);
        QCOMPARE(meets(Step::State::Done), Standing::Settled);
        Record renamed = before;
        renamed.set(u"title", QStringLiteral("Other"));
        Record moved = before;
        moved.set(u"title", QStringLiteral("Another"));
        QCOMPARE(standingOf(*updateOf(before, renamed), &moved, {}), Standing::Clashes); // nothing is called off
    }
};

QTEST_APPLESS_MAIN(TestPlan)
#include "test_plan.moc"
