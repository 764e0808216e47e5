#include "core/vendor/answer_rule.h"

#include "core/vendor/http.h"

#include <QJsonArray>

namespace qm::vendor {
namespace {

bool containsAny(const QByteArray& body, const QString& alternatives)
{
    const QString text = QString::fromUtf8(body);
    for (const QString& one : alternatives.split(u'|', Qt::SkipEmptyParts)) {
        if (text.contains(one, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

bool equalsAny(const QJsonValue& value, const QJsonValue& wanted)
{
    if (!wanted.isArray())
        return looselyEqual(value, wanted);
    for (const QJsonValue& one : wanted.toArray()) {
        if (looselyEqual(value, one))
            return true;
    }
    return false;
}

bool fits(const Condition& condition, const QJsonValue& record)
{
    return equalsAny(condition.field.evaluate({record, {}, {}}), condition.equals);
}

bool fieldFits(const AnswerRule& rule, const QJsonValue& answer, const Lookup& lookup)
{
    const auto rendered = renderJson(QJsonArray{rule.field, rule.equals}, lookup);
    const auto field = rendered ? Value::parse((*rendered)[0]) : base::Result<Value>(base::fail(rendered.error()));
    return field && fits({*field, (*rendered)[1]}, answer);
}

} // namespace

bool fitsAny(const std::vector<Condition>& conditions, const QJsonValue& record)
{
    const auto one = [&record](const Condition& condition) { return fits(condition, record); };
    return conditions.empty() || std::any_of(conditions.begin(), conditions.end(), one);
}

bool matches(const AnswerRule& rule, const HttpReply& reply, const Lookup& lookup)
{
    const int status = reply.view.status;
    if (rule.status != 0 && rule.status != status)
        return false;
    if (!rule.bodyContains.isEmpty() && !containsAny(reply.view.body, rule.bodyContains))
        return false;
    if (rule.field.isUndefined())
        return true;
    const bool isSuccess = status >= 200 && status < 300;
    const bool speaks = isSuccess || rule.status == status;
    return speaks && !reply.json.isUndefined() && fieldFits(rule, reply.json, lookup);
}

const AnswerRule* firstMatch(const std::vector<AnswerRule>& rules, const HttpReply& reply, const Lookup& lookup)
{
    for (const AnswerRule& rule : rules) {
        if (matches(rule, reply, lookup))
            return &rule;
    }
    return nullptr;
}

} // namespace qm::vendor
