#include "ui/wizards/undo_wizard.h"

#include "core/base/zone.h"
#include "ui/widgets/page_head.h"

namespace qm::wizards {

UndoWizard::UndoWizard(console::Console& console, base::Id run)
    : PlanWizard(console, tr("Take a run back"), {})
    , m_run(run)
{
    addPlanPages();
}

void UndoWizard::reload()
{
    if (!plan().lines.isEmpty())
        return Q_EMIT loaded();
    base::whenDone(console().leaverReport(m_run), this, [this](const base::Result<console::LeaverReport>& report) {
        if (!report)
            return showProblem(report.error());
        const model::Run& run = report->run.run;
        m_zone = base::zoneOrUtc(report->timeZone);
        frame()->head()->setTitle(tr("Take back %1").arg(run.number));
        frame()->head()->setGrey(tr("%1 \u00b7 the last step goes back first").arg(run.title));
        requestPlan();
    });
}

void UndoWizard::requestPlan()
{
    waitFor(console().planUndo(m_run));
}

} // namespace qm::wizards
