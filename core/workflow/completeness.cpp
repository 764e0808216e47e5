#include "core/workflow/completeness.h"

#include "core/base/zone.h"
#include "core/model/step_state.h"
#include "core/workflow/roles.h"
#include "core/workflow/stop_run.h"

#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace qm::workflow {
namespace {

using model::Entity;
using model::Record;
using model::Step;

/// The table in which a reading shows what an action takes away, by the action's noun. Empty: none shows it.
QString tableOf(const QString& action)
{
    static const QHash<QString, QString> tables{{QStringLiteral("user"), QStringLiteral("account")}, {QStringLiteral("group"), QStringLiteral("membership")}, {QStringLiteral("app"), QStringLiteral("grant")},
                                                {QStringLiteral("grant"), QStringLiteral("grant")}, {QStringLiteral("license"), QStringLiteral("assignment")}, {QStringLiteral("device"), QStringLiteral("device")}};
    return tables.value(action.section(u'.', 0, 0));
}

/// The source told the item's table whole after the step: what it still had stands here again. A list of changes that is
/// silent about the item proves nothing: what the step wrote here is all that took it away.
bool isSeenGone(const model::Snapshot& snapshot, const Step& step)
{
    const Record* source = snapshot.record(Entity::Source, step.source);
    const QJsonObject told = source ? QJsonDocument::fromJson(source->text(u"told-whole").toUtf8()).object() : QJsonObject();
    const QDateTime at = QDateTime::fromString(told[tableOf(step.action)].toString(), Qt::ISODateWithMs);
    return at.isValid() && step.finished.isValid() && at > step.finished;
}

/// A vendor's "done" counts only with what was read back, at once or by a later reading; what a step gave (the id of what
/// was made) proves nothing. A person's or this workspace's own word stands.
bool isProven(const model::Snapshot& snapshot, const Step& step)
{
    return step.kind != Step::Kind::Vendor || model::isByHand(step) || model::isReadBack(step) || isSeenGone(snapshot, step);
}

ClosedItem heldItem(const QString& item, const QString& title, const QString& closing)
{
    ClosedItem held;
    held.item = item;
    held.title = title;
    held.closing = closing;
    return held;
}

/// What the snapshot still shows in the leaver's hands.
std::vector<ClosedItem> stillHeld(const model::Snapshot& snapshot, base::Id person)
{
    std::vector<ClosedItem> held;
    const auto add = [&held](const Record& record, const QString& closing) { held.push_back(heldItem(itemOf(record), model::titleOf(record), closing)); };
    QSet<base::Id> accounts;
    for (const Record& record : snapshot.all(Entity::Account)) {
        if (record.reference(u"person") != person)
            continue;
        if (record.text(u"state") != u"closed" && record.value(u"shared") != model::Value(true)) // a shared login keeps what it has
            accounts.insert(record.id);
        if (record.text(u"state") != u"closed" && record.text(u"state") != u"suspended") // what is not known to be shut is open
            add(record, QStringLiteral("access-revoked"));
    }
    for (const Record& record : snapshot.all(Entity::Grant)) {
        if (accounts.contains(record.reference(u"account")))
            add(record, QStringLiteral("access-revoked"));
    }
    for (const Record& record : snapshot.all(Entity::Device)) {
        if (record.reference(u"holder") == person && record.text(u"status") != u"retired")
            add(record, QStringLiteral("evidence-kept"));
    }
    for (const Record& record : snapshot.all(Entity::Seat)) {
        if (record.reference(u"person") == person)
            add(record, QStringLiteral("licence-reclaimed"));
    }
    for (const Owned& owned : ownedBy(snapshot, person))
        held.push_back(heldItem(itemOf(owned), model::titleOf(*owned.record), QStringLiteral("data-transferred")));
    for (const Record& run : openRunsAbout(snapshot, person)) {
        if (model::as<model::Run>(run).occasion != model::Run::Occasion::Leave)
            add(run, QStringLiteral("access-revoked"));
    }
    return held;
}

/// The runs a rule chooses, oldest first: a later one plans what the earlier ones did not.
template <typename IsChosen>
std::vector<Record> runsWhere(const model::Snapshot& snapshot, const IsChosen& isChosen)
{
    std::vector<Record> runs;
    for (const Record& record : snapshot.all(Entity::Run)) {
        if (isChosen(record.id, model::as<model::Run>(record)))
            runs.push_back(record);
    }
    std::sort(runs.begin(), runs.end(), [](const Record& a, const Record& b) { return a.id < b.id; });
    return runs;
}

} // namespace

