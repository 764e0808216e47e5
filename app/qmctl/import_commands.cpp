#include "app/qmctl/command.h"
#include "core/exchange/mapping.h"
#include "ui/format/words.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>

namespace qm::qmctl {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

Result<console::ImportFile> mapped(console::ImportFile file, const QStringList& maps)
{
    for (const QString& map : maps) {
        const qsizetype equals = map.lastIndexOf(u'=');
        if (equals <= 0)
            return fail(ErrorCode::Usage, QStringLiteral("Write --map as COLUMN=field, not \u201c%1\u201d.").arg(map));
        auto changed = exchange::withTarget(*file.table, file.mapping, map.left(equals), map.mid(equals + 1));
        if (!changed)
            return fail(changed.error().code == ErrorCode::Invalid ? noSuchField(file.mapping.entity, map.mid(equals + 1)) : changed.error());
        file.mapping = std::move(*changed);
    }
    return file;
}

QJsonObject importJson(const console::ImportPlan& plan)
{
    QJsonArray errors;
    for (const console::ImportIssue& issue : plan.issues)
        errors.append(QJsonObject{{QStringLiteral("row"), issue.row}, {QStringLiteral("column"), issue.column}, {QStringLiteral("message"), format::sentence(issue)}});
    QJsonObject also;
    for (auto it = plan.alsoAdded.begin(); it != plan.alsoAdded.end(); ++it)
        also.insert(model::describe(static_cast<model::Entity>(it.key())).key, it.value());
    using console::RowOutcome;
    return {{QStringLiteral("created"), plan.count(RowOutcome::Create)}, {QStringLiteral("updated"), plan.count(RowOutcome::Update)},
            {QStringLiteral("unchanged"), plan.count(RowOutcome::Unchanged)}, {QStringLiteral("skipped"), plan.count(RowOutcome::LeftOut) + plan.count(RowOutcome::Refused)},
            {QStringLiteral("errors"), errors}, {QStringLiteral("alsoCreated"), also}, {QStringLiteral("leftOutColumns"), QJsonArray::fromStringList(plan.leftOutColumns)}};
}

QString importText(const console::ImportPlan& plan, bool isDry)
{
    using console::RowOutcome;
    QString text = QStringLiteral("%1 new, %2 changed, %3 the same, %4 left out, %5 refused%6\n")
                       .arg(plan.count(RowOutcome::Create)).arg(plan.count(RowOutcome::Update)).arg(plan.count(RowOutcome::Unchanged))
                       .arg(plan.count(RowOutcome::LeftOut)).arg(plan.count(RowOutcome::Refused)).arg(isDry ? QStringLiteral(" (nothing written)") : QString());
    for (const console::ImportIssue& issue : plan.issues)
        text += QStringLiteral("  row %1%2: %3\n").arg(issue.row).arg(issue.column.isEmpty() ? QString() : QStringLiteral(", ") + issue.column, format::sentence(issue));
    if (!plan.leftOutColumns.isEmpty())
        text += QStringLiteral("  columns not used: %1\n").arg(plan.leftOutColumns.join(QStringLiteral(", ")));
    return text;
}

/// Nothing could be taken: every row that holds something was refused.
bool tookNothing(const console::ImportPlan& plan)
{
    using console::RowOutcome;
    return plan.count(RowOutcome::Refused) > 0 && plan.count(RowOutcome::Create) + plan.count(RowOutcome::Update) + plan.count(RowOutcome::Unchanged) == 0;
}

CommandResult importFile(Context& context)
{
    const auto path = context.word(0, QStringLiteral("The file"));
    if (!path)
        return fail(path.error());
    const auto entity = model::entityFromKey(context.arguments.value(QStringLiteral("--as")));
    if (!entity)
        return fail(ErrorCode::Usage, QStringLiteral("Say what the file holds: --as person, device, licence-line, ..."));
    auto opened = wait(context.console().openImport(*path, *entity));
    if (!opened)
        return fail(opened.error());
    auto file = mapped(std::move(*opened), context.arguments.all(QStringLiteral("--map")));
    if (!file)
        return fail(file.error());
    auto plan = wait(context.console().planImport(std::move(*file)));
    if (!plan)
        return fail(plan.error());
    const bool isDry = context.arguments.has(QStringLiteral("--dry-run"));
    QJsonObject json = importJson(*plan);
    const QString text = importText(*plan, isDry);
    const Exit exit = tookNothing(*plan) ? Exit::Failed : Exit::Done;
    if (!isDry) {
        const auto written = wait(context.console().applyImport(std::move(*plan)));
        if (!written)
            return fail(written.error());
        json.insert(QStringLiteral("changeSet"), written->id.value);
    }
    return Outcome{json, text, exit};
}

CommandResult newWorkspace(Context& context)
{
    const auto path = context.word(0, QStringLiteral("The file"));
    if (!path)
        return fail(path.error());
    app::NewOptions content;
    for (const char* option : {"--sample", "--people", "--seed"})
        content.sample = content.sample || context.arguments.has(QLatin1String(option));
    content.company = context.arguments.value(QStringLiteral("--company"), content.sample ? QString() : QFileInfo(*path).completeBaseName());
    if (content.sample && context.arguments.value(QStringLiteral("--currency"), content.currency) != content.currency)
        return fail(ErrorCode::Usage, QStringLiteral("The sample company counts in %1: leave --currency out.").arg(content.currency));
    content.currency = context.arguments.value(QStringLiteral("--currency"), content.currency);
    bool peopleOk = false;
    bool seedOk = false;
    content.people = context.arguments.value(QStringLiteral("--people"), QStringLiteral("184")).toInt(&peopleOk);
    content.seed = context.arguments.value(QStringLiteral("--seed"), QStringLiteral("1")).toUInt(&seedOk);
    constexpr int mostPeople = 100'000;
    if (!peopleOk || !seedOk || content.people < 1 || content.people > mostPeople)
        return fail(ErrorCode::Usage, QStringLiteral("--people takes 1 to 100000, --seed a number."));
    if (!base::Currency::fromKnownCode(content.currency))
        return fail(ErrorCode::Usage, QStringLiteral("--currency takes the code of a currency, like EUR."));
    auto wiring = app::Wiring::create({*path, context.now, true}, content);
    if (!wiring)
        return fail(wiring.error());
    return Outcome{QJsonObject{{QStringLiteral("workspace"), *path}}, QStringLiteral("%1 is ready").arg(*path)};
}

} // namespace

