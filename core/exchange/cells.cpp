#include "core/exchange/cells.h"

#include "core/base/text.h"
#include "core/exchange/amounts.h"

#include <array>

namespace qm::exchange {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;
using model::Kind;
using model::Value;

struct DateParts
{
    int first = 0;
    int second = 0;
    int third = 0;
    bool yearFirst = false;
};

/// The digits that a text begins with.
QStringView leadingDigits(QStringView text)
{
    qsizetype count = 0;
    while (count < text.size() && text[count] >= u'0' && text[count] <= u'9')
        ++count;
    return text.first(count);
}

/// "23/04/2023", "4-23-23", "23.4.2023", "2023/04/23", with or without a time behind it.
std::optional<DateParts> datePartsOf(QStringView cell)
{
    constexpr std::array<qsizetype, 3> mostDigits = {4, 2, 4};
    std::array<QStringView, 3> parts;
    QStringView rest = cell.trimmed();
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const bool separated = !rest.isEmpty() && (rest.front() == u'-' || rest.front() == u'/' || rest.front() == u'.');
        if (i > 0 && !separated)
            return std::nullopt;
        rest = rest.sliced(i > 0 ? 1 : 0);
        parts[i] = leadingDigits(rest);
        if (parts[i].isEmpty() || parts[i].size() > mostDigits[i])
            return std::nullopt;
        rest = rest.sliced(parts[i].size());
    }
    const bool ends = rest.isEmpty() || ((rest.front() == u' ' || rest.front() == u'T') && !rest.contains(u'\n'));
    if (!ends)
        return std::nullopt;
    return DateParts{parts[0].toInt(), parts[1].toInt(), parts[2].toInt(), parts[0].size() == 4};
}

int fullYear(int year)
{
    constexpr int pivot = 70; // two digits: 00-69 are this century
    return year >= 100 ? year : year < pivot ? 2000 + year : 1900 + year;
}

Result<Value> readDate(QStringView cell, DateOrder order)
{
    const auto parts = datePartsOf(cell);
    if (!parts)
        return fail(ErrorCode::Invalid, cell.toString(), QStringLiteral("not a date"));
    const QDate dayFirst(fullYear(parts->third), parts->second, parts->first);
    const QDate monthFirst(fullYear(parts->third), parts->first, parts->second);
    const QDate yearFirst(parts->first, parts->second, parts->third);
    if (!parts->yearFirst && order == DateOrder::Ask && dayFirst.isValid() && monthFirst.isValid() && dayFirst != monthFirst)
        return fail(ErrorCode::Ambiguous, cell.toString(), QStringLiteral("day or month first"));
    const QDate date = parts->yearFirst ? yearFirst : order == DateOrder::MonthFirst || (order == DateOrder::Ask && !dayFirst.isValid()) ? monthFirst : dayFirst;
    if (!date.isValid())
        return fail(ErrorCode::Invalid, cell.toString(), QStringLiteral("not a day of the calendar"));
    return Value(date);
}

Result<Value> readInstant(QStringView cell, DateOrder order)
{
    if (auto instant = model::parseValue(Kind::Instant, cell); instant)
        return instant;
    auto date = readDate(cell, order);
    if (!date)
        return date;
    return Value(QDateTime(std::get<QDate>(*date), QTime(0, 0), Qt::UTC));
}

/// The decimal sign one amount proves; Ask when it proves none.
DecimalSign provenBy(const QString& digits)
{
    const qsizetype dot = digits.lastIndexOf(u'.');
    const qsizetype comma = digits.lastIndexOf(u',');
    if (dot >= 0 && comma >= 0)
        return dot > comma ? DecimalSign::Dot : DecimalSign::Comma;
    const qsizetype at = std::max(dot, comma);
    const QChar sign = dot >= 0 ? u'.' : u',';
    if (at < 0)
        return DecimalSign::Ask;
    if (digits.count(sign) > 1) // 1.234.567: it groups
        return sign == u'.' ? DecimalSign::Comma : DecimalSign::Dot;
    if (digits.size() - at - 1 != 3 || at == 0 || digits.startsWith(u'0'))
        return sign == u'.' ? DecimalSign::Dot : DecimalSign::Comma;
    return DecimalSign::Ask;
}

