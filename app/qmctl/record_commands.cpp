#include "app/qmctl/command.h"
#include "app/qmctl/tables.h"
#include "ui/format/words.h"

namespace qm::qmctl {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

Result<model::Entity> entityWord(const Context& context, qsizetype position)
{
    const auto word = context.word(position, QStringLiteral("The entity"));
    if (!word)
        return fail(word.error());
    const auto entity = model::entityFromKey(*word);
    if (!entity)
        return fail(ErrorCode::Usage, QStringLiteral("There is no entity \u201c%1\u201d; qmctl --help lists them.").arg(*word));
    return *entity;
}

/// The keys given with --columns, each known; all shown fields when none is given.
Result<QStringList> columnsOf(const Context& context, model::Entity entity)
{
    const QStringList keys = context.arguments.value(QStringLiteral("--columns")).split(u',', Qt::SkipEmptyParts);
    for (const QString& key : keys) {
        const bool known = key == u"id" || key == u"revision" || model::describe(entity).indexOf(key) >= 0;
        if (!known)
            return fail(noSuchField(entity, key));
    }
    return keys;
}

Result<model::Query> queryOf(const Context& context, model::Entity entity)
{
    model::Query query;
    query.entity = entity;
    query.asOf = context.asOf;
    auto filter = model::Filter::fromText(context.arguments.value(QStringLiteral("--where")));
    if (!filter)
        return fail(filter.error());
    if (auto fits = model::check(*filter, entity); !fits)
        return fail(fits.error());
    query.filter = *filter;
    query.sort = context.arguments.value(QStringLiteral("--sort"));
    if (query.sort.startsWith(u'-')) {
        query.sort.remove(0, 1);
        query.order = Qt::DescendingOrder;
    }
    if (!query.sort.isEmpty() && model::describe(entity).indexOf(query.sort) < 0)
        return fail(noSuchField(entity, query.sort));
    bool ok = true;
    const QString limit = context.arguments.value(QStringLiteral("--limit"));
    query.limit = limit.isEmpty() ? -1 : limit.toLongLong(&ok);
    if (!ok || (query.limit < 0 && !limit.isEmpty()))
        return fail(ErrorCode::Usage, QStringLiteral("--limit needs a number from 0 on."));
    return query;
}

QStringList shownColumns(model::Entity entity, const QStringList& chosen)
{
    if (!chosen.isEmpty())
        return chosen;
    constexpr int some = 7;
    QStringList keys;
    for (const model::Field& field : model::describe(entity).fields) {
        const bool isShown = !field.has(model::Internal) && field.kind != model::Kind::LongText && keys.size() < some;
        if (isShown)
            keys.append(field.key);
    }
    return keys;
}

QString wordOf(const model::Record& record, const QString& key, const QHash<base::Id, QString>& titles)
{
    if (key == u"id")
        return QString::number(record.id.value);
    if (key == u"revision")
        return QString::number(record.revision);
    const model::EntityDescription& description = model::describe(record.entity);
    return format::plainText(description.field(description.indexOf(key)), record.value(key), titles);
}

QString tableOf(model::Entity entity, const std::vector<model::Record>& records, const QStringList& columns, const QHash<base::Id, QString>& titles)
{
    QList<QStringList> rows;
    for (const model::Record& record : records) {
        QStringList row;
        for (const QString& key : columns)
            row.append(wordOf(record, key, titles));
        rows.append(row);
    }
    return textTable(columns, rows) + QStringLiteral("%1 %2\n").arg(records.size()).arg(records.size() == 1 ? model::describe(entity).key : QString::fromUtf8(model::describe(entity).plural).toLower());
}

CommandResult listRecords(Context& context)
{
    const auto entity = entityWord(context, 0);
    if (!entity)
        return fail(entity.error());
    const auto query = queryOf(context, *entity);
    const auto columns = columnsOf(context, *entity);
    if (!query || !columns)
        return fail(query ? columns.error() : query.error());
    const auto records = wait(context.console().load(*query));
    if (!records)
        return fail(records.error());
    const auto titles = titlesFor(context.console(), *records);
    if (!titles)
        return fail(titles.error());
    QJsonArray array;
    for (const model::Record& record : *records)
        array.append(recordJson(record, *columns, *titles));
    return Outcome{array, tableOf(*entity, *records, shownColumns(*entity, *columns), *titles)};
}

QJsonObject historyJson(const model::ChangeSet& set)
{
    QJsonArray changes;
    for (const model::Change& change : set.changes)
        changes.append(model::toJson(change));
    return {{QStringLiteral("id"), set.id.value}, {QStringLiteral("actor"), set.actor}, {QStringLiteral("cause"), format::causeWord(set.cause)},
            {QStringLiteral("effectiveAt"), set.effectiveAt.toString(Qt::ISODate)}, {QStringLiteral("recordedAt"), set.recordedAt.toString(Qt::ISODate)},
            {QStringLiteral("undone"), set.undone}, {QStringLiteral("changes"), changes}};
}

QString factsOf(const model::Record& record, const QHash<base::Id, QString>& titles)
{
    QString text = model::titleOf(record) + u'\n';
    const auto& fields = model::describe(record.entity).fields;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const model::Value& value = record.at(static_cast<int>(i));
        if (!model::isEmpty(value) && !fields[i].has(model::Internal))
            text += QStringLiteral("  %1 %2\n").arg(fields[i].key, -20).arg(format::valueWord(fields[i], value, titles));
    }
    return text;
}

