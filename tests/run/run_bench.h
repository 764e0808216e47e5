#pragma once

#include "core/model/identity.h"
#include "core/model/people.h"
#include "core/model/software.h"
#include "core/run/runner.h"
#include "tests/fake/await.h"
#include "tests/store/fixture.h"

#include <QPromise>

namespace qm::test {

/// Hands that answer what a test lined up, and remember what they were asked. With nothing lined up: Done.
class FakeHands final : public run::Hands
{
public:
    struct Asked
    {
        run::HandCall call;
        bool isSettle = false;
    };

    QFuture<run::HandOutcome> act(run::HandCall call) override { return answer(std::move(call), false); }
    QFuture<run::HandOutcome> settle(run::HandCall call) override { return answer(std::move(call), true); }

    QFuture<run::HandOutcome> follow(run::HandCall call, QHash<QString, QString> yields) override
    {
        followed.append(yields);
        return answer(std::move(call), false);
    }

    void next(run::HandOutcome outcome) { m_next.append(std::move(outcome)); }
    /// The next call stays without an answer until let() is called, as when the program is killed meanwhile.
    void hold() { m_holds = true; }
    void let(run::HandOutcome outcome)
    {
        m_held->addResult(std::move(outcome));
        m_held->finish();
        m_held.reset();
    }
    bool isHolding() const { return m_held != nullptr; }

    int acts() const { return count(false); }
    int settles() const { return count(true); }

    QList<Asked> asked;
    QList<QHash<QString, QString>> followed; ///< what was given with each question about queued work

private:
    QFuture<run::HandOutcome> answer(run::HandCall call, bool isSettle)
    {
        asked.append({std::move(call), isSettle});
        auto promise = std::make_shared<QPromise<run::HandOutcome>>();
        promise->start();
        if (m_holds) {
            m_holds = false;
            m_held = promise;
            return promise->future();
        }
        promise->addResult(m_next.isEmpty() ? run::HandOutcome{run::HandOutcome::State::Done, {}, {}, {}, 0, 0} : m_next.takeFirst());
        promise->finish();
        return promise->future();
    }
    int count(bool isSettle) const
    {
        return static_cast<int>(std::count_if(asked.begin(), asked.end(), [isSettle](const Asked& each) { return each.isSettle == isSettle; }));
    }

    QList<run::HandOutcome> m_next;
    std::shared_ptr<QPromise<run::HandOutcome>> m_held;
    bool m_holds = false;
};

inline run::HandOutcome outcome(run::HandOutcome::State state, const QString& answer = {})
{
    return {state, answer, {}, {}, 0, 0};
}

/// A runner over a real store in a folder of its own.
class RunBench
{
public:
    RunBench() { restart(); }

    /// The program ends and starts again: another runner over the same file.
    void restart()
    {
        runner.reset();
        runner = std::make_unique<run::Runner>(store::Desk(m_executor, *space.store), hands, space.clock);
    }

    base::Result<base::Id> start(const model::Plan& plan) { return fake::await(runner->start(plan, QStringLiteral("Test"))); }
    run::RunReport carryOn(base::Id run, const base::Cancel& cancel = {})
    {
        const auto report = fake::await(runner->carryOn(run, cancel));
        if (!report)
            qFatal("carryOn: %s", qPrintable(base::codeName(report.error().code)));
        return *report;
    }
    model::Step step(base::Id run, int position) { return read(run).at(position)->step; }
    base::Id stepId(base::Id run, int position) { return read(run).at(position)->record.id; }
    run::JournalRun read(base::Id run)
    {
        auto read = run::readRun(*space.store, run);
        if (!read)
            qFatal("readRun: %s", qPrintable(base::codeName(read.error().code)));
        return *read;
    }
    qint64 count(model::Entity entity)
    {
        model::Query query;
        query.entity = entity;
        return space.store->count(query).value_or(-1);
    }
    void pass(int seconds) { space.clock.set(space.clock.now().addSecs(seconds)); }

    Workspace space;
    FakeHands hands;
    std::unique_ptr<run::Runner> runner;

private:
    base::InlineExecutor m_executor;
};

inline model::PlanLine lineOf(int position, model::Step::Kind kind, const QList<int>& dependsOn = {})
{
    model::PlanLine line;
    line.position = position;
    line.kind = kind;
    line.title = QStringLiteral("Line %1").arg(position);
    line.dependsOn = dependsOn;
    return line;
}
inline model::PlanLine vendorLine(int position, const QString& action, const QList<int>& dependsOn = {})
{
    model::PlanLine line = lineOf(position, model::Step::Kind::Vendor, dependsOn);
    line.action = action;
    line.source = base::Id{}; // fake hands ask for none
    return line;
}
inline model::Plan planOf(QList<model::PlanLine> lines)
{
    model::Plan plan;
    plan.title = QStringLiteral("Maya Lindqvist");
    plan.lines = std::move(lines);
    return plan;
}
inline model::Change newPerson(qint64 placeholder, const QString& number)
{
    return model::createOf(person(number, QStringLiteral("Maya Lindqvist")), base::Id{placeholder});
}
inline model::Change newApp(qint64 placeholder)
{
    model::App app;
    app.name = QStringLiteral("Directory");
    return model::createOf(model::recordOf(app), base::Id{placeholder});
}
inline model::Change newGroup(qint64 placeholder, qint64 app)
{
    model::Entitlement group;
    group.name = QStringLiteral("Directory / Sales");
    group.title = QStringLiteral("Sales");
    group.app = base::Id{app};
    return model::createOf(model::recordOf(group), base::Id{placeholder});
}

} // namespace qm::test
