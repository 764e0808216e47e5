#include "ui/wizards/plan_wizard.h"

#include "ui/format/words.h"
#include "ui/pages/run_view.h"
#include "ui/widgets/button.h"
#include "ui/wizards/plan_step.h"

#include <QBoxLayout>

namespace qm::wizards {

using namespace qm::widgets;

PlanWizard::PlanWizard(console::Console& console, const QString& title, const QStringList& steps)
    : WizardPage(console, title, steps + QStringList{tr("Plan"), tr("Result")})
{}

const model::Plan& PlanWizard::plan() const
{
    return m_plan->planModel()->plan();
}

void PlanWizard::addPlanPages()
{
    m_plan = new PlanStep;
    addStep(m_plan);
    m_run = new pages::RunView(console());
    auto* inner = new QWidget;
    auto* column = new QVBoxLayout(inner);
    column->setContentsMargins(measure::sheetLeft, 16, measure::sheetRight, 20);
    column->addWidget(m_run);
    addStep(scrolled(inner));
    connect(m_plan, &PlanStep::planAgainAsked, this, [this] { requestPlan(); });
    connect(m_plan->planModel(), &PlanModel::ticksChanged, this, &PlanWizard::showTicks);
    connect(m_run, &pages::RunView::failed, this, &Page::failed);
    connect(m_run, &pages::RunView::unread, this, &PlanWizard::showProblem);
    connect(m_run, &pages::RunView::shown, this, [this] { dropProblem(); });
    connect(m_run, &pages::RunView::toast, this, &Page::toast);
    connect(m_run, &pages::RunView::openConnections, this, [this] { Q_EMIT openPage(QStringLiteral("source")); });
    connect(m_run, &pages::RunView::planRest, this, [this](base::Id person) { Q_EMIT startWizard(QStringLiteral("leave"), person); });
    goTo(0);
}

QString PlanWizard::problemTitle() const
{
    return tr("This cannot go on yet");
}

void PlanWizard::enterStep(int step)
{
    ++m_asked;
    if (step < planStep())
        enter(step);
}

void PlanWizard::dressFoot(int step)
{
    Button* primary = frame()->primary();
    frame()->setBack(step > 0 && step <= planStep() ? stepTitle(step - 1) : QString());
    if (step == planStep())
        return showTicks();
    if (step < planStep()) {
        primary->setText(verb(step));
        return frame()->setReassurance(QStringLiteral("shield-check"), tr("Nothing is written until you apply the plan."));
    }
    primary->setText(tr("Close"));
    frame()->secondary()->setText(tr("Open the run"));
    frame()->setReassurance(QStringLiteral("history"), tr("What happened stands in the history of everybody and everything it touched."));
}

void PlanWizard::forward()
{
    if (step() > planStep())
        return Q_EMIT finished();
    if (step() == planStep())
        return applyPlan();
    if (!mayLeave(step()))
        return;
    if (step() + 1 == planStep())
        requestPlan();
    else
        goTo(step() + 1);
}

void PlanWizard::secondary()
{
    Q_EMIT openRun(m_run->run());
}

void PlanWizard::waitFor(const console::Answer<model::Plan>& answer)
{
    const int number = ++m_asked;
    frame()->primary()->setEnabled(false);
    base::whenDone(answer, this, [this, number](base::Result<model::Plan> plan) {
        if (number != m_asked)
            return;
        if (plan)
            return nameOwners(*plan);
        allowVerb();
        showProblem(plan.error());
    });
}

void PlanWizard::dropAnswer()
{
    ++m_asked;
    allowVerb();
}

/// At the plan the ticks decide whether there is anything to apply.
void PlanWizard::allowVerb()
{
    if (step() == planStep())
        showTicks();
    else
        frame()->primary()->setEnabled(true);
}

void PlanWizard::nameOwners(const model::Plan& plan)
{
    QSet<base::Id> owners;
    for (const model::PlanLine& line : plan.lines) {
        if (line.owner.isValid())
            owners.insert(line.owner);
    }
    const int number = m_asked;
    base::whenDone(console().titles(model::Entity::Person, owners), this, [this, plan, number](base::Result<QHash<base::Id, QString>> names) {
        if (number != m_asked)
            return;
        m_names = names ? *names : PlanNames();
        showPlan(plan);
    });
}

void PlanWizard::showPlan(const model::Plan& plan)
{
    m_plan->setPlan(plan, m_names, console().clock().now().toTimeZone(zone()));
    goTo(planStep());
    Q_EMIT loaded();
}

void PlanWizard::showTicks()
{
    const int ticked = plan().tickedCount();
    frame()->setConsequences(new PlanSide(plan(), m_names));
    frame()->setReassurance(QStringLiteral("shield-check"), tr("%1 of %2 lines ticked. The plan is checked again just before it runs.").arg(ticked).arg(plan().lines.size()));
    frame()->primary()->setText(ticked == 1 ? tr("Apply 1 line") : tr("Apply %1 lines").arg(ticked));
    frame()->primary()->setEnabled(ticked > 0 && !m_applying);
    frame()->primary()->updateGeometry();
}

void PlanWizard::applyPlan()
{
    m_applying = true;
    forget(); // also when somebody leaves before the answer is here
    frame()->primary()->setEnabled(false);
    base::whenDone(console().start(plan()), this, [this](base::Result<base::Id> run) {
        m_applying = false;
        started(run);
    });
}

/// The journal stands: what happens is seen from the first step on, and can be paused there.
void PlanWizard::started(const base::Result<base::Id>& run)
{
    if (run) {
        m_run->setRun(*run);
        goTo(lastStep());
        return m_run->carryOn();
    }
    allowVerb();
    if (run.error().code == base::ErrorCode::StalePlan)
        return m_plan->showStale(format::sentence(run.error()));
    showProblem(run.error());
}

} // namespace qm::wizards
