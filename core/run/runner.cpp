#include "core/run/runner.h"

#include "core/model/step_state.h"
#include "core/run/pass.h"

namespace qm::run {
namespace {

using base::ErrorCode;
using base::fail;
using base::Id;
using base::Result;
using model::Entity;
using model::Step;

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

Result<void> closeStep(store::Store& store, Id stepId, const QString& note, const QDateTime& now)
{
    auto found = readStep(store, stepId);
    if (!found)
        return fail(found.error());
    const auto& [run, step] = *found;
    const bool open = !model::isClosed(step.step.state);
    const bool theirs = step.step.kind == Step::Kind::Human || model::needsSomebody(step.step.state);
    if (!open || !theirs || !isReady(run, step.step))
        return fail(ErrorCode::Refused, step.step.title);
    Transition done;
    done.result = note;
    done.writesChanges = true;
    return writeTransition(store, run, step, done, now);
}

Result<void> reopenStep(store::Store& store, Id stepId, const QDateTime& now)
{
    auto found = readStep(store, stepId);
    if (!found)
        return fail(found.error());
    const auto& [run, step] = *found;
    if (!model::needsSomebody(step.step.state))
        return fail(ErrorCode::Refused, step.step.title);
    Transition again;
    // What has been sent once is looked up first, whatever became of it.
    const bool wasSent = step.step.kind == Step::Kind::Vendor && step.step.attempts.value_or(0) > 0;
    again.state = wasSent ? Step::State::Calling : Step::State::Planned;
    // Work that the vendor took on is asked about again, with time anew.
    if (wasSent && step.step.followUntil.isValid())
        again.state = Step::State::Waiting;
    return writeTransition(store, run, step, again, now);
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
        return QtFuture::makeReadyFuture(Result<RunReport>(fail(ErrorCode::Refused, QStringLiteral("run"), QStringLiteral("already under way"))));
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

Result<std::vector<Id>> unfinishedRuns(store::Store& store)
{
    model::Query query;
    query.entity = Entity::Run;
    query.filter = *model::Filter::fromText(u"state in (running, needs-attention)");
    query.sort = QStringLiteral("number");
    return store.ids(query);
}

} // namespace qm::run
