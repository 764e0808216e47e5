#include "core/base/text.h"
#include "core/model/filter.h"

namespace qm::model {
namespace {

/// The value a path ends at, or the empty value when a reference on the way is empty.
struct Reached
{
    const Field* field = nullptr;
    Value value;
};

Reached reach(const std::vector<PathStep>& steps, const Record& start, const RecordLookup& lookup)
{
    const Record* record = &start;
    for (std::size_t i = 0; i + 1 < steps.size(); ++i) {
        const auto* id = std::get_if<base::Id>(&record->at(steps[i].field));
        record = id ? lookup(describe(steps[i].entity).field(steps[i].field).target, *id) : nullptr;
        if (!record)
            return {&describe(steps.back().entity).field(steps.back().field), Value()};
    }
    return {&describe(steps.back().entity).field(steps.back().field), record->at(steps.back().field)};
}

/// What text operators look at: the spellings of a value. A reference is spelled by its record's title and key.
QStringList spellings(const Reached& reached, const RecordLookup& lookup)
{
    if (reached.field->kind != Kind::Reference)
        return {base::folded(toText(reached.value))};
    const Record* target = lookup(reached.field->target, std::get<base::Id>(reached.value));
    if (!target)
        return {};
    const EntityDescription& description = describe(target->entity);
    return {base::folded(toText(target->at(description.titleField))), base::folded(toText(target->at(description.keyField)))};
}

bool isTextual(Kind kind)
{
    return kind == Kind::Text || kind == Kind::LongText || kind == Kind::Choice || kind == Kind::Reference;
}

/// The operand as a value of the field's kind; an instant compared with a day means that day's start in UTC.
Value operandValue(const Operand& operand, Kind kind, QDate today)
{
    QDate day;
    if (const auto* relative = std::get_if<RelativeDay>(&operand.content))
        day = relative->on(today);
    else if (kind == Kind::Instant)
        day = QDate::fromString(std::get<QString>(operand.content), Qt::ISODate);
    if (day.isValid())
        return kind == Kind::Instant ? Value(QDateTime(day, QTime(0, 0), Qt::UTC)) : Value(day);
    return parseValue(kind, std::get<QString>(operand.content)).value_or(Value());
}

bool isSameMoment(const Reached& reached, const Operand& operand, QDate today)
{
    const Value wanted = operandValue(operand, reached.field->kind, today);
    // "seen = 2026-11-23" means any hour of that day.
    const bool wholeDay = reached.field->kind == Kind::Instant
        && (std::holds_alternative<RelativeDay>(operand.content) || std::get<QString>(operand.content).size() == 10);
    if (!wholeDay || isEmpty(wanted))
        return compareValues(reached.value, wanted) == 0;
    return std::get<QDateTime>(reached.value).toUTC().date() == std::get<QDateTime>(wanted).date();
}

bool isEqual(const Reached& reached, const Operand& operand, QDate today, const RecordLookup& lookup)
{
    if (!isTextual(reached.field->kind))
        return isSameMoment(reached, operand, today);
    const auto* text = std::get_if<QString>(&operand.content);
    return text && spellings(reached, lookup).contains(base::folded(*text));
}

bool isOrdered(Operator op, std::strong_ordering order)
{
    switch (op) {
    case Operator::Less: return order < 0;
    case Operator::AtMost: return order <= 0;
    case Operator::Greater: return order > 0;
    case Operator::AtLeast: return order >= 0;
    default: return false;
    }
}

bool compares(const Filter& filter, const Reached& reached, QDate today, const RecordLookup& lookup)
{
    const Operand& operand = filter.operands().front();
    if (isTextual(reached.field->kind)) {
        const auto* text = std::get_if<QString>(&operand.content);
        const QStringList own = spellings(reached, lookup);
        return text && !own.isEmpty() && isOrdered(filter.op(), own.front().compare(base::folded(*text)) <=> 0);
    }
    const Value wanted = operandValue(operand, reached.field->kind, today);
    // Amounts of different currencies have no order (F10).
    if (const auto* money = std::get_if<base::Money>(&wanted); money && std::get<base::Money>(reached.value).currency != money->currency)
        return false;
    return !isEmpty(wanted) && isOrdered(filter.op(), compareValues(reached.value, wanted));
}

bool matchesText(const Filter& filter, const Reached& reached, const RecordLookup& lookup)
{
    const auto* text = std::get_if<QString>(&filter.operands().front().content);
    if (!text)
        return false;
    const QString part = base::folded(*text);
    const QStringList own = spellings(reached, lookup);
    return std::any_of(own.begin(), own.end(), [&](const QString& spelling) {
        return filter.op() == Operator::Contains ? spelling.contains(part) : spelling.startsWith(part);
    });
}

bool conditionFits(const Filter& filter, const Record& record, QDate today, const RecordLookup& lookup)
{
    const auto steps = resolvePath(record.entity, filter.path());
    if (steps.empty())
        return false;
    const Reached reached = reach(steps, record, lookup);
    if (filter.op() == Operator::IsEmpty || filter.op() == Operator::IsKnown)
        return isEmpty(reached.value) == (filter.op() == Operator::IsEmpty);
    if (isEmpty(reached.value) || filter.operands().isEmpty())
        return filter.op() == Operator::IsNot;
    const auto equals = [&](const Operand& operand) { return isEqual(reached, operand, today, lookup); };
    switch (filter.op()) {
    case Operator::Is:
    case Operator::AnyOf:
        return std::any_of(filter.operands().begin(), filter.operands().end(), equals);
    case Operator::IsNot:
        return std::none_of(filter.operands().begin(), filter.operands().end(), equals);
    case Operator::Contains:
    case Operator::StartsWith:
        return matchesText(filter, reached, lookup);
    default:
        return compares(filter, reached, today, lookup);
    }
}

} // namespace

bool fits(const Filter& filter, const Record& record, QDate today, const RecordLookup& lookup)
{
    const auto fitsPart = [&](const Filter& part) { return fits(part, record, today, lookup); };
    switch (filter.node()) {
    case Filter::Node::All:
        return true;
    case Filter::Node::Condition:
        return conditionFits(filter, record, today, lookup);
    case Filter::Node::And:
        return std::all_of(filter.parts().begin(), filter.parts().end(), fitsPart);
    case Filter::Node::Or:
        return std::any_of(filter.parts().begin(), filter.parts().end(), fitsPart);
    case Filter::Node::Not:
        return !fitsPart(filter.parts().front());
    }
    return false;
}

} // namespace qm::model
