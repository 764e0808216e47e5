#include "core/vendor/form_parts.h"

namespace qm::vendor {
namespace {

FindRule findAt(const FormReader& at)
{
    at.allowOnly(callKeys() + names({"records", "absent", "yields"}));
    return {callAt(at, readMethods()), at.at(key("records")).text(), answersAt(at.at(key("absent"))),
            valuesAt(at.at(key("yields")))};
}

VerifyRule verifyAt(const FormReader& at)
{
    at.allowOnly(callKeys() + names({"done"}));
    VerifyRule rule{callAt(at, readMethods()), answersAt(at.at(key("done")))};
    if (rule.done.empty())
        at.report(QStringLiteral("a verify without done"));
    return rule;
}

PollRule pollAt(const FormReader& at)
{
    at.allowOnly(callKeys() + names({"until", "fail", "every_s", "timeout_s"}));
    PollRule rule;
    rule.call = callAt(at, readMethods());
    rule.until = answersAt(at.at(key("until")));
    rule.fail = answersAt(at.at(key("fail")));
    if (at.has(key("every_s")))
        rule.everySeconds = at.at(key("every_s")).integer(1, 3600);
    if (at.has(key("timeout_s")))
        rule.timeoutSeconds = at.at(key("timeout_s")).integer(1, 7 * 86'400);
    if (rule.until.empty())
        at.report(QStringLiteral("a poll without until"));
    return rule;
}

GuardRule guardAt(const FormReader& at)
{
    at.allowOnly(callKeys() + names({"refuse", "done", "yields"}));
    GuardRule rule{callAt(at, readMethods()), answersAt(at.at(key("refuse"))), answersAt(at.at(key("done"))), valuesAt(at.at(key("yields")))};
    for (const AnswerRule& answer : rule.refuse) {
        if (answer.say.isEmpty())
            at.report(QStringLiteral("a guard says why it refuses"));
    }
    if (rule.refuse.empty() && rule.done.empty() && rule.yields.empty())
        at.report(QStringLiteral("a guard without refuse, done or yields"));
    return rule;
}

std::vector<PartRule> partsAt(const FormReader& at)
{
    std::vector<PartRule> parts;
    for (const QString& input : at.keys()) {
        PartRule part{input, QRegularExpression(QRegularExpression::anchoredPattern(at.at(input).requiredText()))};
        if (!part.pattern.isValid())
            at.at(input).report(QStringLiteral("is not a regular expression"));
        parts.push_back(std::move(part));
    }
    return parts;
}

std::vector<MakeRule> makesAt(const FormReader& at)
{
    std::vector<MakeRule> makes;
    for (const QString& name : at.keys()) {
        at.at(name).allowOnly(names({"digits"}));
        makes.push_back({name, at.at(name).at(key("digits")).integer(4, 12)});
        if (makes.back().digits == 0)
            at.at(name).report(QStringLiteral("needs digits"));
    }
    return makes;
}

EditRule editAt(const FormReader& at)
{
    at.allowOnly(names({"list", "add", "remove"}));
    EditRule rule;
    rule.list = at.at(key("list")).requiredText();
    rule.removes = at.has(key("remove"));
    rule.element = templateAt(at.at(rule.removes ? key("remove") : key("add")));
    if (at.has(key("add")) == rule.removes)
        at.report(QStringLiteral("edit takes add or remove"));
    return rule;
}

void readWrite(const FormReader& at, ActionRule& rule)
{
    at.allowOnly(callKeys() + names({"ok", "done", "fail", "repeat", "verify", "poll", "settle", "edit", "yields",
                                     "secret_yields"}));
    rule.call = callAt(at, names({"POST", "PUT", "PATCH", "DELETE"}));
    rule.ok = at.at(key("ok")).integers();
    rule.done = answersAt(at.at(key("done")));
    rule.fail = answersAt(at.at(key("fail")));
    const QStringList ways = names({"ask", "safe", "find", "verify", "key"});
    rule.resolve = static_cast<Resolve>(ways.indexOf(at.at(key("repeat")).oneOf(ways)));
    rule.yields = valuesAt(at.at(key("yields")));
    rule.secretYields = valuesAt(at.at(key("secret_yields")));
    if (at.has(key("verify")))
        rule.verify = verifyAt(at.at(key("verify")));
    if (at.has(key("poll")))
        rule.poll = pollAt(at.at(key("poll")));
    if (at.has(key("edit")))
        rule.edit = editAt(at.at(key("edit")));
    const FormReader settle = at.at(key("settle"));
    settle.allowOnly(names({"when", "for_s"}));
    rule.settle = answersAt(settle.at(key("when")));
    rule.settleSeconds = settle.at(key("for_s")).integer(1, 3600);
    if (rule.ok.isEmpty())
        at.at(key("ok")).report(QStringLiteral("is required"));
}

void checkAction(const FormReader& at, const ActionRule& rule)
{
    if (rule.resolve == Resolve::Find && !rule.find)
        at.report(QStringLiteral("repeat find needs a find"));
    if (rule.resolve == Resolve::Verify && !rule.verify)
        at.report(QStringLiteral("repeat verify needs a verify"));
    if (!rule.edit.list.isEmpty() && !rule.find)
        at.report(QStringLiteral("edit needs a find that gives the list"));
    if (!rule.settle.empty() && rule.settleSeconds == 0)
        at.report(QStringLiteral("settle needs for_s"));
}

} // namespace

ActionRule actionAt(const FormReader& at)
{
    at.allowOnly(names({"id", "label", "input", "undo", "danger", "costs", "confirm", "guards", "find", "do", "with",
                        "parts", "makes"}));
    ActionRule rule;
    rule.id = at.at(key("id")).requiredText();
    rule.label = at.at(key("label")).text();
    rule.input = at.at(key("input")).texts();
    rule.with = at.at(key("with")).texts();
    rule.parts = partsAt(at.at(key("parts")));
    rule.makes = makesAt(at.at(key("makes")));
    rule.undo = at.at(key("undo")).text();
    rule.danger = at.at(key("danger")).oneOf(names({"", "revokes_access", "destroys_data"}));
    rule.costs = at.at(key("costs")).flag();
    rule.confirm = at.at(key("confirm")).oneOf(names({"", "typed"}));
    for (const FormReader& guard : at.at(key("guards")).items())
        rule.guards.push_back(guardAt(guard));
    if (at.has(key("find")))
        rule.find = findAt(at.at(key("find")));
    if (!at.has(key("do")))
        at.report(QStringLiteral("an action without do"));
    readWrite(at.at(key("do")), rule);
    checkAction(at, rule);
    return rule;
}

} // namespace qm::vendor
