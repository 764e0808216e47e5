#include "core/store/filter_sql.h"

#include "core/base/text.h"
#include "core/store/table.h"

namespace qm::store {
namespace {

using model::Entity;
using model::Field;
using model::Filter;
using model::Kind;
using model::Operand;
using model::Operator;
using model::Value;

using Sql = std::optional<QByteArray>;

QByteArray folded(const QByteArray& column)
{
    return "casefold(" + column + ")";
}

bool isText(Kind kind)
{
    return kind == Kind::Text || kind == Kind::LongText;
}

QByteArray signOf(Operator op)
{
    switch (op) {
    case Operator::Less: return " < ";
    case Operator::AtMost: return " <= ";
    case Operator::Greater: return " > ";
    case Operator::AtLeast: return " >= ";
    default: return {};
    }
}

/// Days outside four-digit years don't sort as texts; such a filter is evaluated on records.
bool isInTextRange(const Value& value)
{
    const auto* date = std::get_if<QDate>(&value);
    const auto* instant = std::get_if<QDateTime>(&value);
    const int year = date ? date->year() : instant ? instant->date().year() : 2000;
    return year >= 1 && year <= 9998;
}

bool isWholeDay(const Operand& operand)
{
    const auto* text = std::get_if<QString>(&operand.content);
    return !text || text->size() == 10;
}

/// The operand as a value of the field's kind; an instant compared with a day means that day's start in UTC.
Value operandOf(const Operand& operand, Kind kind, QDate today)
{
    QDate day;
    if (const auto* relative = std::get_if<model::RelativeDay>(&operand.content))
        day = relative->on(today);
    else if (kind == Kind::Instant)
        day = QDate::fromString(std::get<QString>(operand.content), Qt::ISODate);
    if (day.isValid())
        return kind == Kind::Instant ? Value(QDateTime(day, QTime(0, 0), Qt::UTC)) : Value(day);
    return model::parseValue(kind, std::get<QString>(operand.content)).value_or(Value());
}

/// The status of F-person rules as SQL; the same order of questions as model::statusOn.
QByteArray statusSql(const QByteArray& alias, const QByteArray& today)
{
    const QByteArray last = "coalesce(" + alias + ".last_working_day, " + alias + ".legal_end)";
    return "CASE WHEN " + alias + ".id IS NULL THEN NULL WHEN " + last + " < " + today + " THEN 'left' WHEN " + alias + ".\"start\" > " + today
        + " THEN 'upcoming' WHEN " + last + " IS NOT NULL THEN 'leaving' WHEN " + alias + ".leave_from <= " + today + " AND (" + alias
        + ".leave_to IS NULL OR " + today + " <= " + alias + ".leave_to) THEN 'on-leave' ELSE 'active' END";
}

int nodeCount(const Filter& filter)
{
    int count = 1 + static_cast<int>(filter.operands().size());
    for (const Filter& part : filter.parts())
        count += nodeCount(part);
    return count;
}

} // namespace

FilterSql::FilterSql(Entity root, QDate today)
    : m_root(root)
    , m_today(today)
{}

Sql FilterSql::condition(const Filter& filter)
{
    constexpr int maxNodes = 400; // SQLite bounds the depth of an expression at 1,000
    if (m_values.empty() && nodeCount(filter) > maxNodes)
        return std::nullopt;
    switch (filter.node()) {
    case Filter::Node::All: return "1";
    case Filter::Node::And: return combined(filter, " AND ");
    case Filter::Node::Or: return combined(filter, " OR ");
    case Filter::Node::Condition: return single(filter);
    case Filter::Node::Not: break;
    }
    const Sql part = condition(filter.parts().front());
    return part ? Sql("((" + *part + ") IS NOT TRUE)") : std::nullopt;
}

Sql FilterSql::combined(const Filter& filter, const QByteArray& word)
{
    QByteArrayList parts;
    for (const Filter& each : filter.parts()) {
        const Sql part = condition(each);
        if (!part)
            return std::nullopt;
        parts.append(*part);
    }
    return '(' + parts.join(word) + ')';
}

Sql FilterSql::single(const Filter& filter)
{
    const auto target = reach(filter.path());
    if (!target)
        return std::nullopt;
    const Sql value = valueOf(*target);
    if (!value)
        return std::nullopt;
    if (filter.op() == Operator::IsEmpty)
        return '(' + *value + ") IS NULL";
    if (filter.op() == Operator::IsKnown)
        return '(' + *value + ") IS NOT NULL";
    if (filter.operands().isEmpty())
        return filter.op() == Operator::IsNot ? "1" : "0";
    if (filter.op() == Operator::IsNot) {
        const Sql same = single(Filter::condition(filter.path(), Operator::AnyOf, filter.operands()));
        return same ? Sql("((" + *same + ") IS NOT TRUE)") : std::nullopt;
    }
    if (isText(target->description->kind))
        return textCondition(filter, folded(*value));
    if (target->description->kind == Kind::Choice)
        return textCondition(filter, *value);
    if (target->description->kind == Kind::Reference)
        return referenceCondition(filter, *target);
    return plainCondition(filter, *target);
}

Sql FilterSql::textCondition(const Filter& filter, const QByteArray& spelling)
{
    QByteArrayList words;
    for (const Operand& operand : filter.operands()) {
        const auto* text = std::get_if<QString>(&operand.content);
        if (!text)
            return std::nullopt;
        words.append(parameter(base::folded(*text)));
    }
    const QByteArray& first = words.front();
    switch (filter.op()) {
    case Operator::Is:
    case Operator::AnyOf: return spelling + " IN (" + words.join(", ") + ')';
    case Operator::Contains: return "instr(" + spelling + ", " + first + ") > 0";
    case Operator::StartsWith: return '(' + spelling + " >= " + first + " AND substr(" + spelling + ", 1, length(" + first + ")) = " + first + ')';
    default: return spelling + signOf(filter.op()) + first;
    }
}

Sql FilterSql::referenceCondition(const Filter& filter, const Target& target)
{
    const model::EntityDescription& named = model::describe(target.description->target);
    const auto spelling = [&](int field) { return "coalesce(casefold(" + columnOf("r", named.entity, field) + "), '')"; };
    const auto exact = [&](int field) { return "casefold(" + columnOf("r", named.entity, field) + ")"; };
    const bool isExact = filter.op() == Operator::Is || filter.op() == Operator::AnyOf;
    const bool hasBlank = std::any_of(filter.operands().begin(), filter.operands().end(), [](const Operand& operand) {
        const auto* text = std::get_if<QString>(&operand.content);
        return text && base::folded(*text).isEmpty();
    });
    // Without coalesce the index on the name can be used; it matters only for a blank operand.
    const auto spelled = [&](int field) { return isExact && !hasBlank ? exact(field) : spelling(field); };
    Sql inner = textCondition(filter, spelled(named.titleField));
    if (!inner)
        return std::nullopt;
    const bool byTitleOnly = !signOf(filter.op()).isEmpty() || named.keyField == named.titleField;
    if (!byTitleOnly)
        inner = *inner + " OR " + *textCondition(filter, spelled(named.keyField));
    return columnOf(target.alias, target.entity, target.field) + " IN (SELECT r.id FROM " + quoted(tableOf(named.entity).name) + " r WHERE " + *inner + ')';
}

Sql FilterSql::plainCondition(const Filter& filter, const Target& target)
{
    if (filter.op() == Operator::Contains || filter.op() == Operator::StartsWith)
        return std::nullopt;
    if (filter.op() == Operator::Is || filter.op() == Operator::AnyOf) {
        QByteArrayList parts;
        for (const Operand& operand : filter.operands()) {
            const Sql part = equalTo(operand, target);
            if (!part)
                return std::nullopt;
            parts.append(*part);
        }
        return '(' + parts.join(" OR ") + ')';
    }
    const Value bound = operandOf(filter.operands().front(), target.description->kind, m_today);
    if (!isInTextRange(bound))
        return std::nullopt;
    if (model::isEmpty(bound))
        return "0";
    const QByteArray column = columnOf(target.alias, target.entity, target.field);
    const auto* money = std::get_if<base::Money>(&bound);
    if (!money)
        return column + signOf(filter.op()) + parameter(bound);
    return '(' + currencyColumn(target.alias, target.entity, target.field) + " = " + parameter(money->currency.code()) + " AND " + column + signOf(filter.op())
        + parameter(money->minor) + ')';
}

Sql FilterSql::equalTo(const Operand& operand, const Target& target)
{
    const Kind kind = target.description->kind;
    const Value wanted = operandOf(operand, kind, m_today);
    if (!isInTextRange(wanted))
        return std::nullopt;
    if (model::isEmpty(wanted))
        return "0";
    const QByteArray column = columnOf(target.alias, target.entity, target.field);
    if (const auto* money = std::get_if<base::Money>(&wanted)) {
        return '(' + column + " = " + parameter(money->minor) + " AND " + currencyColumn(target.alias, target.entity, target.field) + " = "
            + parameter(money->currency.code()) + ')';
    }
    if (kind != Kind::Instant || !isWholeDay(operand))
        return column + " = " + parameter(wanted);
    const QDateTime start(std::get<QDateTime>(wanted).date(), QTime(0, 0), Qt::UTC);
    return '(' + column + " >= " + parameter(start) + " AND " + column + " < " + parameter(start.addDays(1)) + ')';
}

std::optional<FilterSql::Target> FilterSql::reach(const QString& path)
{
    const auto steps = model::resolvePath(m_root, path);
    if (steps.empty())
        return std::nullopt;
    QByteArray alias = "t0";
    for (std::size_t i = 0; i + 1 < steps.size(); ++i)
        alias = aliasOf(alias, steps[i].entity, steps[i].field);
    const model::PathStep& last = steps.back();
    return Target{alias, last.entity, last.field, &model::describe(last.entity).field(last.field)};
}

QByteArray FilterSql::aliasOf(const QByteArray& from, Entity entity, int field)
{
    const QByteArray column = columnOf(from, entity, field);
    QByteArray& alias = m_aliases[column];
    if (!alias.isEmpty())
        return alias;
    alias = 't' + QByteArray::number(static_cast<qint64>(m_aliases.size()));
    const Entity target = model::describe(entity).field(field).target;
    m_joins += " LEFT JOIN " + quoted(tableOf(target).name) + ' ' + alias + " ON " + alias + ".id = " + column;
    return alias;
}

Sql FilterSql::valueOf(const Target& target)
{
    if (target.description->hasColumn())
        return columnOf(target.alias, target.entity, target.field);
    if (target.entity == Entity::Person && target.description->key == QLatin1String("status"))
        return '(' + statusSql(target.alias, parameter(m_today)) + ')';
    return std::nullopt;
}

std::vector<QByteArray> FilterSql::sortBy(const QString& fieldKey)
{
    const model::EntityDescription& description = model::describe(m_root);
    const int field = fieldKey.isEmpty() ? description.titleField : description.indexOf(fieldKey);
    if (field < 0)
        return {};
    const Target target{"t0", m_root, field, &description.field(field)};
    const Sql value = valueOf(target);
    if (!value)
        return {};
    if (isText(target.description->kind))
        return {folded(*value)};
    if (target.description->kind == Kind::Money)
        return {currencyColumn("t0", m_root, field), *value};
    if (target.description->kind != Kind::Reference)
        return {*value};
    const model::EntityDescription& named = model::describe(target.description->target);
    const QByteArray alias = aliasOf("t0", m_root, field);
    return {folded("coalesce(" + columnOf(alias, named.entity, named.titleField) + ", " + columnOf(alias, named.entity, named.keyField) + ')')};
}

/// As one value: a list has no bound that a statement's length or number of parameters would set.
QByteArray FilterSql::among(const std::vector<base::Id>& ids)
{
    QStringList numbers;
    for (const base::Id id : ids)
        numbers.append(QString::number(id.value));
    return "t0.id IN (SELECT value FROM json_each(" + parameter(u'[' + numbers.join(u',') + u']') + "))";
}

QByteArray FilterSql::joins() const
{
    return m_joins;
}

QByteArray FilterSql::parameter(Value value)
{
    m_values.push_back(std::move(value));
    return '?' + QByteArray::number(static_cast<qint64>(m_values.size()));
}

void FilterSql::bindTo(Statement& statement) const
{
    for (std::size_t i = 0; i < m_values.size(); ++i)
        bindValue(statement, static_cast<int>(i) + 1, m_values[i]);
}

} // namespace qm::store
