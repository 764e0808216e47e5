#pragma once

#include "core/model/people.h"
#include "core/model/plan.h"
#include "core/model/snapshot.h"
#include "core/workflow/ability.h"

#include <QSet>

namespace qm::workflow {

/// The words of a template step's title, by placeholder: {person}, {device}, {app}, {group}, {thing}, {account}.
using Words = QHash<QString, QString>;
QString filledIn(const QString& title, const Words& words);

/// The positions that a step names as those it comes after: "1, 3".
QList<int> positionsOf(const QString& list);

/// Collects the lines of one plan and turns dependencies between template steps into dependencies between lines:
/// a template step may become no line, one, or many.
class PlanBuilder
{
public:
    /// `head` names the time zone in which hours and days are counted.
    PlanBuilder(const model::Snapshot& snapshot, model::Plan head);

    /// A line that is due as the step says; the caller completes and adds it.
    model::PlanLine line(const model::TemplateStep& step, const Words& words) const;
    /// Gives the line its position and returns it.
    int add(const model::TemplateStep& step, model::PlanLine line);
    /// The record takes part: the plan is stale once it changes.
    void buildOn(const model::Record& record);
    /// So do all that refer to one record: the plan is stale once one comes or goes.
    void buildOnAll(model::Entity entity, const QString& field, base::Id of);
    base::Id nextPlaceholder() { return {--m_lastPlaceholder}; }

    model::Plan finish() &&;

private:
    const model::Snapshot& m_snapshot;
    model::Plan m_plan;
    QHash<int, QList<int>> m_linesOf; ///< by template position
    QHash<int, QList<int>> m_after;   ///< line position -> template positions
    qint64 m_lastPlaceholder = 0;
};

/// Where a person works: their own time zone, else their site's; empty where nobody has said.
QString zoneOf(const model::Snapshot& snapshot, const model::Person& person);

/// The records that refer to one by a field, and those that open steps are to make.
QList<base::Id> membersOf(const model::Snapshot& snapshot, const model::SetBasis& set);

/// The steps of a template in order of position.
std::vector<model::TemplateStep> stepsOf(const model::Snapshot& snapshot, base::Id templateId);

/// The template that fits best: of the occasion, with department, site and type equal or empty; the more of them
/// are equal the better. nullptr when none fits.
const model::Record* fittingTemplate(const model::Snapshot& snapshot, model::Template::Occasion occasion, const model::Person& person);

/// The templates every new workspace starts with.
QList<model::Change> starterTemplates();

} // namespace qm::workflow
