#include "core/vendor/rows.h"

namespace qm::vendor {
namespace {

void addRow(PageOfRows& page, const OutRule& rule, const Scope& scope)
{
    Row row{rule.table, rule.key.key(scope), {}, rule.mode};
    if (row.key.isEmpty()) {
        ++page.withoutKey;
        return;
    }
    for (const auto& [name, value] : rule.fields)
        row.fields.insert(name, value.evaluate(scope));
    page.rows.append(row);
}

// Absent is not empty: a service that leaves the list out says nothing about it.
void addElements(PageOfRows& page, const OutRule& rule, const Scope& scope)
{
    const QJsonValue list = atPath(scope.record, rule.each);
    if (!list.isArray())
        return;
    for (const QJsonValue& element : list.toArray())
        addRow(page, rule, {element, scope.parent, scope.record});
    for (const auto& [name, value] : rule.fields) {
        if (name == rule.replaceBy)
            page.replaced.append({rule.table, name, textOf(value.evaluate({{}, scope.parent, scope.record}))});
    }
}

} // namespace

base::Result<QJsonArray> recordsOf(const QJsonValue& answer, const QString& records)
{
    const QJsonValue list = records.isEmpty() ? answer : atPath(answer, records);
    if (list.isArray())
        return list.toArray();
    if (records == QStringLiteral(".") && list.isObject())
        return QJsonArray{list};
    // RFC 7644 3.4.2: Resources may be left out when nothing was found.
    const QJsonValue total = atPath(answer, QStringLiteral("totalResults"));
    if (list.isNull() && total.isDouble() && total.toDouble() == 0)
        return QJsonArray();
    return base::fail(base::ErrorCode::ReplyMalformed, {}, QStringLiteral("no list at \"%1\"").arg(records));
}

base::Result<QJsonArray> entriesOf(const QJsonValue& answer, const QString& records)
{
    const QJsonValue at = records.isEmpty() ? answer : atPath(answer, records);
    if (!at.isObject())
        return base::fail(base::ErrorCode::ReplyMalformed, {}, QStringLiteral("no object at \"%1\"").arg(records));
    const QJsonObject object = at.toObject();
    QJsonArray all;
    for (auto it = object.begin(); it != object.end(); ++it)
        all.append(QJsonObject{{QStringLiteral("key"), it.key()}, {QStringLiteral("value"), it.value()}});
    return all;
}

QString identityOf(const QJsonValue& record, const StreamRule& stream, const QJsonValue& parent)
{
    for (const OutRule& rule : stream.out) {
        if (rule.each.isEmpty())
            return rule.key.key({record, parent, {}});
    }
    return {};
}

PageOfRows mappedRecord(const QJsonValue& record, const StreamRule& stream, const QJsonValue& parent)
{
    PageOfRows page;
    const Scope scope{record, parent, {}};
    for (const OutRule& rule : stream.out) {
        if (!fitsAny(rule.when, record))
            continue;
        if (rule.each.isEmpty())
            addRow(page, rule, scope);
        else
            addElements(page, rule, scope);
    }
    return page;
}

QList<GoneRow> removedRecord(const QJsonValue& record, const StreamRule& stream, const QJsonValue& parent)
{
    QList<GoneRow> gone;
    for (const OutRule& rule : stream.out) {
        const bool isItself = rule.each.isEmpty() && rule.mode == OutRule::Mode::Whole;
        const QString key = isItself ? rule.key.key({record, parent, {}}) : QString();
        if (!key.isEmpty())
            gone.append({rule.table, key});
    }
    return gone;
}

QList<Replacement> replacedByParent(const StreamRule& stream, const QJsonValue& parent)
{
    QList<Replacement> replaced;
    for (const OutRule& rule : stream.out) {
        for (const auto& [name, value] : rule.fields) {
            if (rule.each.isEmpty() && name == rule.replaceBy)
                replaced.append({rule.table, name, textOf(value.evaluate({{}, parent, {}}))});
        }
    }
    return replaced;
}

} // namespace qm::vendor
