#include "core/base/text.h"
#include "core/model/compiled_filter.h"

namespace qm::model {

/// What a condition compares with, read once.
struct WantedOperand
{
    std::optional<QString> text; ///< folded; a day relative to today is no text
    Value value;                 ///< of the field's kind; empty: it can't be read so
    bool isWholeDay = false;     ///< "seen = 2026-11-23" means any hour of that day
};

namespace {

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

WantedOperand wantedOf(const Operand& operand, Kind kind, QDate today)
{
    WantedOperand wanted;
    const auto* text = std::get_if<QString>(&operand.content);
    if (text)
        wanted.text = base::folded(*text);
    if (!isTextual(kind))
        wanted.value = operandValue(operand, kind, today);
    wanted.isWholeDay = kind == Kind::Instant && (!text || text->size() == 10) && !isEmpty(wanted.value);
    return wanted;
}

/// The value a path ends at, or the empty value when a reference on the way is empty.
Value reach(const std::vector<PathStep>& steps, const Record& start, const RecordLookup& lookup)
{
    const Record* record = &start;
    for (std::size_t i = 0; i + 1 < steps.size(); ++i) {
        const auto* id = std::get_if<base::Id>(&record->at(steps[i].field));
        record = id ? lookup(describe(steps[i].entity).field(steps[i].field).target, *id) : nullptr;
        if (!record)
            return {};
    }
    return record->at(steps.back().field);
}

/// What text operators look at: the spellings of a value. A reference is spelled by its record's title and key.
QStringList spellings(const Field& field, const Value& value, const RecordLookup& lookup)
{
    if (field.kind != Kind::Reference)
        return {base::folded(toText(value))};
    const Record* target = lookup(field.target, std::get<base::Id>(value));
    if (!target)
        return {};
    const EntityDescription& description = describe(target->entity);
    return {base::folded(toText(target->at(description.titleField))), base::folded(toText(target->at(description.keyField)))};
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

bool isEqual(const Value& value, const WantedOperand& wanted)
{
    if (!wanted.isWholeDay)
        return compareValues(value, wanted.value) == 0;
    return std::get<QDateTime>(value).toUTC().date() == std::get<QDateTime>(wanted.value).date();
}

bool compares(Operator op, const Value& value, const WantedOperand& wanted)
{
    // Amounts of different currencies have no order (F10).
    if (const auto* money = std::get_if<base::Money>(&wanted.value); money && std::get<base::Money>(value).currency != money->currency)
        return false;
    return !isEmpty(wanted.value) && isOrdered(op, compareValues(value, wanted.value));
}

bool textFits(Operator op, const QStringList& own, const QString& wanted)
{
    switch (op) {
    case Operator::Contains:
        return std::any_of(own.begin(), own.end(), [&wanted](const QString& spelling) { return spelling.contains(wanted); });
    case Operator::StartsWith:
        return std::any_of(own.begin(), own.end(), [&wanted](const QString& spelling) { return spelling.startsWith(wanted); });
    case Operator::Is:
    case Operator::AnyOf:
        return own.contains(wanted);
    default:
        return !own.isEmpty() && isOrdered(op, own.front().compare(wanted) <=> 0);
    }
}

} // namespace

/// One node of the tree, ready.
struct CompiledFilter::Node
{
    Filter::Node node = Filter::Node::All;
    Operator op = Operator::Is;
    std::vector<PathStep> steps; ///< empty: the path does not exist
    const Field* field = nullptr;
    std::vector<WantedOperand> wanted;
    std::vector<Node> parts;

    bool fits(const Record& record, const RecordLookup& lookup) const
    {
        const auto fitsPart = [&](const Node& part) { return part.fits(record, lookup); };
        switch (node) {
        case Filter::Node::All: return true;
        case Filter::Node::Condition: return conditionFits(record, lookup);
        case Filter::Node::And: return std::all_of(parts.begin(), parts.end(), fitsPart);
        case Filter::Node::Or: return std::any_of(parts.begin(), parts.end(), fitsPart);
        case Filter::Node::Not: return !fitsPart(parts.front());
        }
        return false;
    }

    bool conditionFits(const Record& record, const RecordLookup& lookup) const
    {
        if (steps.empty() || record.entity != steps.front().entity)
            return false;
        const Value value = reach(steps, record, lookup);
        if (op == Operator::IsEmpty || op == Operator::IsKnown)
            return isEmpty(value) == (op == Operator::IsEmpty);
        if (isEmpty(value) || wanted.empty())
            return op == Operator::IsNot;
        return isTextual(field->kind) ? textual(value, lookup) : measured(value, lookup);
    }

    bool textual(const Value& value, const RecordLookup& lookup) const
    {
        const QStringList own = spellings(*field, value, lookup);
        const Operator asked = op == Operator::IsNot ? Operator::Is : op;
        const auto one = [&](const WantedOperand& each) { return each.text && textFits(asked, own, *each.text); };
        const bool isSet = asked == Operator::Is || asked == Operator::AnyOf;
        const bool fits = isSet ? std::any_of(wanted.begin(), wanted.end(), one) : one(wanted.front());
        return fits != (op == Operator::IsNot);
    }

    bool measured(const Value& value, const RecordLookup& lookup) const
    {
        const auto equals = [&value](const WantedOperand& each) { return isEqual(value, each); };
        switch (op) {
        case Operator::Is:
        case Operator::AnyOf:
            return std::any_of(wanted.begin(), wanted.end(), equals);
        case Operator::IsNot:
            return std::none_of(wanted.begin(), wanted.end(), equals);
        case Operator::Contains:
        case Operator::StartsWith:
            return wanted.front().text && textFits(op, spellings(*field, value, lookup), *wanted.front().text);
        default:
            return compares(op, value, wanted.front());
        }
    }
};

CompiledFilter::CompiledFilter(const Filter& filter, Entity entity, QDate today)
    : m_root(std::make_shared<const Node>(nodeOf(filter, entity, today)))
{}

CompiledFilter::Node CompiledFilter::nodeOf(const Filter& filter, Entity entity, QDate today)
{
    Node node;
    node.node = filter.node();
    for (const Filter& part : filter.node() == Filter::Node::Condition ? std::vector<Filter>() : filter.parts())
        node.parts.push_back(nodeOf(part, entity, today));
    if (node.node != Filter::Node::Condition)
        return node;
    node.op = filter.op();
    node.steps = resolvePath(entity, filter.path());
    if (node.steps.empty())
        return node;
    node.field = &describe(node.steps.back().entity).field(node.steps.back().field);
    for (const Operand& operand : filter.operands())
        node.wanted.push_back(wantedOf(operand, node.field->kind, today));
    return node;
}

bool CompiledFilter::fits(const Record& record, const RecordLookup& lookup) const
{
    return m_root->fits(record, lookup);
}

bool fits(const Filter& filter, const Record& record, QDate today, const RecordLookup& lookup)
{
    return CompiledFilter(filter, record.entity, today).fits(record, lookup);
}

} // namespace qm::model
