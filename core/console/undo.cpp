#include "core/console/console.h"

#include "core/console/vendor_gate.h"
#include "core/workflow/completeness.h"
#include "core/workflow/undo_plan.h"

namespace qm::console {
namespace {

using base::ErrorCode;
using base::fail;
using base::Id;
using base::Result;
using model::CauseKind;
using model::ChangeSet;
using model::Entity;

/// How far back a motion is looked for.
constexpr int lookedThrough = 200;

/// What was read comes by itself: it is taken back by its own name only.
bool isOwn(const model::Cause& cause)
{
    return cause.kind == CauseKind::Run || (isUndoable(cause) && cause.kind != CauseKind::Sync);
}

/// The last thing that somebody did here and that still stands.
Result<Id> newestOwn(store::Store& store)
{
    const auto recent = store.recent({}, lookedThrough);
    if (!recent)
        return fail(recent.error());
    for (const store::Activity& activity : *recent) {
        if (!activity.set.undone && isOwn(activity.set.cause))
            return activity.set.id;
    }
    return fail(ErrorCode::NothingToUndo);
}

/// A motion: its change sets and, where a sync made them, the source that has to be read from the start again, because
/// what is here is no longer what its last reading left.
struct Motion
{
    std::vector<Id> sets;
    Id source;
};

/// The change sets of one motion: a sync writes one for each stream and one for its source, effective at its start.
Result<Motion> motionOf(store::Store& store, const ChangeSet& set)
{
    if (set.cause.kind != CauseKind::Sync)
        return Motion{{set.id}, {}};
    const auto around = store.recent(Id{set.id.value + lookedThrough / 2}, lookedThrough);
    if (!around)
        return fail(around.error());
    Motion motion{{}, set.cause.reference};
    for (const store::Activity& each : *around) {
        const bool isSame = each.set.cause.kind == CauseKind::Sync && each.set.cause.reference == set.cause.reference && each.set.effectiveAt == set.effectiveAt;
        if (isSame && !each.set.undone)
            motion.sets.push_back(each.set.id);
    }
    return motion;
}

/// All of a motion goes back or nothing of it.
Result<ChangeSet> takeBack(store::Store& store, const Motion& motion, const QString& actor)
{
    auto drafts = store.undoDrafts(motion.sets);
    if (!drafts)
        return fail(drafts.error());
    for (model::Draft& draft : *drafts)
        draft.actor = actor;
    auto written = store.submitAll(*drafts, motion.source);
    if (!written)
        return fail(written.error());
    ChangeSet all;
    for (ChangeSet& each : *written) {
        each.changes = all.changes + each.changes;
        all = std::move(each);
    }
    return all;
}

Result<ChangeSet> undoMotion(store::Store& store, Id named, const QString& actor)
{
    const auto wanted = named.isValid() ? Result<Id>(named) : newestOwn(store);
    if (!wanted)
        return fail(wanted.error());
    const auto set = store.changeSet(*wanted);
    if (!set)
        return fail(set.error());
    if (set->cause.kind == CauseKind::Run)
        return fail(ErrorCode::UndoByPlan, set->cause.text);
    if (!isUndoable(set->cause))
        return fail(ErrorCode::Refused, QStringLiteral("undo of change %1").arg(wanted->value), QStringLiteral("it is not a change that somebody made"));
    auto motion = motionOf(store, *set);
    if (!motion)
        return fail(motion.error());
    if (motion->sets.empty())
        motion->sets.push_back(*wanted);
    return takeBack(store, *motion, actor);
}

/// What a step wrote beside its own record, from the audit log.
Result<QList<model::Change>> writtenBy(store::Store& store, const run::JournalStep& step)
{
    const auto history = store.history(Entity::Step, step.record.id);
    if (!history)
        return fail(history.error());
    const int state = model::describe(Entity::Step).indexOf(u"state");
    QList<model::Change> written;
    for (const ChangeSet& each : *history) {
        const auto closes = [&](const model::FieldValue& value) { return value.field == state && value.value == step.record.at(state); };
        if (!std::any_of(each.changes.front().after.begin(), each.changes.front().after.end(), closes))
            continue;
        const auto whole = store.changeSet(each.id);
        if (!whole)
            return fail(whole.error());
        for (const model::Change& change : whole->changes) {
            if (change.id != step.record.id)
                written.append(change);
        }
        break;
    }
    return written;
}

Result<workflow::WrittenStep> writtenStep(store::Store& store, const run::JournalRun& run, const run::JournalStep& step)
{
    auto changes = writtenBy(store, step);
    if (!changes)
        return fail(changes.error());
    workflow::WrittenStep written{step.record, step.step, std::move(*changes), run::inputOf(run, step.step)};
    written.known.insert(run::yieldsOf(step.step));
    return written;
}

/// The records that the run wrote as they are now, with those who refer to what it made.
struct Gathered
{
    model::Snapshot now;
    workflow::RunToUndo run;
    workflow::ReverseActions reverses;
};

Result<void> gatherRecords(store::Store& store, Gathered& gathered)
{
    QHash<int, std::vector<Id>> wanted;
    for (const workflow::WrittenStep& step : gathered.run.steps) {
        if (step.step.source.isValid())
            wanted[static_cast<int>(Entity::Source)].push_back(step.step.source);
        for (const model::Change& change : step.changes) {
            wanted[static_cast<int>(change.entity)].push_back(change.id);
            if (change.op != model::ChangeOp::Create)
                continue;
            auto referrers = store.referrers(change.entity, change.id);
            if (!referrers)
                return fail(referrers.error());
            gathered.run.referrers.insert(change.id, std::move(*referrers));
        }
    }
    for (auto it = wanted.begin(); it != wanted.end(); ++it) {
        auto records = store.recordsById(static_cast<Entity>(it.key()), *it);
        if (!records)
            return fail(records.error());
        gathered.now.add(static_cast<Entity>(it.key()), std::move(*records));
    }
    return {};
}

/// Taking a leaving back ends what was planned for it since.
Result<void> gatherFurther(store::Store& store, const run::JournalRun& undone, Gathered& gathered)
{
    model::Query leavings;
    leavings.entity = Entity::Run;
    leavings.filter = *model::Filter::fromText(u"state in (running, paused, needs-attention) and occasion = leave");
    const auto open = store.ids(leavings);
    if (!open)
        return fail(open.error());
    for (const Id id : *open) {
        if (id <= undone.record.id)
            continue;
        const auto run = run::readRun(store, id);
        if (!run)
            return fail(run.error());
        if (!workflow::isSameLeaving(run->run, undone.run))
            continue;
        workflow::RunWithSteps further{run->record, {}};
        for (const run::JournalStep& step : run->steps)
            further.steps.push_back(step.record);
        gathered.run.further.push_back(std::move(further));
    }
    return {};
}

Result<Gathered> gather(store::Store& store, Id runId, const VendorGate& gate, QDate today)
{
    const auto run = run::readRun(store, runId);
    if (!run)
        return fail(run.error());
    Gathered gathered{model::Snapshot(today), {run->record, {}}, {}};
    if (auto read = gatherFurther(store, *run, gathered); !read)
        return fail(read.error());
    for (const run::JournalStep& step : run->steps) {
        auto written = writtenStep(store, *run, step);
        if (!written)
            return fail(written.error());
        gathered.run.steps.push_back(std::move(*written));
    }
    if (auto read = gatherRecords(store, gathered); !read)
        return fail(read.error());
    for (const model::Record& source : gathered.now.all(Entity::Source)) {
        if (source.value(u"writes") != model::Value(true))
            continue; // it may only be read
        gathered.reverses.insert(source.id, gate.reversesOf(source.text(u"descriptor")));
    }
    return gathered;
}

} // namespace

bool isUndoable(const model::Cause& cause)
{
    return cause.kind == CauseKind::Person || cause.kind == CauseKind::Import || cause.kind == CauseKind::Sync;
}

Answer<ChangeSet> Console::undo(Id changeSet)
{
    return m_services.desk.ask([changeSet, actor = m_actor](store::Store& store) { return undoMotion(store, changeSet, actor); });
}

Answer<model::Plan> Console::planUndo(Id run) const
{
    return m_services.reads.ask([run, gate = m_services.vendors, today = clock().today()](store::Store& store) -> Result<model::Plan> {
        const auto gathered = gather(store, run, *gate, today);
        if (!gathered)
            return fail(gathered.error());
        return workflow::planUndo(gathered->now, gathered->run, gathered->reverses);
    });
}

} // namespace qm::console
