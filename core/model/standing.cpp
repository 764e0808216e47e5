#include "core/model/standing.h"

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

bool updateClashes(const Change& change, const Record& now, const QList<Change>& own)
{
    return std::any_of(change.after.begin(), change.after.end(), [&](const FieldValue& each) {
        const bool isOurs = describe(change.entity).field(each.field).isStored();
        const Value& current = now.at(each.field);
        return isOurs && current != each.value && current != valueIn(change.before, each.field) && !wrote(own, now, each.field);
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

} // namespace

Standing standingOf(const Change& change, const Record* now, const QList<Change>& own)
{
    if (change.op == ChangeOp::Create)
        return Standing::Stands;
    if (!now)
        return Standing::Settled;
    const bool clashes = change.op == ChangeOp::Update ? updateClashes(change, *now, own) : removalClashes(change, *now, own);
    return clashes ? Standing::Clashes : Standing::Stands;
}

} // namespace qm::model
