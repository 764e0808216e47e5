#include "core/store/store.h"

#include "core/model/company.h"
#include "core/store/backup.h"
#include "core/store/log_reader.h"
#include "core/store/migrate.h"
#include "core/store/reader.h"
#include "core/store/search_index.h"
#include "core/store/verify.h"
#include "core/store/writer.h"
#include "core/store/writer_lock.h"

#include <QFileInfo>

namespace qm::store {

using base::ErrorCode;
using base::fail;
using base::Result;

Store::Store(std::unique_ptr<Database> database, Mode mode, const base::Clock& clock)
    : m_database(std::move(database))
    , m_mode(mode)
    , m_clock(clock)
{}

Store::~Store() = default;

Result<model::ChangeSet> Store::submit(const model::Draft& draft)
{
    auto sets = written({&draft, 1}, {});
    return sets ? Result<model::ChangeSet>(std::move(sets->front())) : fail(sets.error());
}

Result<model::ChangeSet> Store::submit(const model::Draft& draft, const StreamNote& note)
{
    auto sets = written({&draft, 1}, [&](Readings readings) { return readings.write(note); });
    return sets ? Result<model::ChangeSet>(std::move(sets->front())) : fail(sets.error());
}

Result<std::vector<model::ChangeSet>> Store::submitAll(const std::vector<model::Draft>& drafts, base::Id forgotten)
{
    return written(drafts, [forgotten](Readings readings) { return forgotten.isValid() ? readings.forget(forgotten) : Result<void>(); });
}

Result<std::vector<model::ChangeSet>> Store::written(std::span<const model::Draft> drafts, const std::function<Result<void>(Readings)>& beside)
{
    if (m_mode == Mode::ReadOnly)
        return fail(ErrorCode::WorkspaceReadOnly, path());
    auto transaction = Transaction::begin(*m_database);
    if (!transaction)
        return fail(transaction.error());
    std::vector<model::ChangeSet> sets;
    for (const model::Draft& draft : drafts) {
        Writer writer(*m_database, *m_codes, m_clock);
        auto set = writer.write(draft);
        if (!set) {
            m_conflict = writer.conflict();
            return fail(set.error());
        }
        sets.push_back(std::move(*set));
    }
    if (auto kept = beside ? beside(Readings(*m_database)) : Result<void>(); !kept)
        return fail(kept.error());
    if (auto committed = transaction->commit(); !committed)
        return fail(committed.error());
    for (const model::ChangeSet& set : sets) {
        if (set.id.isValid() && m_watcher)
            m_watcher(set);
    }
    return sets;
}

Result<model::Reckoning> Store::reckoning(QDate asOf)
{
    const QDate day = asOf.isValid() ? asOf : m_clock.today();
    model::Query query;
    query.entity = model::Entity::Company;
    query.limit = 1;
    const auto companies = Reader(*m_database, day).load(query);
    if (!companies)
        return fail(companies.error());
    return model::Reckoning(day, companies->empty() ? std::nullopt : model::as<model::Company>(companies->front()).largeContract);
}

/// Asks the records as they are, as of a day or today.
template <class Ask>
auto Store::read(QDate asOf, Ask ask) -> decltype(ask(std::declval<Reader&>()))
{
    const auto by = reckoning(asOf);
    if (!by)
        return fail(by.error());
    Reader reader(*m_database, *by);
    return ask(reader);
}

/// What was different at the end of that day.
Result<Overlay> Store::overlayOf(QDate asOf)
{
    const QDateTime end = asOf.addDays(1).startOfDay(Qt::LocalTime).toUTC();
    return LogReader(*m_database, *m_codes).overlayBefore(end);
}

Result<std::optional<std::vector<model::Record>>> Store::loadAsOf(const model::Query& query)
{
    using Past = std::optional<std::vector<model::Record>>;
    if (!query.asOf.isValid())
        return Past();
    if (auto good = checkQuery(query); !good)
        return fail(good.error());
    auto overlay = overlayOf(query.asOf);
    if (!overlay)
        return fail(overlay.error());
    if (overlay->isEmpty())
        return Past();
    const auto by = reckoning(query.asOf);
    if (!by)
        return fail(by.error());
    View view(*m_database, *by, std::move(*overlay));
    auto records = loadFrom(view, query);
    if (!records)
        return fail(records.error());
    return Past(std::move(*records));
}

Result<std::vector<model::Record>> Store::load(const model::Query& query)
{
    auto past = loadAsOf(query);
    if (!past)
        return fail(past.error());
    if (*past)
        return std::move(**past);
    return read(query.asOf, [&](Reader& reader) { return reader.load(query); });
}

Result<std::vector<base::Id>> Store::ids(const model::Query& query)
{
    const auto past = loadAsOf(query);
    if (!past)
        return fail(past.error());
    if (!*past)
        return read(query.asOf, [&](Reader& reader) { return reader.ids(query); });
    std::vector<base::Id> found;
    for (const model::Record& record : **past)
        found.push_back(record.id);
    return found;
}

Result<qint64> Store::count(const model::Query& query)
{
    model::Query all = query;
    all.limit = -1;
    all.offset = 0;
    const auto past = loadAsOf(all);
    if (!past)
        return fail(past.error());
    if (*past)
        return static_cast<qint64>((*past)->size());
    return read(query.asOf, [&](Reader& reader) { return reader.count(query); });
}

Result<std::vector<model::Record>> Store::recordsById(model::Entity entity, const std::vector<base::Id>& ids, QDate asOf)
{
    if (!asOf.isValid())
        return read({}, [&](Reader& reader) { return reader.recordsById(entity, ids); });
    auto overlay = overlayOf(asOf);
    if (!overlay)
        return fail(overlay.error());
    const auto by = reckoning(asOf);
    if (!by)
        return fail(by.error());
    View view(*m_database, *by, std::move(*overlay));
    std::vector<model::Record> records;
    for (const base::Id id : ids) {
        if (const model::Record* record = view.find(entity, id))
            records.push_back(*record);
    }
    return records;
}

Result<std::optional<model::Record>> Store::find(model::Entity entity, const QString& key)
{
    return read({}, [&](Reader& reader) { return reader.find(entity, key); });
}

Result<QHash<base::Id, QString>> Store::titles(model::Entity entity, const QSet<base::Id>& ids)
{
    return Reader(*m_database, m_clock.today()).titles(entity, ids);
}

Result<std::vector<model::Hit>> Store::search(const QString& text, int limit)
{
    constexpr int rowsBeforeSearch = 20000; // large pieces index faster than small ones
    SearchIndex index(*m_database, *m_codes);
    Result<bool> more = m_mode == Mode::ReadWrite;
    while (more && *more)
        more = index.catchUp(rowsBeforeSearch);
    const bool isBehind = !more && more.error().code == ErrorCode::DiskFull; // what is indexed can be found all the same
    if (!more && !isBehind)
        return fail(more.error());
    if (m_mode == Mode::ReadOnly && !index.isSoonCurrent())
        return fail(ErrorCode::Refused, QStringLiteral("search"), QStringLiteral("its index is behind, and it can't be written here; list with --where finds what stands in a field"));
    return index.search(text, limit);
}

Result<bool> Store::catchUpSearch()
{
    constexpr int rowsInIdleTime = 500;
    if (m_mode == Mode::ReadOnly)
        return false;
    // The index follows the log: what the power takes of it is made again, so a piece waits for no disk.
    if (auto eased = m_database->run("PRAGMA synchronous = NORMAL"); !eased)
        return fail(eased.error());
    auto more = SearchIndex(*m_database, *m_codes).catchUp(rowsInIdleTime);
    if (auto strict = m_database->run("PRAGMA synchronous = FULL"); !strict)
        return fail(strict.error());
    return more;
}

Result<std::vector<model::ChangeSet>> Store::history(model::Entity entity, base::Id id)
{
    return LogReader(*m_database, *m_codes).history(entity, id);
}

Result<std::vector<Activity>> Store::recent(base::Id before, int limit)
{
    const auto headers = LogReader(*m_database, *m_codes).headers(before, limit);
    if (!headers)
        return fail(headers.error());
    std::vector<Activity> list;
    for (const SetHeader& each : *headers)
        list.push_back({{each.id, each.actor, each.cause, each.effectiveAt, each.recordedAt, {}, each.undone}, each.changeCount});
    return list;
}

Result<model::ChangeSet> Store::changeSet(base::Id id)
{
    return LogReader(*m_database, *m_codes).changeSet(id);
}

Result<model::Draft> Store::undoDraft(base::Id changeSet)
{
    auto drafts = undoDrafts({changeSet});
    if (!drafts)
        return fail(drafts.error());
    return std::move(drafts->front());
}

Result<std::vector<model::Draft>> Store::undoDrafts(const std::vector<base::Id>& changeSets)
{
    return LogReader(*m_database, *m_codes).undoDrafts(changeSets);
}

Result<std::vector<base::Id>> Store::referrers(model::Entity entity, base::Id id)
{
    return Reader(*m_database, m_clock.today()).referrers(entity, id);
}

Result<std::vector<base::Id>> Store::referring(model::PathStep field, base::Id id)
{
    return Reader(*m_database, m_clock.today()).referring(field, id);
}

Result<QHash<QString, StreamState>> Store::streamStates(base::Id source)
{
    return Readings(*m_database).states(source);
}

Result<std::vector<StreamReading>> Store::streamReadings(base::Id source, int perStream)
{
    return Readings(*m_database).readings(source, perStream);
}

Result<QHash<QString, QList<ToldKey>>> Store::toldKeys(base::Id source)
{
    return Readings(*m_database).toldKeys(source);
}

Result<std::vector<Drift>> Store::drifts(base::Id source)
{
    return Readings(*m_database).drifts(source);
}

Result<void> Store::noteLook(base::Id source, const LastLook& look)
{
    return beside([&](Readings readings) { return readings.noteLook(source, look); });
}

Result<void> Store::forgetStreams(base::Id source)
{
    return beside([&](Readings readings) { return readings.forget(source); });
}

Result<void> Store::keepDrift(base::Id source, base::Id record, const QString& field)
{
    return beside([&](Readings readings) { return readings.keepDrift(source, record, field); });
}

Result<void> Store::beside(const std::function<Result<void>(Readings)>& write)
{
    if (m_mode == Mode::ReadOnly)
        return fail(ErrorCode::WorkspaceReadOnly, path());
    auto transaction = Transaction::begin(*m_database);
    if (!transaction)
        return fail(transaction.error());
    if (auto done = write(Readings(*m_database)); !done)
        return done;
    return transaction->commit();
}

Result<std::shared_ptr<const void>> Store::moment()
{
    auto held = Transaction::beginRead(*m_database);
    if (!held)
        return fail(held.error());
    return std::shared_ptr<const void>(std::make_shared<const Transaction>(std::move(*held)));
}

Result<base::Id> Store::reserveIds(qint64 count)
{
    if (m_mode == Mode::ReadOnly)
        return fail(ErrorCode::WorkspaceReadOnly, path());
    auto transaction = Transaction::begin(*m_database);
    if (!transaction)
        return fail(transaction.error());
    auto heads = readHeads(*m_database);
    if (!heads)
        return fail(heads.error());
    const base::Id first{heads->nextId};
    heads->nextId += std::max<qint64>(count, 0);
    if (auto written = writeHeads(*m_database, *heads); !written)
        return fail(written.error());
    if (auto committed = transaction->commit(); !committed)
        return fail(committed.error());
    return first;
}

Result<Verification> Store::verify(const base::ProgressSink& progress, const base::Cancel& cancel)
{
    return verifyAll(*m_database, progress, cancel);
}

/// A backup may take the place of an older one of this workspace, never of anything else, nor of one that is open.
Result<void> Store::checkMayReplace(const QString& path)
{
    if (!QFileInfo::exists(path))
        return {};
    if (QFileInfo(path).canonicalFilePath() == QFileInfo(this->path()).canonicalFilePath())
        return fail(ErrorCode::WorkspaceExists, path, QStringLiteral("the workspace itself"));
    auto there = Database::open(path, Database::Access::Immutable);
    const auto mark = there ? (*there)->integer("PRAGMA application_id") : Result<qint64>(fail(there.error()));
    if (!mark || *mark != applicationId)
        return fail(ErrorCode::WorkspaceExists, path, QStringLiteral("not a backup"));
    const auto own = identity();
    Statement row = (*there)->prepare("SELECT workspace_id FROM meta WHERE id = 1");
    if (!own || row.step() != Step::Row || row.string(0) != own->id)
        return fail(ErrorCode::WorkspaceExists, path, QStringLiteral("another workspace"));
    if (QFileInfo::exists(path + QStringLiteral("-wal")))
        return fail(ErrorCode::WorkspaceLocked, path, QStringLiteral("somebody works in it"));
    return {};
}

Result<void> Store::backup(const QString& path, const base::ProgressSink& progress, const base::Cancel& cancel)
{
    if (auto free = checkMayReplace(path); !free)
        return free;
    return backUp(*m_database, path, progress, cancel);
}

Result<Identity> Store::identity()
{
    const auto version = m_database->integer("PRAGMA user_version");
    if (!version)
        return fail(version.error());
    if (*version < latestVersion())
        return fail(ErrorCode::WorkspaceReadOnly, path());
    Statement row = m_database->prepare("SELECT workspace_id, old_secrets FROM meta WHERE id = 1");
    if (row.step() != Step::Row)
        return fail(ErrorCode::WorkspaceDamaged, path(), QStringLiteral("meta has no row"));
    return Identity{row.string(0), row.integer(1) != 0};
}

const QString& Store::path() const
{
    return m_database->path();
}

} // namespace qm::store
