#include "core/model/record.h"

#include <QtGlobal>

namespace qm::model {

const Value& Record::value(QStringView fieldKey) const
{
    static const Value none;
    const int index = describe(entity).indexOf(fieldKey);
    return index < 0 ? none : values.at(index);
}

base::Id Record::reference(QStringView fieldKey) const
{
    const auto* held = std::get_if<base::Id>(&value(fieldKey));
    return held ? *held : base::Id{};
}

void Record::set(QStringView fieldKey, Value newValue)
{
    const int index = describe(entity).indexOf(fieldKey);
    if (index < 0) {
        qWarning("no field %ls in %ls", qUtf16Printable(fieldKey.toString()), qUtf16Printable(describe(entity).key));
        return;
    }
    values[index] = std::move(newValue);
}

Record emptyRecord(Entity entity)
{
    return {entity, {}, 0, QList<Value>(static_cast<qsizetype>(describe(entity).fields.size()))};
}

QString titleOf(const Record& record)
{
    const EntityDescription& description = describe(record.entity);
    const QString title = toText(record.at(description.titleField));
    return title.isEmpty() ? toText(record.at(description.keyField)) : title;
}

} // namespace qm::model
