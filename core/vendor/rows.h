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

/// A row that the vendor says is no more.
struct GoneRow
{
    QString table;
    QString key;
};

/// What one page brought, and where to go on after it.
struct PageOfRows
{
    QList<Row> rows;
    QList<Replacement> replaced;
    QList<GoneRow> gone;
    bool startsOver = false; ///< what earlier pages of this reading brought is void
    QJsonArray records;      ///< as the vendor sent them: another stream may fan out from this one
    int withoutKey = 0; ///< records that had no key and were left out
    ResumePoint next;
};

/// The records of an answer: the list at `records`, the answer itself, or, for ".", the answer as the one record. ReplyMalformed when there is no
/// list.
base::Result<QJsonArray> recordsOf(const QJsonValue& answer, const QString& records);

/// The members of the object at `records` as {key, value}. ReplyMalformed when there is no object.
base::Result<QJsonArray> entriesOf(const QJsonValue& answer, const QString& records);

/// The identity of a record within its stream: the key of the first whole row it gives.
QString identityOf(const QJsonValue& record, const StreamRule& stream, const QJsonValue& parent = {});

/// The rows that a record gives; `parent` is what the stream was fanned out from. Pure.
PageOfRows mappedRecord(const QJsonValue& record, const StreamRule& stream, const QJsonValue& parent = {});

/// What is gone with a removed record. Pure.
QList<GoneRow> removedRecord(const QJsonValue& record, const StreamRule& stream, const QJsonValue& parent = {});

/// The rows of the tables that hang on the parent are all there are for it, once all its pages were read. Pure.
QList<Replacement> replacedByParent(const StreamRule& stream, const QJsonValue& parent);

} // namespace qm::vendor
