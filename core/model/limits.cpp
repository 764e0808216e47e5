#include "core/model/limits.h"

#include <QSet>

#include <algorithm>

namespace qm::model {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

/// local@domain.top, as every mail service takes it; who reads it is another question.
bool isMailShaped(QStringView text)
{
    constexpr qsizetype longestMail = 254;
    const qsizetype at = text.indexOf(u'@');
    if (at <= 0 || text.size() > longestMail || text.lastIndexOf(u'@') != at)
        return false;
    const auto isOdd = [](QChar c) { return c.isSpace() || c.category() == QChar::Other_Control || c == u',' || c == u';' || c == u'<' || c == u'>'; };
    const QStringView domain = text.sliced(at + 1);
    const bool hasLabels = domain.contains(u'.') && !domain.startsWith(u'.') && !domain.endsWith(u'.') && !domain.contains(u"..");
    return hasLabels && std::none_of(text.begin(), text.end(), isOdd);
}

bool breaksLine(QChar sign)
{
    const char16_t code = sign.unicode();
    return code < 0x20 || (code >= 0x7f && code < 0xa0) || code == QChar::LineSeparator || code == QChar::ParagraphSeparator;
}

Result<void> checkText(const Field& field, const QString& text)
{
    if (text.size() > longestOf(field))
        return fail(ErrorCode::TextTooLong, {}, QString::number(longestOf(field)));
    if (field.has(Mail) && !text.isEmpty() && !isMailShaped(text))
        return fail(ErrorCode::NotAMail, {});
    if (isLine(field) && !isOneLine(text))
        return fail(ErrorCode::NotOneLine, {});
    const auto isKey = [&text](const Choice& choice) { return choice.key == text; };
    if (field.kind == Kind::Choice && std::none_of(field.choices.begin(), field.choices.end(), isKey))
        return fail(ErrorCode::Invalid, {});
    return {};
}

Result<void> checkYear(QDate date)
{
    if (!date.isValid() || (date.year() >= firstYear && date.year() <= lastYear))
        return {};
    return fail(ErrorCode::OutOfRange, {}, QStringLiteral("%1 to %2").arg(firstYear).arg(lastYear));
}

Result<void> checkSize(const Field& field, qint64 number)
{
    if (!field.has(NotNegative) || number >= 0)
        return {};
    return fail(ErrorCode::OutOfRange, {}, QStringLiteral("0 or more"));
}

Result<void> checkMoney(const Field& field, const base::Money& money)
{
    if (!money.currency.isValid())
        return fail(ErrorCode::Invalid, {});
    return checkSize(field, money.minor);
}

Result<void> checkOne(const Field& field, const Value& value)
{
    if (const auto* text = std::get_if<QString>(&value))
        return checkText(field, *text);
    if (const auto* date = std::get_if<QDate>(&value))
        return checkYear(*date);
    if (const auto* instant = std::get_if<QDateTime>(&value))
        return checkYear(instant->toUTC().date());
    if (const auto* number = std::get_if<qint64>(&value))
        return checkSize(field, *number);
    const auto* money = std::get_if<base::Money>(&value);
    return money ? checkMoney(field, *money) : Result<void>();
}

} // namespace

qsizetype longestOf(const Field& field)
{
    if (field.kind != Kind::LongText)
        return longestText;
    return field.has(Internal) ? longestKept : longestLongText;
}

bool isLine(const Field& field)
{
    return field.kind == Kind::Text && !field.has(Internal);
}

bool isOneLine(QStringView text)
{
    return std::none_of(text.begin(), text.end(), breaksLine);
}

QString onOneLine(const QString& text)
{
    if (isOneLine(text))
        return text;
    QString line = text;
    std::replace_if(line.begin(), line.end(), breaksLine, u' ');
    return line.simplified();
}

QString shortened(const QString& text, qsizetype longest)
{
    return text.size() <= longest ? text : text.left(longest - 1) + u'\u2026';
}

Result<void> checkContent(Entity entity, int field, const Value& value)
{
    const auto checked = checkOne(describe(entity).field(field), value);
    if (checked)
        return {};
    return fail(checked.error().code, subjectOf(entity, field, value), checked.error().detail);
}

Result<void> checkContents(const Record& record)
{
    const EntityDescription& description = describe(record.entity);
    for (int i = 0; i < record.values.size(); ++i) {
        if (!description.field(i).isStored())
            continue;
        if (auto checked = checkContent(record.entity, i, record.at(i)); !checked)
            return checked;
    }
    return {};
}

bool leadsBack(const Record& record, int field, base::Id target, const RecordLookup& lookup)
{
    if (!describe(record.entity).field(field).has(Tree))
        return false;
    QSet<base::Id> passed;
    for (base::Id id = target; id.value != 0 && !passed.contains(id);) {
        if (id == record.id)
            return true;
        passed.insert(id);
        const Record* above = lookup(record.entity, id);
        const auto* next = above ? std::get_if<base::Id>(&above->at(field)) : nullptr;
        id = next ? *next : base::Id();
    }
    return false;
}

QString subjectOf(Entity entity, int field, const Value& value)
{
    constexpr qsizetype longestNamed = 60;
    const EntityDescription& description = describe(entity);
    const QString name = description.key + u'.' + description.field(field).key;
    return isEmpty(value) ? name : name + QStringLiteral(": ") + shortened(onOneLine(toText(value)), longestNamed);
}

} // namespace qm::model
