#pragma once

#include "core/model/change.h"
#include "core/model/snapshot.h"
#include "core/sync/doubt.h"
#include "core/vendor/connection.h"

#include <QSet>

#include <functional>

namespace qm::sync {

/// A field of a record.
using Place = std::pair<base::Id, QString>;
/// Keys by table.
using KeysByTable = QHash<QString, QSet<QString>>;
/// Whether somebody here decided what stands in a field: entered, imported or taken back by hand.
using HeldByHand = std::function<bool(const model::Record& record, int field)>;

/// What one reading of a stream told, and what is remembered of earlier ones.
struct Told
{
    base::Id source;
    base::Id app;
    QString appName;
    QString stream;
    vendor::StreamRows::Coverage coverage = vendor::StreamRows::Coverage::Complete;
    QList<vendor::Row> rows;
    QList<vendor::Replacement> replaced;
    QList<vendor::GoneRow> gone;
    QString mainTable;    ///< whose rows count as read; empty: all
    QSet<QString> tables; ///< what the stream tells whole rows of
    QSet<QString> shared; ///< of these, what other streams of the source tell as well
    KeysByTable before;   ///< shared tables: what this stream told last time
    KeysByTable elsewhere; ///< shared tables: what other streams tell
    bool isHr = false;    ///< its people are made and kept up here
    Doubt doubt = Doubt::HoldBack;
    QDateTime seen;       ///< when this was told
    HeldByHand held;      ///< empty: nothing is
    QHash<base::Id, QSet<int>> written; ///< by record, the fields that a run wrote since this was read there: they are newer
    std::vector<model::Record> takenAway; ///< what a run removed since then
    QHash<Place, QByteArray> drifts; ///< where the source differed so far, and what it said (JSON array of one)

    bool isComplete() const { return coverage == vendor::StreamRows::Coverage::Complete; }
};

/// The source says otherwise than what somebody entered. An empty field speaks of the record as a whole: the source
/// does not have it.
struct Difference
{
    model::Entity entity = model::Entity::Account;
    base::Id record;
    QString field;
    model::Value theirs;
};

/// The value as it is kept: a JSON array of one.
QByteArray keptForm(const model::Value& value);
/// Error: Invalid.
base::Result<model::Value> valueOfKept(model::Kind kind, const QByteArray& kept);

/// Records of one table that a reading would have taken away at once, too many to believe it.
struct Held
{
    qint64 gone = 0;
    qint64 of = 0; ///< how many stand
};

/// What has to be written so that the workspace says what the source said.
struct Reconciled
{
    QList<model::Change> changes;
    qint64 read = 0;
    qint64 created = 0;
    qint64 updated = 0;
    qint64 gone = 0;
    qint64 orphans = 0; ///< active accounts among the told ones that no person is known for
    qint64 leftOut = 0; ///< rows that can't be here: no amount, a key that is no name
    QList<Difference> drifts; ///< new, or said differently than before
    QList<Place> agreed;      ///< differed before, not any more
    QList<Held> held;         ///< so nothing was taken away at all: the source has to be read again
    bool isOlder = false;     ///< some of what was told is older than what a run wrote here: it has to be told again
    KeysByTable newKeys;      ///< of shared tables
    KeysByTable goneKeys;
};

} // namespace qm::sync
