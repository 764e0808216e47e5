#pragma once

#include "core/vendor/descriptor.h"
#include "core/vendor/pager.h"

#include <QJsonArray>
#include <QJsonObject>

namespace qm::vendor {

/// One row of an engine table (account, group, membership, ...), fields by name; null is "unknown".
struct Row
{
    QString table;
    QString key;
    QJsonObject fields;
    OutRule::Mode mode = OutRule::Mode::Whole;

    friend bool operator==(const Row&, const Row&) = default;
};

/// A list that a record brings whole: what `rows` of that table and that field value are not among it, are
/// gone.
struct Replacement
{
    QString table;
    QString field;
    QString value;
};

/// What one page brought, and where to go on after it.
struct PageOfRows
{
    QList<Row> rows;
    QList<Replacement> replaced;
    int withoutKey = 0; ///< records that had no key and were left out
    ResumePoint next;
};

/// The records of an answer: the list at `records`, or the answer itself. ReplyMalformed when there is no
/// list.
base::Result<QJsonArray> recordsOf(const QJsonValue& answer, const QString& records);

/// The identity of a record within its stream: the key of the first whole row it gives.
QString identityOf(const QJsonValue& record, const StreamRule& stream);

/// Adds the rows that a record gives. Pure.
PageOfRows mappedRecord(const QJsonValue& record, const StreamRule& stream);

} // namespace qm::vendor