bool readsTwoWays(const QString& digits)
{
    return provenBy(digits) == DecimalSign::Ask && (digits.contains(u'.') || digits.contains(u','));
}

Result<Value> readMoney(QStringView cell, const CellForm& form)
{
    auto amount = amountOf(cell, form.currency);
    if (!amount)
        return fail(ErrorCode::Invalid, cell.toString(), QStringLiteral("not an amount"));
    if (form.decimals == DecimalSign::Ask && readsTwoWays(amount->digits))
        return fail(ErrorCode::Ambiguous, cell.toString(), QStringLiteral("decimals or thousands"));
    const DecimalSign proven = provenBy(amount->digits);
    if (form.decimals != DecimalSign::Ask && proven != DecimalSign::Ask && proven != form.decimals)
        return fail(ErrorCode::Ambiguous, cell.toString(), QStringLiteral("decimals otherwise than the column"));
    const DecimalSign sign = form.decimals == DecimalSign::Ask ? proven : form.decimals;
    const bool comma = sign == DecimalSign::Comma;
    amount->digits.remove(comma ? u'.' : u',');
    amount->digits.replace(u',', u'.');
    const base::Currency currency = amount->currency.isValid() ? amount->currency : form.currency;
    auto money = base::Money::fromText(amount->digits, currency);
    if (!money)
        return fail(ErrorCode::Invalid, cell.toString(), money.error().detail);
    if (amount->negative)
        money->minor = -money->minor;
    return Value(*money);
}

Result<Value> readChoice(const model::Field& field, QStringView cell)
{
    const QString wanted = base::folded(cell);
    for (const model::Choice& choice : field.choices) {
        if (base::folded(choice.key) == wanted || base::folded(QString::fromUtf8(choice.label)) == wanted || QString(choice.key).replace(u'-', u' ') == wanted)
            return Value(choice.key);
    }
    return fail(ErrorCode::Invalid, cell.toString(), QStringLiteral("not one of the choices"));
}

Result<Value> readInteger(QStringView cell)
{
    QString digits = cell.trimmed().toString();
    digits.remove(u' ');
    if (digits.endsWith(QStringLiteral(".0")))
        digits.chop(2); // spreadsheets write whole numbers so
    auto value = model::parseValue(Kind::Integer, digits);
    return value ? value : Result<Value>(fail(ErrorCode::Invalid, cell.toString(), QStringLiteral("not a whole number")));
}

} // namespace

DateOrder dateOrderOf(const std::vector<QStringView>& cells)
{
    bool allYearFirst = true;
    for (const QStringView cell : cells) {
        const auto parts = datePartsOf(cell);
        if (!parts || parts->yearFirst)
            continue;
        allYearFirst = false;
        if (parts->first > 12 && parts->second <= 12)
            return DateOrder::DayFirst;
        if (parts->second > 12 && parts->first <= 12)
            return DateOrder::MonthFirst;
    }
    return allYearFirst ? DateOrder::YearFirst : DateOrder::Ask;
}

DecimalSign decimalSignOf(const std::vector<QStringView>& cells)
{
    bool open = false;
    for (const QStringView cell : cells) {
        const auto amount = amountOf(cell, {});
        if (!amount)
            continue;
        const DecimalSign proven = provenBy(amount->digits);
        if (proven != DecimalSign::Ask)
            return proven;
        open = open || readsTwoWays(amount->digits);
    }
    return open ? DecimalSign::Ask : DecimalSign::Dot;
}

Result<Value> readCell(const model::Field& field, QStringView cell, const CellForm& form)
{
    switch (field.kind) {
    case Kind::Date:
        return readDate(cell, form.dates);
    case Kind::Instant:
        return readInstant(cell, form.dates);
    case Kind::Money:
        return readMoney(cell, form);
    case Kind::Choice:
        return readChoice(field, cell);
    case Kind::Integer:
        return readInteger(cell);
    case Kind::Text:
        return Value(cell.trimmed().toString());
    default:
        return model::parseValue(field.kind, cell);
    }
}

} // namespace qm::exchange
