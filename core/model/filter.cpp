#include "core/model/filter.h"

#include <QJsonArray>

#include <array>

namespace qm::model {

using base::ErrorCode;
using base::fail;
using base::Result;

struct Filter::Body
{
    Node node = Node::All;
    QString path;
    Operator op = Operator::Is;
    QList<Operand> operands;
    std::vector<Filter> parts;
};

namespace {

constexpr int maxDepth = 64;

const std::array<QString, 11>& operatorNames()
{
    static const std::array<QString, 11> names = {
        QStringLiteral("is"),       QStringLiteral("is-not"),      QStringLiteral("less"),   QStringLiteral("at-most"),
        QStringLiteral("greater"),  QStringLiteral("at-least"),    QStringLiteral("contains"), QStringLiteral("starts-with"),
        QStringLiteral("any-of"),   QStringLiteral("is-empty"),    QStringLiteral("is-known")};
    return names;
}

QJsonValue operandToJson(const Operand& operand)
{
    if (const auto* text = std::get_if<QString>(&operand.content))
        return *text;
    const auto& day = std::get<RelativeDay>(operand.content);
    return QJsonObject{{QStringLiteral("days"), day.days}, {QStringLiteral("months"), day.months}};
}

Operand operandFromJson(const QJsonValue& json)
{
    if (json.isObject())
        return {RelativeDay{json[QStringLiteral("days")].toInt(), json[QStringLiteral("months")].toInt()}};
    return {json.toString()};
}

Result<Filter> filterFromJson(const QJsonObject& json, int depth);

Result<std::vector<Filter>> partsFromJson(const QJsonArray& array, int depth)
{
    std::vector<Filter> parts;
    for (const QJsonValue& each : array) {
        auto part = filterFromJson(each.toObject(), depth + 1);
        if (!part)
            return fail(part.error());
        parts.push_back(std::move(*part));
    }
    return parts;
}

Result<Filter> conditionFromJson(const QJsonObject& json)
{
    const auto op = std::find(operatorNames().begin(), operatorNames().end(), json[QStringLiteral("op")].toString());
    if (op == operatorNames().end())
        return fail(ErrorCode::FilterSyntax, json[QStringLiteral("op")].toString(), QStringLiteral("unknown operator"));
    QList<Operand> operands;
    for (const QJsonValue& each : json[QStringLiteral("values")].toArray())
        operands.append(operandFromJson(each));
    return Filter::condition(json[QStringLiteral("field")].toString(), static_cast<Operator>(op - operatorNames().begin()),
                             std::move(operands));
}

Result<Filter> filterFromJson(const QJsonObject& json, int depth)
{
    if (depth > maxDepth)
        return fail(ErrorCode::FilterSyntax, {}, QStringLiteral("nested too deeply"));
    if (json.isEmpty())
        return Filter();
    if (json.contains(QStringLiteral("field")))
        return conditionFromJson(json);
    for (const auto& [key, node] : {std::pair(QStringLiteral("and"), Filter::Node::And), std::pair(QStringLiteral("or"), Filter::Node::Or)}) {
        if (!json.contains(key))
            continue;
        auto parts = partsFromJson(json[key].toArray(), depth);
        if (!parts)
            return fail(parts.error());
        return node == Filter::Node::And ? Filter::all(std::move(*parts)) : Filter::any(std::move(*parts));
    }
    if (!json.contains(QStringLiteral("not")))
        return fail(ErrorCode::FilterSyntax, json.keys().join(u' '), QStringLiteral("neither field, and, or, not"));
    auto part = filterFromJson(json[QStringLiteral("not")].toObject(), depth + 1);
    if (!part)
        return part;
    return Filter::negation(std::move(*part));
}

QJsonArray partsToJson(const std::vector<Filter>& parts)
{
    QJsonArray array;
    for (const Filter& part : parts)
        array.append(part.toJson());
    return array;
}

bool operandFits(const Operand& operand, const Field& field)
{
    if (std::holds_alternative<RelativeDay>(operand.content))
        return field.kind == Kind::Date || field.kind == Kind::Instant;
    const QString& text = std::get<QString>(operand.content);
    if (field.kind == Kind::Choice) {
        return std::any_of(field.choices.begin(), field.choices.end(),
                           [&text](const Choice& choice) { return choice.key.compare(text, Qt::CaseInsensitive) == 0; });
    }
    if (field.kind == Kind::Reference)
        return !text.isEmpty();
    // A bare day is a fair bound for an instant.
    const bool day = field.kind == Kind::Instant && QDate::fromString(text, Qt::ISODate).isValid();
    return day || parseValue(field.kind, text).has_value();
}

Result<void> checkCondition(const Filter& filter, Entity entity)
{
    const auto steps = resolvePath(entity, filter.path());
    if (steps.empty())
        return fail(ErrorCode::FilterSyntax, filter.path(), QStringLiteral("no such field"));
    const Field& field = describe(steps.back().entity).field(steps.back().field);
    const bool isTextual = field.kind == Kind::Text || field.kind == Kind::LongText || field.kind == Kind::Reference || field.kind == Kind::Choice;
    if ((filter.op() == Operator::Contains || filter.op() == Operator::StartsWith) && isTextual)
        return {};
    for (const Operand& operand : filter.operands()) {
        if (!operandFits(operand, field))
            return fail(ErrorCode::FilterSyntax, std::holds_alternative<QString>(operand.content) ? std::get<QString>(operand.content) : QStringLiteral("today"),
                        filter.path());
    }
    return {};
}

} // namespace

Filter Filter::condition(QString path, Operator op, QList<Operand> operands)
{
    Filter filter;
    filter.m_body = std::make_shared<const Body>(Body{Node::Condition, std::move(path), op, std::move(operands), {}});
    return filter;
}

Filter Filter::all(std::vector<Filter> parts)
{
    std::erase_if(parts, [](const Filter& part) { return part.fitsAll(); });
    if (parts.empty())
        return {};
    if (parts.size() == 1)
        return parts.front();
    Filter filter;
    filter.m_body = std::make_shared<const Body>(Body{Node::And, {}, Operator::Is, {}, std::move(parts)});
    return filter;
}

Filter Filter::any(std::vector<Filter> parts)
{
    if (parts.size() == 1)
        return parts.front();
    if (parts.empty() || std::any_of(parts.begin(), parts.end(), [](const Filter& part) { return part.fitsAll(); }))
        return {};
    Filter filter;
    filter.m_body = std::make_shared<const Body>(Body{Node::Or, {}, Operator::Is, {}, std::move(parts)});
    return filter;
}

Filter Filter::negation(Filter part)
{
    Filter filter;
    filter.m_body = std::make_shared<const Body>(Body{Node::Not, {}, Operator::Is, {}, {std::move(part)}});
    return filter;
}

Filter::Node Filter::node() const
{
    return m_body ? m_body->node : Node::All;
}

const QString& Filter::path() const
{
    static const QString none;
    return m_body ? m_body->path : none;
}

Operator Filter::op() const
{
    return m_body ? m_body->op : Operator::Is;
}

const QList<Operand>& Filter::operands() const
{
    static const QList<Operand> none;
    return m_body ? m_body->operands : none;
}

const std::vector<Filter>& Filter::parts() const
{
    static const std::vector<Filter> none;
    return m_body ? m_body->parts : none;
}

bool operator==(const Filter& a, const Filter& b)
{
    return a.node() == b.node() && a.path() == b.path() && a.op() == b.op() && a.operands() == b.operands() && a.parts() == b.parts();
}

QJsonObject Filter::toJson() const
{
    switch (node()) {
    case Node::All:
        return {};
    case Node::And:
        return {{QStringLiteral("and"), partsToJson(parts())}};
    case Node::Or:
        return {{QStringLiteral("or"), partsToJson(parts())}};
    case Node::Not:
        return {{QStringLiteral("not"), parts().front().toJson()}};
    case Node::Condition:
        break;
    }
    QJsonArray values;
    for (const Operand& operand : operands())
        values.append(operandToJson(operand));
    return {{QStringLiteral("field"), path()}, {QStringLiteral("op"), operatorNames()[static_cast<std::size_t>(op())]}, {QStringLiteral("values"), values}};
}

Result<Filter> Filter::fromJson(const QJsonObject& json)
{
    return filterFromJson(json, 0);
}

Result<void> check(const Filter& filter, Entity entity)
{
    if (filter.node() == Filter::Node::Condition)
        return checkCondition(filter, entity);
    for (const Filter& part : filter.parts()) {
        if (auto ok = check(part, entity); !ok)
            return ok;
    }
    return {};
}

std::vector<PathStep> resolvePath(Entity entity, QStringView path)
{
    constexpr qsizetype maxHops = 4;
    const auto names = path.split(u'.');
    if (names.size() > maxHops)
        return {};
    std::vector<PathStep> steps;
    for (qsizetype i = 0; i < names.size(); ++i) {
        const int index = describe(entity).indexOf(names[i]);
        if (index < 0)
            return {};
        const Field& field = describe(entity).field(index);
        steps.push_back({entity, index});
        if (i + 1 < names.size() && field.kind != Kind::Reference)
            return {};
        entity = field.target;
    }
    return steps;
}

} // namespace qm::model
