#pragma once

#include "core/base/cancel.h"
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/vendor/mask.h"
#include "core/vendor/origin.h"
#include "core/vendor/retry.h"

#include <QFuture>
#include <QJsonValue>
#include <QObject>
#include <QUrl>

class QNetworkAccessManager;

namespace qm::vendor {

/// Whether sending the same request again does no harm: Safe for reads and for writes that say so.
enum class Repeat
{
    Never,
    Safe
};

/// A header whose value is secret. `value` is the whole header value ("Bearer ...").
struct SecretHeader
{
    QByteArray name;
    std::shared_ptr<const base::Secret> value;
};

/// Fields of an application/x-www-form-urlencoded body, in their order.
using FormFields = std::vector<std::pair<QString, QByteArray>>;
QByteArray formBody(const FormFields& fields);

/// What a successful answer must hold.
enum class Expect
{
    Json,
    Text ///< anything but a web page
};

/// One call of a vendor.
struct HttpRequest
{
    QByteArray method = QByteArrayLiteral("GET");
    QUrl url;
    QList<std::pair<QByteArray, QByteArray>> headers;
    QList<SecretHeader> secretHeaders;
    QByteArray body;
    QList<Origin> origins; ///< where this request may go; the token goes nowhere else
    Repeat repeat = Repeat::Never;
    Expect expect = Expect::Json;
    RetryPolicy retry;
    SecretList secrets; ///< masked in every error text
    base::Cancel cancel;
    /// Asked before every further time it leaves (a try, a redirect): milliseconds to wait, 0 when it may go now and counts.
    std::function<qint64()> again;
};

/// A whole answer, whatever its status. `json` is Undefined when the body is empty or not JSON.
struct HttpReply
{
    ReplyView view; ///< status, headers (names in lower case), body
    QUrl url;
    QJsonValue json = QJsonValue(QJsonValue::Undefined);
    int attempts = 0;
    qint64 waitMs = 0; ///< what a rate-limited answer asks for, milliseconds
    SecretList secrets; ///< to be masked wherever the answer is quoted
};

/// Bounds of what a vendor can make this program do.
struct HttpLimits
{
    qint64 bodyBytes = 64 * 1024 * 1024;
    int idleMs = 30'000;     ///< without a byte
    int attemptMs = 300'000; ///< one attempt from start to end
    int jsonDepth = 64;
    int redirects = 5;
};

/// The HTTP client: manual redirects, locked to the request's origins, bounded in size and time, with
/// retries. Lives in the thread that made it (worker) and is used from there only. Destroying it ends what is
/// under way with Cancelled.
class Http final : public QObject
{
public:
    explicit Http(const base::Clock& clock, HttpLimits limits = {}, QObject* parent = nullptr);
    ~Http() override;

    /// Any HTTP status is an answer, not an error. Errors: HostUnreachable (nothing was sent), Timeout,
    /// TlsFailed, ForeignHost, ReplyTooLarge, ReplyMalformed (a 2xx that is not JSON), ReplyCut, Cancelled.
    /// After Timeout, ReplyTooLarge, ReplyMalformed, ReplyCut or Cancelled a write may have happened.
    QFuture<base::Result<HttpReply>> send(HttpRequest request);

    const HttpLimits& limits() const { return m_limits; }
    const base::Clock& clock() const { return m_clock; }
    QNetworkAccessManager& network() { return *m_network; }

private:
    const base::Clock& m_clock;
    HttpLimits m_limits;
    QNetworkAccessManager* m_network;
};

/// The error that a status of 400 and more (or 3xx) stands for; nullopt for 2xx. The detail holds the start
/// of the body with secrets masked.
std::optional<base::Error> errorOf(const HttpReply& reply, const SecretList& secrets);

/// Whether a write that ended with this error may have reached the vendor.
bool mayHaveHappened(base::ErrorCode code);

} // namespace qm::vendor
