#pragma once

#include "core/base/id.h"
#include "core/base/result.h"

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QSet>
#include <QString>

#include <optional>
#include <vector>

namespace qm::store {

class Database;

/// One reading of one stream, as it ended.
struct StreamReading
{
    base::Id source;
    QString stream;
    QDateTime started;
    QDateTime ended;
    qint64 told = 0; ///< rows
    qint64 created = 0;
    qint64 updated = 0;
    qint64 gone = 0;
    QString state; ///< complete, changes, unchanged, partial, skipped, cancelled, failed
    QString reason;
};

/// Where a stream goes on; both are JSON of the vendor engine and empty when there is none.
struct StreamState
{
    QByteArray memory;
    QByteArray resume;
};

/// A row of a table that several streams of a source tell.
struct ToldKey
{
    QString table;
    QString key;

    friend bool operator==(const ToldKey&, const ToldKey&) = default;
};

/// What a source says otherwise than somebody entered. `theirs` is the value's JSON in an array of one.
struct Drift
{
    base::Id source;
    QString entity;
    base::Id record;
    QString field;
    QByteArray theirs;
    QDateTime seen; ///< since when the source says so
    bool kept = false; ///< somebody decided for what stands here
};

/// What a reading of a stream leaves beside the records: written in their transaction, outside the audit log.
struct StreamNote
{
    StreamReading reading;
    std::optional<QByteArray> memory; ///< nullopt: stays
    QByteArray resume;
    QList<ToldKey> newKeys;
    QList<ToldKey> goneKeys;
    QList<Drift> drifts;                        ///< new or said differently
    QList<std::pair<base::Id, QString>> agreed; ///< record and field that differ no more
};

/// What a look at a source says of it.
struct LastLook
{
    QDateTime read;      ///< everybody's access is known since then; invalid: what stands, stays
    QSet<QString> whole; ///< tables whose rows were all told
    QDateTime wholeAt;   ///< what they do not list is not there since then
};

/// What was looked at, when, and what that left. Stands on one connection; writes only inside a transaction of the caller.
class Readings
{
public:
    explicit Readings(Database& database)
        : m_database(database)
    {}

    base::Result<void> write(const StreamNote& note);
    base::Result<void> noteLook(base::Id source, const LastLook& look);
    /// The streams of a source are read from the start next time.
    base::Result<void> forget(base::Id source);
    base::Result<void> keepDrift(base::Id source, base::Id record, const QString& field);

    base::Result<QHash<QString, StreamState>> states(base::Id source);
    /// The newest first, at most `perStream` of each stream.
    base::Result<std::vector<StreamReading>> readings(base::Id source, int perStream);
    /// By stream.
    base::Result<QHash<QString, QList<ToldKey>>> toldKeys(base::Id source);
    /// Of one source, or of all (invalid id).
    base::Result<std::vector<Drift>> drifts(base::Id source);

private:
    base::Result<void> writeState(const StreamNote& note);
    base::Result<void> writeReading(const StreamReading& reading);
    base::Result<void> writeKeys(const StreamNote& note);
    base::Result<void> writeDrifts(const StreamNote& note);

    Database& m_database;
};

} // namespace qm::store
