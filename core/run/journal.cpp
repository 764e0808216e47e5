#include "core/run/journal.h"

#include "core/model/limits.h"
#include "core/model/step_state.h"
#include "core/run/rebase.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace qm::run {
namespace {

using base::ErrorCode;
using base::fail;
using base::Id;
using base::Result;
using model::Change;
using model::Entity;
using model::Plan;
using model::PlanLine;
using model::Record;
using model::Run;
using model::Step;

/// The steps of the runs that are not over.
Result<std::vector<Record>> openSteps(store::Store& store)
{
    model::Query query;
    query.entity = Entity::Step;
    query.filter = model::stepsOfOpenRuns();
    return store.load(query);
}

Result<void> checkFresh(store::Store& store, const Plan& plan)
{
    for (const model::Basis& basis : plan.basis) {
        auto found = store.recordsById(basis.entity, {basis.id});
        if (!found)
            return fail(found.error());
        if (found->empty() || found->front().revision != basis.revision)
            return fail(ErrorCode::StalePlan, found->empty() ? plan.title : model::titleOf(found->front()), QStringLiteral("changed since the plan was made"), base::Retry::AfterReading);
    }
    return {};
}

/// The records that refer to `set.of` by now, and those that the steps are still to make.
Result<QList<Id>> membersOf(store::Store& store, const model::SetBasis& set, const std::vector<Record>& steps)
{
    const auto ids = store.referring({set.entity, model::describe(set.entity).indexOf(set.field)}, set.of);
    if (!ids)
        return fail(ids.error());
    QList<Id> members(ids->begin(), ids->end());
    for (const Record& step : steps)
        members.append(model::promisedBy(step, set));
    return members;
}

Result<void> checkSets(store::Store& store, const Plan& plan)
{
    const auto steps = plan.sets.isEmpty() ? Result<std::vector<Record>>(std::vector<Record>()) : openSteps(store);
    if (!steps)
        return fail(steps.error());
    for (const model::SetBasis& set : plan.sets) {
        const auto members = membersOf(store, set, *steps);
        if (!members)
            return fail(members.error());
        if (model::digestOf(*members) == set.digest)
            continue;
        return fail(ErrorCode::StalePlan, plan.title, QStringLiteral("%1 came or went since the plan was made").arg(QLatin1String(model::describe(set.entity).plural)), base::Retry::AfterReading);
    }
    return {};
}

/// Real ids for the placeholders of all lines, so that a line can be written long after the one it builds on.
class Placeholders
{
public:
    Result<void> reserve(store::Store& store, const Plan& plan)
    {
        QList<qint64> wanted;
        for (const PlanLine& line : plan.lines) {
            for (const Change& change : line.changes) {
                if (change.op == model::ChangeOp::Create && change.id.value < 0 && !wanted.contains(change.id.value))
                    wanted.append(change.id.value);
            }
        }
        if (wanted.isEmpty())
            return {};
        auto first = store.reserveIds(wanted.size());
        if (!first)
            return fail(first.error());
        for (const qint64 placeholder : wanted)
            m_real.insert(placeholder, Id{first->value + m_real.size()});
        return {};
    }

    Id real(Id id) const { return m_real.value(id.value, id); }

    Change real(Change change) const
    {
        change.id = real(change.id);
        for (model::FieldValue& each : change.after) {
            if (const auto* id = std::get_if<Id>(&each.value))
                each.value = model::Value(real(*id));
        }
        return change;
    }

private:
    QHash<qint64, Id> m_real;
};

QString positionsText(const QList<int>& positions)
{
    QStringList texts;
    for (const int position : positions)
        texts.append(QString::number(position));
    return texts.join(u',');
}

QString changesText(const QList<Change>& changes, const Placeholders& placeholders)
{
    QJsonArray array;
    for (const Change& change : changes)
        array.append(model::toJson(placeholders.real(change)));
    return array.isEmpty() ? QString() : QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact));
}