QDate lastDayOf(const model::Run& run)
{
    return run.effectiveAt.toTimeZone(base::zoneOrUtc(run.timeZone)).date();
}

bool isSameLeaving(const model::Run& a, const model::Run& b)
{
    return a.occasion == model::Run::Occasion::Leave && b.occasion == a.occasion && a.person == b.person && lastDayOf(a) == lastDayOf(b);
}

int Completeness::closed() const
{
    return static_cast<int>(std::count_if(items.begin(), items.end(), [](const ClosedItem& item) { return item.closed && item.verified; }));
}

int Completeness::unplanned() const
{
    return static_cast<int>(std::count_if(items.begin(), items.end(), [](const ClosedItem& item) { return !item.closed && !item.underWay; }));
}

int Completeness::percent() const
{
    return items.empty() ? 100 : closed() * 100 / total();
}

const std::vector<Entity>& entitiesForCompleteness()
{
    static const std::vector<Entity> entities{Entity::Source, Entity::Department, Entity::Person, Entity::Device, Entity::App,
                                              Entity::Contract, Entity::Account, Entity::Grant, Entity::Seat, Entity::Run, Entity::Step};
    return entities;
}

std::vector<Record> leavingsOf(const model::Snapshot& snapshot, base::Id personId)
{
    const auto person = snapshot.get<model::Person>(Entity::Person, personId).value_or(model::Person());
    return runsWhere(snapshot, [&](base::Id, const model::Run& run) {
        const bool stands = isOpen(run) || (run.state == model::Run::State::Done && lastDayOf(run) == person.lastWorkingDay);
        return run.occasion == model::Run::Occasion::Leave && run.person == personId && stands;
    });
}

QSet<QString> itemsLeft(const model::Snapshot& snapshot, base::Id person)
{
    QSet<QString> items;
    for (const ClosedItem& item : stillHeld(snapshot, person))
        items.insert(item.item);
    for (const Record& run : leavingsOf(snapshot, person)) {
        for (const Record& step : stepsOfRun(snapshot, run.id)) {
            if (!model::isClosed(model::as<Step>(step).state))
                items.remove(step.text(u"item"));
        }
    }
    return items;
}

std::vector<Step> stepsOfLeaving(const model::Snapshot& snapshot, const Record& run)
{
    const auto own = model::as<model::Run>(run);
    std::vector<Step> steps;
    for (const Record& each : runsWhere(snapshot, [&](base::Id id, const model::Run& other) { return id == run.id || isSameLeaving(other, own); })) {
        for (const Record& step : stepsOfRun(snapshot, each.id))
            steps.push_back(model::as<Step>(step));
    }
    return steps;
}

Completeness completenessOf(const model::Snapshot& snapshot, const model::Run& run, const std::vector<Step>& steps)
{
    Completeness result;
    std::vector<ClosedItem> held = run.person.isValid() ? stillHeld(snapshot, run.person) : std::vector<ClosedItem>();
    QSet<QString> heldItems;
    for (const ClosedItem& item : held)
        heldItems.insert(item.item);
    QHash<QString, std::size_t> known;
    for (const Step& step : steps) {
        if (step.item.isEmpty() || model::isLeftOut(step.state)) // what they still hold counts below
            continue;
        const bool isClosed = model::isDone(step.state) && !heldItems.contains(step.item);
        ClosedItem item{step.item, step.title, step.target, step.closing, isClosed, isProven(snapshot, step), model::isByHand(step), !model::isClosed(step.state), step.finished, step.result};
        const auto earlier = known.constFind(step.item); // suspended first, deleted later: what is done last counts
        if (earlier != known.constEnd()) {
            result.items[*earlier] = std::move(item);
            continue;
        }
        known.insert(step.item, result.items.size());
        result.items.push_back(std::move(item));
    }
    for (ClosedItem& item : held) {
        if (!known.contains(item.item))
            result.items.push_back(std::move(item));
    }
    for (const Record& source : snapshot.all(Entity::Source)) {
        const auto lastRead = model::MemberValue<QDateTime>::from(source.value(u"last-read"));
        if (source.text(u"kind") != u"manual" && (!lastRead.isValid() || lastRead < run.noticeAt))
            result.sourcesNotProven.append(model::titleOf(source));
    }
    return result;
}

} // namespace qm::workflow
