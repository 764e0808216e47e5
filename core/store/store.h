#pragma once

#include "core/base/clock.h"
#include "core/model/change.h"
#include "core/model/query.h"

#include <QSet>

#include <memory>
#include <optional>

class QLockFile;

namespace qm::store {

class Database;
class NameCodes;

/// One open workspace file. Lives in one thread, every method is synchronous, nothing here is safe to share between
/// threads; a second Store opened ReadOnly reads beside the writing one. Any method may return FileUnreadable,
/// FileUnwritable, DiskFull, WorkspaceDamaged or Internal; a failed write leaves nothing half-written.
class Store
{
public:
    enum class Mode { ReadWrite, ReadOnly };

    /// Makes a new workspace. Errors: WorkspaceExists, FileUnwritable, DiskFull.
    static base::Result<std::unique_ptr<Store>> create(const QString& path, const base::Clock& clock);
    /// Opens a workspace and, for writing, brings it up to date (the old file is kept beside it).
    /// Errors: FileNotFound, FileUnreadable, WorkspaceForeign, WorkspaceNewer (may still be opened ReadOnly),
    /// WorkspaceLocked (another program writes it; subject: the file), WorkspaceReadOnly, WorkspaceDamaged.
    /// The clock must outlive the store.
    static base::Result<std::unique_ptr<Store>> open(const QString& path, Mode mode, const base::Clock& clock);
    ~Store();

    /// The only write door: all of the draft or nothing, with its audit rows. In what it returns, `before` is what was
    /// really there, fields and changes that made no difference are left out, and seenRevision is the revision the
    /// record has now; a draft that changes nothing gives a change set without an id and writes nothing.
    /// Errors: Required, Invalid, Duplicate, NotFound (subject "entity.field: value"), InUse (subject: the record that
    /// others still refer to), Conflict (subject: the record; both sides in lastConflict()), WorkspaceReadOnly.
    base::Result<model::ChangeSet> submit(const model::Draft& draft);
    /// Takes ids out of the sequence for records that are written later, one after the other from the first; ids that
    /// are never used are lost, which harms nothing. Errors as those of submit().
    base::Result<base::Id> reserveIds(qint64 count);
    /// Both sides of the last Conflict that submit() met.
    const std::optional<model::Conflict>& lastConflict() const { return m_conflict; }

    /// Computed fields are filled for today, or for query.asOf. Error: FilterSyntax.
    base::Result<std::vector<model::Record>> load(const model::Query& query);
    /// The ids alone, in order: cheap enough for a million records.
    base::Result<std::vector<base::Id>> ids(const model::Query& query);
    base::Result<qint64> count(const model::Query& query);
    /// In the order asked for; those that are not there are left out.
    base::Result<std::vector<model::Record>> recordsById(model::Entity entity, const std::vector<base::Id>& ids);
    /// By key field, then by title, compared folded. Error: Ambiguous.
    base::Result<std::optional<model::Record>> find(model::Entity entity, const QString& key);
    base::Result<QHash<base::Id, QString>> titles(model::Entity entity, const QSet<base::Id>& ids);

    const QString& path() const;
    Mode mode() const { return m_mode; }

private:
    Store(std::unique_ptr<Database> database, Mode mode, const base::Clock& clock);
    base::Result<void> prepare();

    // The lock outlives the connection: the next writer must find the file closed.
    std::unique_ptr<QLockFile> m_lock;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<NameCodes> m_codes;
    Mode m_mode;
    const base::Clock& m_clock;
    std::optional<model::Conflict> m_conflict;
};

} // namespace qm::store
