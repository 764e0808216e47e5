#pragma once

#include "core/console/connections.h"
#include "core/model/company.h"
#include "core/store/store.h"
#include "core/sync/reconcile.h"
#include "core/vendor/descriptor.h"

namespace qm::console {

/// A source with the name of its app.
struct SourceFacts
{
    base::Id id;
    model::Source source;
    QString appName;
    QHash<QString, store::StreamState> streams;
    QSet<QString> held;        ///< streams whose last answer was doubted: only of these what is gone can be accepted
    bool failedToOpen = false; ///< the last time it could not even be opened
};

/// What stands for a connection as a whole among the readings of its streams.
inline constexpr char16_t wholeConnection[] = u"connection";

/// What is read of one stream until it ends.
struct StreamCatch
{
    sync::Told told;
    store::StreamNote note;
    base::Id since; ///< the newest change set when the reading began
};

/// All functions here run in the store's thread. Errors are the store's; NotFound: no such source.

base::Result<SourceFacts> readSource(store::Store& store, base::Id id);

/// The newest change set; invalid: there is none.
base::Result<base::Id> newestChangeSet(store::Store& store);

/// The rows of a stream into the workspace, and what its reading leaves beside them, as one transaction. What a run wrote
/// since the reading began stands, and the stream's memory stays then: the next reading tells it again.
/// Refused: the source is not connected any more.
base::Result<sync::Reconciled> writeStream(store::Store& store, StreamCatch caught);

/// As it stands on a source and among its readings: the error's name and what it is about.
QString reasonOf(const base::Error& error);

/// Why nothing was taken away, when the answer is doubted: TooMuchGone.
std::optional<base::Error> doubtIn(const sync::Reconciled& result);

/// How a source stands after a pass over it.
struct SourceOutcome
{
    model::Source::State state = model::Source::State::Ready;
    QString reason;
    QDateTime began;
    store::LastLook look;           ///< since when what is known from it
    QSet<QString> leftOut;          ///< tables of access that the vendor's plan did not tell
    std::optional<bool> givesUsage; ///< whether it tells last use; nullopt: nothing is known about that
};

/// Writes it where it differs from what stands. Where nothing tells last use any more, seats say that it is unknown. What
/// was left out and yet stands here is not known to hold: look.read is not written then. Nothing where it is disconnected.
base::Result<void> writeOutcome(store::Store& store, base::Id id, const SourceOutcome& outcome);

/// Where the source (or any: invalid id) says otherwise than what stands here now.
base::Result<std::vector<DriftRow>> driftRows(store::Store& store, base::Id source);

/// What the stream tells, what other streams of the descriptor tell as well, and what counts as its rows.
void describeTold(sync::Told& told, const vendor::Descriptor& descriptor, const vendor::StreamRule& stream);

/// The tables of which the stream tells whole rows, not patches.
QSet<QString> wholeTables(const vendor::StreamRule& stream);

/// The tables of the stream that say what somebody can get at: accounts, grants, memberships, devices.
QSet<QString> accessTold(const vendor::StreamRule& stream);

/// Whether the stream says when something was last used.
bool tellsLastUse(const vendor::StreamRule& stream);

/// What somebody here decided: asks the histories of records, and only where a source differs.
class HandHistory
{
public:
    explicit HandHistory(store::Store& store)
        : m_store(store)
    {}

    /// Whether somebody's own word stands in a field. False also where the history can't be read; see wasRead().
    bool holds(const model::Record& record, int field);
    /// The first history that could not be read.
    base::Result<void> wasRead() const;

private:
    store::Store& m_store;
    QHash<base::Id, QSet<int>> m_known;
    std::optional<base::Error> m_failure;
};

} // namespace qm::console
