#pragma once

#include "core/base/cancel.h"
#include "core/base/clock.h"
#include "core/base/postbox.h"
#include "core/base/secret.h"
#include "core/console/connections.h"
#include "core/console/vendor_catalogue.h"
#include "core/console/edit.h"
#include "core/console/home.h"
#include "core/exchange/import_plan.h"
#include "core/run/runner.h"
#include "core/store/desk.h"
#include "core/sync/doubt.h"
#include "core/workflow/completeness.h"
#include "core/workflow/join_plan.h"
#include "core/workflow/leave_plan.h"

#include <QObject>
#include <QTimer>

namespace qm::console {

class VendorGate;

using store::Activity;
using exchange::ImportIssue;
using exchange::ImportPlan;
using exchange::ImportRow;
using exchange::IssueKind;
using exchange::Mapping;
using exchange::RowOutcome;
using store::Verification;
using run::JournalRun;
using run::JournalStep;
using run::isUnderWay;
using run::secretsOf;
using run::RunReport;
using workflow::Completeness;
using workflow::JoinRequest;
using workflow::Kit;
using workflow::LeaveRequest;

template <class T>
using Answer = QFuture<base::Result<T>>;

/// A file on its way into the workspace: what it holds and where its columns go. Immutable; a changed mapping is
/// another one.
struct ImportFile
{
    QString path;
    std::shared_ptr<const files::CsvTable> table;
    Mapping mapping;
    QList<exchange::Question> questions;
};

/// Whether a change set can be taken back by itself: what somebody entered, imported or read. A run is taken back by a
/// plan, because vendors and people have acted in it; what a workspace began with is what it stands on.
bool isUndoable(const model::Cause& cause);

/// The runs that a change set moved on or whose journal it wrote.
QSet<base::Id> runsIn(const model::ChangeSet& changeSet);
/// It wrote runs or steps: something else may be due by now.
bool movesRuns(const model::ChangeSet& changeSet);

/// What is true about one stream after a sync.
struct StreamReport
{
    QString id;
    qint64 read = 0;
    qint64 created = 0;
    qint64 updated = 0;
    qint64 gone = 0;
    QString state; ///< complete, changes, unchanged, partial, skipped, cancelled, failed, held (read; nothing was taken away)
    QString reason;
    std::optional<base::Error> error; ///< failed, held: why
};

/// What of a list goes into a CSV file, and under which headings.
struct CsvExport
{
    model::Query query;
    QStringList fields; ///< keys
    QStringList headings;
    QString path;
};

/// What a sync read, stream by stream.
struct SyncReport
{
    QString source;
    QList<StreamReport> streams;
    qint64 orphans = 0; ///< accounts that no person could be found for
};

/// A leaver's run as proof: the run, its steps, and F15.
struct LeaverReport
{
    JournalRun run;
    QString person;
    QString timeZone; ///< where the person works; hours of the run are read there
    Completeness completeness;
    bool stands = false; ///< the run is open, or its day stands at the person: what they have is to go

    /// What they have and no plan of this leaving takes away.
    int unplanned() const { return stands ? completeness.unplanned() : 0; }
};

/// What the console is made of; app/wiring owns all of it. The threads of store and worker end before the console goes,
/// because the store tells it of every write.
struct Services
{
    store::Desk desk;
    store::ReadingDesk reads; ///< for what takes long; the store's own connection does as well
    store::CareDesk care;     ///< for what goes over the whole file
    base::Executor* worker = nullptr;
    run::Runner* runner = nullptr;
    VendorGate* vendors = nullptr;
    const base::Clock* clock = nullptr;
};

/// The one face of the product that the window and the command line hold. Every method returns at once; the answer
/// comes as a future (use base::whenDone). Methods are called in the thread the console lives in (the window's), and its
/// signals come there; the work is done in others.
class Console final : public QObject
{
    Q_OBJECT
public:
    explicit Console(Services services, QObject* parent = nullptr);

    const base::Clock& clock() const { return *m_services.clock; }
    /// What computed fields are counted by today; a change of the company arrives with changed().
    model::Reckoning reckoning() const;
    /// Who acts; stands in the audit log.
    void setActor(QString actor) { m_actor = std::move(actor); }
    QString actor() const { return m_actor; }

