#pragma once

#include "core/model/workflow_records.h"

#include <QHash>

namespace qm::workflow {

/// What a planner makes of each action of the templates' vocabulary. One table of names serves every planner; what a
/// planner has no lines for, and what no name stands for, a person is asked to do.
class ActionPlanner
{
public:
    virtual ~ActionPlanner() = default;

protected:
    /// Plans one step of a template by its action's name.
    void plan(const model::TemplateStep& step);

    virtual void ask(const model::TemplateStep& step) = 0;
    virtual void createPerson(const model::TemplateStep& step) { ask(step); }
    virtual void reserveDevice(const model::TemplateStep& step) { ask(step); }
    virtual void assignSeats(const model::TemplateStep& step) { ask(step); }
    virtual void createAccounts(const model::TemplateStep& step) { ask(step); }
    virtual void addToGroups(const model::TemplateStep& step) { ask(step); }
    virtual void noteLeave(const model::TemplateStep& step) { ask(step); }
    virtual void closeAccounts(const model::TemplateStep& step) { ask(step); }
    virtual void removeGrants(const model::TemplateStep& step) { ask(step); }
    virtual void reclaimSeats(const model::TemplateStep& step) { ask(step); }
    virtual void returnDevices(const model::TemplateStep& step) { ask(step); }
    virtual void handOver(const model::TemplateStep& step) { ask(step); }
    virtual void changeShared(const model::TemplateStep& step) { ask(step); }
    virtual void actOnAccounts(const model::TemplateStep& step) { ask(step); }
    virtual void actOnDevices(const model::TemplateStep& step) { ask(step); }

private:
    struct Action;
    static const QHash<QString, Action>& table();
    friend QString accountStateAfter(const QString& action);
};

/// The state an account is in after an action at its vendor ("user.suspend" -> "suspended"); empty: none of its own.
QString accountStateAfter(const QString& action);

} // namespace qm::workflow
