#include "ui/wizards/plan_wizard.h"

#include "ui/format/words.h"
#include "ui/pages/run_view.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/wizard_frame.h"
#include "ui/wizards/plan_step.h"

#include <QBoxLayout>
#include <QScrollArea>

namespace qm::wizards {

using namespace qm::widgets;

namespace {

QWidget* scrolled(QWidget* inner)
{
    auto* area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(inner);
    inner->setAutoFillBackground(false);
    area->viewport()->setAutoFillBackground(false);
    return area;
}

} // namespace

PlanWizard::PlanWizard(console::Console& console, const QString& title, const QStringList& steps)
    : Page(console)
    , m_frame(new WizardFrame(title, steps + QStringList{tr("Plan"), tr("Result")}))
    , m_titles(steps + QStringList{tr("Plan"), tr("Result")})
    , m_problems(new QVBoxLayout)
    , m_planStep(int(steps.size()))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_problems->setContentsMargins(measure::sheetLeft, 0, measure::sheetRight, 0);
    column->addLayout(m_problems);
    column->addWidget(m_frame, 1);
    connect(m_frame, &WizardFrame::primaryAsked, this, &PlanWizard::forward);
    connect(m_frame, &WizardFrame::backAsked, this, &PlanWizard::back);
    connect(m_frame, &WizardFrame::closeAsked, this, &Page::finished);
    connect(m_frame, &WizardFrame::saveAsked, this, [this] {
        keep();
        Q_EMIT toast(tr("Kept for later; nothing has changed"), {});
        Q_EMIT finished();
    });
    connect(m_frame, &WizardFrame::stepAsked, this, [this](int step) {
        if (step < m_frame->step() && m_frame->step() <= m_planStep)
            goTo(step);
    });
    connect(m_frame, &WizardFrame::secondaryAsked, this, [this] { Q_EMIT openRun(m_run->run()); });
}

bool PlanWizard::leaveLevel()
{
    Q_EMIT finished();
    return true;
}

const model::Plan& PlanWizard::plan() const
{
    return m_plan->planModel()->plan();
}

QVBoxLayout* PlanWizard::addForm(int width)
{
    auto* outer = new QWidget;
    auto* row = new QHBoxLayout(outer);
    row->setContentsMargins(measure::sheetLeft, 20, measure::sheetRight, 20);
    auto* inner = new QWidget;
    inner->setMaximumWidth(width);
    auto* column = new QVBoxLayout(inner);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(16);
    row->addWidget(inner, 10);
    row->addStretch(1);
    m_frame->addPage(scrolled(outer));
    return column;
}

void PlanWizard::addPlanPages()
{
    m_plan = new PlanStep;
    m_frame->addPage(m_plan);
    m_run = new pages::RunView(console());
    auto* inner = new QWidget;
    auto* column = new QVBoxLayout(inner);
    column->setContentsMargins(measure::sheetLeft, 16, measure::sheetRight, 20);
    column->addWidget(m_run);
    m_frame->addPage(scrolled(inner));
    connect(m_plan, &PlanStep::planAgainAsked, this, [this] { requestPlan(); });
    connect(m_plan->planModel(), &PlanModel::ticksChanged, this, &PlanWizard::showTicks);
    connect(m_run, &pages::RunView::failed, this, &PlanWizard::showProblem);
    connect(m_run, &pages::RunView::toast, this, &Page::toast);
    connect(m_run, &pages::RunView::openConnections, this, [this] { Q_EMIT openPage(QStringLiteral("source")); });
    goTo(0);
}

void PlanWizard::goTo(int step)
{
    dropProblem();
    m_frame->setConsequences(nullptr);
    m_frame->setStep(step);
    if (step < m_planStep)
        enter(step);
    dressFoot();
}

void PlanWizard::dressFoot()
{
    const int step = m_frame->step();
    Button* primary = m_frame->primary();
    primary->setEnabled(true);
    m_frame->setBack(step > 0 ? m_titles[step - 1] : QString());
    m_frame->secondary()->setVisible(step > m_planStep);
    if (step < m_planStep) {
        primary->setText(verb(step));
        m_frame->setReassurance(QStringLiteral("shield-check"), tr("Nothing is written until you apply the plan."));
    } else if (step == m_planStep) {
        showTicks();
    } else {
        m_frame->setBack(QString());
        primary->setText(tr("Close"));
        m_frame->secondary()->setText(tr("Open the run"));
        m_frame->setReassurance(QStringLiteral("history"), tr("What happened stands in the history of everybody and everything it touched."));
    }
    primary->updateGeometry();
}

void PlanWizard::forward()
{
    const int step = m_frame->step();
    if (step > m_planStep)
        return Q_EMIT finished();
    if (step == m_planStep)
        return applyPlan();
    if (!mayLeave(step))
        return;
    if (step + 1 == m_planStep)
        requestPlan();
    else
        goTo(step + 1);
}

void PlanWizard::back()
{
    if (m_frame->step() > 0 && m_frame->step() <= m_planStep)
        goTo(m_frame->step() - 1);
}

void PlanWizard::waitFor(const console::Answer<model::Plan>& answer)
{
    const int number = ++m_asked;
    m_frame->primary()->setEnabled(false);
    base::whenDone(answer, this, [this, number](base::Result<model::Plan> plan) {
        if (number != m_asked)
            return;
        m_frame->primary()->setEnabled(true);
        if (!plan)
            return showProblem(plan.error());
        showPlan(*plan);
    });
}

void PlanWizard::showPlan(const model::Plan& plan)
{
    QSet<base::Id> owners;
    for (const model::PlanLine& line : plan.lines) {
        if (line.owner.isValid())
            owners.insert(line.owner);
    }
    base::whenDone(console().titles(model::Entity::Person, owners), this, [this, plan](base::Result<QHash<base::Id, QString>> names) {
        m_names = names ? *names : PlanNames();
        m_plan->setPlan(plan, m_names, console().clock().now());
        goTo(m_planStep);
        Q_EMIT loaded();
    });
}

void PlanWizard::showTicks()
{
    const int ticked = plan().tickedCount();
    m_frame->setConsequences(new PlanSide(plan(), m_names));
    m_frame->setReassurance(QStringLiteral("shield-check"), tr("%1 of %2 lines ticked. The plan is checked again just before it runs.").arg(ticked).arg(plan().lines.size()));
    m_frame->primary()->setText(ticked == 1 ? tr("Apply 1 line") : tr("Apply %1 lines").arg(ticked));
    m_frame->primary()->setEnabled(ticked > 0 && !m_applying);
    m_frame->primary()->updateGeometry();
}

void PlanWizard::applyPlan()
{
    m_applying = true;
    m_frame->primary()->setEnabled(false);
    base::whenDone(console().apply(plan(), {}), this, [this](base::Result<console::RunReport> report) {
        m_applying = false;
        took(report);
    });
}

void PlanWizard::took(const base::Result<console::RunReport>& report)
{
    m_frame->primary()->setEnabled(true);
    if (!report && report.error().code == base::ErrorCode::StalePlan)
        return m_plan->showStale(format::sentence(report.error()));
    if (!report)
        return showProblem(report.error());
    forget();
    m_run->setRun(report->run);
    goTo(m_planStep + 1);
}

void PlanWizard::showProblem(const base::Error& error)
{
    dropProblem();
    m_problem = new Banner(format::State::Act, tr("This cannot go on yet"), format::sentence(error));
    m_problems->addWidget(m_problem);
}

void PlanWizard::dropProblem()
{
    delete m_problem;
    m_problem = nullptr;
}

} // namespace qm::wizards
