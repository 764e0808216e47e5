#include "app/qmctl/command.h"
#include "app/qmctl/tables.h"
#include "ui/format/words.h"

#include <QFile>
#include <QJsonDocument>
#include <QSaveFile>

#include <chrono>
#include <thread>

namespace qm::qmctl {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;
using model::Entity;

Result<void> writeJsonFile(const QString& path, const QJsonObject& json)
{
    QSaveFile file(path);
    const QByteArray bytes = QJsonDocument(json).toJson(QJsonDocument::Indented);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return fail(ErrorCode::FileUnwritable, path, file.errorString());
    return {};
}

QJsonObject planJson(const model::Plan& plan)
{
    QJsonArray lines;
    const QJsonObject whole = model::toJson(plan);
    for (const QJsonValue& each : whole[QStringLiteral("lines")].toArray()) {
        QJsonObject line;
        for (const char* key : {"position", "op", "kind", "title", "detail", "warning", "target", "due", "monthlyCost", "ticked"})
            line.insert(QLatin1String(key), each[QLatin1String(key)]);
        lines.append(line);
    }
    return {{QStringLiteral("hash"), whole[QStringLiteral("hash")]}, {QStringLiteral("title"), plan.title}, {QStringLiteral("lines"), lines}};
}

QString planText(const model::Plan& plan)
{
    QString text = QStringLiteral("%1: %2 lines, nothing has changed yet\n").arg(plan.title).arg(plan.lines.size());
    for (const model::PlanLine& line : plan.lines) {
        const QString due = line.due.isValid() ? line.due.toString(Qt::ISODate) : QStringLiteral("now");
        const QString cost = line.monthlyCost ? format::moneyDelta(*line.monthlyCost) : QString();
        text += QStringLiteral("  %1 %2 %3 %4 %5\n").arg(model::signText(line.sign), due.leftJustified(21), (line.title + u' ' + line.detail).trimmed(), cost, line.warning);
    }
    return text;
}

CommandResult planned(Context& context, const Result<model::Plan>& plan)
{
    if (!plan)
        return fail(plan.error());
    const QString path = context.arguments.value(QStringLiteral("-o"));
    if (!path.isEmpty()) {
        if (auto written = writeJsonFile(path, model::toJson(*plan)); !written)
            return fail(written.error());
    }
    return Outcome{planJson(*plan), planText(*plan)};
}

/// Ids of records named in a comma-separated list.
Result<QList<base::Id>> namedIds(Context& context, Entity entity, const QString& names)
{
    QList<base::Id> ids;
    for (const QString& name : names.split(u',', Qt::SkipEmptyParts)) {
        const auto record = wait(context.console().find(entity, name.trimmed()));
        if (!record)
            return fail(record.error());
        ids.append(record->id);
    }
    return ids;
}

/// Entitlements by their own name, or by the vendor's title where only one has it.
Result<QList<base::Id>> namedEntitlements(Context& context, const QString& names)
{
    QList<base::Id> ids;
    for (const QString& name : names.split(u',', Qt::SkipEmptyParts)) {
        model::Query query;
        query.entity = Entity::Entitlement;
        const QList<model::Operand> operands{model::Operand{name.trimmed()}};
        query.filter = model::Filter::any({model::Filter::condition(QStringLiteral("title"), model::Operator::Is, operands), model::Filter::condition(QStringLiteral("name"), model::Operator::Is, operands)});
        const auto found = wait(context.console().ids(query));
        if (!found)
            return fail(found.error());
        if (found->size() != 1)
            return fail(found->empty() ? ErrorCode::NotFound : ErrorCode::Ambiguous, name.trimmed());
        ids.append(found->front());
    }
    return ids;
}

/// What is set for the kit goes to the request, the rest to the person's fields.
Result<void> takeKit(Context& context, const QString& key, const QString& value, console::JoinRequest& request)
{
    if (key == u"groups") {
        auto ids = namedEntitlements(context, value);
        if (!ids)
            return fail(ids.error());
        request.entitlements = *ids;
        return {};
    }
    auto ids = namedIds(context, key == u"apps" ? Entity::App : Entity::Device, value == u"none" ? QString() : value);
    if (!ids)
        return fail(ids.error());
    if (key == u"apps")
        request.apps = *ids;
    else
        request.device = ids->value(0);
    return {};
}

void completeName(model::Person& person)
{
    if (person.name.isEmpty())
        person.name = (person.given + u' ' + person.family).trimmed();
    if (person.given.isEmpty() && person.family.isEmpty()) {
        person.family = person.name.section(u' ', -1);
        person.given = person.name.section(u' ', 0, -2);
        if (person.given.isEmpty())
            std::swap(person.given, person.family);
    }
}

CommandResult planJoin(Context& context)
{
    console::JoinRequest request;
    console::FieldTexts fields;
    for (const QString& word : context.arguments.all(QStringLiteral("--set"))) {
        const QString key = word.section(u'=', 0, 0);
        const QString value = word.section(u'=', 1);
        if (!word.contains(u'='))
            return fail(ErrorCode::Usage, QStringLiteral("Write --set as field=value, not \u201c%1\u201d.").arg(word));
        const bool isKit = key == u"groups" || key == u"apps" || key == u"device";
        if (!isKit && model::describe(Entity::Person).indexOf(key) < 0)
            return fail(noSuchField(Entity::Person, key));
        if (!isKit) {
            fields.append({key, value});
            continue;
        }
        if (auto taken = takeKit(context, key, value, request); !taken)
            return fail(taken.error());
    }
    const auto record = wait(context.console().edited(Entity::Person, {}, fields));
    if (!record)
        return fail(record.error());
    request.person = model::as<model::Person>(*record);
    completeName(request.person);
    const QString name = context.arguments.value(QStringLiteral("--template"));
    if (!name.isEmpty()) {
        const auto found = wait(context.console().find(Entity::Template, name));
        if (!found)
            return fail(found.error());
        request.templateId = found->id;
    }
    return planned(context, wait(context.console().planJoin(request)));
}

CommandResult planLeave(Context& context)
{
    const auto key = context.word(0, QStringLiteral("The person"));
    if (!key)
        return fail(key.error());
    const auto person = wait(context.console().find(Entity::Person, *key));
    if (!person)
        return fail(person.error());
    console::LeaveRequest request;
    request.person = person->id;
    const QString when = context.arguments.value(QStringLiteral("--at"));
    const auto at = model::parseValue(model::Kind::Instant, when);
    // A day alone would be its first minute, and the person still works that day.
    if (!at || model::isEmpty(*at) || !when.contains(u'T'))
        return fail(ErrorCode::Usage, QStringLiteral("Say the day and the hour: --at 2026-11-27T17:00:00Z"));
    request.at = std::get<QDateTime>(*at);
    const QString heir = context.arguments.value(QStringLiteral("--heir"));
    if (!heir.isEmpty()) {
        const auto found = wait(context.console().find(Entity::Person, heir));
        if (!found)
            return fail(found.error());
        request.heir = found->id;
    }
    return planned(context, wait(context.console().planLeave(request)));
}

CommandResult planUndo(Context& context)
{
    const auto number = context.word(0, QStringLiteral("The run, like R-0001"));
    if (!number)
        return fail(number.error());
    const auto run = wait(context.console().find(Entity::Run, *number));
    if (!run)
        return fail(run.error());
    return planned(context, wait(context.console().planUndo(run->id)));
}

QString runStateWord(model::Run::State state)
{
    static const QStringList words = QStringLiteral("running paused needs-attention done cancelled").split(u' ');
    return words.at(static_cast<int>(state));
}

QJsonObject runJson(const console::RunReport& report)
{
    return {{QStringLiteral("run"), report.number}, {QStringLiteral("state"), runStateWord(report.state)}, {QStringLiteral("closed"), report.closed}, {QStringLiteral("waiting"), report.waiting},
            {QStringLiteral("attention"), report.attention}, {QStringLiteral("nextDue"), report.nextDue.isValid() ? QJsonValue(report.nextDue.toString(Qt::ISODate)) : QJsonValue()}};
}

QString runText(const console::RunReport& report)
{
    return QStringLiteral("%1: %2, %3 closed, %4 waiting, %5 need somebody%6\n").arg(report.number, runStateWord(report.state)).arg(report.closed).arg(report.waiting).arg(report.attention)
        .arg(report.nextDue.isValid() ? QStringLiteral(", goes on at %1").arg(report.nextDue.toString(Qt::ISODate)) : QString());
}

Result<model::Plan> planFromFile(const QString& path)
{
    constexpr qint64 largest = 256LL * 1024 * 1024;
    QFile file(path);
    if (!file.exists())
        return fail(ErrorCode::FileNotFound, path);
    if (file.size() > largest)
        return fail(ErrorCode::FileTooLarge, path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::FileUnreadable, path, file.errorString());
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &problem);
    if (!document.isObject())
        return fail(ErrorCode::Invalid, path, problem.errorString());
    return model::planFromJson(document.object());
}

