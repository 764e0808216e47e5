#include "core/model/rewind.h"

namespace qm::model {

using base::ErrorCode;
using base::fail;
using base::Result;

Result<Change> Rewind::backOf(const Change& change)
{
    const State& state = stateOf(change.entity, change.id);
    if (!stillStands(change, state.record)) {
        const QString name = state.record ? titleOf(*state.record) : describe(change.entity).key + u' ' + QString::number(change.id.value);
        return fail(ErrorCode::Conflict, name, QStringLiteral("changed since"), base::Retry::AfterReading);
    }
    return seen(reversed(change));
}

Change Rewind::seen(Change change)
{
    State& state = stateOf(change.entity, change.id);
    // Later changes of the same record meet a revision that this rewind makes.
    change.seenRevision = !state.isTouched && state.record ? state.record->revision : 0;
    state.isTouched = true;
    state.record = replayed(std::move(state.record), change);
    return change;
}

Rewind::State& Rewind::stateOf(Entity entity, base::Id id)
{
    const auto known = m_states.find(id);
    if (known != m_states.end())
        return *known;
    const Record* stored = m_stored(entity, id);
    return *m_states.insert(id, {stored ? std::optional<Record>(*stored) : std::nullopt, false});
}

bool Rewind::stillStands(const Change& change, const std::optional<Record>& now)
{
    if (change.op == ChangeOp::Remove)
        return !now;
    if (!now)
        return false;
    const auto isSame = [&](const FieldValue& each) { return !describe(change.entity).field(each.field).isStored() || now->at(each.field) == each.value; };
    if (change.op == ChangeOp::Update)
        return std::all_of(change.after.begin(), change.after.end(), isSame);
    const Record asMade = patched(emptyRecord(change.entity), change.after);
    // Removing it would lose whatever was added since, so every stored field has to be as it was made.
    const EntityDescription& description = describe(change.entity);
    for (int i = 0; i < asMade.values.size(); ++i) {
        if (description.field(i).isStored() && asMade.at(i) != now->at(i))
            return false;
    }
    return true;
}

} // namespace qm::model
