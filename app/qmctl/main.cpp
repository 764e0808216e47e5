#include "app/qmctl/command.h"
#include "ui/format/words.h"

#include "core/base/postbox.h"
#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTextStream>
#include <QTimer>

#include <thread>
#ifdef __GLIBC__
#include <malloc.h>
#endif

using namespace qm;
using namespace qm::qmctl;

namespace {

const QList<Option>& globalOptions()
{
    static const QList<Option> options = {
        {QStringLiteral("--workspace"), QStringLiteral("FILE"), QStringLiteral("the workspace (or QM_WORKSPACE in the environment)"), false},
        {QStringLiteral("--json"), {}, QStringLiteral("print JSON instead of text"), false},
        {QStringLiteral("--now"), QStringLiteral("INSTANT"), QStringLiteral("stand at this instant, for rehearsals (2026-11-23T09:00:00Z)"), false},
        {QStringLiteral("--as-of"), QStringLiteral("DATE"), QStringLiteral("read the workspace as it was at the end of that day"), false},
        {QStringLiteral("--timeout"), QStringLiteral("SECONDS"), QStringLiteral("how long a service may stay silent before a try is given up (30; five tries, two to connect)"), false},
        {QStringLiteral("--help"), {}, QStringLiteral("explain the command"), false},
    };
    return options;
}

QTextStream& out()
{
    static QTextStream stream(stdout);
    return stream;
}

QTextStream& err()
{
    static QTextStream stream(stderr);
    return stream;
}

void printOptions(const QList<Option>& options)
{
    for (const Option& option : options) {
        const QString form = (option.name + u' ' + option.valueName).trimmed();
        out() << QStringLiteral("  %1%2\n").arg(form, -26).arg(option.help);
    }
}

void printCommand(const Command& command)
{
    out() << QStringLiteral("qmctl %1 %2\n\n%3\n\n").arg(command.name, command.words, command.help);
    printOptions(command.options);
    if (!command.jsonHelp.isEmpty())
        out() << QStringLiteral("\nJSON: %1\n").arg(command.jsonHelp);
}

void printOverview()
{
    out() << QStringLiteral("qmctl: Quartermaster on the command line\n\nCommands (qmctl COMMAND --help explains one):\n");
    for (const Command& each : commands())
        out() << QStringLiteral("  %1 %2\n      %3\n").arg(each.name, each.words, each.help);
    out() << QStringLiteral("\nEverywhere:\n");
    printOptions(globalOptions());
    out() << QStringLiteral("\nEntities: ");
    QStringList keys;
    for (const model::Entity entity : model::allEntities())
        keys.append(model::describe(entity).key);
    out() << keys.join(QStringLiteral(", ")) << QStringLiteral("\n\nExit codes: 0 done, 1 failed, 2 usage, 3 refused (stale plan, conflict), 4 needs attention\n");
}

/// The command whose name the first words are; "plan join" before "plan".
const Command* commandFor(const QStringList& typed)
{
    const Command* best = nullptr;
    for (const Command& each : commands()) {
        const QStringList name = each.name.split(u' ');
        if (typed.mid(0, name.size()) == name && (!best || each.name.size() > best->name.size()))
            best = &each;
    }
    return best;
}

/// "plan join", "plan leave" and "plan undo" for "plan", which need not be a command itself.
QList<const Command*> membersOf(const QString& name)
{
    QList<const Command*> members;
    for (const Command& each : commands()) {
        if (each.name.startsWith(name + u' '))
            members.append(&each);
    }
    return members;
}

void printHelp(const QStringList& words)
{
    const Command* command = commandFor(words);
    const auto members = membersOf(command ? command->name : words.value(0));
    if (command)
        printCommand(*command);
    for (const Command* each : members) {
        if (command || each != members.front())
            out() << QStringLiteral("\n\n");
        printCommand(*each);
    }
    if (!command && members.isEmpty())
        printOverview();
    out().flush();
}

base::Error noSuchCommand(const QString& word)
{
    QStringList names;
    for (const Command* each : membersOf(word))
        names.append(QStringLiteral("qmctl ") + each->name);
    const QString words = names.isEmpty() ? QStringLiteral("There is no command \u201c%1\u201d.").arg(word) : QStringLiteral("Say which: %1.").arg(names.join(QStringLiteral(", ")));
    return {base::ErrorCode::Usage, words, {}, base::Retry::Never};
}

/// What was typed but the options that every command takes, which may stand before the command.
QStringList commandWords(const QStringList& typed)
{
    QStringList words;
    for (qsizetype i = 0; i < typed.size(); ++i) {
        const QString name = typed.at(i).section(u'=', 0, 0);
        const auto global = std::find_if(globalOptions().begin(), globalOptions().end(), [&name](const Option& each) { return each.name == name; });
        if (global == globalOptions().end())
            words.append(typed.at(i));
        else if (!global->valueName.isEmpty() && name == typed.at(i))
            ++i; // its value
    }
    return words;
}

base::Error surplusWord(const Command& command, const QString& word)
{
    const QString words = QStringLiteral("\u201c%1\u201d is one word too many: qmctl %2 %3. Put quotation marks around words that belong together.").arg(word, command.name, command.words);
    return {base::ErrorCode::Usage, words.simplified(), {}, base::Retry::Never};
}

int report(const CommandResult& result, bool asJson)
{
    if (result) {
        if (asJson) {
            const QJsonDocument document = result->json.isArray() ? QJsonDocument(result->json.toArray()) : QJsonDocument(result->json.toObject());
            out() << QString::fromUtf8(document.toJson(QJsonDocument::Indented));
        } else if (!result->text.isEmpty()) {
            out() << result->text << (result->text.endsWith(u'\n') ? "" : "\n");
        }
        out().flush();
        if (result->problem)
            err() << format::sentence(*result->problem) << Qt::endl;
        return static_cast<int>(result->exit);
    }
    const base::Error& error = result.error();
    err() << format::sentence(error) << '\n';
    err().flush();
    if (asJson) {
        const QJsonObject object{{QStringLiteral("error"), QJsonObject{{QStringLiteral("code"), base::codeName(error.code)}, {QStringLiteral("subject"), error.subject},
                                                                      {QStringLiteral("message"), format::sentence(error)}}}};
        out() << QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Indented));
        out().flush();
    }
    return static_cast<int>(exitOf(error));
}

