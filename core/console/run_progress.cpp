#include "core/console/run_progress.h"

#include "core/model/step_state.h"
#include "core/workflow/plan_builder.h"

namespace qm::console {

using model::Step;

RunProgress progressOf(const workflow::Completeness& completeness)
{
    RunProgress progress{completeness.closed(), completeness.total(), 0};
    for (const workflow::ClosedItem& item : completeness.items)
        progress.unproven += item.closed && !item.verified ? 1 : 0;
    return progress;
}

RunProgress progressOf(const std::vector<Step>& steps)
{
    RunProgress progress;
    for (const Step& step : steps) {
        progress.total += model::isLeftOut(step.state) ? 0 : 1;
        progress.closed += model::isDone(step.state) ? 1 : 0;
    }
    return progress;
}

QString zoneOf(const model::Snapshot& snapshot, const model::Run& run)
{
    if (!run.timeZone.isEmpty())
        return run.timeZone;
    const auto person = snapshot.get<model::Person>(model::Entity::Person, run.person);
    return person ? workflow::zoneOf(snapshot, *person) : QString();
}

RunProgress progressOf(const model::Record& record, const std::vector<Step>& steps, const model::Snapshot& snapshot)
{
    const auto run = model::as<model::Run>(record);
    if (run.occasion != model::Run::Occasion::Leave)
        return progressOf(steps);
    return progressOf(workflow::completenessOf(snapshot, run, workflow::stepsOfLeaving(snapshot, record)));
}

} // namespace qm::console