QList<Command> importCommands()
{
    return {
        {QStringLiteral("new"), QStringLiteral("FILE [--company NAME] [--currency CODE] [--sample] [--people N] [--seed S]"), QStringLiteral("Makes a new workspace."), QStringLiteral("{\"workspace\"}"),
         {{QStringLiteral("--sample"), {}, QStringLiteral("fill it with the sample company"), false},
          {QStringLiteral("--people"), QStringLiteral("N"), QStringLiteral("a sample company of so many (184)"), false},
          {QStringLiteral("--seed"), QStringLiteral("S"), QStringLiteral("which sample company (1); --people and --seed mean --sample"), false},
          {QStringLiteral("--company"), QStringLiteral("NAME"), QStringLiteral("its name (an empty one: the name of the file)"), false},
          {QStringLiteral("--currency"), QStringLiteral("CODE"), QStringLiteral("base currency of an empty one (EUR)"), false}},
         false, newWorkspace},
        {QStringLiteral("import"), QStringLiteral("FILE --as ENTITY [--map COLUMN=field] [--dry-run]"), QStringLiteral("Imports a CSV file; exit 1 when every row was refused."),
         QStringLiteral("{\"created\",\"updated\",\"unchanged\",\"skipped\",\"errors\":[{\"row\",\"column\",\"message\"}],\"alsoCreated\":{entity: n},\"leftOutColumns\":[],\"changeSet\"}"),
         {{QStringLiteral("--as"), QStringLiteral("ENTITY"), QStringLiteral("what its rows are"), false},
          {QStringLiteral("--map"), QStringLiteral("COLUMN=field"), QStringLiteral("where a column goes; an empty field leaves it out"), true},
          {QStringLiteral("--dry-run"), {}, QStringLiteral("say what would happen, write nothing"), false}},
         true, importFile},
    };
}

} // namespace qm::qmctl
