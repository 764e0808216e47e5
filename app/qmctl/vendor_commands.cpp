#include "app/qmctl/command.h"
#include "ui/format/words.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QUrl>

#include <cstdio>

namespace qm::qmctl {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

/// Secrets, one line each in the order the vendor asks for them; never an argument, where other programs could read it.
Result<std::map<QString, std::shared_ptr<const base::Secret>>> secretsFromInput(const console::VendorSignIn& way)
{
    constexpr qint64 longest = 64 * 1024;
    std::map<QString, std::shared_ptr<const base::Secret>> secrets;
    if (way.secrets.isEmpty())
        return secrets;
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return fail(ErrorCode::Usage, QStringLiteral("Secrets are read from standard input, which is closed."));
    for (const console::VendorField& asked : way.secrets) {
        QByteArray line = input.readLine(longest).trimmed();
        // A key in PEM form has many lines and ends with one of its own.
        while (line.startsWith("-----BEGIN") && !line.contains("-----END") && !input.atEnd())
            line += '\n' + input.readLine(longest).trimmed();
        if (line.isEmpty())
            return fail(ErrorCode::Usage, QStringLiteral("Give %1 on standard input, one line for each secret.").arg(asked.label.isEmpty() ? asked.key : asked.label));
        secrets.insert({asked.key, std::make_shared<const base::Secret>(std::move(line))});
    }
    return secrets;
}

Result<QHash<QString, QString>> configFromArguments(const Context& context)
{
    QHash<QString, QString> config;
    for (const QString& each : context.arguments.all(QStringLiteral("--set"))) {
        const qsizetype at = each.indexOf(u'=');
        if (at < 1)
            return fail(ErrorCode::Usage, QStringLiteral("--set needs KEY=VALUE, like --set org=fernhill."));
        config.insert(each.left(at), each.mid(at + 1));
    }
    return config;
}

Result<console::VendorInfo> offerNamed(Context& context, const QString& id)
{
    const auto offers = wait(context.console().vendors());
    if (!offers)
        return fail(offers.error());
    for (const console::VendorInfo& offer : *offers) {
        if (offer.id == id)
            return offer;
    }
    return fail(ErrorCode::Usage, QStringLiteral("There is no vendor \u201c%1\u201d. qmctl vendors lists them.").arg(id));
}

Result<console::VendorSignIn> wayOf(const console::VendorInfo& offer, const QString& id)
{
    for (const console::VendorSignIn& way : offer.ways) {
        if (id.isEmpty() || way.id == id)
            return way;
    }
    return fail(ErrorCode::Usage, QStringLiteral("%1 has no way to sign in called \u201c%2\u201d.").arg(offer.name, id));
}

/// Shows where to sign in, on standard error.
void promptOnPaper(const QUrl& address, const QString& code)
{
    const QString words = code.isEmpty() ? QStringLiteral("Open this address to sign in:\n%1\n").arg(address.toString(QUrl::FullyEncoded))
                                         : QStringLiteral("Open %1 and type %2\n").arg(address.toString(QUrl::FullyEncoded), code);
    std::fputs(words.toUtf8().constData(), stderr);
    std::fflush(stderr);
}

CommandResult connectWanted(Context& context, const console::VendorInfo& offer, console::NewConnection wanted)
{
    const auto way = wayOf(offer, context.arguments.value(QStringLiteral("--auth")));
    if (!way)
        return fail(way.error());
    auto secrets = secretsFromInput(*way);
    if (!secrets)
        return fail(secrets.error());
    wanted.descriptor = offer.id;
    wanted.auth = way->id;
    wanted.secrets = std::move(*secrets);
    wanted.writes = context.arguments.has(QStringLiteral("--allow-writes")) ? console::NewConnection::Writes::Allowed : console::NewConnection::Writes::Refused;
    wanted.role = context.arguments.has(QStringLiteral("--hr")) ? console::NewConnection::Role::Hr : console::NewConnection::Role::Other;
    const QString name = wanted.name;
    QObject prompting; // ends with this command
    QObject::connect(&context.console(), &console::Console::signInAsked, &prompting, [attempt = wanted.attempt](qint64 asked, const QUrl& address, const QString& code) {
        if (asked == attempt)
            promptOnPaper(address, code);
    });
    const auto source = wait(context.console().connectVendor(std::move(wanted)));
    if (!source)
        return fail(source.error());
    return Outcome{QJsonObject{{QStringLiteral("source"), name}, {QStringLiteral("id"), source->value}}, QStringLiteral("%1 is connected. Read it with: qmctl sync").arg(name)};
}

CommandResult connectVendor(Context& context)
{
    const auto vendor = context.word(0, QStringLiteral("The vendor"));
    const auto name = context.word(1, QStringLiteral("The name"));
    if (!vendor || !name)
        return fail(vendor ? name.error() : vendor.error());
    const auto offer = offerNamed(context, *vendor);
    const auto config = configFromArguments(context);
    if (!offer || !config)
        return fail(offer ? config.error() : offer.error());
    console::NewConnection wanted;
    wanted.name = *name;
    wanted.config = *config;
    return connectWanted(context, *offer, std::move(wanted));
}

CommandResult connectScim(Context& context)
{
    const auto name = context.word(0, QStringLiteral("The name"));
    if (!name)
        return fail(name.error());
    const auto config = configFromArguments(context);
    if (!config)
        return fail(config.error());
    const QUrl base(context.arguments.value(QStringLiteral("--base"), config->value(QStringLiteral("base"))), QUrl::StrictMode);
    const bool isWeb = base.scheme() == u"https" || base.scheme() == u"http";
    if (!base.isValid() || !isWeb || base.host().isEmpty())
        return fail(ErrorCode::Usage, QStringLiteral("--base needs a web address like https://example.com/scim/v2."));
    const auto offer = offerNamed(context, QStringLiteral("scim"));
    if (!offer)
        return fail(offer.error());
    console::NewConnection wanted;
    wanted.name = *name;
    wanted.config = {{QStringLiteral("base"), base.toString()}};
    return connectWanted(context, *offer, std::move(wanted));
}

CommandResult disconnectVendor(Context& context)
{
    const auto name = context.word(0, QStringLiteral("The name"));
    if (!name)
        return fail(name.error());
    const auto source = wait(context.console().find(model::Entity::Source, *name));
    if (!source)
        return fail(source.error());
    const bool drops = context.arguments.has(QStringLiteral("--drop"));
    const auto done = wait(context.console().disconnectVendor(source->id, drops ? console::Brought::Drop : console::Brought::Keep));
    if (!done)
        return fail(done.error());
    return Outcome{QJsonObject{{QStringLiteral("source"), *name}, {QStringLiteral("dropped"), drops}},
                   drops ? QStringLiteral("%1 is disconnected and what only it brought is gone. qmctl undo brings it back.").arg(*name) : QStringLiteral("%1 is disconnected; what it told stays.").arg(*name)};
}

QJsonArray askedJson(const QList<console::VendorField>& asked)
{
    QJsonArray array;
    for (const console::VendorField& each : asked)
        array.append(QJsonObject{{QStringLiteral("key"), each.key}, {QStringLiteral("label"), each.label}, {QStringLiteral("help"), each.help}, {QStringLiteral("required"), each.isRequired}});
    return array;
}

template <class T>
QJsonArray namesOf(const QList<T>& all, QString T::*name)
{
    QJsonArray names;
    for (const T& each : all)
        names.append(each.*name);
    return names;
}

CommandResult listVendors(Context& context)
{
    auto offers = wait(context.console().vendors());
    if (!offers)
        return fail(offers.error());
    std::sort(offers->begin(), offers->end(), [](const console::VendorInfo& a, const console::VendorInfo& b) { return a.id < b.id; });
    QJsonArray array;
    QString text;
    for (const console::VendorInfo& offer : *offers) {
        QJsonArray ways;
        for (const console::VendorSignIn& way : offer.ways)
            ways.append(QJsonObject{{QStringLiteral("id"), way.id}, {QStringLiteral("label"), way.label}, {QStringLiteral("interactive"), way.needsPerson()}, {QStringLiteral("secrets"), askedJson(way.secrets)}});
        array.append(QJsonObject{{QStringLiteral("id"), offer.id}, {QStringLiteral("name"), offer.name}, {QStringLiteral("settings"), askedJson(offer.config)}, {QStringLiteral("auth"), ways},
                                 {QStringLiteral("streams"), namesOf(offer.streams, &console::VendorStream::id)}, {QStringLiteral("actions"), namesOf(offer.actions, &console::VendorAction::id)}, {QStringLiteral("manual"), namesOf(offer.byHand, &console::VendorByHand::action)}});
        QStringList keys;
        for (const console::VendorField& setting : offer.config)
            keys.append(setting.isRequired ? setting.key : u'[' + setting.key + u']');
        text += QStringLiteral("%1 %2: %3\n").arg(offer.id, -14).arg(offer.name, keys.join(u' '));
    }
    return Outcome{array, text};
}

QJsonObject readingJson(const console::StreamFacts& stream)
{
    return {{QStringLiteral("id"), stream.id}, {QStringLiteral("ended"), stream.ended.toString(Qt::ISODate)}, {QStringLiteral("state"), stream.state}, {QStringLiteral("reason"), stream.reason},
            {QStringLiteral("read"), stream.read}, {QStringLiteral("created"), stream.created}, {QStringLiteral("updated"), stream.updated}, {QStringLiteral("gone"), stream.gone},
            {QStringLiteral("unknown"), QJsonArray::fromStringList(stream.unknown)}};
}

CommandResult listConnections(Context& context)
{
    const auto connections = wait(context.console().connections());
    if (!connections)
        return fail(connections.error());
    QJsonArray array;
    QString text;
    for (const console::ConnectionFacts& each : *connections) {
        const model::Record& source = each.source;
        QJsonArray streams;
        for (const console::StreamFacts& stream : each.streams)
            streams.append(readingJson(stream));
        array.append(QJsonObject{{QStringLiteral("source"), source.text(u"name")}, {QStringLiteral("id"), source.id.value}, {QStringLiteral("vendor"), source.text(u"descriptor")}, {QStringLiteral("state"), source.text(u"state")},
                                 {QStringLiteral("reason"), source.text(u"reason")}, {QStringLiteral("lastRead"), source.text(u"last-read")}, {QStringLiteral("writes"), source.value(u"writes") == model::Value(true)},
                                 {QStringLiteral("drifts"), static_cast<qint64>(each.drifts.size())}, {QStringLiteral("streams"), streams}});
        text += QStringLiteral("%1 (%2): %3, last read %4 %5\n").arg(source.text(u"name"), source.text(u"descriptor"), source.text(u"state"), source.text(u"last-read"), format::reasonSentence(source.text(u"reason")));
        for (const console::StreamFacts& stream : each.streams)
            text += QStringLiteral("    %1: %2 %3\n").arg(stream.id, stream.state, format::reasonSentence(stream.reason));
    }
    return Outcome{array, text.isEmpty() ? QStringLiteral("Nothing is connected yet.\n") : text};
}

CommandResult listDrifts(Context& context)
{
    const auto drifts = wait(context.console().drifts());
    if (!drifts)
        return fail(drifts.error());
    QJsonArray array;
    QString text;
    for (const console::DriftRow& row : *drifts) {
        const QString entity = model::describe(row.entity).key;
        array.append(QJsonObject{{QStringLiteral("source"), row.sourceName}, {QStringLiteral("entity"), entity}, {QStringLiteral("id"), row.record.value}, {QStringLiteral("record"), row.title}, {QStringLiteral("field"), row.field},
                                 {QStringLiteral("ours"), model::toText(row.ours)}, {QStringLiteral("theirs"), model::toText(row.theirs)}, {QStringLiteral("since"), row.seen.toString(Qt::ISODate)}, {QStringLiteral("kept"), row.kept}});
        text += row.field.isEmpty() ? QStringLiteral("%1 %2: %3 does not have it\n").arg(entity, row.title, row.sourceName)
                                    : QStringLiteral("%1 %2, %3: \u201c%4\u201d here, \u201c%5\u201d in %6\n").arg(entity, row.title, row.field, model::toText(row.ours), model::toText(row.theirs), row.sourceName);
    }
    return Outcome{array, text.isEmpty() ? QStringLiteral("Sources and this workspace agree.\n") : text};
}

QJsonObject streamJson(const QString& source, const console::StreamReport& stream)
{
    return {{QStringLiteral("source"), source}, {QStringLiteral("id"), stream.id}, {QStringLiteral("read"), stream.read}, {QStringLiteral("created"), stream.created},
            {QStringLiteral("updated"), stream.updated}, {QStringLiteral("gone"), stream.gone}, {QStringLiteral("state"), stream.state}, {QStringLiteral("reason"), stream.reason}};
}

Result<QList<base::Id>> sourcesToSync(Context& context)
{
    if (!context.arguments.words.isEmpty()) {
        const auto source = wait(context.console().find(model::Entity::Source, context.arguments.words.front()));
        if (!source)
            return fail(source.error());
        return QList<base::Id>{source->id};
    }
    model::Query query;
    query.entity = model::Entity::Source;
    query.filter = *model::Filter::fromText(u"kind = vendor and descriptor is known");
    const auto ids = wait(context.console().ids(query));
    if (!ids)
        return fail(ids.error());
    return QList<base::Id>(ids->begin(), ids->end());
}

CommandResult syncSources(Context& context)
{
    const bool isAccepted = context.arguments.has(QStringLiteral("--accept-gone"));
    if (isAccepted && context.arguments.words.isEmpty())
        return fail(ErrorCode::Usage, QStringLiteral("--accept-gone needs the NAME of one connection."));
    const auto sources = sourcesToSync(context);
    if (!sources)
        return fail(sources.error());
    QJsonArray streams;
    QString text;
    Outcome outcome;
    qint64 orphans = 0;
    const auto doubt = isAccepted ? sync::Doubt::Accept : sync::Doubt::HoldBack;
    for (const base::Id source : *sources) {
        const auto report = wait(context.console().sync(source, {}, doubt));
        if (!report)
            return fail(report.error());
        orphans += report->orphans;
        for (const console::StreamReport& stream : report->streams) {
            streams.append(streamJson(report->source, stream));
            text += QStringLiteral("%1 %2: %3, read %4, new %5, changed %6, gone %7 %8\n").arg(report->source, stream.id, stream.state).arg(stream.read).arg(stream.created).arg(stream.updated).arg(stream.gone).arg(format::reasonSentence(stream.reason));
            if (!stream.error)
                continue;
            outcome.exit = exitOf(*stream.error);
            outcome.problem = stream.error;
        }
    }
    if (sources->isEmpty())
        text = QStringLiteral("Nothing is connected yet. Connect with: qmctl connect VENDOR NAME\n");
    if (orphans > 0)
        text += QStringLiteral("%1 active accounts without a person: qmctl list account --where \"person is empty and state = active\"\n").arg(orphans);
    outcome.json = QJsonObject{{QStringLiteral("streams"), streams}, {QStringLiteral("orphans"), orphans}};
    outcome.text = text;
    return outcome;
}

QList<Option> connectOptions()
{
    return {{QStringLiteral("--set"), QStringLiteral("KEY=VALUE"), QStringLiteral("a setting of the vendor (qmctl vendors names them)"), true},
            {QStringLiteral("--auth"), QStringLiteral("ID"), QStringLiteral("the way to sign in (the vendor's first)"), false},
            {QStringLiteral("--allow-writes"), {}, QStringLiteral("let plans change things there; without it they become tasks for people"), false},
            {QStringLiteral("--hr"), {}, QStringLiteral("this source tells who works here"), false}};
}

} // namespace

