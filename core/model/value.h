#pragma once

#include "core/base/id.h"
#include "core/base/money.h"

#include <QDate>
#include <QDateTime>
#include <QJsonValue>
#include <QString>

#include <variant>

namespace qm::model {

/// What a field holds. Storage, form, filter and import all follow from it.
enum class Kind { Text, LongText, Integer, Percent, Boolean, Date, Instant, Money, Choice, Reference };

/// One field's value. std::monostate is "not known / empty": a value of its own, never zero or false.
/// A Choice is held as the key of its choice, a Reference as the Id of the record it names, a Percent in tenths.
using Value = std::variant<std::monostate, QString, qint64, bool, QDate, QDateTime, base::Money, base::Id>;

inline bool isEmpty(const Value& value)
{
    return value.index() == 0;
}

/// The value as text that parseValue() reads back: "1234.56 EUR", "2026-11-23", "2026-11-23T09:00:00Z", "true", "42".
QString toText(const Value& value);

/// The same for a value of a known kind: a Percent is "6.5 %".
QString toText(Kind kind, const Value& value);

/// Reads the text form of one kind. Empty text is an empty value. Error: Invalid with the text as subject.
base::Result<Value> parseValue(Kind kind, QStringView text);

/// JSON form: null, string, number, bool; money as {"amount": minor units, "currency": code}.
QJsonValue toJson(const Value& value);
base::Result<Value> valueFromJson(Kind kind, const QJsonValue& json);

/// Order within one kind: empty first, text by folded spelling. Money of two currencies is ordered by code.
std::strong_ordering compareValues(const Value& a, const Value& b);

} // namespace qm::model
