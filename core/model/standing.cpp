#include "core/model/standing.h"

#include "core/model/step_state.h"

namespace qm::model {
namespace {

bool wrote(const QList<Change>& own, const Record& now, int field)
{
    return std::any_of(own.begin(), own.end(), [&](const Change& each) {
        return each.id == now.id && each.op != ChangeOp::Remove && valueIn(each.after, field) == now.at(field);
    });
}

/// Noted by the way by a source or by the program.
bool isBookkeeping(const EntityDescription& description, int index)
{
    const Field& field = description.field(index);
    return !field.isStored() || field.has(Internal) || field.kind == Kind::Instant || index == description.titleField || index == description.keyField;
}

/// Both sides and what stands are numbers, so the difference can be made from there.
bool movesCount(const Change& change, const Record& now, int field)
{
    const auto isNumber = [](const Value& value) { return std::holds_alternative<qint64>(value); };
    return describe(change.entity).field(field).has(Counted) && isNumber(now.at(field)) && isNumber(valueIn(change.before, field)) && isNumber(valueIn(change.after, field));
}

bool updateClashes(const Change& change, const Record& now, const QList<Change>& own)
{
    return std::any_of(change.after.begin(), change.after.end(), [&](const FieldValue& each) {
        const Field& field = describe(change.entity).field(each.field);
        const Value& current = now.at(each.field);
        return field.isStored() && !movesCount(change, now, each.field) && current != each.value && current != valueIn(change.before, each.field) && !wrote(own, now, each.field);
    });
}

bool removalClashes(const Change& change, const Record& now, const QList<Change>& own)
{
    const EntityDescription& description = describe(change.entity);
    for (int i = 0; i < now.values.size(); ++i) {
        const bool differs = !isBookkeeping(description, i) && now.at(i) != valueIn(change.before, i);
        if (differs && !wrote(own, now, i))
            return true;
    }
    return false;
}

/// A run or one of its steps becomes cancelled.
bool callsOff(const Change& change, const Record& now)
{
    const bool isOfRun = change.entity == Entity::Run || change.entity == Entity::Step;
    return isOfRun && change.op == ChangeOp::Update && patched(now, change.after).text(u"state") == u"cancelled";
}

bool isOver(const Record& record)
{
    return record.entity == Entity::Run ? !isOpen(as<Run>(record)) : isClosed(as<Step>(record).state);
}

/// A step that went out after the calling off was planned: nobody would look how it ended.
bool wentOut(const Change& change, const Record& now)
{
    const int state = describe(change.entity).indexOf(u"state");
    return now.entity == Entity::Step && isOutcomeOpen(as<Step>(now)) && now.at(state) != valueIn(change.before, state);
}

Standing standingOfCallOff(const Change& change, const Record& now)
{
    if (isOver(now))
        return Standing::Settled;
    return wentOut(change, now) ? Standing::Clashes : Standing::Stands;
}

} // namespace

Change movedTo(Change change, const Record& now)
{
    for (FieldValue& each : change.after) {
        if (change.op == ChangeOp::Update && movesCount(change, now, each.field))
            each.value = std::get<qint64>(now.at(each.field)) + std::get<qint64>(each.value) - std::get<qint64>(valueIn(change.before, each.field));
    }
    return change;
}

Standing standingOf(const Change& change, const Record* now, const QList<Change>& own)
{
    if (change.op == ChangeOp::Create)
        return Standing::Stands;
    if (!now)
        return Standing::Settled;
    if (callsOff(change, *now))
        return standingOfCallOff(change, *now);
    const bool clashes = change.op == ChangeOp::Update ? updateClashes(change, *now, own) : removalClashes(change, *now, own);
    return clashes ? Standing::Clashes : Standing::Stands;
}

} // namespace qm::model