    // Reading
    Answer<std::vector<model::Record>> load(model::Query query) const;
    Answer<std::vector<base::Id>> ids(model::Query query) const;
    /// As they are now, or were at the end of a day; those that are not there are left out.
    Answer<std::vector<model::Record>> records(model::Entity entity, std::vector<base::Id> ids, QDate asOf = {}) const;
    Answer<qint64> count(model::Query query) const;
    /// By key or title. Errors: NotFound, Ambiguous.
    Answer<model::Record> find(model::Entity entity, QString key) const;
    Answer<QHash<base::Id, QString>> titles(model::Entity entity, QSet<base::Id> ids) const;
    Answer<std::vector<model::Hit>> search(QString text, int limit) const;
    Answer<std::vector<model::ChangeSet>> history(model::Entity entity, base::Id id) const;
    /// The newest change sets before one (0: the newest of all).
    Answer<std::vector<Activity>> activity(base::Id before, int limit) const;
    /// A change set with its changes.
    Answer<model::ChangeSet> changeSet(base::Id id) const;
    Answer<model::Snapshot> snapshot(std::vector<model::Entity> entities, QDate asOf = {}) const;

    // Writing
    Answer<model::ChangeSet> submit(QList<model::Change> changes);
    /// Takes a change set back as a reverse one; 0: the last thing that somebody did and that still stands, be it an edit,
    /// an import or a run. A sync goes back only by name, and as one motion, whichever of its change sets is named; the
    /// answer then holds the changes of all. Errors: Conflict, NotFound, NothingToUndo, UndoByPlan (subject: the run; see
    /// planUndo()), Refused.
    Answer<model::ChangeSet> undo(base::Id changeSet);

    /// A record with fields set from text (0: a new one); not written yet. Errors: Invalid, NotFound, Refused.
    Answer<model::Record> edited(model::Entity entity, base::Id id, FieldTexts fields) const;
    /// Sets fields of one record from text and writes the difference. `seenRevision`: what the record stood at when the
    /// texts were written; an edit of the same field since then is a Conflict (0: whatever it stands at).
    Answer<model::ChangeSet> set(model::Entity entity, base::Id id, FieldTexts fields, qint64 seenRevision = 0);

    // Import
    Answer<ImportFile> openImport(QString path, model::Entity entity) const;
    /// Reads, plans, writes nothing.
    Answer<ImportPlan> planImport(ImportFile file) const;
    /// Submits the plan's draft in one transaction; a plan without changes writes nothing.
    Answer<model::ChangeSet> applyImport(ImportPlan plan);

    // Vendors
    /// Every vendor that can be connected, by name: ways to sign in, what is read, what may be done, what stays by hand.
    Answer<QList<VendorInfo>> vendors() const;
    /// Proves settings and access, then remembers them (secrets in the key store only). Where a person has to sign in,
    /// signInAsked() comes in between. With `source` set, that connection is signed in to again. Once `cancel` is
    /// requested nothing is written down any more. Errors: Cancelled, those of VendorGate::connectNew().
    Answer<base::Id> connectVendor(NewConnection wanted, base::Cancel cancel = {});
    /// One small reading that proves address and sign-in. Errors: see VendorGate::test().
    Answer<void> testConnection(base::Id source);
    /// Forgets how to get in; with Drop also what only this source brought, as one change that undo() takes back.
    Answer<void> disconnectVendor(base::Id source, Brought brought);
    /// When a source is read by itself. Error: Invalid (an hour).
    Answer<model::ChangeSet> setSchedule(base::Id source, ReadingSchedule schedule);
    /// Reads everything the connection tells. Progress comes as syncProgress(). Where most of a list is suddenly missing,
    /// nothing is taken away (the stream is held) unless somebody accepts it.
    Answer<SyncReport> sync(base::Id source, base::Cancel cancel, sync::Doubt doubt = sync::Doubt::HoldBack);
    /// Ends the reading of a source after the page it is at, whoever began it.
    void stopReading(base::Id source);
    /// From now on, until the program ends: sources are read by their schedule, and what falls due of unfinished runs is
    /// done; the search index is brought up. Without it nothing happens unasked.
    void keepWorking();
    /// Every connection, how its streams were last read and what that leaves unknown.
    Answer<std::vector<ConnectionFacts>> connections() const;
    /// One of them. Error: NotFound.
    Answer<ConnectionFacts> connection(base::Id source) const;
    /// Where sources and this workspace differ.
    Answer<std::vector<DriftRow>> drifts() const;
    /// One of two ends of a drift: the source's word, or ours until the source says something else.
    Answer<model::ChangeSet> takeTheirs(DriftRow row);
    Answer<void> keepOurs(DriftRow row);

