#include "core/workflow/undo_plan.h"

#include "core/model/identity.h"
#include "core/model/rewind.h"
#include "core/model/step_state.h"
#include "core/workflow/actions.h"
#include "core/workflow/plan_builder.h"
#include "core/workflow/stop_run.h"

#include <QSet>

namespace qm::workflow {
namespace {

using base::Id;
using model::Change;
using model::ChangeOp;
using model::PlanLine;
using model::Record;
using model::Sign;
using model::Step;

/// What of a step's changes goes back, and why the rest stays.
struct Taken
{
    QList<Change> changes;
    QStringList stays;
};

Sign oppositeOf(const QString& sign)
{
    switch (model::signFromText(sign).value_or(Sign::Unknown)) {
    case Sign::Add: return Sign::Remove;
    case Sign::Remove: return Sign::Add;
    case Sign::Change: return Sign::Change;
    case Sign::Irreversible:
    case Sign::Unknown: break;
    }
    return Sign::Unknown;
}

bool mentions(const Change& change, const QSet<Id>& ids)
{
    const auto names = [&ids](const model::FieldValue& each) {
        const auto* id = std::get_if<Id>(&each.value);
        return id && ids.contains(*id);
    };
    return ids.contains(change.id) || std::any_of(change.after.begin(), change.after.end(), names);
}

/// Takes one run back, step by step from its end.
class Undoing
{
public:
    Undoing(const model::Snapshot& now, const RunToUndo& run, const ReverseActions& reverses)
        : m_now(now)
        , m_run(run)
        , m_reverses(reverses)
    {}

    model::Plan plan()
    {
        decideWhatGoes();
        model::Plan plan = head();
        stopWhatIsOpen(plan);
        model::Rewind rewind(m_now.lookup());
        for (auto step = m_run.steps.rbegin(); step != m_run.steps.rend(); ++step) {
            if (const auto line = lineFor(*step, rewind))
                add(plan, *step, *line);
        }
        linkLines(plan);
        return plan;
    }

private:
    model::Plan head() const
    {
        const auto run = model::as<model::Run>(m_run.run);
        model::Plan plan;
        plan.title = QStringLiteral("Undo %1, %2").arg(run.number, run.title);
        plan.person = m_goes.contains(run.person) ? Id{} : run.person;
        plan.timeZone = run.timeZone;
        plan.basis.append({m_run.run.entity, m_run.run.id, m_run.run.revision});
        return plan;
    }

    void stopWhatIsOpen(model::Plan& plan) const
    {
        std::vector<Record> records;
        for (const WrittenStep& each : m_run.steps)
            records.push_back(each.record);
        if (isOpen(model::as<model::Run>(m_run.run)))
            stop(plan, {m_run.run, records});
        for (const RunWithSteps& each : m_run.further)
            stop(plan, each);
    }

    static void stop(model::Plan& plan, const RunWithSteps& going)
    {
        PlanLine line = stopLine(going.run, going.steps, QStringLiteral("the run is taken back"));
        line.position = static_cast<int>(plan.lines.size()) + 1;
        plan.lines.append(line);
        for (const model::Basis& each : basisOfStop(going.run, going.steps)) {
            if (!plan.basis.contains(each))
                plan.basis.append(each);
        }
    }

    /// The records that will be gone. One that others refer to by now has to stay, and then so may what it names.
    void decideWhatGoes()
    {
        for (qsizetype before = -1; before != m_stays.size();) {
            before = m_stays.size();
            m_goes.clear();
            model::Rewind rewind(m_now.lookup());
            QSet<Id> touched;
            for (auto step = m_run.steps.rbegin(); step != m_run.steps.rend(); ++step) {
                for (const Change& change : takeBack(*step, rewind).changes) {
                    touched.insert(change.id);
                    if (change.op == ChangeOp::Remove)
                        m_goes.insert(change.id);
                }
            }
            for (const Id id : std::as_const(m_goes))
                holdIfUsed(id, touched);
        }
    }

    void holdIfUsed(Id id, const QSet<Id>& touched)
    {
        const auto referrers = m_run.referrers.value(id);
        if (std::any_of(referrers.begin(), referrers.end(), [&touched](Id other) { return !touched.contains(other); }))
            m_stays.insert(id, QStringLiteral("it is used by other records by now"));
    }

    const ReverseAction* reverseOf(const Step& step) const
    {
        const auto connection = m_reverses.constFind(step.source);
        if (connection == m_reverses.constEnd() || step.kind != Step::Kind::Vendor || step.state != Step::State::Done)
            return nullptr;
        const auto reverse = connection->constFind(step.action);
        return reverse == connection->constEnd() ? nullptr : &*reverse;
    }

