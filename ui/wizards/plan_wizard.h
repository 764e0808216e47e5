#pragma once

#include "ui/wizards/plan_model.h"
#include "ui/wizards/wizard_page.h"

#include <QTimeZone>

namespace qm::pages {
class RunView;
}

namespace qm::wizards {

class PlanStep;

/// A wizard that collects, shows a plan, applies it and shows the run: the last two steps are here, the ones before
/// in a subclass.
class PlanWizard : public WizardPage
{
    Q_OBJECT

public:
    PlanWizard(console::Console& console, const QString& title, const QStringList& steps);

protected:
    int planStep() const { return lastStep() - 1; }
    const model::Plan& plan() const;
    /// Called once, when the subclass has added its pages.
    void addPlanPages();
    void waitFor(const console::Answer<model::Plan>& answer);
    /// Something was entered anew: a plan that is on its way is not meant any more.
    void dropAnswer();

    /// False keeps the wizard on the step: something is missing, and its field says so.
    virtual bool mayLeave(int step) = 0;
    /// Fills a step before the plan.
    virtual void enter(int step) = 0;
    virtual void requestPlan() = 0;
    /// Where the person works: hours of the plan are shown there.
    virtual QTimeZone zone() const = 0;
    /// The words of the steps' own primary verbs before the plan.
    virtual QString verb(int step) const = 0;

    QString problemTitle() const override;
    void forward() override;
    void secondary() override;
    void enterStep(int step) override;
    void dressFoot(int step) override;
    bool mayReturnFrom(int step) const override { return step <= planStep() && !m_applying; }
    bool isWriting() const override { return m_applying; }

private:
    void nameOwners(const model::Plan& plan);
    void showPlan(const model::Plan& plan);
    void allowVerb();
    void showTicks();
    void applyPlan();
    void started(const base::Result<base::Id>& run);

    PlanStep* m_plan = nullptr;
    pages::RunView* m_run = nullptr;
    PlanNames m_names;
    int m_asked = 0; ///< the newest question; another step makes every answer a late one
    bool m_applying = false;
};

} // namespace qm::wizards