CommandResult showRecord(Context& context)
{
    const auto entity = entityWord(context, 0);
    const auto key = context.word(1, QStringLiteral("The key"));
    if (!entity || !key)
        return fail(entity ? key.error() : entity.error());
    const auto record = wait(context.console().find(*entity, *key));
    if (!record)
        return fail(record.error());
    const auto titles = titlesFor(context.console(), {*record});
    if (!titles)
        return fail(titles.error());
    QJsonObject json = recordJson(*record, {}, *titles);
    QString text = factsOf(*record, *titles);
    if (context.arguments.has(QStringLiteral("--history"))) {
        const auto history = wait(context.console().history(*entity, record->id));
        if (!history)
            return fail(history.error());
        QJsonArray sets;
        for (const model::ChangeSet& set : *history) {
            sets.append(historyJson(set));
            text += QStringLiteral("  %1  %2  %3\n").arg(set.effectiveAt.toString(Qt::ISODate), format::causeWord(set.cause), format::changeSetWord(set));
        }
        json.insert(QStringLiteral("history"), sets);
    }
    return Outcome{json, text};
}

Result<console::FieldTexts> fieldTexts(model::Entity entity, const QStringList& words)
{
    console::FieldTexts fields;
    for (const QString& word : words) {
        const qsizetype equals = word.indexOf(u'=');
        if (equals <= 0)
            return fail(ErrorCode::Usage, QStringLiteral("Write what to set as field=value, not \u201c%1\u201d.").arg(word));
        if (model::describe(entity).indexOf(word.left(equals)) < 0)
            return fail(noSuchField(entity, word.left(equals)));
        fields.append({word.left(equals), word.mid(equals + 1)});
    }
    return fields;
}

Outcome writtenOutcome(const model::ChangeSet& set)
{
    const QString text = set.id.isValid() ? format::changeSetWord(set) + QStringLiteral(" (change %1)").arg(set.id.value) : QStringLiteral("Nothing to change");
    return {QJsonObject{{QStringLiteral("changeSet"), set.id.value}, {QStringLiteral("changes"), set.changes.size()}}, text};
}