    Taken takeBack(const WrittenStep& written, model::Rewind& rewind)
    {
        Taken taken;
        if (!model::isDone(written.step.state))
            return taken;
        for (auto change = written.changes.crbegin(); change != written.changes.crend(); ++change) {
            if (staysAtVendor(written.step, *change))
                keep(written.step, *change, {rewind, taken});
            else if (!written.step.irreversible.value_or(false) || change->op != ChangeOp::Update) // what was bought for good stays bought
                goBack(*change, {rewind, taken});
        }
        return taken;
    }

    struct Work
    {
        model::Rewind& rewind;
        Taken& taken;
    };

    QString titleOf(const Change& change) const
    {
        const Record* record = m_now.record(change.entity, change.id);
        return record ? model::titleOf(*record) : model::describe(change.entity).key;
    }

    void goBack(const Change& change, Work work)
    {
        if (change.op == ChangeOp::Create && m_stays.contains(change.id)) {
            work.taken.stays.append(QStringLiteral("%1 stays: %2").arg(titleOf(change), m_stays.value(change.id)));
            return;
        }
        auto back = work.rewind.backOf(change);
        if (back) {
            work.taken.changes.append(std::move(*back));
            return;
        }
        const QString why = QStringLiteral("it was changed since");
        work.taken.stays.append(QStringLiteral("%1 stays: %2").arg(titleOf(change), why));
        if (change.op == ChangeOp::Create)
            m_stays.insert(change.id, why);
    }

    /// The vendor still has what the step made, so its record stays too: as the reverse action leaves it, and without
    /// naming what goes.
    bool staysAtVendor(const Step& step, const Change& change) const
    {
        if (step.kind != Step::Kind::Vendor)
            return false;
        const ReverseAction* reverse = reverseOf(step);
        if (!reverse)
            return true;
        const QString state = accountStateAfter(reverse->action);
        return change.op == ChangeOp::Create && change.entity == model::Entity::Account && state != u"closed";
    }

    void keep(const Step& step, const Change& change, Work work)
    {
        const Record* record = m_now.record(change.entity, change.id);
        if (!record || change.op != ChangeOp::Create)
            return;
        Record after = *record;
        const auto& fields = model::describe(change.entity).fields;
        for (std::size_t i = 0; i < fields.size(); ++i) {
            const auto* id = std::get_if<Id>(&record->at(static_cast<int>(i)));
            if (id && createdByRun(*id) && !m_stays.contains(*id) && !fields[i].has(model::Required))
                after.values[static_cast<int>(i)] = model::Value();
        }
        const ReverseAction* reverse = reverseOf(step);
        if (reverse && !accountStateAfter(reverse->action).isEmpty())
            after.set(u"state", accountStateAfter(reverse->action));
        if (auto update = model::updateOf(*record, after))
            work.taken.changes.append(work.rewind.seen(std::move(*update)));
    }

    /// Created by a step that is swapped back as a whole, so that its record goes.
    bool createdByRun(Id id) const
    {
        for (const WrittenStep& each : m_run.steps) {
            if (each.step.kind == Step::Kind::Vendor)
                continue;
            for (const Change& change : each.changes) {
                if (change.op == ChangeOp::Create && change.id == id)
                    return true;
            }
        }
        return false;
    }

    std::optional<PlanLine> lineFor(const WrittenStep& written, model::Rewind& rewind)
    {
        const Step& step = written.step;
        if (isOutcomeOpen(step))
            return outcomeLine(step);
        if (!model::isDone(step.state))
            return std::nullopt;
        const Taken taken = takeBack(written, rewind);
        PlanLine line = step.kind == Step::Kind::Vendor ? atVendor(written) : here(step, taken);
        line.changes = taken.changes;
        if (!taken.stays.isEmpty())
            line.warning = (line.warning.isEmpty() ? QString() : line.warning + QStringLiteral("; ")) + taken.stays.join(QStringLiteral("; "));
        return line.ticked || taken.changes.isEmpty() ? line : hereOnly(line);
    }

    static PlanLine lineOf(const Step& step)
    {
        PlanLine line;
        line.kind = step.kind;
        line.sign = oppositeOf(step.sign);
        line.title = QStringLiteral("Take back: %1").arg(step.title);
        line.detail = step.detail;
        line.target = step.target;
        line.owner = step.owner;
        line.monthlyCost = step.monthlyCost;
        if (line.monthlyCost)
            line.monthlyCost->minor = -line.monthlyCost->minor;
        line.baselineMinutes = static_cast<int>(step.baselineMinutes.value_or(0));
        return line;
    }

