#include "core/workflow/actions.h"

namespace qm::workflow {

/// One action: what plans it, and how an account stands after it.
struct ActionPlanner::Action
{
    void (ActionPlanner::*plan)(const model::TemplateStep&) = nullptr;
    const char* accountState = "";
};

const QHash<QString, ActionPlanner::Action>& ActionPlanner::table()
{
    static const QHash<QString, Action> actions{
        {QStringLiteral("person.create"), {&ActionPlanner::createPerson}},
        {QStringLiteral("device.reserve"), {&ActionPlanner::reserveDevice}},
        {QStringLiteral("seat.assign"), {&ActionPlanner::assignSeats}},
        {QStringLiteral("user.create"), {&ActionPlanner::createAccounts, "active"}},
        {QStringLiteral("user.activate"), {&ActionPlanner::ask, "active"}},
        {QStringLiteral("group.add"), {&ActionPlanner::addToGroups}},
        {QStringLiteral("person.leave"), {&ActionPlanner::noteLeave}},
        {QStringLiteral("user.suspend"), {&ActionPlanner::closeAccounts, "suspended"}},
        {QStringLiteral("user.delete"), {&ActionPlanner::closeAccounts, "closed"}},
        {QStringLiteral("group.remove"), {&ActionPlanner::removeGrants}},
        {QStringLiteral("seat.reclaim"), {&ActionPlanner::reclaimSeats}},
        {QStringLiteral("device.return"), {&ActionPlanner::returnDevices}},
        {QStringLiteral("owner.handover"), {&ActionPlanner::handOver}},
        {QStringLiteral("shared.change"), {&ActionPlanner::changeShared}},
        {QStringLiteral("user.sign_out"), {&ActionPlanner::actOnAccounts}},
        {QStringLiteral("user.reset_mfa"), {&ActionPlanner::actOnAccounts}},
        {QStringLiteral("token.revoke"), {&ActionPlanner::actOnAccounts}},
        {QStringLiteral("data.transfer"), {&ActionPlanner::actOnAccounts}},
        {QStringLiteral("device.lock"), {&ActionPlanner::actOnDevices}},
        {QStringLiteral("device.wipe"), {&ActionPlanner::actOnDevices}},
        {QStringLiteral("device.retire"), {&ActionPlanner::actOnDevices}},
    };
    return actions;
}

void ActionPlanner::plan(const model::TemplateStep& step)
{
    const auto action = table().constFind(step.action);
    if (action == table().constEnd())
        ask(step);
    else
        (this->*action->plan)(step);
}

QString accountStateAfter(const QString& action)
{
    return QLatin1String(ActionPlanner::table().value(action).accountState);
}

} // namespace qm::workflow
