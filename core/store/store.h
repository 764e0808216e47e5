#pragma once

#include "core/base/cancel.h"
#include "core/base/clock.h"
#include "core/model/change.h"
#include "core/model/query.h"
#include "core/model/renewal.h"
#include "core/store/readings.h"
#include "core/store/verification.h"

#include <QSet>

#include <functional>
#include <memory>
#include <optional>
#include <span>

namespace qm::store {

class Reader;

class Database;
class NameCodes;
using Overlay = QHash<base::Id, std::optional<model::Record>>;
class WriterLock;

/// One line of the activity list: a change set without its changes.
struct Activity
{
    model::ChangeSet set;
    qint64 changeCount = 0;
};

/// What tells a workspace from every other; its copies and backups have the same.
struct Identity
{
    QString id; ///< 32 hex digits by chance
    bool mayHaveOldSecrets = false; ///< made before secrets were kept by this id
};

/// One open workspace file. Lives in one thread, every method is synchronous, nothing here is safe to share between
/// threads; a second Store opened ReadOnly reads beside the writing one. Any method may return FileUnreadable,
/// FileUnwritable, DiskFull, WorkspaceDamaged or Internal; a failed write leaves nothing half-written.
class Store
{
public:
    enum class Mode { ReadWrite, ReadOnly };

    /// What a new workspace begins with.
    using Fill = std::function<base::Result<void>(Store&)>;
    /// Makes a new workspace, filled, or leaves nothing of it. Errors: WorkspaceExists, FileUnwritable, DiskFull, those of
    /// `fill`.
    static base::Result<std::unique_ptr<Store>> create(const QString& path, const base::Clock& clock, const Fill& fill = {});
    /// Opens a workspace and, for writing, brings it up to date (the old file is kept beside it).
    /// Errors: FileNotFound, FileUnreadable, WorkspaceForeign, WorkspaceNewer (may still be opened ReadOnly),
    /// WorkspaceLocked (another program writes it; subject: the file), WorkspaceReadOnly, DiskFull, WorkspaceDamaged.
    /// Where nothing can be written ReadOnly works too, unless edits still stand in the log beside the file: they can't be
    /// read without its index. The clock must outlive the store.
    static base::Result<std::unique_ptr<Store>> open(const QString& path, Mode mode, const base::Clock& clock);
    ~Store();

    /// The only write door: all of the draft or nothing, with its audit rows. In what it returns, `before` is what was
    /// really there, fields and changes that made no difference are left out, and seenRevision is the revision the
    /// record has now; a draft that changes nothing gives a change set without an id and writes nothing.
    /// Errors: Required, Invalid, TextTooLong, OutOfRange, NotAMail, Circular (a manager above themselves), Duplicate, NotFound (subject "entity.field: value"), InUse (subject: the record that
    /// others still refer to), Conflict (subject: the record; both sides in lastConflict()), WorkspaceReadOnly.
    base::Result<model::ChangeSet> submit(const model::Draft& draft);
    /// The same with what a reading of a stream leaves: rows and memory are one. A draft that changes nothing writes no
    /// audit row; the note stands all the same.
    base::Result<model::ChangeSet> submit(const model::Draft& draft, const StreamNote& note);
    /// Several drafts in their order, all of them or none. The memory of the streams of `forgotten` (invalid: of none) goes
    /// with them, see forgetStreams(). Errors: those of submit().
    base::Result<std::vector<model::ChangeSet>> submitAll(const std::vector<model::Draft>& drafts, base::Id forgotten = {});
    /// Who is told of every change set that was written: once, after its commit, in this thread. One watcher at most.
    void setWatcher(std::function<void(const model::ChangeSet&)> watcher) { m_watcher = std::move(watcher); }
    /// Both sides of the last Conflict that submit() met.
    const std::optional<model::Conflict>& lastConflict() const { return m_conflict; }

    /// What computed fields are counted by on a day, today where it is invalid; the company's set value is the one of now.
    base::Result<model::Reckoning> reckoning(QDate asOf = {});
    /// Computed fields are filled for today, or for query.asOf. Error: FilterSyntax.
    base::Result<std::vector<model::Record>> load(const model::Query& query);
    /// The ids alone, in order: cheap enough for a million records.
    base::Result<std::vector<base::Id>> ids(const model::Query& query);
    base::Result<qint64> count(const model::Query& query);
    /// In the order asked for; those that are not there (at the end of that day, invalid: now) are left out.
    base::Result<std::vector<model::Record>> recordsById(model::Entity entity, const std::vector<base::Id>& ids, QDate asOf = {});
    /// By key field, then by title, compared folded. Error: Ambiguous.
    base::Result<std::optional<model::Record>> find(model::Entity entity, const QString& key);
    base::Result<QHash<base::Id, QString>> titles(model::Entity entity, const QSet<base::Id>& ids);

    /// Full-text search, best hits first. Brings the index up to date first; after a large import that takes
    /// seconds unless catchUpSearch() was called in idle time. A ReadOnly store searches what is indexed.
    base::Result<std::vector<model::Hit>> search(const QString& text, int limit);
    /// A bounded piece of indexing, some 20 ms. True: there is more to do.
    base::Result<bool> catchUpSearch();

