#include "app/qmctl/command.h"
#include "app/qmctl/tables.h"
#include "ui/format/words.h"

namespace qm::qmctl {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

CommandResult undoChange(Context& context)
{
    base::Id set;
    if (!context.arguments.words.isEmpty()) {
        bool ok = false;
        set.value = context.arguments.words.front().toLongLong(&ok);
        if (!ok || set.value <= 0)
            return fail(ErrorCode::Usage, QStringLiteral("A change is named by its number."));
    }
    const auto undone = wait(context.console().undo(set));
    if (!undone)
        return fail(undone.error());
    return Outcome{QJsonObject{{QStringLiteral("changeSet"), undone->id.value}, {QStringLiteral("undid"), undone->cause.reference.value}, {QStringLiteral("changes"), undone->changes.size()}},
                   QStringLiteral("Taken back: %1").arg(format::changeSetWord(*undone))};
}

CommandResult verifyWorkspace(Context& context)
{
    const auto verified = wait(context.console().verify({}, {}));
    if (!verified)
        return fail(verified.error());
    QJsonObject json{{QStringLiteral("ok"), verified->ok()}, {QStringLiteral("problems"), QJsonArray::fromStringList(verified->problems)}, {QStringLiteral("changes"), verified->changes}};
    const QString text = verified->ok() ? QStringLiteral("Sound: %1 changes in the log, each as it was written, and every record as they say\n").arg(verified->changes) : verified->problems.join(u'\n') + u'\n';
    return Outcome{json, text, verified->ok() ? Exit::Done : Exit::Failed};
}

CommandResult backUp(Context& context)
{
    const auto path = context.word(0, QStringLiteral("The backup file"));
    if (!path)
        return fail(path.error());
    const auto done = wait(context.console().backup(*path, {}, {}));
    return done ? CommandResult(Outcome{QJsonObject{{QStringLiteral("backup"), *path}}, QStringLiteral("Backed up to %1").arg(*path)}) : fail(done.error());
}

CommandResult restoreBackup(Context& context)
{
    const auto path = context.word(0, QStringLiteral("The backup file"));
    if (!path)
        return fail(path.error());
    if (context.workspace.isEmpty())
        return fail(ErrorCode::Usage, QStringLiteral("Say which workspace to restore: --workspace FILE."));
    const base::SystemClock clock;
    const auto done = store::Store::restore(*path, context.workspace, clock);
    return done ? CommandResult(Outcome{QJsonObject{{QStringLiteral("workspace"), context.workspace}}, QStringLiteral("%1 is as in the backup; what was there is kept beside it").arg(context.workspace)}) : fail(done.error());
}

QJsonValue exactJson(const console::SpendReport& report, const base::Exact& exact)
{
    const auto money = report.money(exact);
    return money ? QJsonValue(money->minor) : QJsonValue();
}

QJsonObject monthJson(const console::SpendReport& report, const spend::MonthRate& month)
{
    QJsonObject categories;
    for (qsizetype i = 0; i < report.categories.size(); ++i) {
        const QString& name = report.categories.at(i);
        categories.insert(name.isEmpty() ? QStringLiteral("Everything else") : name, exactJson(report, month.byCategory[static_cast<std::size_t>(i)]));
    }
    return {{QStringLiteral("month"), month.month.toString(QStringLiteral("yyyy-MM"))}, {QStringLiteral("forecast"), month.forecast}, {QStringLiteral("total"), exactJson(report, month.total)},
            {QStringLiteral("headcount"), month.headcount}, {QStringLiteral("categories"), categories}};
}

CommandResult reportSpend(Context& context)
{
    const auto report = wait(context.console().spend(context.asOf));
    if (!report)
        return fail(report.error());
    QJsonArray months;
    QList<QStringList> rows;
    for (const spend::MonthRate& month : report->months) {
        months.append(monthJson(*report, month));
        const auto total = report->money(month.total);
        rows.append({month.month.toString(QStringLiteral("yyyy-MM")), total ? format::moneyExact(*total) : QString(), QString::number(month.headcount), month.forecast ? QStringLiteral("forecast") : QString()});
    }
    QJsonArray vendors;
    for (const spend::VendorRate& vendor : report->vendors)
        vendors.append(QJsonObject{{QStringLiteral("vendor"), vendor.name}, {QStringLiteral("annual"), exactJson(*report, vendor.annual)}});
    const QJsonObject json{{QStringLiteral("currency"), report->currency.code()}, {QStringLiteral("ratesAsOf"), report->ratesAsOf.toString(Qt::ISODate)}, {QStringLiteral("runRate"), exactJson(*report, report->now().total)},
                           {QStringLiteral("annualised"), exactJson(*report, report->now().total * base::Exact(12))}, {QStringLiteral("linesWithoutRate"), report->linesWithoutRate}, {QStringLiteral("months"), months}, {QStringLiteral("vendors"), vendors}};
    return Outcome{json, textTable({QStringLiteral("month"), QStringLiteral("run rate"), QStringLiteral("people"), {}}, rows)};
}

QString closedWord(const workflow::ClosedItem& item)
{
    if (!item.closed)
        return QStringLiteral("open");
    if (item.byHand)
        return QStringLiteral("closed, a person's word");
    return item.verified ? QStringLiteral("closed, read back") : QStringLiteral("closed, not read back");
}

/// The newest leaver's run of a person, or a leaver's run by its number.
Result<base::Id> leaverRun(Context& context, const QString& key)
{
    model::Query query;
    query.entity = model::Entity::Run;
    query.sort = QStringLiteral("number");
    query.order = Qt::DescendingOrder;
    query.filter = *model::Filter::fromText(u"occasion = leave");
    const auto runs = wait(context.console().load(query));
    if (!runs)
        return fail(runs.error());
    for (const model::Record& each : *runs) {
        if (each.text(u"number") == key)
            return each.id;
    }
    const auto person = wait(context.console().find(model::Entity::Person, key));
    if (!person)
        return fail(person.error());
    for (const model::Record& each : *runs) {
        if (each.reference(u"person") == person->id)
            return each.id;
    }
    return fail(ErrorCode::Refused, key, QStringLiteral("no leaving of theirs has been planned; qmctl plan leave shows what they hold"));
}

CommandResult reportLeaver(Context& context)
{
    const auto key = context.word(0, QStringLiteral("The person or run"));
    if (!key)
        return fail(key.error());
    const auto run = leaverRun(context, *key);
    if (!run)
        return fail(run.error());
    const auto report = wait(context.console().leaverReport(*run));
    if (!report)
        return fail(report.error());
    QJsonArray items;
    QList<QStringList> rows;
    for (const workflow::ClosedItem& item : report->completeness.items) {
        items.append(QJsonObject{{QStringLiteral("item"), item.item}, {QStringLiteral("title"), item.title}, {QStringLiteral("closing"), item.closing}, {QStringLiteral("closed"), item.closed}, {QStringLiteral("verified"), item.verified}, {QStringLiteral("byHand"), item.byHand},
                                 {QStringLiteral("at"), item.at.isValid() ? QJsonValue(item.at.toString(Qt::ISODate)) : QJsonValue()}});
        rows.append({item.title, item.closing, closedWord(item)});
    }
    const console::Completeness& complete = report->completeness;
    const QJsonObject json{{QStringLiteral("run"), report->run.run.number}, {QStringLiteral("person"), report->person}, {QStringLiteral("completeness"), complete.percent()}, {QStringLiteral("closed"), complete.closed()},
                           {QStringLiteral("total"), complete.total()}, {QStringLiteral("unplanned"), report->unplanned()}, {QStringLiteral("items"), items}, {QStringLiteral("sourcesNotProven"), QJsonArray::fromStringList(complete.sourcesNotProven)}};
    QString text = QStringLiteral("%1: %2 %, %3 of %4 closed\n").arg(report->person).arg(complete.percent()).arg(complete.closed()).arg(complete.total()) + textTable({QStringLiteral("item"), QStringLiteral("closes"), QStringLiteral("state")}, rows);
    if (report->unplanned() > 0)
        text += QStringLiteral("%1 of it in no plan: plan leave again, for the same hour\n").arg(report->unplanned());
    for (const QString& source : complete.sourcesNotProven)
        text += QStringLiteral("not proven: %1 was not read since the notice\n").arg(source);
    return Outcome{json, text, complete.percent() == 100 ? Exit::Done : Exit::NeedsAttention};
}

CommandResult reportFindings(Context& context)
{
    const auto findings = wait(context.console().findings(context.asOf));
    if (!findings)
        return fail(findings.error());
    QJsonArray array;
    QList<QStringList> rows;
    for (const console::FindingRow& row : *findings) {
        array.append(QJsonObject{{QStringLiteral("policy"), row.policy.id}, {QStringLiteral("title"), row.policy.title}, {QStringLiteral("entity"), model::describe(row.policy.entity).key}, {QStringLiteral("count"), row.count}, {QStringLiteral("checked"), row.checked}, {QStringLiteral("verdict"), guard::verdictKey(row.verdict())}, {QStringLiteral("filter"), row.policy.filter.toText()}});
        const bool isUnknown = row.verdict() == guard::Verdict::NothingToCheck;
        rows.append({isUnknown ? QStringLiteral("-") : QString::number(row.count), row.policy.title, isUnknown ? QStringLiteral("nothing to check yet") : row.policy.next});
    }
    return Outcome{array, textTable({QStringLiteral("open"), QStringLiteral("finding"), QStringLiteral("what to do")}, rows)};
}

} // namespace