CommandResult setFields(Context& context)
{
    const auto entity = entityWord(context, 0);
    const auto key = context.word(1, QStringLiteral("The key"));
    if (!entity || !key)
        return fail(entity ? key.error() : entity.error());
    const auto fields = fieldTexts(*entity, context.arguments.words.mid(2));
    if (!fields)
        return fail(fields.error());
    if (fields->isEmpty())
        return fail(ErrorCode::Usage, QStringLiteral("Say what to set: field=value."));
    const auto record = wait(context.console().find(*entity, *key));
    if (!record)
        return fail(record.error());
    const auto written = wait(context.console().set(*entity, record->id, *fields));
    return written ? CommandResult(writtenOutcome(*written)) : fail(written.error());
}

CommandResult addRecord(Context& context)
{
    const auto entity = entityWord(context, 0);
    if (!entity)
        return fail(entity.error());
    const auto fields = fieldTexts(*entity, context.arguments.words.mid(1));
    if (!fields)
        return fail(fields.error());
    const auto written = wait(context.console().set(*entity, {}, *fields));
    return written ? CommandResult(writtenOutcome(*written)) : fail(written.error());
}

CommandResult searchText(Context& context)
{
    const auto text = context.word(0, QStringLiteral("What to search for"));
    if (!text)
        return fail(text.error());
    const auto hits = wait(context.console().search(context.arguments.words.join(u' '), 50));
    if (!hits)
        return fail(hits.error());
    QJsonArray array;
    QList<QStringList> rows;
    for (const model::Hit& hit : *hits) {
        const QString& entity = model::describe(hit.entity).key;
        array.append(QJsonObject{{QStringLiteral("entity"), entity}, {QStringLiteral("id"), hit.id.value}, {QStringLiteral("title"), hit.title}, {QStringLiteral("detail"), hit.detail}});
        rows.append({entity, hit.title, hit.detail});
    }
    return Outcome{array, textTable({QStringLiteral("entity"), QStringLiteral("title"), QStringLiteral("detail")}, rows)};
}

} // namespace

QList<Command> recordCommands()
{
    const QList<Option> listing = {{QStringLiteral("--where"), QStringLiteral("FILTER"), QStringLiteral("for example: department = Sales and status != left"), false},
                                   {QStringLiteral("--columns"), QStringLiteral("a,b"), QStringLiteral("which fields"), false},
                                   {QStringLiteral("--sort"), QStringLiteral("FIELD"), QStringLiteral("-FIELD for descending"), false},
                                   {QStringLiteral("--limit"), QStringLiteral("N"), QStringLiteral("at most so many"), false}};
    const QString written = QStringLiteral("{\"changeSet\",\"changes\"}");
    return {
        {QStringLiteral("list"), QStringLiteral("ENTITY [--where FILTER] [--columns a,b] [--sort FIELD] [--limit N]"), QStringLiteral("Lists records."), QStringLiteral("an array of objects keyed by field, with id and revision"), listing, true, listRecords},
        {QStringLiteral("show"), QStringLiteral("ENTITY KEY [--history]"), QStringLiteral("Shows one record, found by its key or title."), QStringLiteral("the record keyed by field; with --history also \"history\":[{\"id\",\"actor\",\"cause\",\"effectiveAt\",\"recordedAt\",\"undone\",\"changes\"}]"), {{QStringLiteral("--history"), {}, QStringLiteral("with every change"), false}}, true, showRecord},
        {QStringLiteral("set"), QStringLiteral("ENTITY KEY field=value ..."), QStringLiteral("Changes fields of one record."), written, {}, true, setFields},
        {QStringLiteral("add"), QStringLiteral("ENTITY field=value ..."), QStringLiteral("Adds one record."), written, {}, true, addRecord},
        {QStringLiteral("search"), QStringLiteral("TEXT ..."), QStringLiteral("Searches everything."), QStringLiteral("[{\"entity\",\"id\",\"title\",\"detail\"}]"), {}, true, searchText},
    };
}

} // namespace qm::qmctl
