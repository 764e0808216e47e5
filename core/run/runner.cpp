#include "core/run/runner.h"

#include "core/base/when_done.h"
#include "core/model/step_state.h"
#include "core/run/due_rounds.h"
#include "core/run/pass.h"

namespace qm::run {
namespace {

using base::ErrorCode;
using base::fail;
using base::Id;
using base::Result;
using model::Entity;
using model::Run;
using model::Step;

constexpr QLatin1String underWay("it is under way already");

/// The step with its run, as the journal holds them.
Result<std::pair<JournalRun, JournalStep>> readStep(store::Store& store, Id stepId)
{
    auto steps = store.recordsById(Entity::Step, {stepId});
    if (!steps)
        return fail(steps.error());
    if (steps->empty())
        return fail(ErrorCode::NotFound, QStringLiteral("step %1").arg(stepId.value));
    auto run = readRun(store, steps->front().reference(u"run"));
    if (!run)
        return fail(run.error());
    return std::pair(std::move(*run), JournalStep{steps->front(), model::as<Step>(steps->front())});
}

/// The records are not as the step needs them; asking again does not help.
bool isClash(ErrorCode code)
{
    return code == ErrorCode::Conflict || code == ErrorCode::Duplicate || code == ErrorCode::NotFound || code == ErrorCode::InUse;
}

/// The last open step ends its run: nothing falls due there any more.
Result<void> endIfClosed(store::Store& store, Id runId, const QDateTime& now)
{
    const auto run = readRun(store, runId);
    if (!run)
        return fail(run.error());
    const bool isOver = std::all_of(run->steps.begin(), run->steps.end(), [](const JournalStep& each) { return model::isClosed(each.step.state); });
    return isOver && run->run.state != Run::State::Cancelled ? writeRunState(store, *run, Run::State::Done, now) : Result<void>();
}

/// Why nobody can say now that a step is done; empty: they can.
QString whyNotByHand(const JournalRun& run, const Step& step)
{
    if (model::isClosed(step.state))
        return QStringLiteral("it is closed already");
    if (step.kind != Step::Kind::Human && !model::needsSomebody(step.state))
        return QStringLiteral("it is not for a person to close");
    return isReady(run, step) ? QString() : QStringLiteral("what has to come before it is not done yet");
}

Result<void> closeStep(store::Store& store, Id stepId, const QString& note, const QDateTime& now)
{
    auto found = readStep(store, stepId);
    if (!found)
        return fail(found.error());
    const auto& [run, step] = *found;
    if (const QString why = whyNotByHand(run, step.step); !why.isEmpty())
        return fail(ErrorCode::Refused, step.step.title, why);
    Transition done;
    done.result = note;
    done.writesChanges = true;
    if (step.step.kind == Step::Kind::Vendor)
        done.evidence = saidByHand(step.step);
    auto written = writeTransition(store, run, step, done, now);
    if (!written && isClash(written.error().code)) {
        // Somebody says it is done, and that stands; the records have gone their own way since and are left so.
        const QString said = note.isEmpty() ? QStringLiteral("Done by hand") : note;
        done.result = QStringLiteral("%1; the records here were left as they are: %2 has changed since").arg(said, written.error().subject);
        done.writesChanges = false;
        written = writeTransition(store, run, step, done, now);
    }
    return written ? endIfClosed(store, run.record.id, now) : written;
}

Result<void> reopenStep(store::Store& store, Id stepId, const QDateTime& now)
{
    auto found = readStep(store, stepId);
    if (!found)
        return fail(found.error());
    const auto& [run, step] = *found;
    if (!model::needsSomebody(step.step.state))
        return fail(ErrorCode::Refused, step.step.title, QStringLiteral("only a step that needs somebody is tried again"));
    Transition again;
    // What has been sent once is looked up first, whatever became of it.
    const bool wasSent = step.step.kind == Step::Kind::Vendor && step.step.attempts.value_or(0) > 0;
    again.state = wasSent ? Step::State::Calling : Step::State::Planned;
    // Work that the vendor took on is asked about again, with time anew.
    if (wasSent && step.step.followUntil.isValid())
        again.state = Step::State::Waiting;
    return writeTransition(store, run, step, again, now);
}

Result<void> setPaused(store::Store& store, Id runId, Run::State wanted, const QDateTime& now)
{
    auto run = readRun(store, runId);
    if (!run)
        return fail(run.error());
    const Run::State state = run->run.state;
    if (state == Run::State::Done || state == Run::State::Cancelled)
        return fail(ErrorCode::Refused, run->run.number, QStringLiteral("it is over"));
    return writeRunState(store, *run, wanted, now);
}

} // namespace

Runner::Runner(store::Desk desk, Hands& hands, const base::Clock& clock, QObject* parent)
    : QObject(parent)
    , m_desk(desk)
    , m_hands(hands)
    , m_clock(clock)
{}

QFuture<Result<Id>> Runner::start(model::Plan plan, QString actor)
{
    return m_desk.ask([plan = std::move(plan), actor = std::move(actor), now = m_clock.now()](store::Store& store) {
        return writePlan(store, plan, actor, now);
    });
}

QFuture<Result<RunReport>> Runner::carryOn(Id run, base::Cancel cancel)
{
    if (m_busy.contains(run))
        return QtFuture::makeReadyFuture(Result<RunReport>(fail(ErrorCode::Refused, QStringLiteral("run"), underWay)));
    m_busy.insert(run);
    return (new Pass(*this, run, std::move(cancel)))->begin();
}

QFuture<Result<void>> Runner::closeByHand(Id step, QString note)
{
    return m_desk.ask([step, note = std::move(note), now = m_clock.now()](store::Store& store) { return closeStep(store, step, note, now); });
}

QFuture<Result<void>> Runner::tryAgain(Id step)
{
    return m_desk.ask([step, now = m_clock.now()](store::Store& store) { return reopenStep(store, step, now); });
}

bool isUnderWay(const base::Error& error)
{
    return error.code == ErrorCode::Refused && error.detail == underWay;
}

QFuture<Result<void>> Runner::pause(Id run)
{
    return m_desk.ask([run, now = m_clock.now()](store::Store& store) { return setPaused(store, run, Run::State::Paused, now); });
}

QFuture<Result<RunReport>> Runner::resume(Id run, base::Cancel cancel)
{
    auto promise = base::promiseOf<RunReport>();
    auto woken = m_desk.ask([run, now = m_clock.now()](store::Store& store) -> Result<void> {
        const auto journal = readRun(store, run);
        if (!journal)
            return fail(journal.error());
        return journal->run.state == Run::State::Paused ? setPaused(store, run, Run::State::Running, now) : Result<void>();
    });
    base::whenDone(woken, this, [this, run, cancel, promise](Result<void> awake) {
        if (awake)
            return base::passOn(carryOn(run, cancel), promise, this);
        base::finish(*promise, Result<RunReport>(fail(awake.error())));
    });
    return promise->future();
}

void Runner::keepCarryingOn()
{
    if (m_rounds)
        return;
    m_rounds = new DueRounds(*this);
    m_rounds->start();
}

void Runner::wake()
{
    if (m_rounds)
        m_rounds->wake();
}

Result<std::vector<Id>> unfinishedRuns(store::Store& store)
{
    std::vector<Id> runs;
    for (const QStringView filter : {u"state in (running, needs-attention) and occasion = leave", u"state in (running, needs-attention) and occasion != leave"}) {
        model::Query query;
        query.entity = Entity::Run;
        query.filter = *model::Filter::fromText(filter);
        query.sort = QStringLiteral("number");
        const auto found = store.ids(query);
        if (!found)
            return found;
        runs.insert(runs.end(), found->begin(), found->end());
    }
    return runs;
}

} // namespace qm::run
