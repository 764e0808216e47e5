#include "core/store/validate.h"

namespace qm::store {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;
using model::Entity;
using model::Field;
using model::FieldValue;
using model::Kind;
using model::Patch;
using model::subjectOf;
using model::Value;

std::size_t alternativeOf(Kind kind)
{
    switch (kind) {
    case Kind::Text:
    case Kind::LongText:
    case Kind::Choice: return Value(QString()).index();
    case Kind::Integer:
    case Kind::Percent: return Value(qint64(0)).index();
    case Kind::Boolean: return Value(false).index();
    case Kind::Date: return Value(QDate()).index();
    case Kind::Instant: return Value(QDateTime()).index();
    case Kind::Money: return Value(base::Money()).index();
    case Kind::Reference: break;
    }
    return Value(base::Id()).index();
}

/// Texts, dates and ids have empty forms of their own; stored they are all the empty value.
bool isEmptyForm(const Value& value)
{
    if (const auto* text = std::get_if<QString>(&value))
        return text->isEmpty();
    if (const auto* date = std::get_if<QDate>(&value))
        return !date->isValid();
    if (const auto* instant = std::get_if<QDateTime>(&value))
        return !instant->isValid();
    const auto* id = std::get_if<base::Id>(&value);
    return id && id->value == 0;
}

/// The value to be written instead, or the empty value when the given one stands as it is.
Value replacementOf(const Value& value, const QHash<qint64, base::Id>& placeholders)
{
    const auto* id = std::get_if<base::Id>(&value);
    return id && id->value < 0 ? Value(placeholders.value(id->value)) : Value();
}

Result<void> checkValue(Entity entity, const FieldValue& each)
{
    const Field& field = model::describe(entity).field(each.field);
    if (model::isEmpty(each.value) || isEmptyForm(each.value)) {
        if (field.has(model::Required))
            return fail(ErrorCode::Required, subjectOf(entity, each.field));
        return {};
    }
    if (each.value.index() != alternativeOf(field.kind))
        return fail(ErrorCode::Invalid, subjectOf(entity, each.field, each.value));
    return model::checkContent(entity, each.field, each.value);
}

Result<void> checkField(Entity entity, int field, quint64 seen)
{
    const auto count = static_cast<int>(model::describe(entity).fields.size());
    if (field < 0 || field >= count || !model::describe(entity).field(field).hasColumn())
        return fail(ErrorCode::Invalid, model::describe(entity).key, QStringLiteral("a field that can't be written: %1").arg(field));
    if (seen & (quint64(1) << field))
        return fail(ErrorCode::Invalid, subjectOf(entity, field), QStringLiteral("stands twice in one change"));
    return {};
}

} // namespace

Result<Patch> checkedPatch(Entity entity, const Patch& patch, const QHash<qint64, base::Id>& placeholders)
{
    Patch checked = patch; // shared until something has to be replaced
    quint64 seen = 0;
    for (qsizetype i = 0; i < patch.size(); ++i) {
        const FieldValue& each = patch.at(i);
        if (auto known = checkField(entity, each.field, seen); !known)
            return fail(known.error());
        seen |= quint64(1) << each.field;
        if (auto good = checkValue(entity, each); !good)
            return fail(good.error());
        const Value replacement = replacementOf(each.value, placeholders);
        if (const auto* id = std::get_if<base::Id>(&replacement); id && !id->isValid())
            return fail(ErrorCode::NotFound, subjectOf(entity, each.field, each.value), QStringLiteral("no such placeholder"));
        if (!model::isEmpty(replacement))
            checked[i].value = replacement;
        else if (isEmptyForm(each.value))
            checked[i].value = Value();
    }
    return checked;
}

Result<void> checkComplete(Entity entity, const Patch& patch)
{
    quint64 known = 0;
    for (const FieldValue& each : patch) {
        if (!model::isEmpty(each.value))
            known |= quint64(1) << each.field;
    }
    const auto& fields = model::describe(entity).fields;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (fields[i].has(model::Required) && !(known & (quint64(1) << i)))
            return fail(ErrorCode::Required, subjectOf(entity, static_cast<int>(i)));
    }
    return {};
}

} // namespace qm::store
