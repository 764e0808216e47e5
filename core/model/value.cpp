#include "core/model/value.h"

#include "core/base/text.h"

#include <QJsonObject>
#include <QRegularExpression>
#include <QTimeZone>

namespace qm::model {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

struct TextOf
{
    QString operator()(std::monostate) const { return {}; }
    QString operator()(const QString& text) const { return text; }
    QString operator()(qint64 number) const { return QString::number(number); }
    QString operator()(bool yes) const { return yes ? QStringLiteral("true") : QStringLiteral("false"); }
    QString operator()(QDate date) const { return date.toString(Qt::ISODate); }
    QString operator()(const QDateTime& instant) const { return instant.toUTC().toString(Qt::ISODate); }
    QString operator()(const base::Money& money) const { return money.toText(); }
    QString operator()(base::Id id) const { return QString::number(id.value); }
};

struct JsonOf
{
    QJsonValue operator()(std::monostate) const { return QJsonValue::Null; }
    QJsonValue operator()(qint64 number) const { return number; }
    QJsonValue operator()(bool yes) const { return yes; }
    QJsonValue operator()(base::Id id) const { return id.value; }
    QJsonValue operator()(const base::Money& money) const
    {
        return QJsonObject{{QStringLiteral("amount"), money.minor}, {QStringLiteral("currency"), money.currency.code()}};
    }
    template <class T>
    QJsonValue operator()(const T& other) const
    {
        return TextOf{}(other);
    }
};

Result<Value> parseInteger(QStringView text)
{
    bool ok = false;
    const qint64 number = text.toLongLong(&ok);
    if (!ok)
        return fail(ErrorCode::Invalid, text.toString(), QStringLiteral("not a whole number"));
    return Value(number);
}

/// "6.5", "6,5 %", "-3": at most one decimal, held in tenths.
Result<Value> parsePercent(QStringView text)
{
    static const QRegularExpression form(QStringLiteral("^([+\\-\u2212]?)(\\d{1,7})(?:[.,](\\d))?\\s*%?$"));
    const auto match = form.match(text.toString());
    if (!match.hasMatch())
        return fail(ErrorCode::Invalid, text.toString(), QStringLiteral("not a percentage"));
    const qint64 tenths = match.capturedView(2).toLongLong() * 10 + match.capturedView(3).toLongLong();
    const bool isNegative = !match.capturedView(1).isEmpty() && match.capturedView(1) != u"+";
    return Value(isNegative ? -tenths : tenths);
}

Result<Value> parseBoolean(QStringView text)
{
    static const QStringList yes = QStringLiteral("true yes y 1 on").split(u' ');
    static const QStringList no = QStringLiteral("false no n 0 off").split(u' ');
    const QString word = text.toString().toLower();
    if (yes.contains(word))
        return Value(true);
    if (no.contains(word))
        return Value(false);
    return fail(ErrorCode::Invalid, text.toString(), QStringLiteral("neither yes nor no"));
}

Result<Value> parseDate(QStringView text)
{
    const QDate date = QDate::fromString(text.toString(), Qt::ISODate);
    if (!date.isValid())
        return fail(ErrorCode::Invalid, text.toString(), QStringLiteral("not a date"));
    return Value(date);
}

Result<Value> parseInstant(QStringView text)
{
    QDateTime instant = QDateTime::fromString(text.toString(), Qt::ISODate);
    if (!instant.isValid())
        return fail(ErrorCode::Invalid, text.toString(), QStringLiteral("not an instant"));
    return Value(instant.toUTC());
}

Result<Value> parseMoney(QStringView text)
{
    auto money = base::Money::fromText(text);
    if (!money)
        return fail(money.error());
    return Value(*money);
}

std::strong_ordering orderOf(int comparison)
{
    return comparison <=> 0;
}

struct Compare
{
    std::strong_ordering operator()(const QString& a, const QString& b) const
    {
        return orderOf(base::folded(a).compare(base::folded(b)));
    }
    std::strong_ordering operator()(QDate a, QDate b) const { return a.toJulianDay() <=> b.toJulianDay(); }
    std::strong_ordering operator()(const QDateTime& a, const QDateTime& b) const
    {
        return a.toMSecsSinceEpoch() <=> b.toMSecsSinceEpoch();
    }
    std::strong_ordering operator()(const base::Money& a, const base::Money& b) const
    {
        return a.currency == b.currency ? a.minor <=> b.minor : a.currency <=> b.currency;
    }
    template <class T>
    std::strong_ordering operator()(const T& a, const T& b) const
    {
        return a <=> b;
    }
    template <class T, class U>
    std::strong_ordering operator()(const T&, const U&) const
    {
        return std::strong_ordering::equal; // not reached: compareValues() looks at the kinds first
    }
};

} // namespace

QString toText(const Value& value)
{
    return std::visit(TextOf{}, value);
}

QString toText(Kind kind, const Value& value)
{
    const auto* tenths = kind == Kind::Percent ? std::get_if<qint64>(&value) : nullptr;
    if (!tenths)
        return toText(value);
    const QString sign = *tenths < 0 ? QStringLiteral("-") : QString();
    return QStringLiteral("%1%2.%3 %").arg(sign).arg(qAbs(*tenths) / 10).arg(qAbs(*tenths) % 10);
}

Result<Value> parseValue(Kind kind, QStringView text)
{
    if (text.trimmed().isEmpty())
        return Value();
    switch (kind) {
    case Kind::Text:
    case Kind::LongText:
    case Kind::Choice:
        return Value(text.toString());
    case Kind::Integer:
        return parseInteger(text.trimmed());
    case Kind::Percent:
        return parsePercent(text.trimmed());
    case Kind::Boolean:
        return parseBoolean(text.trimmed());
    case Kind::Date:
        return parseDate(text.trimmed());
    case Kind::Instant:
        return parseInstant(text.trimmed());
    case Kind::Money:
        return parseMoney(text);
    case Kind::Reference:
        break;
    }
    auto number = parseInteger(text.trimmed());
    if (!number)
        return number;
    return Value(base::Id{std::get<qint64>(*number)});
}

QJsonValue toJson(const Value& value)
{
    return std::visit(JsonOf{}, value);
}

Result<Value> valueFromJson(Kind kind, const QJsonValue& json)
{
    if (json.isNull() || json.isUndefined())
        return Value();
    if (kind == Kind::Money && json.isObject()) {
        const auto currency = base::Currency::fromCode(json[QStringLiteral("currency")].toString());
        if (!currency || !json[QStringLiteral("amount")].isDouble())
            return fail(ErrorCode::Invalid, {}, QStringLiteral("money without amount or currency"));
        return Value(base::Money{json[QStringLiteral("amount")].toInteger(), *currency});
    }
    if (json.isBool())
        return parseValue(kind, json.toBool() ? u"true" : u"false");
    if (json.isDouble() && kind == Kind::Percent)
        return Value(json.toInteger());
    if (json.isDouble())
        return parseValue(kind, QString::number(json.toInteger()));
    return parseValue(kind, json.toString());
}

std::strong_ordering compareValues(const Value& a, const Value& b)
{
    if (a.index() != b.index())
        return a.index() <=> b.index();
    return std::visit(
        [&b](const auto& left) {
            using T = std::decay_t<decltype(left)>;
            if constexpr (std::is_same_v<T, std::monostate>)
                return std::strong_ordering::equal;
            else
                return Compare{}(left, std::get<T>(b));
        },
        a);
}

} // namespace qm::model
