#include "ui/pages/filter_words.h"

#include "ui/format/words.h"

#include <QCoreApplication>

namespace qm::pages {

using model::Filter;
using model::Kind;
using model::Operator;

namespace {

QString spoken(const char* words)
{
    return QCoreApplication::translate("filter", words);
}

QString relativeWord(const model::RelativeDay& day)
{
    if (day.days == 0 && day.months == 0)
        return spoken(QT_TRANSLATE_NOOP("filter", "today"));
    const int amount = day.days != 0 ? day.days : day.months;
    const char* form = day.days != 0 ? (amount < 0 ? QT_TRANSLATE_NOOP("filter", "%1 days ago") : QT_TRANSLATE_NOOP("filter", "in %1 days"))
                                     : (amount < 0 ? QT_TRANSLATE_NOOP("filter", "%1 months ago") : QT_TRANSLATE_NOOP("filter", "in %1 months"));
    return spoken(form).arg(qAbs(amount));
}

QString operandWord(const model::Operand& operand, const model::Field& field)
{
    if (const auto* day = std::get_if<model::RelativeDay>(&operand.content))
        return relativeWord(*day);
    const QString text = std::get<QString>(operand.content);
    if (field.kind == Kind::Reference)
        return text;
    const auto value = model::parseValue(field.kind, text);
    return value ? format::valueWord(field, *value, {}) : text;
}

bool isTime(Kind kind)
{
    return kind == Kind::Date || kind == Kind::Instant;
}

} // namespace

QString operatorWord(Operator op, Kind kind)
{
    switch (op) {
    case Operator::Is: return spoken(QT_TRANSLATE_NOOP("filter", "is"));
    case Operator::IsNot: return spoken(QT_TRANSLATE_NOOP("filter", "is not"));
    case Operator::Less: return isTime(kind) ? spoken(QT_TRANSLATE_NOOP("filter", "before")) : spoken(QT_TRANSLATE_NOOP("filter", "below"));
    case Operator::AtMost: return isTime(kind) ? spoken(QT_TRANSLATE_NOOP("filter", "up to")) : spoken(QT_TRANSLATE_NOOP("filter", "at most"));
    case Operator::Greater: return isTime(kind) ? spoken(QT_TRANSLATE_NOOP("filter", "after")) : spoken(QT_TRANSLATE_NOOP("filter", "above"));
    case Operator::AtLeast: return isTime(kind) ? spoken(QT_TRANSLATE_NOOP("filter", "from")) : spoken(QT_TRANSLATE_NOOP("filter", "at least"));
    case Operator::Contains: return spoken(QT_TRANSLATE_NOOP("filter", "contains"));
    case Operator::StartsWith: return spoken(QT_TRANSLATE_NOOP("filter", "starts with"));
    case Operator::AnyOf: return spoken(QT_TRANSLATE_NOOP("filter", "is any of"));
    case Operator::IsEmpty: return spoken(QT_TRANSLATE_NOOP("filter", "is empty"));
    case Operator::IsKnown: return spoken(QT_TRANSLATE_NOOP("filter", "is known"));
    }
    return {};
}

QList<Operator> operatorsFor(Kind kind)
{
    switch (kind) {
    case Kind::Text:
    case Kind::LongText:
        return {Operator::Contains, Operator::Is, Operator::IsNot, Operator::StartsWith, Operator::IsEmpty, Operator::IsKnown};
    case Kind::Choice:
    case Kind::Reference:
        return {Operator::Is, Operator::IsNot, Operator::AnyOf, Operator::IsEmpty, Operator::IsKnown};
    case Kind::Boolean:
        return {Operator::Is, Operator::IsEmpty, Operator::IsKnown};
    default:
        return {Operator::Less, Operator::AtMost, Operator::Is, Operator::AtLeast, Operator::Greater, Operator::IsEmpty, Operator::IsKnown};
    }
}

bool needsValue(Operator op)
{
    return op != Operator::IsEmpty && op != Operator::IsKnown;
}

FilterWords filterWords(const Filter& condition, model::Entity entity)
{
    const auto steps = condition.node() == Filter::Node::Condition ? model::resolvePath(entity, condition.path()) : std::vector<model::PathStep>();
    if (steps.empty())
        return {spoken(QT_TRANSLATE_NOOP("filter", "Filter")), {}, condition.toText()};
    QStringList names;
    for (const model::PathStep& step : steps)
        names.append(format::fieldWord(model::describe(step.entity).field(step.field)));
    const model::Field& last = model::describe(steps.back().entity).field(steps.back().field);
    for (qsizetype i = 1; i < names.size(); ++i)
        names[i] = names.at(i).toLower();
    QStringList values;
    for (const model::Operand& operand : condition.operands())
        values.append(operandWord(operand, last));
    return {names.join(u' '), operatorWord(condition.op(), last.kind), values.join(QStringLiteral(", "))};
}

std::vector<Filter> partsOf(const Filter& filter)
{
    if (filter.fitsAll())
        return {};
    return filter.node() == Filter::Node::And ? filter.parts() : std::vector<Filter>{filter};
}

Filter both(const Filter& a, const Filter& b)
{
    if (a.fitsAll() || b.fitsAll())
        return a.fitsAll() ? b : a;
    return Filter::all({a, b});
}

Filter quickFilter(model::Entity entity, const QString& words)
{
    if (words.trimmed().isEmpty())
        return {};
    const model::EntityDescription& description = model::describe(entity);
    std::vector<Filter> parts;
    for (int index = 0; index < static_cast<int>(description.fields.size()); ++index) {
        const model::Field& field = description.field(index);
        const bool isNamed = field.has(model::Searchable) || index == description.titleField;
        const bool isText = field.kind == Kind::Text || field.kind == Kind::LongText;
        if (isNamed && isText)
            parts.push_back(Filter::condition(field.key, Operator::Contains, {{words.trimmed()}}));
    }
    for (const char* reference : {"holder", "person", "app", "vendor"}) {
        const int index = description.indexOf(QString::fromLatin1(reference));
        if (index >= 0)
            parts.push_back(Filter::condition(QString::fromLatin1(reference), Operator::Contains, {{words.trimmed()}}));
    }
    return Filter::any(std::move(parts));
}

} // namespace qm::pages
