#include "core/workflow/plan_builder.h"

#include "core/base/zone.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

static void loadWorkflowResources()
{
    Q_INIT_RESOURCE(workflow_resources);
}

namespace qm::workflow {
namespace {

using model::Entity;
using model::PlanLine;
using model::Record;
using model::Step;
using model::Template;
using model::TemplateStep;

QDateTime dueOf(const TemplateStep& step, const QDateTime& effectiveAt, const QString& timeZone)
{
    if (!step.offsetDays)
        return {};
    const QTimeZone place = base::zoneOrUtc(timeZone);
    if (step.hour.isEmpty()) // the same hour of the day there, whatever the clocks have done in between
        return effectiveAt.toTimeZone(place).addDays(*step.offsetDays).toUTC();
    const QDate day = effectiveAt.toTimeZone(place).date().addDays(*step.offsetDays);
    return QDateTime(day, QTime::fromString(step.hour, QStringLiteral("HH:mm")), place).toUTC();
}

Step::Kind kindOf(TemplateStep::Kind kind)
{
    switch (kind) {
    case TemplateStep::Kind::Automatic: return Step::Kind::Vendor;
    case TemplateStep::Kind::Local: return Step::Kind::Local;
    case TemplateStep::Kind::Human: break;
    }
    return Step::Kind::Human;
}

TemplateStep stepFromJson(const QJsonObject& json, const QString& templateName, base::Id templateId)
{
    static const QStringList kinds = QStringLiteral("automatic local human").split(u' ');
    TemplateStep step;
    step.templateId = templateId;
    step.position = json[QStringLiteral("position")].toInteger();
    step.name = QStringLiteral("%1 #%2").arg(templateName).arg(*step.position);
    step.title = json[QStringLiteral("title")].toString();
    step.kind = static_cast<TemplateStep::Kind>(kinds.indexOf(json[QStringLiteral("kind")].toString()));
    step.action = json[QStringLiteral("action")].toString();
    step.argument = json[QStringLiteral("argument")].toString();
    step.dependsOn = json[QStringLiteral("after")].toString();
    step.ownerRole = json[QStringLiteral("owner")].toString();
    step.hour = json[QStringLiteral("hour")].toString();
    step.baselineMinutes = json[QStringLiteral("minutes")].toInteger();
    if (json.contains(QStringLiteral("offset")))
        step.offsetDays = json[QStringLiteral("offset")].toInteger();
    return step;
}

} // namespace

QList<int> positionsOf(const QString& list)
{
    QList<int> positions;
    for (const QString& each : list.split(u',', Qt::SkipEmptyParts))
        positions.append(each.trimmed().toInt());
    return positions;
}

QString filledIn(const QString& title, const Words& words)
{
    QString text = title;
    for (auto it = words.begin(); it != words.end(); ++it)
        text.replace(u'{' + it.key() + u'}', it.value());
    return text;
}

PlanBuilder::PlanBuilder(const model::Snapshot& snapshot, model::Plan head)
    : m_snapshot(snapshot)
    , m_plan(std::move(head))
{}

PlanLine PlanBuilder::line(const TemplateStep& step, const Words& words) const
{
    PlanLine line;
    line.kind = kindOf(step.kind);
    line.title = filledIn(step.title, words);
    line.action = step.action;
    line.due = dueOf(step, m_plan.effectiveAt, m_plan.timeZone);
    line.baselineMinutes = static_cast<int>(step.baselineMinutes.value_or(0));
    return line;
}

int PlanBuilder::add(const TemplateStep& step, PlanLine line)
{
    line.position = static_cast<int>(m_plan.lines.size()) + 1;
    m_linesOf[static_cast<int>(step.position.value_or(0))].append(line.position);
    m_after.insert(line.position, positionsOf(step.dependsOn));
    m_plan.lines.append(line);
    return line.position;
}

void PlanBuilder::buildOn(const Record& record)
{
    const model::Basis basis{record.entity, record.id, record.revision};
    if (!m_plan.basis.contains(basis))
        m_plan.basis.append(basis);
}

void PlanBuilder::buildOnAll(Entity entity, const QString& field, base::Id of)
{
    model::SetBasis set{entity, field, of, {}};
    set.digest = model::digestOf(membersOf(m_snapshot, set));
    if (!m_plan.sets.contains(set))
        m_plan.sets.append(std::move(set));
}

QString zoneOf(const model::Snapshot& snapshot, const model::Person& person)
{
    if (!person.timeZone.isEmpty())
        return person.timeZone;
    const Record* site = snapshot.record(Entity::Site, person.site);
    return site ? site->text(u"time-zone") : QString();
}

QList<base::Id> membersOf(const model::Snapshot& snapshot, const model::SetBasis& set)
{
    QList<base::Id> members;
    for (const Record& record : snapshot.all(set.entity)) {
        if (record.reference(set.field) == set.of)
            members.append(record.id);
    }
    for (const Record& step : snapshot.all(Entity::Step))
        members.append(model::promisedBy(step, set));
    return members;
}

model::Plan PlanBuilder::finish() &&
{
    for (PlanLine& line : m_plan.lines) {
        for (const int templatePosition : m_after.value(line.position)) {
            for (const int on : m_linesOf.value(templatePosition)) {
                // A line of one app does not wait for the account in another.
                const PlanLine& other = m_plan.lines.at(on - 1);
                const bool otherApp = line.source.isValid() && other.source.isValid() && line.source != other.source;
                if (on != line.position && !otherApp && !line.dependsOn.contains(on))
                    line.dependsOn.append(on);
            }
        }
    }
    return std::move(m_plan);
}

std::vector<TemplateStep> stepsOf(const model::Snapshot& snapshot, base::Id templateId)
{
    std::vector<TemplateStep> steps;
    for (const Record& record : snapshot.all(Entity::TemplateStep)) {
        if (record.reference(u"template") == templateId)
            steps.push_back(model::as<TemplateStep>(record));
    }
    std::sort(steps.begin(), steps.end(), [](const TemplateStep& a, const TemplateStep& b) { return a.position < b.position; });
    return steps;
}

const Record* fittingTemplate(const model::Snapshot& snapshot, Template::Occasion occasion, const model::Person& person)
{
    const QString type = model::recordOf(person).text(u"type");
    const Record* best = nullptr;
    int bestScore = -1;
    for (const Record& record : snapshot.all(Entity::Template)) {
        const auto candidate = model::as<Template>(record);
        const bool fits = candidate.occasion == occasion && (!candidate.department.isValid() || candidate.department == person.department)
            && (!candidate.site.isValid() || candidate.site == person.site) && (candidate.personType.isEmpty() || candidate.personType == type);
        const int score = int(candidate.department.isValid()) + int(candidate.site.isValid()) + int(!candidate.personType.isEmpty());
        if (fits && score > bestScore) {
            best = &record;
            bestScore = score;
        }
    }
    return best;
}

QList<model::Change> starterTemplates()
{
    loadWorkflowResources();
    QFile file(QStringLiteral(":/templates/templates.json"));
    QList<model::Change> changes;
    if (!file.open(QIODevice::ReadOnly))
        return changes;
    qint64 placeholder = 0;
    for (const QJsonValue& each : QJsonDocument::fromJson(file.readAll()).array()) {
        Template shipped;
        shipped.name = each[QStringLiteral("name")].toString();
        shipped.occasion = each[QStringLiteral("occasion")].toString() == u"leave" ? Template::Occasion::Leave : Template::Occasion::Join;
        shipped.personType = each[QStringLiteral("person-type")].toString();
        const base::Id id{--placeholder};
        changes.append(model::createOf(model::recordOf(shipped), id));
        for (const QJsonValue& step : each[QStringLiteral("steps")].toArray())
            changes.append(model::createOf(model::recordOf(stepFromJson(step.toObject(), shipped.name, id))));
    }
    return changes;
}

} // namespace qm::workflow
