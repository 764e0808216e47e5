#include "core/vendor/value.h"

#include "core/base/money.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QTimeZone>

#include <cmath>

namespace qm::vendor {
namespace {

constexpr double kLatestMs = 253402300799999.0; // the end of the year 9999

QJsonValue stepInto(const QJsonValue& value, const QString& step)
{
    if (value.isObject())
        return value.toObject().value(step);
    bool isNumber = false;
    const int index = step.toInt(&isNumber);
    if (value.isArray() && isNumber && index >= 0)
        return value.toArray().at(index);
    return QJsonValue::Undefined;
}

// 1970-01-01T00:00:00Z and the first day of year 1 are how programs say "never".
QJsonValue dateFromMs(double milliseconds)
{
    if (!std::isfinite(milliseconds) || std::abs(milliseconds) > kLatestMs || milliseconds == 0)
        return QJsonValue::Null;
    return QDateTime::fromMSecsSinceEpoch(std::llround(milliseconds), Qt::UTC).toString(Qt::ISODateWithMs);
}

QJsonValue dateFromText(const QString& text)
{
    const QString clean = text.trimmed();
    if (clean.size() == 10 && QDate::fromString(clean, Qt::ISODate).isValid())
        return clean;
    QDateTime at = QDateTime::fromString(clean, Qt::ISODateWithMs);
    if (!at.isValid())
        return QJsonValue::Null;
    if (at.timeSpec() == Qt::LocalTime)
        at.setTimeSpec(Qt::UTC); // an instant without a zone is the vendor's UTC, not this computer's time
    const bool isNever = at.toMSecsSinceEpoch() == 0 || at.toUTC().date().year() <= 1;
    return isNever ? QJsonValue(QJsonValue::Null) : QJsonValue(at.toUTC().toString(Qt::ISODateWithMs));
}

QJsonValue dateOf(const QJsonValue& value, Value::DateForm form)
{
    if (form == Value::DateForm::Iso)
        return value.isString() ? dateFromText(value.toString()) : QJsonValue(QJsonValue::Null);
    bool isNumber = false;
    const double number = textOf(value).toDouble(&isNumber);
    if (!isNumber)
        return QJsonValue::Null;
    return dateFromMs(form == Value::DateForm::EpochSeconds ? number * 1000 : number);
}

bool hasAll(const QJsonValue& element, const QJsonObject& wanted)
{
    for (auto it = wanted.begin(); it != wanted.end(); ++it) {
        if (!looselyEqual(stepInto(element, it.key()), it.value()))
            return false;
    }
    return true;
}

bool containsElement(const QJsonValue& array, const QString& element)
{
    for (const QJsonValue& item : array.toArray()) {
        if (textOf(item) == element)
            return true;
    }
    return false;
}

// An amount in minor units as decimal text: 1234 EUR is "12.34". Without a known currency it has two decimals, as most.
QJsonValue majorOf(const QJsonValue& minor, const QString& code)
{
    bool isWhole = false;
    const qint64 units = textOf(minor).toLongLong(&isWhole);
    if (!isWhole)
        return QJsonValue::Null;
    const auto currency = base::Currency::fromCode(code.toUpper());
    const int decimals = currency ? currency->decimals() : 2;
    QString digits = QString::number(units).remove(u'-').rightJustified(decimals + 1, u'0');
    if (decimals > 0)
        digits.insert(digits.size() - decimals, u'.');
    return units < 0 ? u'-' + digits : digits;
}

// Of a refund that a vendor tells as a positive amount. Text stays text, so that no digit is lost.
QJsonValue negativeOf(const QJsonValue& value)
{
    if (value.isDouble())
        return value.toDouble() == 0 ? value : QJsonValue(-value.toDouble());
    bool isNumber = false;
    const QString text = textOf(value).trimmed();
    text.toDouble(&isNumber);
    if (!isNumber)
        return QJsonValue::Null;
    return text.startsWith(u'-') ? text.mid(1) : u'-' + text;
}

QJsonValue splitOf(const QString& text, const QString& separator)
{
    QJsonArray parts;
    for (const QString& part : text.split(separator, Qt::SkipEmptyParts))
        parts.append(part);
    return parts;
}

} // namespace

QJsonValue atPath(const QJsonValue& json, const QString& path)
{
    const auto value = Value::parse(path);
    return value ? value->evaluate({json, {}, {}}) : QJsonValue(QJsonValue::Null);
}

QString textAt(const QJsonValue& json, const QString& path)
{
    return textOf(atPath(json, path));
}

QString textOf(const QJsonValue& value)
{
    if (value.isString())
        return value.toString();
    if (value.isBool())
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    if (!value.isDouble())
        return {};
    const qint64 whole = value.toInteger(-1);
    return whole != -1 || value.toDouble() == -1.0 ? QString::number(whole)
                                                   : QString::number(value.toDouble(), 'g', 17);
}

bool isNothing(const QJsonValue& value)
{
    return value.isNull() || value.isUndefined() || (value.isString() && value.toString().isEmpty());
}

bool looselyEqual(const QJsonValue& a, const QJsonValue& b)
{
    if (a == b)
        return true;
    if (a.isArray() || a.isObject() || b.isArray() || b.isObject())
        return false;
    if (isNothing(a) || isNothing(b))
        return isNothing(a) && isNothing(b);
    return textOf(a).compare(textOf(b), Qt::CaseInsensitive) == 0;
}

QJsonValue truthOf(const QJsonValue& value)
{
    static const QStringList yes{QStringLiteral("true"), QStringLiteral("1"), QStringLiteral("yes"),
                                 QStringLiteral("y"), QStringLiteral("on")};
    static const QStringList no{QStringLiteral("false"), QStringLiteral("0"), QStringLiteral("no"),
                                QStringLiteral("n"), QStringLiteral("off")};
    const QString text = textOf(value).trimmed().toLower();
    if (yes.contains(text))
        return true;
    return no.contains(text) ? QJsonValue(false) : QJsonValue(QJsonValue::Null);
}

QJsonValue Value::evaluate(const Scope& scope) const
{
    switch (m_kind) {
    case Kind::Path:
        return lookUp(scope);
    case Kind::Const:
        return m_constant;
    case Kind::Join:
        return join(scope);
    case Kind::Where:
        return where(scope);
    case Kind::Minor:
        return majorOf(m_parts[0].evaluate(scope), m_parts.size() > 1 ? textOf(m_parts[1].evaluate(scope)) : QString());
    case Kind::First:
    case Kind::Latest:
        break;
    default:
        return derived(m_parts.front().evaluate(scope));
    }
    QJsonValue best = QJsonValue::Null;
    for (const Value& part : m_parts) {
        const QJsonValue value = part.evaluate(scope);
        if (m_kind == Kind::First && !isNothing(value))
            return value;
        const QJsonValue date = m_kind == Kind::Latest ? dateOf(value, DateForm::Iso) : QJsonValue::Null;
        if (date.isString() && date.toString() > best.toString())
            best = date;
    }
    return best;
}

QJsonValue Value::derived(const QJsonValue& first) const
{
    switch (m_kind) {
    case Kind::Lower:
        return first.isString() ? QJsonValue(first.toString().trimmed().toLower())
                                : QJsonValue(QJsonValue::Null);
    case Kind::Enum:
        return m_constant.toObject().contains(textOf(first)) ? m_constant.toObject().value(textOf(first))
                                                             : m_else;
    case Kind::Truthy:
        return truthOf(first);
    case Kind::Date:
        return dateOf(first, m_dateForm);
    case Kind::Negative:
        return negativeOf(first);
    case Kind::Keys:
        return QJsonArray::fromStringList(first.toObject().keys());
    case Kind::Split:
        return first.isString() ? splitOf(first.toString(), m_text) : QJsonValue(QJsonValue::Null);
    case Kind::Has:
        return m_text.isEmpty() ? !isNothing(first) : containsElement(first, m_text);
    default:
        return QJsonValue::Null;
    }
}

QJsonValue Value::lookUp(const Scope& scope) const
{
    QJsonValue at = m_root == Root::Parent  ? scope.parent
                    : m_root == Root::Outer ? scope.outer
                                            : scope.record;
    for (const QString& step : m_steps)
        at = stepInto(at, step);
    return at.isUndefined() ? QJsonValue(QJsonValue::Null) : at;
}

QJsonValue Value::join(const Scope& scope) const
{
    QString out;
    bool hasAny = false;
    for (const Value& part : m_parts) {
        const QString text = textOf(part.evaluate(scope));
        hasAny = hasAny || (part.m_kind != Kind::Const && !text.isEmpty());
        out += text;
    }
    return hasAny ? QJsonValue(out.trimmed()) : QJsonValue(QJsonValue::Null);
}

QJsonValue Value::where(const Scope& scope) const
{
    for (const QJsonValue& element : m_parts[0].evaluate(scope).toArray()) {
        if (!hasAll(element, m_constant.toObject()))
            continue;
        const QJsonValue got = m_parts[1].evaluate({element, scope.parent, scope.record});
        if (!isNothing(got))
            return got;
    }
    return QJsonValue::Null;
}

QString Value::key(const Scope& scope) const
{
    if (m_kind != Kind::Join)
        return textOf(evaluate(scope));
    QString out;
    for (const Value& part : m_parts) {
        const QString text = textOf(part.evaluate(scope));
        if (text.isEmpty())
            return {};
        out += text;
    }
    return out;
}

} // namespace qm::vendor
