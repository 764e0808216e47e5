#pragma once

#include "core/vendor/template.h"
#include "core/vendor/value.h"

#include <QJsonValue>

#include <vector>

namespace qm::vendor {

struct HttpReply;

/// What an answer looks like: every part that is given must hold. Kept as JSON, because `eq` may hold
/// {{in.x}}.
struct AnswerRule
{
    int status = 0;
    QString bodyContains; ///< alternatives parted by "|"
    QJsonValue field = QJsonValue::Undefined;
    QJsonValue equals = QJsonValue::Undefined; ///< a list: any of them
    QString say;                               ///< plain words for the person; empty: the vendor's own
};

/// Whether the answer fits. A field speaks in a document of success, or in one of the very status that is named. Pure.
bool matches(const AnswerRule& rule, const HttpReply& reply, const Lookup& lookup);

/// The first rule that fits, or nullptr.
const AnswerRule* firstMatch(const std::vector<AnswerRule>& rules, const HttpReply& reply, const Lookup& lookup);

/// A condition over records, read once: a stream asks it of every record.
struct Condition
{
    Value field;
    QJsonValue equals; ///< a list: any of them
};

/// Whether a record fits one of the conditions; without any, every record does. Pure.
bool fitsAny(const std::vector<Condition>& conditions, const QJsonValue& record);

} // namespace qm::vendor