/// A later try of a vendor step within this long is waited for; what is due later is left to `resume`.
constexpr int longestWaitSeconds = 20;

/// Carries a run on until nothing falls due soon.
Result<console::RunReport> followRun(Context& context, Result<console::RunReport> report)
{
    while (report && report->nextDue.isValid()) {
        const qint64 seconds = context.console().clock().now().secsTo(report->nextDue);
        if (seconds > longestWaitSeconds || context.now.isValid())
            break;
        std::this_thread::sleep_for(std::chrono::seconds(std::max<qint64>(1, seconds)));
        report = wait(context.console().carryOn(report->run, {}));
    }
    return report;
}

Exit exitOfRun(const console::RunReport& report)
{
    return report.attention > 0 ? Exit::NeedsAttention : Exit::Done;
}

CommandResult applyPlan(Context& context)
{
    const auto path = context.word(0, QStringLiteral("The plan file"));
    if (!path)
        return fail(path.error());
    const auto plan = planFromFile(*path);
    if (!plan)
        return fail(plan.error());
    const auto report = followRun(context, wait(context.console().apply(*plan, {})));
    if (!report)
        return fail(report.error());
    return Outcome{runJson(*report), runText(*report), exitOfRun(*report)};
}

CommandResult resumeRuns(Context& context)
{
    const auto runs = wait(context.console().unfinishedRuns());
    if (!runs)
        return fail(runs.error());
    QJsonArray array;
    QString text = runs->empty() ? QStringLiteral("No run is under way\n") : QString();
    Exit exit = Exit::Done;
    for (const base::Id run : *runs) {
        const auto report = followRun(context, wait(context.console().carryOn(run, {})));
        if (!report)
            return fail(report.error());
        array.append(runJson(*report));
        text += runText(*report);
        exit = std::max(exit, exitOfRun(*report));
    }
    return Outcome{QJsonObject{{QStringLiteral("runs"), array}}, text, exit};
}

