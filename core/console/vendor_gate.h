#pragma once

#include "core/base/cancel.h"
#include "core/base/clock.h"
#include "core/run/hands.h"
#include "core/store/desk.h"
#include "core/sync/reconcile.h"
#include "core/vendor/answer.h"
#include "core/vendor/connection.h"
#include "core/workflow/undo_plan.h"

#include <QObject>
#include <QUrl>

namespace qm::console {

/// What became of one stream.
struct StreamOutcome
{
    QString id;
    sync::Reconciled reconciled;
    QString state; ///< complete, partial, cancelled, failed, skipped
    QString reason;
    std::optional<base::Error> error; ///< failed: why
};

/// A new connection on its way in.
struct NewConnection
{
    QString name;
    QString descriptor;
    QHash<QString, QString> config; ///< "base" at least
    base::Secret token;
};

/// The way from records (Source) to vendors (Connection): opens connections, reads streams into the workspace, and is
/// the hands of the runner. Lives in the worker thread; its methods are called there and its futures finish there.
class VendorGate final : public QObject, public run::Hands
{
    Q_OBJECT
public:
    /// All must outlive the gate.
    VendorGate(store::Desk desk, vendor::SecretStore& secrets, const base::Clock& clock, vendor::HttpLimits limits = {});
    ~VendorGate() override;

    /// Proves address and token, stores the token in the key store, then writes the app and the source.
    QFuture<base::Result<base::Id>> connectNew(std::shared_ptr<NewConnection> wanted, QString actor);
    /// Reads all streams, one after the other; each is written as one when it is complete, or as far as it came (and
    /// nothing marked gone) when it was cancelled. The source remembers how it went.
    QFuture<base::Result<QList<StreamOutcome>>> sync(base::Id source, base::Cancel cancel);
    /// What the descriptor of each connected source can do.
    static QSet<QString> actionsOf(const QString& descriptor);
    /// How it takes its actions back, by action; what has no way back is not in it.
    static QHash<QString, workflow::ReverseAction> reversesOf(const QString& descriptor);

    QFuture<run::HandOutcome> act(run::HandCall call) override;
    QFuture<run::HandOutcome> settle(run::HandCall call) override;

Q_SIGNALS:
    void progress(qm::base::Id source, QString stream, qint64 read);

private:
    friend class SyncPass;
    using Opened = base::Result<std::shared_ptr<vendor::Connection>>;

    QFuture<Opened> connectionOf(base::Id source);
    /// Takes the token out of the key store again and answers with the error that made it useless.
    void forget(const QString& prefix, std::shared_ptr<vendor::Answer<base::Id>> answer, base::Error error);
    QFuture<run::HandOutcome> confirmed(std::shared_ptr<vendor::Connection> connection, run::HandCall call, base::Result<vendor::ActionOutcome> acted);

    store::Desk m_desk;
    vendor::SecretStore& m_secrets;
    const base::Clock& m_clock;
    vendor::HttpLimits m_limits;
    QHash<base::Id, std::shared_ptr<vendor::Connection>> m_connections;
};

} // namespace qm::console
