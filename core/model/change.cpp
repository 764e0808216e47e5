#include "core/model/change.h"

#include <QJsonObject>

#include <array>

namespace qm::model {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

const std::array<QString, 3>& opNames()
{
    static const std::array<QString, 3> names = {QStringLiteral("create"), QStringLiteral("update"), QStringLiteral("remove")};
    return names;
}

Patch wholePatch(const Record& record)
{
    Patch patch;
    const EntityDescription& description = describe(record.entity);
    for (int i = 0; i < record.values.size(); ++i) {
        if (description.field(i).hasColumn() && !isEmpty(record.at(i)))
            patch.append({i, record.at(i)});
    }
    return patch;
}

QJsonObject patchToJson(Entity entity, const Patch& patch)
{
    QJsonObject object;
    for (const FieldValue& each : patch)
        object.insert(describe(entity).field(each.field).key, toJson(each.value));
    return object;
}

Result<Patch> patchFromJson(Entity entity, const QJsonObject& object)
{
    Patch patch;
    const EntityDescription& description = describe(entity);
    for (auto it = object.begin(); it != object.end(); ++it) {
        const int index = description.indexOf(it.key());
        if (index < 0)
            return fail(ErrorCode::Invalid, it.key(), QStringLiteral("no such field"));
        auto value = valueFromJson(description.field(index).kind, it.value());
        if (!value)
            return fail(value.error());
        patch.append({index, std::move(*value)});
    }
    std::sort(patch.begin(), patch.end(), [](const FieldValue& a, const FieldValue& b) { return a.field < b.field; });
    return patch;
}

} // namespace

const Value& valueIn(const Patch& patch, int field)
{
    static const Value none;
    const auto found = std::find_if(patch.begin(), patch.end(), [field](const FieldValue& each) { return each.field == field; });
    return found == patch.end() ? none : found->value;
}

Record patched(Record record, const Patch& patch)
{
    for (const FieldValue& each : patch)
        record.values[each.field] = each.value;
    return record;
}

std::optional<Record> replayed(std::optional<Record> record, const Change& change)
{
    if (change.op == ChangeOp::Remove)
        return std::nullopt;
    if (change.op == ChangeOp::Create) {
        record = emptyRecord(change.entity);
        record->id = change.id;
    }
    if (!record || record->entity != change.entity)
        return record;
    record->revision = change.seenRevision;
    return patched(std::move(*record), change.after);
}

Change createOf(const Record& record, base::Id placeholder)
{
    return {ChangeOp::Create, record.entity, placeholder, 0, {}, wholePatch(record)};
}

std::optional<Change> updateOf(const Record& before, const Record& after)
{
    Change change{ChangeOp::Update, before.entity, before.id, before.revision, {}, {}};
    const EntityDescription& description = describe(before.entity);
    for (int i = 0; i < before.values.size(); ++i) {
        if (!description.field(i).isStored() || before.at(i) == after.at(i))
            continue;
        change.before.append({i, before.at(i)});
        change.after.append({i, after.at(i)});
    }
    return change.after.isEmpty() ? std::nullopt : std::optional(change);
}

Change removeOf(const Record& record)
{
    return {ChangeOp::Remove, record.entity, record.id, record.revision, wholePatch(record), {}};
}

Change reversed(const Change& change)
{
    Change back{change.op, change.entity, change.id, 0, change.after, change.before};
    if (change.op == ChangeOp::Create)
        back.op = ChangeOp::Remove;
    else if (change.op == ChangeOp::Remove)
        back.op = ChangeOp::Create;
    return back;
}

QJsonObject toJson(const Change& change)
{
    return {{QStringLiteral("op"), opNames()[static_cast<std::size_t>(change.op)]},
            {QStringLiteral("entity"), describe(change.entity).key},
            {QStringLiteral("id"), change.id.value},
            {QStringLiteral("revision"), change.seenRevision},
            {QStringLiteral("before"), patchToJson(change.entity, change.before)},
            {QStringLiteral("after"), patchToJson(change.entity, change.after)}};
}

Result<Change> changeFromJson(const QJsonObject& json)
{
    const auto entity = entityFromKey(json[QStringLiteral("entity")].toString());
    const auto op = std::find(opNames().begin(), opNames().end(), json[QStringLiteral("op")].toString());
    if (!entity || op == opNames().end())
        return fail(ErrorCode::Invalid, QStringLiteral("change"), QStringLiteral("unknown entity or op"));
    auto before = patchFromJson(*entity, json[QStringLiteral("before")].toObject());
    if (!before)
        return fail(before.error());
    auto after = patchFromJson(*entity, json[QStringLiteral("after")].toObject());
    if (!after)
        return fail(after.error());
    return Change{static_cast<ChangeOp>(op - opNames().begin()), *entity, base::Id{json[QStringLiteral("id")].toInteger()},
                  json[QStringLiteral("revision")].toInteger(), std::move(*before), std::move(*after)};
}

} // namespace qm::model