QString inputText(const QHash<QString, QString>& input)
{
    QJsonObject object;
    for (auto it = input.begin(); it != input.end(); ++it)
        object.insert(it.key(), it.value());
    return object.isEmpty() ? QString() : QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

/// Words of a plan as they fit into a field; a name from elsewhere may have stood on several lines.
QString lineOf(const QString& words)
{
    return model::shortened(model::onOneLine(words), model::longestText);
}

Step stepOf(const PlanLine& line, const QString& number, const Placeholders& placeholders)
{
    Step step;
    step.name = QStringLiteral("%1 #%2").arg(number).arg(line.position);
    step.position = line.position;
    step.sign = model::signText(line.sign);
    step.kind = line.kind;
    step.title = lineOf(line.title);
    step.detail = lineOf(line.detail);
    step.warning = lineOf(line.warning);
    step.target = lineOf(line.target);
    step.item = line.item;
    step.closing = line.closing;
    step.due = line.due;
    step.monthlyCost = line.monthlyCost;
    step.dependsOn = positionsText(line.dependsOn);
    step.owner = line.owner;
    step.irreversible = line.sign == model::Sign::Irreversible;
    step.source = line.source;
    step.action = line.action;
    step.input = inputText(line.input);
    step.changes = changesText(line.changes, placeholders);
    step.state = line.ticked ? Step::State::Planned : Step::State::Skipped;
    step.baselineMinutes = line.baselineMinutes;
    return step;
}

Result<QString> nextNumber(store::Store& store)
{
    model::Query query;
    query.entity = Entity::Run;
    auto count = store.count(query);
    if (!count)
        return fail(count.error());
    // Runs may have been taken back, so the count alone may name one that is there.
    for (qint64 number = *count + 1;; ++number) {
        const QString text = QStringLiteral("R-%1").arg(number, 4, 10, QLatin1Char('0'));
        const auto taken = store.find(Entity::Run, text);
        if (!taken)
            return fail(taken.error());
        if (!*taken)
            return text;
    }
}

/// A plan is carried out once; after an interruption its run goes on instead.
Result<void> checkNotStarted(store::Store& store, const Plan& plan)
{
    model::Query query;
    query.entity = Entity::Run;
    query.filter = model::Filter::condition(QStringLiteral("plan-hash"), model::Operator::Is, {model::Operand{model::identityOf(plan)}});
    auto runs = store.load(query);
    if (!runs)
        return fail(runs.error());
    for (const Record& run : *runs) {
        if (model::as<Run>(run).state != Run::State::Cancelled)
            return fail(ErrorCode::StalePlan, plan.title, QStringLiteral("already started as ") + model::titleOf(run));
    }
    return {};
}

QHash<QString, QString> stringMap(const QJsonObject& object)
{
    QHash<QString, QString> map;
    for (auto it = object.begin(); it != object.end(); ++it)
        map.insert(it.key(), it.value().toString());
    return map;
}

QString filledFromYields(QString text, const QHash<QString, QString>& yields)
{
    for (auto it = yields.begin(); it != yields.end(); ++it)
        text.replace(QStringLiteral("{yield.%1}").arg(it.key()), it.value());
    return text;
}

/// A placeholder that nothing was given for is an empty value, not a text.
model::Value knownOrEmpty(const QString& text)
{
    static const QRegularExpression unfilled(QStringLiteral("^\\{(yield|step\\.\\d{1,6})\\.[a-z_]+\\}$"));
    return unfilled.match(text).hasMatch() ? model::Value() : model::Value(text);
}

/// What an earlier try gave once still lies in the key store.
QString withSecretsOf(const Step& before, const QString& evidence)
{
    QJsonObject now = QJsonDocument::fromJson(evidence.toUtf8()).object();
    QStringList names = secretsOf(before);
    for (const QJsonValue& each : now[QStringLiteral("secrets")].toArray())
        names.append(each.toString());
    names.removeDuplicates();
    if (!names.isEmpty())
        now.insert(QStringLiteral("secrets"), QJsonArray::fromStringList(names));
    return QString::fromUtf8(QJsonDocument(now).toJson(QJsonDocument::Compact));
}

/// What a step writes when it is done, with what it and earlier ones gave filled in.
Result<QList<Change>> changesOf(const JournalRun& run, const Step& step)
{
    const QHash<QString, QString> yields = yieldsOf(step);
    QList<Change> changes;
    for (const QJsonValue& each : QJsonDocument::fromJson(step.changes.toUtf8()).array()) {
        auto change = model::changeFromJson(each.toObject());
        if (!change)
            return fail(change.error());
        for (model::FieldValue& field : change->after) {
            if (const auto* text = std::get_if<QString>(&field.value))
                field.value = knownOrEmpty(filledFromSteps(run, filledFromYields(*text, yields)));
        }
        changes.append(std::move(*change));
    }
    return changes;
}

/// What the steps of the run that are done have written.
Result<QList<Change>> writtenBy(const JournalRun& run)
{
    QList<Change> written;
    for (const JournalStep& each : run.steps) {
        if (!model::isDone(each.step.state))
            continue;
        auto changes = changesOf(run, each.step);
        if (!changes)
            return changes;
        written += *changes;
    }
    return written;
}

} // namespace

