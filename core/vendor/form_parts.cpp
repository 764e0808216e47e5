#include "core/vendor/form_parts.h"

namespace qm::vendor {

QStringList names(std::initializer_list<const char*> ascii)
{
    QStringList all;
    for (const char* name : ascii)
        all.append(QString::fromLatin1(name));
    return all;
}

Template templateAt(const FormReader& at)
{
    auto parsed = Template::parse(at.text());
    if (parsed)
        return *parsed;
    at.report(parsed.error().detail);
    return {};
}

Value valueAt(const FormReader& at)
{
    auto parsed = Value::parse(at.raw());
    if (parsed)
        return *parsed;
    at.report(parsed.error().detail);
    return {};
}

FieldRules valuesAt(const FormReader& at)
{
    FieldRules all;
    for (const QString& name : at.keys())
        all.emplace_back(name, valueAt(at.at(name)));
    return all;
}

QueryRule queryAt(const FormReader& at)
{
    QueryRule query;
    for (const QString& name : at.keys()) {
        const FormReader item = at.at(name);
        const bool isPlain = item.raw().isDouble() || item.raw().isBool();
        if (item.raw().isArray()) {
            for (const FormReader& one : item.items())
                query.emplace_back(name, templateAt(one)); // the same name once for each
        } else if (isPlain) {
            query.emplace_back(name, Template::parse(textOf(item.raw())).value_or({}));
        } else {
            query.emplace_back(name, templateAt(item));
        }
    }
    return query;
}

HeaderRule headersAt(const FormReader& at)
{
    HeaderRule headers;
    for (const QString& name : at.keys())
        headers.emplace_back(name.toLower().toLatin1(), templateAt(at.at(name)));
    return headers;
}

AnswerRule answerAt(const FormReader& at)
{
    at.allowOnly(names({"status", "body", "field", "eq", "in", "say"}));
    AnswerRule rule;
    rule.status = at.at(key("status")).integer(100, 599);
    rule.bodyContains = at.at(key("body")).text();
    rule.field = at.at(key("field")).raw();
    rule.equals = at.has(key("in")) ? at.at(key("in")).raw() : at.at(key("eq")).raw();
    rule.say = at.at(key("say")).text();
    if (!rule.field.isUndefined())
        valueAt(at.at(key("field")));
    if (rule.field.isUndefined() != rule.equals.isUndefined())
        at.report(QStringLiteral("field and eq (or in) belong together"));
    if (at.has(key("in")) && (!rule.equals.isArray() || at.has(key("eq"))))
        at.report(QStringLiteral("in takes a list, and no eq beside it"));
    if (rule.status == 0 && rule.bodyContains.isEmpty() && rule.field.isUndefined())
        at.report(QStringLiteral("matches every answer"));
    return rule;
}

std::vector<AnswerRule> answersAt(const FormReader& at)
{
    std::vector<AnswerRule> all;
    for (const FormReader& item : at.items())
        all.push_back(answerAt(item));
    return all;
}

std::vector<Condition> conditionsAt(const FormReader& at)
{
    std::vector<Condition> all;
    for (const FormReader& item : at.items()) {
        const AnswerRule rule = answerAt(item);
        if (rule.field.isUndefined() || rule.status != 0 || !rule.bodyContains.isEmpty())
            at.report(QStringLiteral("a condition over records is field and eq"));
        else
            all.push_back({valueAt(item.at(key("field"))), rule.equals});
    }
    return all;
}

QStringList readMethods()
{
    return names({"GET", "POST"});
}

QStringList callKeys()
{
    return names({"method", "path", "query", "headers", "body"});
}

CallRule callAt(const FormReader& at, const QStringList& methods)
{
    CallRule call;
    call.method = at.at(key("method")).oneOf(methods).toLatin1();
    at.at(key("path")).requiredText();
    call.path = templateAt(at.at(key("path")));
    call.query = queryAt(at.at(key("query")));
    call.headers = headersAt(at.at(key("headers")));
    call.body = at.at(key("body")).raw();
    if (call.method == "GET" && !call.body.isUndefined())
        at.at(key("body")).report(QStringLiteral("a GET has no body"));
    return call;
}

} // namespace qm::vendor
