#include "core/run/pass.h"

#include "core/base/log.h"
#include "core/base/when_done.h"
#include "core/model/step_state.h"

namespace qm::run {
namespace {

using base::Result;
using base::whenDone;
using model::isClosed;
using model::needsSomebody;
using model::Run;
using model::Step;

constexpr int maxTries = 8;
constexpr int longestPause = 900; ///< seconds between two questions of our own accord
constexpr int longestStated = 24 * 3600; ///< seconds that a vendor may put us off, in one word and in all
constexpr int longestWork = 24 * 3600; ///< seconds a vendor may take when its descriptor says nothing

bool isDue(const Step& step, const QDateTime& now)
{
    return (!step.due.isValid() || step.due <= now) && (!step.nextTry.isValid() || step.nextTry <= now);
}

/// Waiting for a person's word: nothing the program can do.
bool isWithPerson(const Step& step)
{
    return step.kind == Step::Kind::Human && step.state == Step::State::Waiting;
}

/// 2, 4, 8 ... seconds, at most 15 minutes; never sooner than the vendor asked for, within a day.
int pauseBefore(qint64 nextTry, int vendorSeconds)
{
    const int doubled = std::min(1 << std::clamp<qint64>(nextTry, 1, 10), longestPause);
    return std::max(doubled, std::min(vendorSeconds, longestStated));
}

/// The vendor said when to come back: that try was none. Within a day; after that it is one more try that failed.
bool isPutOff(const Step& step, const HandOutcome& outcome, const QDateTime& now)
{
    return outcome.state == HandOutcome::State::Later && outcome.retryAfterSeconds > 0 && step.started.secsTo(now) < longestStated;
}

Transition transitionFor(const HandOutcome& outcome)
{
    Transition transition;
    transition.result = outcome.answer;
    transition.evidence = evidenceOf(outcome);
    switch (outcome.state) {
    case HandOutcome::State::Done:
        transition.state = Step::State::Done;
        break;
    case HandOutcome::State::AlreadySo:
        transition.state = Step::State::AlreadySo;
        break;
    case HandOutcome::State::Failed:
        transition.state = Step::State::Failed;
        break;
    case HandOutcome::State::Queued:
        transition.state = Step::State::Waiting;
        break;
    case HandOutcome::State::Later:
        transition.state = Step::State::Planned;
        break;
    case HandOutcome::State::Unknown:
        transition.state = Step::State::Calling; // stays so: the next pass looks it up first
        break;
    }
    transition.writesChanges = model::isDone(transition.state);
    return transition;
}

/// A call that still names what no step gave.
bool isComplete(const HandCall& call)
{
    return std::none_of(call.input.begin(), call.input.end(), [](const QString& value) { return value.contains(u"{step."); });
}

/// Taken on by the vendor, not finished.
bool isAtVendor(const Step& step)
{
    return step.kind == Step::Kind::Vendor && step.state == Step::State::Waiting;
}

bool wasSent(const Step& step)
{
    return step.state == Step::State::Calling || step.state == Step::State::Verifying;
}

/// The vendor has it in hand: asked again now and then until it has had its time. What can't be asked just now stays.
Transition queuedFor(const Step& step, const HandOutcome& outcome, const QDateTime& now)
{
    Transition transition = transitionFor(outcome);
    transition.state = Step::State::Waiting;
    const int most = outcome.givesUpSeconds > 0 ? outcome.givesUpSeconds : longestWork;
    transition.followUntil = step.followUntil.isValid() ? step.followUntil : now.addSecs(most);
    transition.nextTry = now.addSecs(std::clamp(outcome.retryAfterSeconds, 1, longestPause));
    if (now >= transition.followUntil) {
        transition.state = Step::State::Unknown;
        transition.nextTry = {};
    }
    return transition;
}

/// What becomes of a step, seen from the state it was in when the vendor was asked.
Transition transitionFor(const Step& step, const HandOutcome& outcome, const QDateTime& now)
{
    const bool isOpen = outcome.state == HandOutcome::State::Later || outcome.state == HandOutcome::State::Unknown;
    if (outcome.state == HandOutcome::State::Queued || (isAtVendor(step) && isOpen))
        return queuedFor(step, outcome, now);
    Transition transition = transitionFor(outcome);
    if (outcome.state != HandOutcome::State::Later && outcome.state != HandOutcome::State::Unknown)
        return transition;
    // A look-up that did not come through is no leave to send: the step stays as it was.
    if (wasSent(step))
        transition.state = Step::State::Calling;
    if (isPutOff(step, outcome, now)) {
        transition.tries = wasSent(step) ? 0 : -1; // a call has counted with its intent
        transition.nextTry = now.addSecs(pauseBefore(1, outcome.retryAfterSeconds));
        return transition;
    }
    transition.tries = wasSent(step) ? 1 : 0;
    const qint64 tries = step.attempts.value_or(0) + 1;
    if (tries >= maxTries)
        transition.state = transition.state == Step::State::Calling ? Step::State::Unknown : Step::State::NeedsAttention;
    else
        transition.nextTry = now.addSecs(pauseBefore(tries, outcome.retryAfterSeconds));
    return transition;
}

} // namespace

bool isReady(const JournalRun& run, const Step& step)
{
    for (const QString& position : step.dependsOn.split(u',', Qt::SkipEmptyParts)) {
        const JournalStep* on = run.at(position.toInt());
        if (on && !isClosed(on->step.state))
            return false;
    }
    return true;
}

const JournalStep* nextStep(const JournalRun& run, const QDateTime& now)
{
    for (const JournalStep& each : run.steps) {
        const bool open = !isClosed(each.step.state) && !needsSomebody(each.step.state) && !isWithPerson(each.step);
        if (open && isReady(run, each.step) && isDue(each.step, now))
            return &each;
    }
    return nullptr;
}

RunReport reportOf(const JournalRun& run, const QDateTime& now)
{
    RunReport report{run.record.id, run.run.number, run.run.state, 0, 0, 0, {}};
    for (const JournalStep& each : run.steps) {
        if (isClosed(each.step.state))
            ++report.closed;
        else if (needsSomebody(each.step.state))
            ++report.attention;
        else
            ++report.waiting;
        const QDateTime at = std::max(each.step.due.isValid() ? each.step.due : now, each.step.nextTry.isValid() ? each.step.nextTry : now);
        const bool byItself = !isClosed(each.step.state) && !needsSomebody(each.step.state) && !isWithPerson(each.step) && isReady(run, each.step);
        if (byItself && at > now && (!report.nextDue.isValid() || at < report.nextDue))
            report.nextDue = at;
    }
    return report;
}

Pass::Pass(Runner& runner, base::Id run, base::Cancel cancel)
    : QObject(&runner)
    , m_runner(runner)
    , m_runId(run)
    , m_cancel(std::move(cancel))
{}

QFuture<Result<RunReport>> Pass::begin()
{
    m_promise.start();
    readOn();
    return m_promise.future();
}

void Pass::readOn()
{
    whenDone(m_runner.m_desk.ask([id = m_runId](store::Store& store) { return readRun(store, id); }), this, [this](Result<JournalRun> run) {
        if (!run)
            finish(base::fail(run.error()));
        else
            decide(std::move(*run));
    });
}

void Pass::decide(JournalRun run)
{
    m_run = std::move(run);
    const bool stopped = m_cancel.requested() || m_run.run.state == Run::State::Paused || m_run.run.state == Run::State::Cancelled;
    const JournalStep* next = stopped ? nullptr : nextStep(m_run, m_runner.m_clock.now());
    if (next)
        perform(JournalStep(*next));
    else
        close(m_run);
}

void Pass::perform(const JournalStep& step)
{
    switch (step.step.kind) {
    case Step::Kind::Local:
        performLocal(step);
        return;
    case Step::Kind::Human:
        askPerson(step);
        return;
    case Step::Kind::Vendor:
        break;
    }
    HandCall call = callOf(step);
    if (!isComplete(call))
        failLocal(step, {base::ErrorCode::Required, QStringLiteral("what an earlier step should have given"), {}});
    else if (isAtVendor(step.step))
        followVendor(step, std::move(call));
    else if (wasSent(step.step))
        settleVendor(step, std::move(call));
    else
        callVendor(step, std::move(call));
}

HandCall Pass::callOf(const JournalStep& step) const
{
    HandCall call{step.step.source, step.step.action, inputOf(m_run, step.step), step.record.id};
    call.input.insert(QStringLiteral("step.key"), QStringLiteral("%1-%2").arg(m_run.run.planHash.left(40)).arg(step.step.position.value_or(0)));
    return call;
}

void Pass::performLocal(const JournalStep& step)
{
    Transition done;
    done.writesChanges = true;
    move(step, done);
}

void Pass::failLocal(const JournalStep& step, const base::Error& error, const QString& evidence)
{
    qCWarning(base::logRun) << step.step.name << base::codeName(error.code) << error.subject << error.detail;
    Transition failed;
    failed.state = Step::State::NeedsAttention;
    failed.result = base::codeName(error.code) + QStringLiteral(": ") + error.subject;
    failed.evidence = evidence;
    move(step, failed);
}

void Pass::askPerson(const JournalStep& step)
{
    Transition waiting;
    waiting.state = Step::State::Waiting;
    move(step, waiting);
}

void Pass::callVendor(const JournalStep& step, HandCall call)
{
    Transition intent;
    intent.state = Step::State::Calling;
    intent.tries = 1;
    const QDateTime now = m_runner.m_clock.now();
    auto written = m_runner.m_desk.ask([run = m_run, step, intent, now](store::Store& store) { return writeTransition(store, run, step, intent, now); });
    whenDone(written, this, [this, step, call = std::move(call)](Result<void> kept) {
        if (!kept) {
            finish(base::fail(kept.error()));
            return;
        }
        whenDone(m_runner.m_hands.act(call), this, [this, step](HandOutcome outcome) { ended(step, outcome); });
    });
}

void Pass::settleVendor(const JournalStep& step, HandCall call)
{
    whenDone(m_runner.m_hands.settle(std::move(call)), this, [this, step](HandOutcome outcome) { ended(step, outcome); });
}

void Pass::followVendor(const JournalStep& step, HandCall call)
{
    whenDone(m_runner.m_hands.follow(std::move(call), yieldsOf(step.step)), this, [this, step](HandOutcome outcome) {
        QHash<QString, QString> yields = yieldsOf(step.step); // what it gave first holds, too
        yields.insert(outcome.yields);
        outcome.yields = std::move(yields);
        ended(step, outcome);
    });
}

void Pass::ended(const JournalStep& step, const HandOutcome& outcome)
{
    const Transition transition = transitionFor(step.step, outcome, m_runner.m_clock.now());
    // The record moved on when the intent was written; the transition must be written over that one.
    whenDone(m_runner.m_desk.ask([id = m_runId](store::Store& store) { return readRun(store, id); }), this, [this, position = step.step.position, transition](Result<JournalRun> run) {
        const JournalStep* current = run ? run->at(static_cast<int>(position.value_or(0))) : nullptr;
        if (!current) {
            finish(run ? base::fail(base::ErrorCode::NotFound, QStringLiteral("step")) : base::fail(run.error()));
            return;
        }
        m_run = *run;
        // Cancelled meanwhile: what was done is written all the same, what was not is not begun again.
        if (current->step.state == Step::State::Cancelled && !model::isDone(transition.state))
            close(m_run);
        else
            move(*current, transition);
    });
}

void Pass::move(const JournalStep& step, Transition transition)
{
    const QDateTime now = m_runner.m_clock.now();
    auto written = m_runner.m_desk.ask([run = m_run, step, transition, now](store::Store& store) { return writeTransition(store, run, step, transition, now); });
    whenDone(written, this, [this, step, transition](Result<void> kept) {
        if (!kept && transition.writesChanges) {
            failLocal(step, kept.error(), transition.evidence);
            return;
        }
        if (!kept) {
            finish(base::fail(kept.error()));
            return;
        }
        readOn();
    });
}

void Pass::close(const JournalRun& run)
{
    const QDateTime now = m_runner.m_clock.now();
    RunReport report = reportOf(run, now);
    const bool stays = run.run.state == Run::State::Paused || run.run.state == Run::State::Cancelled;
    if (!stays)
        report.state = report.attention > 0 ? Run::State::NeedsAttention : report.waiting > 0 ? Run::State::Running : Run::State::Done;
    auto written = m_runner.m_desk.ask([run, state = report.state, now](store::Store& store) { return writeRunState(store, run, state, now); });
    whenDone(written, this, [this, report](Result<void> kept) { finish(kept ? Result<RunReport>(report) : base::fail(kept.error())); });
}

void Pass::finish(Result<RunReport> result)
{
    m_runner.m_busy.remove(m_runId);
    base::finish(m_promise, std::move(result));
    deleteLater();
}

} // namespace qm::run