const JournalStep* JournalRun::at(int position) const
{
    for (const JournalStep& each : steps) {
        if (each.step.position == position)
            return &each;
    }
    return nullptr;
}

Result<Id> writePlan(store::Store& store, const Plan& plan, const QString& actor, const QDateTime& now)
{
    if (auto ok = checkFresh(store, plan); !ok)
        return fail(ok.error());
    if (auto ok = checkSets(store, plan); !ok)
        return fail(ok.error());
    if (auto ok = checkNotStarted(store, plan); !ok)
        return fail(ok.error());
    Placeholders placeholders;
    if (auto ok = placeholders.reserve(store, plan); !ok)
        return fail(ok.error());
    auto number = nextNumber(store);
    if (!number)
        return fail(number.error());
    Run run;
    run.number = *number;
    run.title = lineOf(plan.title);
    run.occasion = plan.occasion;
    run.planHash = model::identityOf(plan);
    run.effectiveAt = plan.effectiveAt;
    run.noticeAt = plan.noticeAt;
    run.timeZone = plan.timeZone;
    run.started = now;
    auto runId = store.reserveIds(1);
    if (!runId)
        return runId;
    model::Draft draft{actor, {model::CauseKind::Run, *number, *runId}, {}, {}};
    run.person = plan.person; // a joiner's does not exist yet
    draft.changes.append(model::createOf(model::recordOf(run), *runId));
    for (const PlanLine& line : plan.lines) {
        Step step = stepOf(line, *number, placeholders);
        step.run = *runId;
        draft.changes.append(model::createOf(model::recordOf(step)));
    }
    auto written = store.submit(draft);
    if (!written)
        return fail(written.error());
    return *runId;
}

Result<JournalRun> readRun(store::Store& store, Id runId)
{
    auto runs = store.recordsById(Entity::Run, {runId});
    if (!runs)
        return fail(runs.error());
    if (runs->empty())
        return fail(ErrorCode::NotFound, QStringLiteral("run %1").arg(runId.value));
    JournalRun run{runs->front(), model::as<Run>(runs->front()), {}};
    const auto ids = store.referring({Entity::Step, model::describe(Entity::Step).indexOf(u"run")}, runId);
    auto steps = ids ? store.recordsById(Entity::Step, *ids) : Result<std::vector<Record>>(fail(ids.error()));
    if (!steps)
        return fail(steps.error());
    for (Record& record : *steps)
        run.steps.push_back({record, model::as<Step>(record)});
    std::sort(run.steps.begin(), run.steps.end(), [](const JournalStep& a, const JournalStep& b) { return a.step.position < b.step.position; });
    return run;
}

