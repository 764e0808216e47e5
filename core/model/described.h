#pragma once

#include "core/model/record.h"

#include <functional>
#include <initializer_list>

/// Marks a label for translation; the text itself stays English here and is translated in ui/format.
#define QM_LABEL(text) text

namespace qm::model {

/// How a struct's member type is held in a Value. An empty optional, an invalid date or id and an empty text are
/// all the empty Value.
template <class M>
struct MemberValue;

template <>
struct MemberValue<QString>
{
    static Value to(const QString& text) { return text.isEmpty() ? Value() : Value(text); }
    static QString from(const Value& value) { return std::holds_alternative<QString>(value) ? std::get<QString>(value) : QString(); }
};
template <>
struct MemberValue<QDate>
{
    static Value to(QDate date) { return date.isValid() ? Value(date) : Value(); }
    static QDate from(const Value& value) { return std::holds_alternative<QDate>(value) ? std::get<QDate>(value) : QDate(); }
};
template <>
struct MemberValue<QDateTime>
{
    static Value to(const QDateTime& instant) { return instant.isValid() ? Value(instant) : Value(); }
    static QDateTime from(const Value& value) { return std::holds_alternative<QDateTime>(value) ? std::get<QDateTime>(value) : QDateTime(); }
};
template <>
struct MemberValue<base::Id>
{
    static Value to(base::Id id) { return id.value != 0 ? Value(id) : Value(); } // negative: a placeholder of a draft
    static base::Id from(const Value& value) { return std::holds_alternative<base::Id>(value) ? std::get<base::Id>(value) : base::Id(); }
};
template <class T>
struct MemberValue<std::optional<T>>
{
    static Value to(const std::optional<T>& held) { return held ? Value(*held) : Value(); }
    static std::optional<T> from(const Value& value) { return std::holds_alternative<T>(value) ? std::optional<T>(std::get<T>(value)) : std::nullopt; }
};

/// One choice together with the enumerator it stands for.
template <class E>
struct ChoiceOf
{
    E value;
    const char* key; ///< "" for the enumerator that means "not known"
    const char* label;
};

/// The binding between a plain struct and its one description, built fluently:
/// `Described<Site>(Entity::Site, "site", ...).text("name", ..., &Site::name, Unique)`.
/// A struct's own specialisation of get() holds it.
template <class T>
class Described
{
public:
    Described(Entity entity, const char* key, const char* label, const char* plural)
    {
        m_description.entity = entity;
        m_description.key = QString::fromLatin1(key);
        m_description.label = label;
        m_description.plural = plural;
    }

    /// The one description of T; defined beside T.
    static const Described& get();

    template <class M>
    Described& field(Kind kind, const char* key, const char* label, M T::*member, FieldFlags flags = NoFlags)
    {
        add({QString::fromLatin1(key), label, kind, flags, Entity::Company, {}});
        m_getters.push_back([member](const T& object) { return MemberValue<M>::to(object.*member); });
        m_setters.push_back([member](T& object, const Value& value) { object.*member = MemberValue<M>::from(value); });
        return *this;
    }
    template <class M>
    Described& text(const char* key, const char* label, M T::*member, FieldFlags flags = NoFlags)
    {
        return field(Kind::Text, key, label, member, flags);
    }
    Described& longText(const char* key, const char* label, QString T::*member, FieldFlags flags = NoFlags)
    {
        return field(Kind::LongText, key, label, member, flags);
    }
    Described& date(const char* key, const char* label, QDate T::*member, FieldFlags flags = NoFlags)
    {
        return field(Kind::Date, key, label, member, flags);
    }
    Described& instant(const char* key, const char* label, QDateTime T::*member, FieldFlags flags = NoFlags)
    {
        return field(Kind::Instant, key, label, member, flags);
    }
    Described& integer(const char* key, const char* label, std::optional<qint64> T::*member, FieldFlags flags = NoFlags)
    {
        return field(Kind::Integer, key, label, member, flags);
    }
    /// Held in tenths of a percent.
    Described& percent(const char* key, const char* label, std::optional<qint64> T::*member, FieldFlags flags = NoFlags)
    {
        return field(Kind::Percent, key, label, member, flags);
    }
    Described& boolean(const char* key, const char* label, std::optional<bool> T::*member, FieldFlags flags = NoFlags)
    {
        return field(Kind::Boolean, key, label, member, flags);
    }
    Described& money(const char* key, const char* label, std::optional<base::Money> T::*member, FieldFlags flags = NoFlags)
    {
        return field(Kind::Money, key, label, member, flags);
    }
    Described& reference(const char* key, const char* label, base::Id T::*member, Entity target, FieldFlags flags = NoFlags)
    {
        field(Kind::Reference, key, label, member, flags);
        m_description.fields.back().target = target;
        return *this;
    }
    template <class E>
    Described& choice(const char* key, const char* label, E T::*member, std::vector<ChoiceOf<E>> choices, FieldFlags flags = NoFlags)
    {
        Field described{QString::fromLatin1(key), label, Kind::Choice, flags, Entity::Company, {}};
        for (const auto& each : choices) {
            if (*each.key)
                described.choices.push_back({QString::fromLatin1(each.key), each.label});
        }
        add(std::move(described));
        m_getters.push_back([member, choices](const T& object) { return keyOf(choices, object.*member); });
        m_setters.push_back([member, choices](T& object, const Value& value) { object.*member = enumeratorOf(choices, value); });
        return *this;
    }
    Described& calledBy(const char* keyField, const char* titleField)
    {
        m_description.keyField = m_description.indexOf(QString::fromLatin1(keyField));
        m_description.titleField = m_description.indexOf(QString::fromLatin1(titleField));
        return *this;
    }

    const EntityDescription& description() const { return m_description; }

    Record toRecord(const T& object, base::Id id = {}, qint64 revision = 0) const
    {
        Record record{m_description.entity, id, revision, {}};
        record.values.reserve(static_cast<qsizetype>(m_getters.size()));
        for (const auto& getter : m_getters)
            record.values.append(getter(object));
        return record;
    }
    T fromRecord(const Record& record) const
    {
        T object;
        for (std::size_t i = 0; i < m_setters.size(); ++i)
            m_setters[i](object, record.values.at(static_cast<qsizetype>(i)));
        return object;
    }

private:
    void add(Field field) { m_description.fields.push_back(std::move(field)); }

    template <class E>
    static Value keyOf(const std::vector<ChoiceOf<E>>& choices, E enumerator)
    {
        for (const auto& each : choices) {
            if (each.value == enumerator && *each.key)
                return Value(QString::fromLatin1(each.key));
        }
        return Value();
    }
    template <class E>
    static E enumeratorOf(const std::vector<ChoiceOf<E>>& choices, const Value& value)
    {
        const auto* key = std::get_if<QString>(&value);
        for (const auto& each : choices) {
            if (key ? *key == QLatin1String(each.key) : !*each.key)
                return each.value;
        }
        return E{};
    }

    EntityDescription m_description;
    std::vector<std::function<Value(const T&)>> m_getters;
    std::vector<std::function<void(T&, const Value&)>> m_setters;
};

/// `as<Person>(record)`
template <class T>
T as(const Record& record)
{
    return Described<T>::get().fromRecord(record);
}

/// `recordOf(person)`: a record that is not stored yet.
template <class T>
Record recordOf(const T& object, base::Id id = {}, qint64 revision = 0)
{
    return Described<T>::get().toRecord(object, id, revision);
}

} // namespace qm::model