QList<Command> vendorCommands()
{
    const Option base{QStringLiteral("--base"), QStringLiteral("URL"), QStringLiteral("address of the SCIM service"), false};
    return {
        {QStringLiteral("vendors"), {}, QStringLiteral("Lists the vendors that can be connected, with their settings."),
         QStringLiteral("[{\"id\",\"name\",\"settings\":[{\"key\",\"label\",\"help\",\"required\"}],\"auth\":[{\"id\",\"label\",\"interactive\",\"secrets\":[{\"key\",\"label\",\"help\",\"required\"}]}],\"streams\":[],\"actions\":[],\"manual\":[]}]"), {}, true, listVendors},
        {QStringLiteral("connect"), QStringLiteral("VENDOR NAME [--set KEY=VALUE ...] [--auth ID] [--allow-writes] [--hr]"),
         QStringLiteral("Connects a vendor. Secrets are read from standard input, one line each in the order qmctl vendors names them, and kept in the key store only."), QStringLiteral("{\"source\",\"id\"}"), connectOptions(), true, connectVendor},
        {QStringLiteral("connect scim"), QStringLiteral("NAME --base URL [--allow-writes]"), QStringLiteral("Connects a SCIM 2.0 directory; the token is read from standard input and kept in the key store only."), QStringLiteral("{\"source\",\"id\"}"),
         QList<Option>{base} + connectOptions(), true, connectScim},
        {QStringLiteral("disconnect"), QStringLiteral("NAME [--drop]"), QStringLiteral("Forgets how to get into a connection; with --drop also what only it brought."), QStringLiteral("{\"source\",\"dropped\"}"),
         {{QStringLiteral("--drop"), {}, QStringLiteral("take out what only this source told; qmctl undo brings it back"), false}}, true, disconnectVendor},
        {QStringLiteral("connections"), {}, QStringLiteral("Lists the connections, how each stream was last read and what that leaves unknown."),
         QStringLiteral("[{\"source\",\"id\",\"vendor\",\"state\",\"reason\",\"lastRead\",\"writes\",\"drifts\",\"streams\":[{\"id\",\"ended\",\"state\",\"reason\",\"read\",\"created\",\"updated\",\"gone\",\"unknown\":[]}]}]"), {}, true, listConnections},
        {QStringLiteral("drift"), {}, QStringLiteral("Lists where sources say otherwise than what was entered here."),
         QStringLiteral("[{\"source\",\"entity\",\"id\",\"record\",\"field\",\"ours\",\"theirs\",\"since\",\"kept\"}]"), {}, true, listDrifts},
        {QStringLiteral("sync"), QStringLiteral("[NAME] [--accept-gone]"), QStringLiteral("Reads one connection, or all. Where most of a list is suddenly missing, nothing is taken away (exit 4, state held) unless --accept-gone says that it is right."), QStringLiteral("{\"streams\":[{\"source\",\"id\",\"read\",\"created\",\"updated\",\"gone\",\"state\",\"reason\"}],\"orphans\"}"), {{QStringLiteral("--accept-gone"), {}, QStringLiteral("take away what was held back at the last reading and is still gone"), false}}, true, syncSources},
    };
}

} // namespace qm::qmctl
