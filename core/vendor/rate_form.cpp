#include "core/vendor/form_parts.h"

namespace qm::vendor {
namespace {

WaitUnit unitAt(const FormReader& at)
{
    const QStringList known = names({"auto", "seconds", "epoch_s", "epoch_ms", "http_date"});
    return static_cast<WaitUnit>(known.indexOf(at.oneOf(known)));
}

QRegularExpression patternAt(const FormReader& at, const QString& text)
{
    QRegularExpression pattern(text);
    if (!pattern.isValid())
        at.report(QStringLiteral("is not a regular expression"));
    pattern.optimize();
    return pattern;
}

LimitRule limitAt(const FormReader& at)
{
    at.allowOnly(names({"status", "has", "header", "body", "wait"}));
    LimitRule rule;
    rule.status = at.at(key("status")).integers();
    rule.hasHeader = at.at(key("has")).text().toLower().toLatin1();
    const FormReader headers = at.at(key("header"));
    for (const QString& name : headers.keys())
        rule.headerEquals.insert(name.toLower().toLatin1(), headers.at(name).text().toLatin1());
    rule.bodyContains = at.at(key("body")).text();
    const FormReader wait = at.at(key("wait"));
    rule.waitHeader = wait.at(key("header")).text().toLower().toLatin1();
    rule.unit = unitAt(wait.at(key("as")));
    rule.seconds = wait.at(key("seconds")).number();
    rule.grow = wait.has(key("grow")) ? wait.at(key("grow")).number() : 1;
    if (rule.grow < 1 || rule.grow > 10 || rule.seconds < 0)
        wait.report(QStringLiteral("seconds from 0, grow from 1 to 10"));
    return rule;
}

BudgetRule budgetAt(const FormReader& at)
{
    at.allowOnly(names({"match", "n", "per_s", "cost"}));
    BudgetRule rule;
    rule.match = patternAt(at.at(key("match")), at.at(key("match")).text());
    rule.count = at.at(key("n")).integer(1, 10'000'000);
    rule.seconds = at.at(key("per_s")).integer(1, 86'400);
    const FormReader costs = at.at(key("cost"));
    for (const QString& name : costs.keys()) {
        const int cost = costs.at(name).integer(1, 1000);
        if (name == QStringLiteral("*"))
            rule.otherCost = cost;
        else
            rule.costs.emplace_back(patternAt(costs.at(name), name), cost);
        if (cost > rule.count)
            costs.report(QStringLiteral("one call costs more than the whole budget"));
    }
    if (rule.count == 0 || rule.seconds == 0)
        at.report(QStringLiteral("a budget needs n and per_s"));
    return rule;
}

PaceRule paceAt(const FormReader& at)
{
    at.allowOnly(names({"remaining", "reset", "as", "keep"}));
    PaceRule rule;
    rule.remaining = at.at(key("remaining")).text().toLower().toLatin1();
    rule.reset = at.at(key("reset")).text().toLower().toLatin1();
    rule.unit = unitAt(at.at(key("as")));
    rule.keep = at.at(key("keep")).integer(0, 1'000'000);
    if (rule.remaining.isEmpty() != rule.reset.isEmpty())
        at.report(QStringLiteral("remaining and reset belong together"));
    return rule;
}

} // namespace

RateRule rateAt(const FormReader& at)
{
    at.allowOnly(names({"concurrency", "budget", "pace", "limited"}));
    RateRule rule;
    if (at.has(key("concurrency")))
        rule.concurrency = at.at(key("concurrency")).integer(1, 16);
    for (const FormReader& item : at.at(key("budget")).items())
        rule.budgets.push_back(budgetAt(item));
    rule.pace = paceAt(at.at(key("pace")));
    for (const FormReader& item : at.at(key("limited")).items())
        rule.limits.append(limitAt(item));
    return rule;
}

} // namespace qm::vendor
