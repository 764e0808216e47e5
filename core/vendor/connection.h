#pragma once

#include "core/base/cancel.h"
#include "core/base/clock.h"
#include "core/vendor/http.h"
#include "core/vendor/rows.h"
#include "core/vendor/secret_store.h"

namespace qm::vendor {

/// What a person set up for one vendor.
struct ConnectionSettings
{
    QHash<QString, QString> config;
    QString auth;         ///< which of the descriptor's ways to sign in; empty: the first this version can do
    QString secretPrefix; ///< secrets lie in the store as prefix + "/" + name
    HttpLimits http;
    PageLimits pages;
    RetryPolicy retry; ///< its limits come after the descriptor's
    /// Rows of a CSV text as a list of objects; parsing files is another room's work. Empty: CSV streams fail.
    std::function<base::Result<QJsonArray>(const QByteArray&)> csv;
};

/// One reading of a stream.
struct ReadOrder
{
    QString stream;
    ResumePoint from;
    QJsonObject memory;  ///< what the last complete reading left; empty: read in full
    QJsonArray parents;  ///< records of the stream that this one fans out from
    std::function<void(const PageOfRows&)>
        page;                    ///< called per page in the connection's thread; empty: collect
    base::ProgressSink progress; ///< records; the total is the vendor's own word
    base::Cancel cancel;
};

/// How a reading ended well. A cancelled or failed one is an Error; its resume point is `next` of the last
/// page.
struct StreamRows
{
    /// Complete: every record there is, so absent means gone. Changes: only what changed since the last reading.
    /// Unchanged: the vendor says nothing did. Partial: not all of it, resumed in the middle or some left out (`why`).
    /// Skipped: this plan doesn't have it (`why`).
    enum class Coverage
    {
        Complete,
        Changes,
        Unchanged,
        Partial,
        Skipped
    };
    Coverage coverage = Coverage::Complete;
    QString why;
    PageOfRows all;     ///< only without a page sink; `next` always
    QJsonObject memory; ///< to be kept together with the rows, for the next reading
    int withoutKey = 0;
    int withinDays = 0; ///< Partial only because each record has its day: all were read within so many days

    bool complete() const { return coverage == Coverage::Complete; }
};

/// What became of a write, or what a reading back says about it.
struct ActionOutcome
{
    /// Done: by this call (verify: it is so). AlreadySo: nothing needed doing. Failed: it is not so, and why.
    /// Unknown: nobody can tell yet.
    /// Queued: taken on, not finished; follow() asks how it is getting on.
    enum class State
    {
        Done,
        AlreadySo,
        Failed,
        Queued,
        Unknown
    };
    State state = State::Unknown;
    QString say;                    ///< plain words from the descriptor; may be empty
    QHash<QString, QString> yields; ///< "id", ...
    QHash<QString, std::shared_ptr<const base::Secret>> secrets; ///< one-time secrets of the answer (PINs)
    QString answer;                 ///< the vendor's exact words, at most 4,000 characters, secrets masked
    int httpStatus = 0;
    std::optional<base::Error> error; ///< with Failed and Unknown
    qint64 waitSeconds = 0;           ///< how long the vendor asked to wait; 0: it said nothing
};

/// The input that holds a secret which an earlier try of the same step made, so that this one sends the same.
QString madeInput(const QString& name);

/// What a write would send.
struct DryCall
{
    QByteArray method;
    QString url;
    QString body; ///< JSON, or ""
};

/// One vendor connection: a descriptor with its settings, run by the engine. Lives in the worker thread and
/// is used from there; `secrets` and `clock` must outlive it. Destroying it ends everything under way with
/// Cancelled.
class Connection
{
public:
    /// Required (subject: the key) or Invalid when a setting is missing or doesn't fit, ForeignHost when the
    /// base is neither https nor on this computer.
    static base::Result<std::unique_ptr<Connection>> open(Descriptor descriptor, ConnectionSettings settings,
                                                          SecretStore& secrets, const base::Clock& clock);
    ~Connection();

    /// NotFound for an unknown stream, the errors of Http::send(), those of a refusal (SignInNeeded,
    /// Forbidden, RateLimited, VendorRefused, NotFound), PageLoop, and those of the secret store.
    QFuture<base::Result<StreamRows>> read(ReadOrder order);

    /// Sends a write. An Error means that nothing was sent; whatever was sent ends in an outcome. "step.key" of `in`
    /// is the idempotency key, the same for every try of one planned step.
    QFuture<base::Result<ActionOutcome>> act(const QString& action, const QHash<QString, QString>& in,
                                             base::Cancel cancel = {});
    /// Reads back whether the write holds; writes nothing. Unknown when the action can't be read back.
    QFuture<base::Result<ActionOutcome>> verify(const QString& action, const QHash<QString, QString>& in,
                                                base::Cancel cancel = {});
    /// Asks once how a queued write is getting on; `yields` is what its outcome gave. Writes nothing.
    QFuture<base::Result<ActionOutcome>> follow(const QString& action, const QHash<QString, QString>& in,
                                                const QHash<QString, QString>& yields, base::Cancel cancel = {});
    /// The call that act() would make, secrets masked. No network, no key store.
    base::Result<DryCall> dryRun(const QString& action, const QHash<QString, QString>& in) const;
    /// One small reading that proves the address and the token.
    QFuture<base::Result<void>> test(base::Cancel cancel = {});

    const Descriptor& descriptor() const;

private:
    explicit Connection(std::unique_ptr<class Session> session);

    std::unique_ptr<Session> m_session;
};

} // namespace qm::vendor