    // Joiners, leavers, runs
    Answer<Kit> kitFor(model::Person person) const;
    Answer<model::Plan> planJoin(JoinRequest request) const;
    Answer<model::Plan> planLeave(LeaveRequest request) const;
    /// How to take a run back, to be read and applied like any plan. Errors: NotFound, Refused (nothing of it was done).
    Answer<model::Plan> planUndo(base::Id run) const;
    /// Journals the plan and does what is due. Error: StalePlan.
    Answer<RunReport> apply(model::Plan plan, base::Cancel cancel);
    /// Journals the plan and does nothing of it yet; answers the run. Error: StalePlan.
    Answer<base::Id> start(model::Plan plan);
    /// Does what is due; a paused run goes on. Errors: NotFound, Refused (already under way).
    Answer<RunReport> carryOn(base::Id run, base::Cancel cancel);
    /// Nothing more is begun until somebody carries it on. Errors: NotFound, Refused (it is over).
    Answer<void> pause(base::Id run);
    Answer<std::vector<base::Id>> unfinishedRuns() const;
    Answer<JournalRun> run(base::Id run) const;
    /// A person's step is done.
    Answer<void> closeStep(base::Id step, QString note);
    Answer<void> tryStepAgain(base::Id step);
    /// A one-time secret of a step (a PIN, a first password), for a person's eyes. Errors: SecretMissing, those of the key
    /// store.
    Answer<std::shared_ptr<const base::Secret>> stepSecret(base::Id step, QString name) const;
    Answer<LeaverReport> leaverReport(base::Id run) const;

    // Reports
    Answer<HomeReport> home(QDate asOf = {}) const;
    Answer<SpendReport> spend(QDate asOf = {}) const;
    Answer<std::vector<FindingRow>> findings(QDate asOf = {}) const;

    /// Writes a CSV file whole or not at all; what a spreadsheet would run as a formula is neutralised. Answers the
    /// number of records. Error: FileUnwritable.
    Answer<qint64> exportCsv(CsvExport wanted) const;

    // Care
    Answer<Verification> verify(base::ProgressSink progress, base::Cancel cancel) const;
    Answer<void> backup(QString path, base::ProgressSink progress, base::Cancel cancel) const;

Q_SIGNALS:
    /// Something was written, by whomever: an edit, an import, a sync, a step of a run, an undo. Every change set is
    /// told once, after its commit; models patch themselves from it.
    void changed(qm::model::ChangeSet changeSet);
    /// A source is read from now on, asked for or by its schedule; sourceLooked() tells the end.
    void syncBegan(qm::base::Id source);
    void syncProgress(qm::base::Id source, QString stream, qint64 read);
    /// A source was looked at; its last-read may have moved on although nothing changed.
    void sourceLooked(qm::base::Id source);
    /// Whoever asked for this attempt (NewConnection) has to open the address and, when there is one, type the code there.
    void signInAsked(qint64 attempt, QUrl address, QString code);

private:
    Answer<model::ChangeSet> write(model::Draft draft);
    void watchWrites();
    void learnReckoning(const model::ChangeSet& written);
    void catchUpSearch();

    Services m_services;
    QString m_actor;
    model::Reckoning m_reckoning;
    base::Postbox m_arrivals; ///< what other threads tell, on its way into the console's own
    QTimer m_indexing;         ///< from a write to the catching up of the search index
    bool m_isIndexing = false; ///< a piece of it is under way; what is written meanwhile is in a later one
};

} // namespace qm::console

Q_DECLARE_METATYPE(qm::base::Id)
Q_DECLARE_METATYPE(qm::model::ChangeSet)
