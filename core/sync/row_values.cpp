#include "core/sync/row_values.h"

#include "core/sync/told.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <cmath>

namespace qm::sync {
namespace {

using model::Kind;
using model::Value;

QString plainText(const QJsonValue& told)
{
    if (!told.isArray())
        return vendor::textOf(told);
    QStringList lines;
    for (const QJsonValue& each : told.toArray())
        lines.append(vendor::textOf(each));
    lines.removeAll(QString());
    return lines.join(u'\n');
}

std::optional<bool> truth(const QJsonValue& told)
{
    if (told.isBool())
        return told.toBool();
    const QString text = vendor::textOf(told).toLower();
    if (text == u"true" || text == u"1" || text == u"yes")
        return true;
    if (text == u"false" || text == u"0" || text == u"no")
        return false;
    return std::nullopt;
}

Value wholeNumber(const QJsonValue& told)
{
    bool isNumber = false;
    const double number = told.isDouble() ? told.toDouble() : vendor::textOf(told).toDouble(&isNumber);
    const bool fits = (told.isDouble() || isNumber) && std::abs(number) < 9e15;
    return fits ? Value(static_cast<qint64>(std::llround(number))) : Value();
}

Value instant(const QString& text)
{
    const QDateTime at = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!at.isValid())
        return {};
    return text.size() <= 10 ? QDateTime(at.date(), QTime(0, 0), Qt::UTC) : at.toUTC();
}

Value day(const QString& text)
{
    const QDate date = QDate::fromString(text.left(10), Qt::ISODate);
    return date.isValid() ? Value(date) : Value();
}

Value choice(const QString& text, const model::Field& field)
{
    const auto isIt = [&text](const model::Choice& each) { return each.key == text; };
    return std::any_of(field.choices.begin(), field.choices.end(), isIt) ? Value(text) : Value();
}

} // namespace

QString textOf(const vendor::Row& row, QStringView field)
{
    return plainText(row.fields[field]);
}

std::optional<bool> boolOf(const vendor::Row& row, QStringView field)
{
    return truth(row.fields[field]);
}

Value valueOf(const QJsonValue& told, const model::Field& field)
{
    const QString text = plainText(told);
    if (text.isEmpty())
        return {};
    switch (field.kind) {
    case Kind::Boolean: {
        const auto yes = truth(told);
        return yes ? Value(*yes) : Value();
    }
    case Kind::Integer: return wholeNumber(told);
    case Kind::Instant: return instant(text);
    case Kind::Date: return day(text);
    case Kind::Choice: return choice(text, field);
    case Kind::Money:
    case Kind::Percent:
    case Kind::Reference: return {}; // read by the tables that have them
    case Kind::Text:
    case Kind::LongText: break;
    }
    return text;
}

bool speaksOf(const vendor::Row& row, QStringView field)
{
    const QJsonValue told = row.fields[field];
    return !told.isUndefined() && !(row.mode == vendor::OutRule::Mode::Patch && told.isNull());
}

Value later(const Value& a, const Value& b)
{
    return model::compareValues(a, b) < 0 ? b : a;
}

QByteArray keptForm(const Value& value)
{
    return QJsonDocument(QJsonArray{model::toJson(value)}).toJson(QJsonDocument::Compact);
}

base::Result<Value> valueOfKept(Kind kind, const QByteArray& kept)
{
    return model::valueFromJson(kind, QJsonDocument::fromJson(kept).array().first());
}

} // namespace qm::sync
