#pragma once

#include "core/base/result.h"

#include <QJsonValue>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace qm::vendor {

/// What a value can look at.
struct Scope
{
    QJsonValue record; ///< plain paths
    QJsonValue parent; ///< "^a.b": what the stream was fanned out from
    QJsonValue outer;  ///< "^^a.b": the record that `record` is an element of
};

/// A mapping expression of a descriptor: a path, or one of const, lower, first, latest, join, enum, truthy,
/// date, where, keys, split, has, minor, negative. Total and free of side effects: whatever the vendor sent, evaluate() gives
/// a value or null, and never both true and unknown are the same (a missing field stays null).
class Value
{
public:
    enum class Kind
    {
        Path,
        Const,
        Lower,
        First,
        Latest,
        Join,
        Enum,
        Truthy,
        Date,
        Where,
        Keys,
        Split,
        Has,
        Minor,
        Negative
    };
    enum class Root
    {
        Record,
        Parent,
        Outer
    };
    enum class DateForm
    {
        Iso,
        EpochSeconds,
        EpochMilliseconds
    };

    Value() = default;
    /// DescriptorInvalid; the detail says which rule was broken.
    static base::Result<Value> parse(const QJsonValue& form);

    QJsonValue evaluate(const Scope& scope) const;
    /// The value as the text of a key: empty when it, or any piece of a join, is missing.
    QString key(const Scope& scope) const;

private:
    friend class ValueParser;
    QJsonValue join(const Scope& scope) const;
    QJsonValue lookUp(const Scope& scope) const;
    QJsonValue where(const Scope& scope) const;
    QJsonValue derived(const QJsonValue& first) const;

    Kind m_kind = Kind::Const;
    Root m_root = Root::Record;
    QStringList m_steps;
    QJsonValue m_constant = QJsonValue::Null; ///< const; enum: the map; where: eq
    QJsonValue m_else = QJsonValue::Null;
    QString m_text; ///< split: the separator; has: the element
    DateForm m_dateForm = DateForm::Iso;
    std::vector<Value> m_parts;
};

/// What stands at a path of the answer; null when there is nothing or it is no path. Total.
QJsonValue atPath(const QJsonValue& json, const QString& path);
/// The same as text.
QString textAt(const QJsonValue& json, const QString& path);

/// A scalar as text ("true", "12", "abc"); empty for null, arrays and objects.
QString textOf(const QJsonValue& value);

/// Equal as JSON, or as text without case: vendors send "True" for true and "12" for 12.
bool looselyEqual(const QJsonValue& a, const QJsonValue& b);

/// Null, undefined and "" are nothing.
bool isNothing(const QJsonValue& value);

/// What true looks like to vendors; null for what is neither.
QJsonValue truthOf(const QJsonValue& value);

} // namespace qm::vendor
