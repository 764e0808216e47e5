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

/// The first line of standard input; a token is never an argument, where other programs could read it.
Result<base::Secret> tokenFromInput()
{
    constexpr qint64 longest = 64 * 1024;
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return fail(ErrorCode::Usage, QStringLiteral("The token is read from standard input, which is closed."));
    QByteArray token = input.readLine(longest).trimmed();
    if (token.isEmpty())
        return fail(ErrorCode::Usage, QStringLiteral("Give the token on standard input: qmctl connect scim NAME --base URL < token.txt"));
    return base::Secret(std::move(token));
}

CommandResult connectScim(Context& context)
{
    const auto name = context.word(0, QStringLiteral("The name"));
    if (!name)
        return fail(name.error());
    const QUrl base(context.arguments.value(QStringLiteral("--base")), QUrl::StrictMode);
    const bool isWeb = base.scheme() == u"https" || base.scheme() == u"http";
    if (!base.isValid() || !isWeb || base.host().isEmpty())
        return fail(ErrorCode::Usage, QStringLiteral("--base needs a web address like https://example.com/scim/v2."));
    auto token = tokenFromInput();
    if (!token)
        return fail(token.error());
    const auto source = wait(context.console().connectScim(*name, base, std::move(*token)));
    if (!source)
        return fail(source.error());
    return Outcome{QJsonObject{{QStringLiteral("source"), *name}, {QStringLiteral("id"), source->value}}, QStringLiteral("%1 is connected. Read it with: qmctl sync").arg(*name)};
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
    const auto sources = sourcesToSync(context);
    if (!sources)
        return fail(sources.error());
    QJsonArray streams;
    QString text;
    Outcome outcome;
    qint64 orphans = 0;
    for (const base::Id source : *sources) {
        const auto report = wait(context.console().sync(source, {}));
        if (!report)
            return fail(report.error());
        orphans += report->orphans;
        for (const console::StreamReport& stream : report->streams) {
            streams.append(streamJson(report->source, stream));
            text += QStringLiteral("%1 %2: %3, read %4, new %5, changed %6, gone %7 %8\n").arg(report->source, stream.id, stream.state).arg(stream.read).arg(stream.created).arg(stream.updated).arg(stream.gone).arg(stream.reason);
            if (!stream.error)
                continue;
            outcome.exit = exitOf(*stream.error);
            outcome.problem = stream.error;
        }
    }
    if (sources->isEmpty())
        text = QStringLiteral("Nothing is connected yet. Connect with: qmctl connect scim NAME --base URL\n");
    if (orphans > 0)
        text += QStringLiteral("%1 active accounts without a person: qmctl list account --where \"person is empty and state = active\"\n").arg(orphans);
    outcome.json = QJsonObject{{QStringLiteral("streams"), streams}, {QStringLiteral("orphans"), orphans}};
    outcome.text = text;
    return outcome;
}

} // namespace

QList<Command> vendorCommands()
{
    return {
        {QStringLiteral("connect scim"), QStringLiteral("NAME --base URL"), QStringLiteral("Connects a SCIM 2.0 directory; the token is read from standard input and kept in the key store only."), QStringLiteral("{\"source\",\"id\"}"),
         {{QStringLiteral("--base"), QStringLiteral("URL"), QStringLiteral("address of the SCIM service"), false}}, true, connectScim},
        {QStringLiteral("sync"), QStringLiteral("[NAME]"), QStringLiteral("Reads one connection, or all."), QStringLiteral("{\"streams\":[{\"source\",\"id\",\"read\",\"created\",\"updated\",\"gone\",\"state\",\"reason\"}],\"orphans\"}"), {}, true, syncSources},
    };
}

} // namespace qm::qmctl