bool onlyReads(const Command& command)
{
    static const QStringList names = {QStringLiteral("list"), QStringLiteral("show"), QStringLiteral("search"), QStringLiteral("runs"), QStringLiteral("plan join"), QStringLiteral("plan leave"), QStringLiteral("plan undo"),
                                      QStringLiteral("report spend"), QStringLiteral("report leaver"), QStringLiteral("report findings"), QStringLiteral("vendors"), QStringLiteral("connections"), QStringLiteral("drift"), QStringLiteral("verify"), QStringLiteral("backup")};
    return names.contains(command.name);
}

/// Beside an open window, on a full disk and where nothing may be written, what only reads still can.
bool keepsFromWriting(base::ErrorCode code)
{
    return code == base::ErrorCode::WorkspaceLocked || code == base::ErrorCode::DiskFull || code == base::ErrorCode::WorkspaceReadOnly;
}

base::Result<void> prepare(Context& context, const Command& command)
{
    const QString now = context.arguments.value(QStringLiteral("--now"));
    if (!now.isEmpty()) {
        const auto instant = model::parseValue(model::Kind::Instant, now);
        if (!instant)
            return base::fail(base::ErrorCode::Usage, QStringLiteral("--now needs an instant like 2026-11-23T09:00:00Z."));
        context.now = std::get<QDateTime>(*instant);
        constexpr int earliestYear = 2000, latestYear = 2100; // what is written then stands in the history for good
        if (context.now.date().year() < earliestYear || context.now.date().year() > latestYear)
            return base::fail(base::ErrorCode::Usage, QStringLiteral("--now takes an instant between the years %1 and %2.").arg(earliestYear).arg(latestYear));
    }
    const QString asOf = context.arguments.value(QStringLiteral("--as-of"));
    context.asOf = QDate::fromString(asOf, Qt::ISODate);
    if (!asOf.isEmpty() && !context.asOf.isValid())
        return base::fail(base::ErrorCode::Usage, QStringLiteral("--as-of needs a date like 2026-10-31."));
    bool isNumber = false;
    const int silence = context.arguments.value(QStringLiteral("--timeout"), QStringLiteral("30")).toInt(&isNumber);
    constexpr int longestSilence = 600;
    if (!isNumber || silence < 1 || silence > longestSilence)
        return base::fail(base::ErrorCode::Usage, QStringLiteral("--timeout takes 1 to 600 seconds."));
    context.workspace = context.arguments.value(QStringLiteral("--workspace"), qEnvironmentVariable("QM_WORKSPACE"));
    if (!command.opensWorkspace)
        return {};
    if (context.workspace.isEmpty())
        return base::fail(base::ErrorCode::Usage, QStringLiteral("Say which workspace: --workspace FILE, or QM_WORKSPACE in the environment."));
    auto wiring = app::Wiring::open({context.workspace, context.now, false, false, silence});
    if (!wiring && keepsFromWriting(wiring.error().code) && onlyReads(command))
        wiring = app::Wiring::open({context.workspace, context.now, false, true, silence});
    if (!wiring)
        return base::fail(wiring.error());
    context.wiring = std::move(*wiring);
    context.wiring->console().setActor(qEnvironmentVariable("USER", QStringLiteral("qmctl")));
    return {};
}

