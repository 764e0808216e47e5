#include "core/workflow/stop_run.h"

#include "core/model/step_state.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace qm::workflow {

using model::Record;
using model::Step;

std::vector<Record> stepsOfRun(const model::Snapshot& snapshot, base::Id run)
{
    std::vector<Record> steps;
    for (const Record& record : snapshot.all(model::Entity::Step)) {
        if (record.reference(u"run") == run)
            steps.push_back(record);
    }
    std::sort(steps.begin(), steps.end(), [](const Record& a, const Record& b) { return model::compareValues(a.value(u"position"), b.value(u"position")) < 0; });
    return steps;
}

bool isAbout(const Record& run, const std::vector<Record>& steps, base::Id person)
{
    const auto makes = [person](const Record& step) {
        const QJsonArray changes = QJsonDocument::fromJson(step.text(u"changes").toUtf8()).array();
        return std::any_of(changes.begin(), changes.end(), [person](const QJsonValue& each) {
            const auto change = model::changeFromJson(each.toObject());
            return change && change->op == model::ChangeOp::Create && change->id == person;
        });
    };
    return run.reference(u"person") == person || std::any_of(steps.begin(), steps.end(), makes);
}

std::vector<Record> openRunsAbout(const model::Snapshot& snapshot, base::Id person)
{
    std::vector<Record> runs;
    for (const Record& run : snapshot.all(model::Entity::Run)) {
        if (isOpen(model::as<model::Run>(run)) && isAbout(run, stepsOfRun(snapshot, run.id), person))
            runs.push_back(run);
    }
    return runs;
}

model::PlanLine outcomeLine(const Step& step)
{
    model::PlanLine line;
    line.kind = Step::Kind::Human;
    line.sign = model::Sign::Unknown;
    line.title = QStringLiteral("Look whether it was done, and undo it there: %1").arg(step.title);
    line.detail = step.detail;
    line.target = step.target;
    line.owner = step.owner;
    return line;
}

model::PlanLine stopLine(const Record& run, const std::vector<Record>& steps, const QString& reason)
{
    model::PlanLine line;
    line.sign = model::Sign::Remove;
    line.kind = Step::Kind::Local;
    line.title = QStringLiteral("Stop %1, %2").arg(run.text(u"number"), run.text(u"title"));
    line.target = run.text(u"number");
    QStringList titles;
    for (const Record& record : steps) {
        if (model::isClosed(model::as<Step>(record).state))
            continue;
        Record after = record;
        after.set(u"state", QStringLiteral("cancelled"));
        after.set(u"result", reason);
        line.changes.append(*model::updateOf(record, after));
        titles.append(record.text(u"title"));
    }
    Record after = run;
    after.set(u"state", QStringLiteral("cancelled"));
    if (const auto change = model::updateOf(run, after))
        line.changes.append(*change);
    line.detail = titles.isEmpty() ? QStringLiteral("no step is open") : QStringLiteral("cancelled where still open: ") + titles.join(QStringLiteral("; "));
    return line;
}

QList<model::Basis> basisOfStop(const Record& run, const std::vector<Record>& steps)
{
    QList<model::Basis> basis{{run.entity, run.id, run.revision}};
    for (const Record& record : steps) {
        if (!model::isClosed(model::as<Step>(record).state))
            basis.append({record.entity, record.id, record.revision});
    }
    return basis;
}

} // namespace qm::workflow
