#include "core/vendor/value.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

namespace qm::vendor {
namespace {

constexpr int kDeepestValue = 12;

base::Unexpected valueProblem(const QString& why)
{
    return base::fail(base::ErrorCode::DescriptorInvalid, {}, why);
}

// In a join, a text that can't be a path is meant literally: "/", " ", "copilot/".
bool looksLikePath(const QString& text)
{
    static const QRegularExpression plain(QStringLiteral("^\\^{0,2}[A-Za-z_@$0-9][\\w@$.:-]*$"));
    return plain.match(text).hasMatch() || (text.size() > 1 && text.startsWith(u'/')) ||
           text.startsWith(u'^');
}

} // namespace

/// Reads the JSON form of a Value.
class ValueParser
{
public:
    static base::Result<Value> any(const QJsonValue& form, int depth);

private:
    static base::Result<Value> path(const QString& text);
    static base::Result<Value> function(const QJsonObject& form, int depth);
    static base::Result<Value> list(Value value, const QJsonValue& forms, int depth);
    static base::Result<Value> options(Value value, const QJsonObject& form, int depth);
    static base::Result<Value> single(Value value, const QJsonValue& form, int depth);
};

base::Result<Value> ValueParser::path(const QString& text)
{
    Value value;
    value.m_kind = Value::Kind::Path;
    QString rest = text;
    if (rest.startsWith(QStringLiteral("^^")))
        value.m_root = Value::Root::Outer;
    else if (rest.startsWith(u'^'))
        value.m_root = Value::Root::Parent;
    rest.remove(0, static_cast<int>(value.m_root));
    if (rest == QStringLiteral("."))
        return value;
    const bool isPointer = rest.startsWith(u'/');
    value.m_steps = isPointer ? rest.mid(1).split(u'/') : rest.split(u'.');
    for (QString& step : value.m_steps) {
        if (isPointer)
            step.replace(QStringLiteral("~1"), QStringLiteral("/"))
                .replace(QStringLiteral("~0"), QStringLiteral("~"));
        if (step.isEmpty() || step.startsWith(u'^'))
            return valueProblem(QStringLiteral("not a path: \"%1\"").arg(text));
    }
    return value;
}

base::Result<Value> ValueParser::any(const QJsonValue& form, int depth)
{
    if (depth > kDeepestValue)
        return valueProblem(QStringLiteral("a value nested too deep"));
    if (form.isString())
        return path(form.toString());
    if (!form.isObject())
        return valueProblem(QStringLiteral("a value is a path or one function"));
    return function(form.toObject(), depth);
}

base::Result<Value> ValueParser::function(const QJsonObject& form, int depth)
{
    using Kind = Value::Kind;
    static const QList<std::pair<QString, Kind>> names{
        {QStringLiteral("const"), Kind::Const},   {QStringLiteral("lower"), Kind::Lower},
        {QStringLiteral("first"), Kind::First},   {QStringLiteral("latest"), Kind::Latest},
        {QStringLiteral("join"), Kind::Join},     {QStringLiteral("enum"), Kind::Enum},
        {QStringLiteral("truthy"), Kind::Truthy}, {QStringLiteral("date"), Kind::Date},
        {QStringLiteral("where"), Kind::Where},   {QStringLiteral("keys"), Kind::Keys},
        {QStringLiteral("split"), Kind::Split},   {QStringLiteral("has"), Kind::Has},
        {QStringLiteral("minor"), Kind::Minor},   {QStringLiteral("negative"), Kind::Negative}};
    Value value;
    QString name;
    for (const auto& [known, kind] : names) {
        if (!form.contains(known))
            continue;
        if (!name.isEmpty())
            return valueProblem(QStringLiteral("two functions in one value: %1, %2").arg(name, known));
        name = known;
        value.m_kind = kind;
    }
    if (name.isEmpty())
        return valueProblem(QStringLiteral("no known function in a value"));
    const QJsonValue argument = form.value(name);
    if (value.m_kind == Kind::Const) {
        value.m_constant = argument;
        return value;
    }
    if (value.m_kind == Kind::First || value.m_kind == Kind::Latest || value.m_kind == Kind::Join)
        return list(std::move(value), argument, depth);
    auto one = single(std::move(value), argument, depth);
    return one ? options(std::move(*one), form, depth) : std::move(one);
}

base::Result<Value> ValueParser::list(Value value, const QJsonValue& forms, int depth)
{
    if (!forms.isArray() || forms.toArray().isEmpty())
        return valueProblem(QStringLiteral("first, latest and join take a list"));
    for (const QJsonValue& form : forms.toArray()) {
        const bool isLiteral =
            value.m_kind == Value::Kind::Join && form.isString() && !looksLikePath(form.toString());
        auto part =
            any(isLiteral ? QJsonValue(QJsonObject{{QStringLiteral("const"), form}}) : form, depth + 1);
        if (!part)
            return part;
        value.m_parts.push_back(std::move(*part));
    }
    return value;
}

base::Result<Value> ValueParser::single(Value value, const QJsonValue& form, int depth)
{
    QJsonValue inner = form;
    if (value.m_kind == Value::Kind::Has && form.isArray()) {
        inner = form.toArray().at(0);
        value.m_text = form.toArray().at(1).toString();
        if (value.m_text.isEmpty())
            return valueProblem(QStringLiteral("has takes a value, or [value, element]"));
    }
    auto part = any(inner, depth + 1);
    if (!part)
        return part;
    value.m_parts.push_back(std::move(*part));
    return value;
}

base::Result<Value> ValueParser::options(Value value, const QJsonObject& form, int depth)
{
    switch (value.m_kind) {
    case Value::Kind::Enum:
        value.m_constant = form.value(QStringLiteral("map"));
        value.m_else =
            form.contains(QStringLiteral("else")) ? form.value(QStringLiteral("else")) : QJsonValue::Null;
        return value.m_constant.isObject() ? base::Result<Value>(std::move(value))
                                           : valueProblem(QStringLiteral("enum needs a map"));
    case Value::Kind::Split:
        value.m_text = form.value(QStringLiteral("by")).toString();
        return !value.m_text.isEmpty() ? base::Result<Value>(std::move(value))
                                       : valueProblem(QStringLiteral("split needs by"));
    case Value::Kind::Date: {
        const QString as = form.value(QStringLiteral("as")).toString(QStringLiteral("iso"));
        value.m_dateForm = as == QStringLiteral("epoch_s")    ? Value::DateForm::EpochSeconds
                           : as == QStringLiteral("epoch_ms") ? Value::DateForm::EpochMilliseconds
                                                              : Value::DateForm::Iso;
        if (value.m_dateForm == Value::DateForm::Iso && as != QStringLiteral("iso"))
            return valueProblem(QStringLiteral("date as %1 is not known").arg(as));
        return value;
    }
    case Value::Kind::Where: {
        auto get = any(form.value(QStringLiteral("get")), depth + 1);
        if (!get)
            return get;
        value.m_constant = form.value(QStringLiteral("eq"));
        value.m_parts.push_back(std::move(*get));
        return value;
    }
    case Value::Kind::Minor: {
        if (!form.contains(QStringLiteral("currency")))
            return value;
        auto currency = any(form.value(QStringLiteral("currency")), depth + 1);
        if (!currency)
            return currency;
        value.m_parts.push_back(std::move(*currency));
        return value;
    }
    default:
        return value;
    }
}

base::Result<Value> Value::parse(const QJsonValue& form)
{
    return ValueParser::any(form, 0);
}

} // namespace qm::vendor