Result<void> writeTransition(store::Store& store, const JournalRun& run, const JournalStep& step, const Transition& transition, const QDateTime& now)
{
    Step after = step.step;
    after.state = transition.state;
    after.nextTry = transition.nextTry;
    after.followUntil = transition.followUntil;
    if (!transition.result.isEmpty())
        after.result = model::shortened(transition.result, model::longestLongText);
    if (!transition.evidence.isEmpty())
        after.evidence = withSecretsOf(step.step, transition.evidence);
    if (transition.tries != 0)
        after.attempts = std::max<qint64>(0, after.attempts.value_or(0) + transition.tries);
    if (!after.started.isValid())
        after.started = now;
    const bool closed = model::isDone(transition.state);
    if (closed)
        after.finished = now;
    model::Draft draft{QString(), {model::CauseKind::Run, run.run.number, run.record.id}, {}, {}};
    if (transition.writesChanges) {
        const auto own = writtenBy(run);
        const auto changes = own ? changesOf(run, after) : own;
        auto left = changes ? Rebase(store, *own).leftOf(*changes) : changes;
        if (!left)
            return fail(left.error());
        draft.changes = *left;
    }
    const auto own = model::updateOf(step.record, model::recordOf(after, step.record.id, step.record.revision));
    if (own)
        draft.changes.append(*own);
    auto written = store.submit(draft);
    if (!written)
        return fail(written.error());
    return {};
}

Result<void> writeRunState(store::Store& store, const JournalRun& run, Run::State state, const QDateTime& now)
{
    Run after = run.run;
    after.state = state;
    if (state == Run::State::Done && !after.finished.isValid())
        after.finished = now;
    const auto change = model::updateOf(run.record, model::recordOf(after, run.record.id, run.record.revision));
    if (!change)
        return {};
    auto written = store.submit({QString(), {model::CauseKind::Run, run.run.number, run.record.id}, {}, {*change}});
    if (!written)
        return fail(written.error());
    return {};
}

QString filledFromSteps(const JournalRun& run, const QString& text)
{
    static const QRegularExpression form(QStringLiteral("\\{step\\.(\\d{1,6})\\.([a-z_]+)\\}"));
    QString filled = text;
    auto matches = form.globalMatch(text);
    while (matches.hasNext()) {
        const auto match = matches.next();
        const JournalStep* step = run.at(match.captured(1).toInt());
        const auto yields = step ? yieldsOf(step->step) : QHash<QString, QString>();
        if (yields.contains(match.captured(2)))
            filled.replace(match.captured(0), yields.value(match.captured(2)));
    }
    return filled;
}

QHash<QString, QString> inputOf(const JournalRun& run, const Step& step)
{
    QHash<QString, QString> input = stringMap(QJsonDocument::fromJson(step.input.toUtf8()).object());
    for (auto it = input.begin(); it != input.end(); ++it)
        *it = filledFromSteps(run, *it);
    return input;
}

QHash<QString, QString> yieldsOf(const Step& step)
{
    return stringMap(QJsonDocument::fromJson(step.evidence.toUtf8()).object()[QStringLiteral("yields")].toObject());
}

QString evidenceOf(const HandOutcome& outcome)
{
    QJsonObject yields;
    for (auto it = outcome.yields.begin(); it != outcome.yields.end(); ++it)
        yields.insert(it.key(), it.value());
    QJsonObject evidence;
    if (!yields.isEmpty())
        evidence.insert(QStringLiteral("yields"), yields);
    if (!outcome.readBack.isEmpty())
        evidence.insert(QStringLiteral("readBack"), outcome.readBack);
    if (!outcome.kept.isEmpty())
        evidence.insert(QStringLiteral("secrets"), QJsonArray::fromStringList(outcome.kept));
    return evidence.isEmpty() ? QString() : QString::fromUtf8(QJsonDocument(evidence).toJson(QJsonDocument::Compact));
}

QStringList secretsOf(const Step& step)
{
    QStringList names;
    for (const QJsonValue& each : QJsonDocument::fromJson(step.evidence.toUtf8()).object()[QStringLiteral("secrets")].toArray())
        names.append(each.toString());
    return names;
}

QString saidByHand(const Step& step)
{
    QJsonObject evidence = QJsonDocument::fromJson(step.evidence.toUtf8()).object();
    evidence.insert(QStringLiteral("byHand"), true);
    return QString::fromUtf8(QJsonDocument(evidence).toJson(QJsonDocument::Compact));
}

} // namespace qm::run
