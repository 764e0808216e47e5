#include "core/store/undo.h"

namespace qm::store {

using base::ErrorCode;
using base::fail;
using base::Result;
using model::Change;
using model::ChangeOp;
using model::FieldValue;
using model::Record;

Result<model::Draft> Undo::draftFor(const model::ChangeSet& set)
{
    model::Draft draft{{}, {model::CauseKind::Undo, set.cause.text, set.id}, {}, {}};
    draft.changes.reserve(set.changes.size());
    for (auto change = set.changes.crbegin(); change != set.changes.crend(); ++change) {
        auto back = backOf(*change);
        if (!back)
            return fail(back.error());
        draft.changes.append(std::move(*back));
    }
    return draft;
}

Result<Change> Undo::backOf(const Change& change)
{
    const bool isFirst = !m_state.contains(change.id);
    if (isFirst) {
        const Record* stored = m_view.find(change.entity, change.id);
        m_state.insert(change.id, stored ? std::optional<Record>(*stored) : std::nullopt);
    }
    std::optional<Record>& now = m_state[change.id];
    if (!stillStands(change, now)) {
        const QString name = now ? model::titleOf(*now) : model::describe(change.entity).key + u' ' + QString::number(change.id.value);
        return fail(ErrorCode::Conflict, name, QStringLiteral("changed since"), base::Retry::AfterReading);
    }
    Change back = model::reversed(change);
    // Later changes of the same draft meet a revision that this draft made.
    back.seenRevision = isFirst && now ? now->revision : 0;
    if (back.op == ChangeOp::Remove) {
        now.reset();
        return back;
    }
    if (back.op == ChangeOp::Create) {
        now = model::emptyRecord(change.entity);
        now->id = change.id;
    }
    for (const FieldValue& each : std::as_const(back.after))
        now->values[each.field] = each.value;
    return back;
}

bool Undo::stillStands(const Change& change, const std::optional<Record>& now) const
{
    if (change.op == ChangeOp::Remove)
        return !now;
    if (!now)
        return false;
    const auto isSame = [&now](const FieldValue& each) { return now->at(each.field) == each.value; };
    if (change.op == ChangeOp::Update)
        return std::all_of(change.after.begin(), change.after.end(), isSame);
    Record asMade = model::emptyRecord(change.entity);
    for (const FieldValue& each : change.after)
        asMade.values[each.field] = each.value;
    // Removing it would lose whatever was added since, so every stored field has to be as it was made.
    const model::EntityDescription& description = model::describe(change.entity);
    for (int i = 0; i < asMade.values.size(); ++i) {
        if (description.field(i).isStored() && asMade.at(i) != now->at(i))
            return false;
    }
    return true;
}

} // namespace qm::store