QJsonObject stepJson(const console::JournalStep& each)
{
    return {{QStringLiteral("step"), each.step.name}, {QStringLiteral("op"), each.step.sign}, {QStringLiteral("title"), each.step.title}, {QStringLiteral("state"), each.record.text(u"state")},
            {QStringLiteral("due"), each.step.due.isValid() ? QJsonValue(each.step.due.toString(Qt::ISODate)) : QJsonValue()}, {QStringLiteral("attempts"), each.step.attempts.value_or(0)}, {QStringLiteral("result"), each.step.result}};
}

CommandResult listRuns(Context& context)
{
    model::Query query;
    query.entity = Entity::Run;
    query.sort = QStringLiteral("number");
    const auto runs = wait(context.console().load(query));
    if (!runs)
        return fail(runs.error());
    QJsonArray array;
    QString text;
    for (const model::Record& record : *runs) {
        const auto run = wait(context.console().run(record.id));
        if (!run)
            return fail(run.error());
        QJsonArray steps;
        text += QStringLiteral("%1  %2  %3\n").arg(run->run.number, run->run.title, record.text(u"state"));
        for (const console::JournalStep& each : run->steps) {
            steps.append(stepJson(each));
            text += QStringLiteral("  %1 %2 %3 %4 %5\n").arg(each.step.name.section(u' ', 1), each.step.sign, each.record.text(u"state").leftJustified(15), each.step.title, format::reasonSentence(each.step.result).left(80));
        }
        array.append(QJsonObject{{QStringLiteral("run"), run->run.number}, {QStringLiteral("title"), run->run.title}, {QStringLiteral("state"), record.text(u"state")}, {QStringLiteral("steps"), steps}});
    }
    return Outcome{array, runs->empty() ? QStringLiteral("No runs yet\n") : text};
}

