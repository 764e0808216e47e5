#pragma once

#include "core/base/cancel.h"
#include "core/base/clock.h"
#include "core/console/connections.h"
#include "core/model/company.h"
#include "core/run/hands.h"
#include "core/store/desk.h"
#include "core/sync/reconcile.h"
#include "core/vendor/answer.h"
#include "core/vendor/connection.h"
#include "core/workflow/ability.h"
#include "core/workflow/undo_plan.h"

#include <QObject>
#include <QSet>
#include <QUrl>

namespace qm::console {

/// What became of one stream.
struct StreamOutcome
{
    QString id;
    sync::Reconciled reconciled;
    QString state; ///< as in StreamReport
    QString reason;
    std::optional<base::Error> error; ///< failed, held: why
    int withinDays = 0;               ///< partial because each record has its day: all were read within so many days
};

/// Under what name a one-time secret of a step lies in the key store.
QString stepSecretName(base::Id step, const QString& name);

/// The way from records (Source) to vendors (Connection): opens connections, reads streams into the workspace, and is
/// the hands of the runner. Lives in the worker thread; its methods are called there and its futures finish there.
class VendorGate final : public QObject, public run::Hands
{
    Q_OBJECT
public:
    /// Where descriptors come from; free to be called from any thread.
    using Descriptors = std::function<base::Result<vendor::Descriptor>(const QString& id)>;

    /// All must outlive the gate.
    VendorGate(store::Desk desk, vendor::SecretStore& secrets, const base::Clock& clock, vendor::HttpLimits limits = {}, Descriptors descriptors = vendor::loadShippedDescriptor);
    ~VendorGate() override;

    /// Lets a person sign in where one has to (see signInAsked()), proves address and access, then keeps the secrets and
    /// writes the app and the source. Of a source that stands only the way in is changed. Errors: Required (a setting or a
    /// secret), Invalid, Duplicate, NotFound, Cancelled, those of the key store, of signing in and of the proof; everything
    /// is as it was then.
    QFuture<base::Result<base::Id>> connectNew(std::shared_ptr<NewConnection> wanted, QString actor, base::Cancel cancel);
    /// One small reading that proves address and sign-in. Errors: NotFound, those of Connection::test().
    QFuture<base::Result<void>> test(base::Id source);
    /// Stops a reading that is under way, takes the secrets out of the key store and closes the source; with Drop also what only it brought, as one change
    /// that can be taken back (signing in anew is needed then). Error: NotFound, those of the key store.
    QFuture<base::Result<void>> disconnect(base::Id source, Brought brought, QString actor);
    /// Reads all streams, one after the other; each is written as one when it is complete, or as far as it came (and
    /// nothing marked gone) when it was cancelled. An answer that lost most of a list takes nothing away unless somebody
    /// accepts it. Error: Refused (under way already).
    QFuture<base::Result<QList<StreamOutcome>>> sync(base::Id source, base::Cancel cancel, sync::Doubt doubt = sync::Doubt::HoldBack);
    /// Ends the reading of a source after the page it is at, whoever began it.
    void stopReading(base::Id source);
    /// Looks at every minute which sources are due by their schedule, and reads them, at most a few at once.
    void keepReading();
    /// A vendor as data. Error: NotFound.
    base::Result<vendor::Descriptor> descriptor(const QString& id) const { return m_descriptors(id); }
    /// What plans may have a source do; nothing where it may only be read. A person's way stands for the rest.
    workflow::Ability abilityOf(const model::Source& source) const;
    /// How it takes its actions back, by action; what has no way back is not in it.
    QHash<QString, workflow::ReverseAction> reversesOf(const QString& descriptor) const;

    QFuture<run::HandOutcome> act(run::HandCall call) override;
    QFuture<run::HandOutcome> settle(run::HandCall call) override;
    QFuture<run::HandOutcome> follow(run::HandCall call, QHash<QString, QString> yields) override;
    /// A one-time secret that a step made or was given. Errors: SecretMissing, those of the key store.
    QFuture<base::Result<base::Secret>> stepSecret(base::Id step, QString name);

Q_SIGNALS:
    /// A source is read from now on; looked() tells the end.
    void began(qm::base::Id source);
    void progress(qm::base::Id source, QString stream, qint64 read);
    /// A source was looked at, whatever came of it; where nothing differed nothing else tells.
    void looked(qm::base::Id source);
    /// Whoever asked for this attempt (NewConnection) has to open the address and, when there is one, type the code there.
    void signInAsked(qint64 attempt, QUrl address, QString code);

private:
    class Acting;
    friend class SyncPass;
    friend class Connecting;
    friend class Scheduler;
    using Opened = base::Result<std::shared_ptr<vendor::Connection>>;

    /// A source that is being read or disconnected: one at a time.
    struct Busy
    {
        base::Cancel cancel;
        std::function<void()> next; ///< waits for its end
    };

    void setFree(base::Id source);
    QFuture<Opened> connectionOf(base::Id source);
    QFuture<base::Result<void>> close(base::Id source, Brought brought, QString actor);
    void dropSecrets(base::Id source, QStringList names, std::function<void(base::Result<void>)> next);
    void giveWithKept(std::shared_ptr<struct Hand> hand, run::HandCall call, QStringList names, run::HandOutcome outcome);
    QFuture<run::HandOutcome> confirmed(std::shared_ptr<vendor::Connection> connection, run::HandCall call, base::Result<vendor::ActionOutcome> acted);

    store::Desk m_desk;
    vendor::SecretStore& m_secrets;
    const base::Clock& m_clock;
    vendor::HttpLimits m_limits;
    Descriptors m_descriptors;
    QHash<base::Id, std::shared_ptr<vendor::Connection>> m_connections;
    QHash<base::Id, Busy> m_busy;
    class Scheduler* m_scheduler = nullptr;
};

} // namespace qm::console
