#pragma once

#include "core/vendor/rows.h"
#include "core/vendor/secret_store.h"

namespace qm::vendor {

/// What a person set up for one vendor.
struct ConnectionSettings
{
    QHash<QString, QString> config;
    QString secretPrefix; ///< secrets lie in the store as prefix + "/" + name
    HttpLimits http;
    PageLimits pages;
    RetryPolicy retry; ///< its limits come after the descriptor's
};

/// One reading of a stream.
struct ReadOrder
{
    QString stream;
    ResumePoint from;
    std::function<void(const PageOfRows&)>
        page;                    ///< called per page in the connection's thread; empty: collect
    base::ProgressSink progress; ///< records; the total is the vendor's own word
    base::Cancel cancel;
};

/// How a reading ended well. A cancelled or failed one is an Error; its resume point is `next` of the last
/// page.
struct StreamRows
{
    /// Complete: every record there is, so absent means gone. Partial: resumed in the middle. Skipped: this
    /// plan doesn't have it (`why`).
    enum class Coverage
    {
        Complete,
        Partial,
        Skipped
    };
    Coverage coverage = Coverage::Complete;
    QString why;
    PageOfRows all; ///< only without a page sink; `next` always
    int withoutKey = 0;

    bool complete() const { return coverage == Coverage::Complete; }
};

/// What became of a write, or what a reading back says about it.
struct ActionOutcome
{
    /// Done: by this call (verify: it is so). AlreadySo: nothing needed doing. Failed: it is not so, and why.
    /// Unknown: nobody can tell yet.
    enum class State
    {
        Done,
        AlreadySo,
        Failed,
        Unknown
    };
    State state = State::Unknown;
    QString say;                    ///< plain words from the descriptor; may be empty
    QHash<QString, QString> yields; ///< "id", ...
    QString answer;                 ///< the vendor's exact words, at most 4,000 characters, secrets masked
    int httpStatus = 0;
    std::optional<base::Error> error; ///< with Failed and Unknown
};

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

    /// Sends a write. An Error means that nothing was sent; whatever was sent ends in an outcome.
    QFuture<base::Result<ActionOutcome>> act(const QString& action, const QHash<QString, QString>& in,
                                             base::Cancel cancel = {});
    /// Reads back whether the write holds; writes nothing. Unknown when the action can't be read back.
    QFuture<base::Result<ActionOutcome>> verify(const QString& action, const QHash<QString, QString>& in,
                                                base::Cancel cancel = {});
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