/// A command lives for moments: memory that it gives back is memory that it fetches again, page by page.
void keepMemory()
{
#ifdef __GLIBC__
    constexpr int megabyte = 1024 * 1024;
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_TOP_PAD, 16 * megabyte);
    mallopt(M_TRIM_THRESHOLD, 512 * megabyte);
    mallopt(M_MMAP_THRESHOLD, 256 * megabyte);
#endif
}

} // namespace

int main(int argc, char** argv)
{
    keepMemory();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("qmctl"));
    QCoreApplication::setOrganizationName(QStringLiteral("Quartermaster"));
    const QStringList typed = application.arguments().mid(1);
    const QStringList words = commandWords(typed);
    const bool namesHelp = words.value(0) == QLatin1String("help");
    const bool asksHelp = namesHelp || typed.contains(QStringLiteral("--help")) || typed.isEmpty();
    const Command* command = commandFor(words);
    if (asksHelp || !command) {
        printHelp(words.mid(namesHelp ? 1 : 0));
        return asksHelp ? 0 : report(base::fail(noSuchCommand(words.value(0))), false);
    }
    const bool asJson = typed.contains(QStringLiteral("--json"));
    auto arguments = parseArguments(typed, command->options + globalOptions());
    if (!arguments)
        return report(base::fail(arguments.error()), asJson);
    arguments->words = arguments->words.mid(command->name.count(u' ') + 1);
    if (const int most = command->mostWords(); most >= 0 && arguments->words.size() > most)
        return report(base::fail(surplusWord(*command, arguments->words.at(most))), asJson);
    Context context;
    context.arguments = std::move(*arguments);
    if (auto ready = prepare(context, *command); !ready)
        return report(base::fail(ready.error()), asJson);
    int exit = 0;
    // Commands wait for futures; the application's thread keeps its event loop free for them.
    base::Postbox end;
    std::thread commandThread([&] {
        exit = report(command->run(context), asJson);
        end.post([] { QCoreApplication::quit(); });
    });
    application.exec();
    commandThread.join();
    context.wiring.reset();
    return exit;
}
