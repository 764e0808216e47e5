#include "core/workflow/covered.h"

#include "core/model/step_state.h"
#include "core/workflow/stop_run.h"

namespace qm::workflow {

using model::Record;

bool isLeaving(const Record& run, base::Id person)
{
    return run.text(u"occasion") == u"leave" && run.reference(u"person") == person && run.text(u"state") != u"cancelled";
}

bool Covered::holds(const model::PlanLine& line) const
{
    if (line.item.isEmpty())
        return isAgain;
    return open.contains(line.item) || (done.contains(line.item) && line.changes.isEmpty());
}

Covered coveredBy(const model::Snapshot& snapshot, base::Id person)
{
    Covered covered;
    for (const Record& run : snapshot.all(model::Entity::Run)) {
        if (!isLeaving(run, person))
            continue;
        covered.isAgain = true;
        for (const Record& record : stepsOfRun(snapshot, run.id)) {
            const auto step = model::as<model::Step>(record);
            if (!model::isClosed(step.state))
                covered.open.insert(step.item);
            else if (model::isDone(step.state))
                covered.done.insert(step.item);
        }
    }
    return covered;
}

std::vector<model::Step> stepsOfLeaving(const model::Snapshot& snapshot, const model::Run& run, std::vector<model::Step> own)
{
    if (!run.person.isValid() || run.state == model::Run::State::Cancelled)
        return own;
    std::vector<base::Id> runs;
    for (const Record& record : snapshot.all(model::Entity::Run)) {
        if (isLeaving(record, run.person))
            runs.push_back(record.id);
    }
    std::sort(runs.begin(), runs.end());
    std::vector<model::Step> steps;
    for (const base::Id id : runs) {
        for (const Record& record : stepsOfRun(snapshot, id))
            steps.push_back(model::as<model::Step>(record));
    }
    return steps;
}

} // namespace qm::workflow
