#pragma once

#include "core/base/when_done.h"
#include "ui/pages/page.h"
#include "ui/wizards/plan_model.h"

class QVBoxLayout;

namespace qm::widgets {
class WizardFrame;
}
namespace qm::pages {
class RunView;
}

namespace qm::wizards {

class PlanStep;

/// A wizard that collects, shows a plan, applies it and shows the run: the last two steps are here, the ones before
/// in a subclass.
class PlanWizard : public pages::Page
{
    Q_OBJECT

public:
    PlanWizard(console::Console& console, const QString& title, const QStringList& steps);

    bool leaveLevel() override;

protected:
    widgets::WizardFrame* frame() const { return m_frame; }
    int planStep() const { return m_planStep; }
    const model::Plan& plan() const;
    /// A page of a step before the plan, scrolled, with one column.
    QVBoxLayout* addForm(int width);
    /// Called once, when the subclass has added its pages.
    void addPlanPages();
    void goTo(int step);
    void waitFor(const console::Answer<model::Plan>& answer);
    void showProblem(const base::Error& error);
    void dropProblem();

    /// False keeps the wizard on the step: something is missing, and its field says so.
    virtual bool mayLeave(int step) = 0;
    /// Fills the step that is about to be shown.
    virtual void enter(int step) = 0;
    virtual void requestPlan() = 0;
    /// The words of the steps' own primary verbs and reassurances before the plan.
    virtual QString verb(int step) const = 0;
    virtual void keep() = 0;
    virtual void forget() = 0;

private:
    void forward();
    void back();
    void showPlan(const model::Plan& plan);
    void showTicks();
    void dressFoot();
    void applyPlan();
    void took(const base::Result<console::RunReport>& report);

    widgets::WizardFrame* m_frame;
    QStringList m_titles;
    PlanStep* m_plan = nullptr;
    pages::RunView* m_run = nullptr;
    QWidget* m_problem = nullptr;
    QVBoxLayout* m_problems;
    PlanNames m_names;
    int m_planStep;
    int m_asked = 0;
    bool m_applying = false;
};

} // namespace qm::wizards
