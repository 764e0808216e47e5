#pragma once

#include "core/model/entity.h"

#include <QList>

namespace qm::model {

/// One record in its generic form: the values stand in the order of the entity's fields, computed ones included.
/// Typed structs (Person, Device, ...) convert from and to it through Described<T>.
struct Record
{
    Entity entity = Entity::Company;
    base::Id id;
    qint64 revision = 0; ///< grows by one with every change; 0: not stored yet
    QList<Value> values;

    const Value& at(int field) const { return values.at(field); }
    /// The value of the field with this key; an empty value when there is no such field.
    const Value& value(QStringView fieldKey) const;
    QString text(QStringView fieldKey) const { return toText(value(fieldKey)); }
    base::Id reference(QStringView fieldKey) const;
    /// Sets a field by key; a key that does not exist is a programming error and is ignored with a warning.
    void set(QStringView fieldKey, Value newValue);

    friend bool operator==(const Record&, const Record&) = default;
};

/// A record with every value empty.
Record emptyRecord(Entity entity);

/// What the record is called: its title field as text, or its key field when the title is empty.
QString titleOf(const Record& record);

} // namespace qm::model
