#include "core/console/edit.h"

#include "core/base/text.h"
#include "core/model/limits.h"

namespace qm::console {

using base::ErrorCode;
using base::fail;
using base::Result;
using model::Kind;

Result<model::Value> valueFromText(store::Store& store, const model::Field& field, const QString& text)
{
    if (text.trimmed().isEmpty())
        return model::Value();
    if (field.kind == Kind::Choice) {
        for (const model::Choice& choice : field.choices) {
            if (base::folded(choice.key) == base::folded(text) || base::folded(QString::fromUtf8(choice.label)) == base::folded(text))
                return model::Value(choice.key);
        }
        return fail(ErrorCode::Invalid, text, field.key);
    }
    if (field.kind != Kind::Reference) {
        auto value = model::parseValue(field.kind, text);
        return value ? value : fail(ErrorCode::Invalid, text, field.key);
    }
    auto found = store.find(field.target, text);
    if (!found)
        return fail(found.error());
    if (!*found)
        return fail(ErrorCode::NotFound, text, field.key);
    return model::Value((*found)->id);
}

Result<model::Record> edited(store::Store& store, model::Record record, const FieldTexts& fields)
{
    const model::EntityDescription& description = model::describe(record.entity);
    if (record.entity == model::Entity::Run || record.entity == model::Entity::Step)
        return fail(ErrorCode::Refused, model::titleOf(record), QStringLiteral("runs move by being applied, carried on, paused, closed step by step and taken back"));
    for (const auto& [key, text] : fields) {
        const int index = description.indexOf(key);
        if (index < 0)
            return fail(ErrorCode::Invalid, key, QStringLiteral("no such field"));
        if (!description.field(index).isStored())
            return fail(ErrorCode::Refused, model::subjectOf(record.entity, index), QStringLiteral("it follows from other fields"));
        auto value = valueFromText(store, description.field(index), text);
        if (!value)
            return fail(value.error());
        if (auto fits = model::checkContent(record.entity, index, *value); !fits)
            return fail(fits.error());
        record.values[index] = std::move(*value);
    }
    return record;
}

} // namespace qm::console