    static PlanLine byHand(const Step& step, const QString& title)
    {
        PlanLine line = lineOf(step);
        line.kind = Step::Kind::Human;
        line.sign = Sign::Unknown;
        line.title = title.arg(step.title);
        return line;
    }

    /// What the vendor keeps is still set right in this workspace.
    static PlanLine hereOnly(PlanLine line)
    {
        line.kind = Step::Kind::Local;
        line.sign = Sign::Change;
        line.ticked = true;
        return line;
    }

    /// Listed for the reader; ticked it becomes a task.
    static PlanLine notPossible(const Step& step, const QString& why)
    {
        PlanLine line = byHand(step, QStringLiteral("Can't be taken back: %1"));
        line.warning = why;
        line.ticked = false;
        line.monthlyCost.reset();
        return line;
    }

    static PlanLine here(const Step& step, const Taken& taken)
    {
        if (step.kind == Step::Kind::Human)
            return byHand(step, QStringLiteral("Undo by hand: %1"));
        if (taken.changes.isEmpty())
            return notPossible(step, step.irreversible.value_or(false) ? step.warning : QString());
        PlanLine line = lineOf(step);
        if (step.irreversible.value_or(false)) {
            line.sign = Sign::Change;
            line.warning = step.warning;
            line.monthlyCost.reset(); // it goes on being paid
        }
        return line;
    }

    PlanLine atVendor(const WrittenStep& written) const
    {
        const Step& step = written.step;
        if (step.state == Step::State::AlreadySo)
            return notPossible(step, QStringLiteral("It was so before the run, so it is left as it is"));
        const ReverseAction* reverse = reverseOf(step);
        if (!reverse)
            return notPossible(step, QStringLiteral("%1 has no way back for it").arg(step.target));
        PlanLine line = lineOf(step);
        line.source = step.source;
        line.action = reverse->action;
        if (reverse->destroys) {
            line.sign = Sign::Irreversible;
            line.warning = QStringLiteral("What is kept there goes with it and does not come back");
            line.ticked = false; // somebody has to mean it
        }
        for (const QString& key : reverse->input) {
            if (written.known.value(key).isEmpty() || written.known.value(key).contains(u'{'))
                return byHand(step, QStringLiteral("Undo by hand: %1"));
            line.input.insert(key, written.known.value(key));
        }
        return line;
    }

    void add(model::Plan& plan, const WrittenStep& written, PlanLine line)
    {
        line.position = static_cast<int>(plan.lines.size()) + 1;
        m_lines.insert(static_cast<int>(written.step.position.value_or(0)), line.position);
        for (const Change& change : std::as_const(line.changes)) {
            const Record* record = m_now.record(change.entity, change.id);
            const model::Basis basis{change.entity, change.id, record ? record->revision : 0};
            if (record && !plan.basis.contains(basis))
                plan.basis.append(basis);
        }
        plan.lines.append(std::move(line));
    }

    /// What was built on a step goes before it.
    void linkLines(model::Plan& plan) const
    {
        for (const WrittenStep& base : m_run.steps) {
            const int line = m_lines.value(static_cast<int>(base.step.position.value_or(0)));
            if (line == 0)
                continue;
            QSet<Id> made;
            for (const Change& change : base.changes) {
                if (change.op == ChangeOp::Create)
                    made.insert(change.id);
            }
            for (const WrittenStep& later : m_run.steps) {
                const int first = m_lines.value(static_cast<int>(later.step.position.value_or(0)));
                const bool builds = positionsOf(later.step.dependsOn).contains(static_cast<int>(base.step.position.value_or(0)))
                    || std::any_of(later.changes.begin(), later.changes.end(), [&made](const Change& change) { return mentions(change, made); });
                if (first != 0 && first < line && builds && plan.lines.at(first - 1).ticked)
                    plan.lines[line - 1].dependsOn.append(first);
            }
        }
    }

    const model::Snapshot& m_now;
    const RunToUndo& m_run;
    const ReverseActions& m_reverses;
    QSet<Id> m_goes;             ///< records that will be gone
    QHash<Id, QString> m_stays;  ///< records that the run made and that can't go, and why
    QHash<int, int> m_lines;     ///< position of a step -> of its line
};

} // namespace

base::Result<model::Plan> planUndo(const model::Snapshot& now, const RunToUndo& run, const ReverseActions& reverses)
{
    model::Plan plan = Undoing(now, run, reverses).plan();
    if (plan.lines.isEmpty())
        return base::fail(base::ErrorCode::Refused, run.run.text(u"number"), QStringLiteral("nothing of it was done"));
    return plan;
}

} // namespace qm::workflow