QList<Command> careCommands()
{
    return {
        {QStringLiteral("undo"), QStringLiteral("[ID]"), QStringLiteral("Takes a change back; without an ID the last edit or import that still stands. A sync goes back as a whole by its ID, a run is taken back with plan undo."), QStringLiteral("{\"changeSet\",\"undid\",\"changes\"}"), {}, true, undoChange},
        {QStringLiteral("report spend"), {}, QStringLiteral("Run rate by month, 24 back and 12 ahead; amounts in minor units of the base currency."), QStringLiteral("{\"currency\",\"ratesAsOf\",\"runRate\",\"annualised\",\"linesWithoutRate\",\"months\":[{\"month\",\"forecast\",\"total\",\"headcount\",\"categories\"}],\"vendors\":[{\"vendor\",\"annual\"}]}"), {}, true, reportSpend},
        {QStringLiteral("report leaver"), QStringLiteral("PERSON|RUN"), QStringLiteral("How complete a leaver's run is; exit 4 below 100 %."), QStringLiteral("{\"run\",\"person\",\"completeness\",\"closed\",\"total\",\"unplanned\",\"items\":[{\"item\",\"title\",\"closing\",\"closed\",\"verified\",\"byHand\",\"at\"}],\"sourcesNotProven\"}"), {}, true, reportLeaver},
        {QStringLiteral("report findings"), {}, QStringLiteral("What fails the policies."), QStringLiteral("[{\"policy\",\"title\",\"entity\",\"count\",\"checked\",\"verdict\",\"filter\"}]"), {}, true, reportFindings},
        {QStringLiteral("verify"), {}, QStringLiteral("Checks the whole file: database, references, audit chain, and every record against the log."), QStringLiteral("{\"ok\",\"problems\":[],\"changes\"}"), {}, true, verifyWorkspace},
        {QStringLiteral("backup"), QStringLiteral("FILE"), QStringLiteral("Copies the workspace while it is in use."), QStringLiteral("{\"backup\"}"), {}, true, backUp},
        {QStringLiteral("restore"), QStringLiteral("FILE"), QStringLiteral("Puts a backup in the workspace's place; the old one is kept."), QStringLiteral("{\"workspace\"}"), {}, false, restoreBackup},
    };
}

} // namespace qm::qmctl