Result<base::Id> stepNamed(Context& context)
{
    const auto name = context.word(0, QStringLiteral("The step, like \"R-0001 #3\""));
    if (!name)
        return fail(name.error());
    const auto step = wait(context.console().find(Entity::Step, *name));
    if (!step)
        return fail(step.error());
    return step->id;
}

CommandResult closeStep(Context& context)
{
    const auto step = stepNamed(context);
    if (!step)
        return fail(step.error());
    const auto closed = wait(context.console().closeStep(*step, context.arguments.value(QStringLiteral("--note"))));
    return closed ? CommandResult(Outcome{QJsonObject{{QStringLiteral("closed"), true}}, QStringLiteral("Done. Go on with: qmctl resume")}) : fail(closed.error());
}

CommandResult retryStep(Context& context)
{
    const auto step = stepNamed(context);
    if (!step)
        return fail(step.error());
    const auto again = wait(context.console().tryStepAgain(*step));
    return again ? CommandResult(Outcome{QJsonObject{{QStringLiteral("open"), true}}, QStringLiteral("Open again. Go on with: qmctl resume")}) : fail(again.error());
}

} // namespace

QList<Command> workflowCommands()
{
    const Option output{QStringLiteral("-o"), QStringLiteral("FILE"), QStringLiteral("write the plan there, to read and to apply"), false};
    const QString planKeys = QStringLiteral("{\"hash\",\"title\",\"lines\":[{\"position\",\"op\",\"kind\",\"title\",\"detail\",\"warning\",\"target\",\"due\",\"monthlyCost\",\"ticked\"}]}");
    const QString runKeys = QStringLiteral("{\"run\",\"state\",\"closed\",\"waiting\",\"attention\",\"nextDue\"}");
    return {
        {QStringLiteral("plan join"), QStringLiteral("[--template NAME] --set field=value ... -o plan.json"),
         QStringLiteral("Plans a joiner. Fields are those of person; kit: apps=A,B  groups=G,H  device=TAG|none (else what peers have)."), planKeys,
         {{QStringLiteral("--template"), QStringLiteral("NAME"), QStringLiteral("which template (else the one that fits best)"), false}, {QStringLiteral("--set"), QStringLiteral("field=value"), QStringLiteral("name=..., start=2026-12-07, work-mail=..., department=..."), true}, output}, true, planJoin},
        {QStringLiteral("plan leave"), QStringLiteral("PERSON --at INSTANT [--heir PERSON] -o plan.json"), QStringLiteral("Plans a leaver over everything they hold or may enter."), planKeys,
         {{QStringLiteral("--at"), QStringLiteral("INSTANT"), QStringLiteral("last working hour, UTC"), false}, {QStringLiteral("--heir"), QStringLiteral("PERSON"), QStringLiteral("who takes over (else the manager)"), false}, output}, true, planLeave},
        {QStringLiteral("plan undo"), QStringLiteral("RUN -o plan.json"), QStringLiteral("Plans how to take a run back: records, vendors and people, the last step first; what can't go back is listed with its reason."), planKeys, {output}, true, planUndo},
        {QStringLiteral("apply"), QStringLiteral("plan.json"), QStringLiteral("Applies a plan that was read: does what is due, keeps the rest for its time."), runKeys, {}, true, applyPlan},
        {QStringLiteral("runs"), {}, QStringLiteral("Lists runs with their steps."), QStringLiteral("[{\"run\",\"title\",\"state\",\"steps\":[{\"step\",\"op\",\"title\",\"state\",\"due\",\"attempts\",\"result\"}]}]"), {}, true, listRuns},
        {QStringLiteral("resume"), {}, QStringLiteral("Carries on every run under way, after an interruption too."), QStringLiteral("{\"runs\":[") + runKeys + QStringLiteral("]}"), {}, true, resumeRuns},
        {QStringLiteral("done"), QStringLiteral("STEP [--note TEXT]"), QStringLiteral("Says that a person's step is done."), QStringLiteral("{\"closed\"}"), {{QStringLiteral("--note"), QStringLiteral("TEXT"), QStringLiteral("what to remember"), false}}, true, closeStep},
        {QStringLiteral("retry"), QStringLiteral("STEP"), QStringLiteral("Opens a step again that needed attention."), QStringLiteral("{\"open\"}"), {}, true, retryStep},
    };
}

} // namespace qm::qmctl