    /// Every change set that touched a record, newest first, each with the changes of this record only.
    base::Result<std::vector<model::ChangeSet>> history(model::Entity entity, base::Id id);
    /// The newest change sets before one (invalid id: the newest of all), without their changes.
    base::Result<std::vector<Activity>> recent(base::Id before, int limit);
    /// Error: NotFound.
    base::Result<model::ChangeSet> changeSet(base::Id id);
    /// A draft that takes a change set back; the actor is left to the caller. What the set wrote must still stand: else
    /// Conflict, subject: the record. Edits of other fields since are kept. Error: NotFound.
    base::Result<model::Draft> undoDraft(base::Id changeSet);
    /// The same for several change sets as one motion: a draft for each, the newest first, to be submitted in that order.
    /// A set that can't be taken back leaves the whole motion undone.
    base::Result<std::vector<model::Draft>> undoDrafts(const std::vector<base::Id>& changeSets);
    /// The records of any entity that refer to this one now.
    base::Result<std::vector<base::Id>> referrers(model::Entity entity, base::Id id);
    /// Those of one entity that do so by one field.
    base::Result<std::vector<base::Id>> referring(model::PathStep field, base::Id id);

    // What was looked at stands beside the records: no revision, no audit row, no undo (see readings.h).
    base::Result<QHash<QString, StreamState>> streamStates(base::Id source);
    base::Result<std::vector<StreamReading>> streamReadings(base::Id source, int perStream);
    base::Result<QHash<QString, QList<ToldKey>>> toldKeys(base::Id source);
    base::Result<std::vector<Drift>> drifts(base::Id source = {});
    /// Written beside the log. The source's tables that were not told whole keep their instants.
    base::Result<void> noteLook(base::Id source, const LastLook& look);
    /// The next reading of every stream is a full one: what stands here is no longer what the last one left.
    base::Result<void> forgetStreams(base::Id source);
    /// Somebody decided for what stands here; until the source says something else.
    base::Result<void> keepDrift(base::Id source, base::Id record, const QString& field);

    /// Holds one moment of the file for as long as it is kept: several reads see the same records, whatever another
    /// connection writes meanwhile. For reading only; one at a time.
    base::Result<std::shared_ptr<const void>> moment();

    /// The first of `count` ids that nothing else will get; they may stand in the creates of later drafts.
    base::Result<base::Id> reserveIds(qint64 count);

    /// Looks at the whole file: SQLite's own check, references, the audit chain, in which any edited, added or missing row
    /// shows, and every record against what the log comes to. Progress counts audit rows, each twice. Errors: Cancelled.
    base::Result<Verification> verify(const base::ProgressSink& progress, const base::Cancel& cancel);
    /// A copy of the workspace as it stands now; never half a file under `path`, which may take the place of
    /// an older backup only. Progress counts pages. Errors: Cancelled, WorkspaceExists (another file, or the workspace).
    base::Result<void> backup(const QString& path, const base::ProgressSink& progress, const base::Cancel& cancel);
    /// Puts a verified backup in the place of `path`, which must not be open; what was there is kept beside it as
    /// "<name>.before-restore-<UTC time>". Errors: those of open(), WorkspaceDamaged when the backup fails its check.
    static base::Result<void> restore(const QString& backup, const QString& path, const base::Clock& clock);

    /// WorkspaceReadOnly for an older file that could not be brought up to date.
    base::Result<Identity> identity();
    const QString& path() const;
    Mode mode() const { return m_mode; }

private:
    Store(std::unique_ptr<Database> database, Mode mode, const base::Clock& clock);
    static base::Result<std::unique_ptr<Store>> made(const QString& path, const base::Clock& clock, const Fill& fill);
    static base::Result<void> restoreFrom(const QString& backup, const QString& path, const base::Clock& clock);
    base::Result<void> prepare();
    base::Result<void> checkMayReplace(const QString& path);
    /// nullopt: the tables as they are hold for that day as well.
    base::Result<std::optional<std::vector<model::Record>>> loadAsOf(const model::Query& query);
    base::Result<Overlay> overlayOf(QDate asOf);
    template <class Ask>
    auto read(QDate asOf, Ask ask) -> decltype(ask(std::declval<Reader&>()));
    base::Result<void> beside(const std::function<base::Result<void>(Readings)>& write);
    /// `beside` writes what stands outside the log, in the same transaction; also when the drafts change nothing.
    base::Result<std::vector<model::ChangeSet>> written(std::span<const model::Draft> drafts, const std::function<base::Result<void>(Readings)>& beside);

    // The lock outlives the connection: the next writer must find the file closed.
    std::unique_ptr<WriterLock> m_lock;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<NameCodes> m_codes;
    Mode m_mode;
    const base::Clock& m_clock;
    std::optional<model::Conflict> m_conflict;
    std::function<void(const model::ChangeSet&)> m_watcher;
};

} // namespace qm::store
