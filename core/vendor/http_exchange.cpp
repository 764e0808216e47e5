#include "core/vendor/http_exchange.h"

#include "core/base/hand_over.h"
#include "core/base/log.h"
#include "core/vendor/json_text.h"
#include "core/vendor/once_body.h"

#include <QNetworkAccessManager>
#include <QRandomGenerator>

namespace qm::vendor {
namespace {

using base::ErrorCode;

constexpr int kCancelPollMs = 50;

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

bool isTransient(int status)
{
    return status == 500 || status == 502 || status == 503 || status == 504 || status == 408;
}

ErrorCode codeOfNetworkError(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return ErrorCode::HostUnreachable;
    case QNetworkReply::SslHandshakeFailedError:
        return ErrorCode::TlsFailed;
    case QNetworkReply::TimeoutError:
    case QNetworkReply::ProxyTimeoutError:
        return ErrorCode::Timeout;
    default:
        return ErrorCode::ReplyCut;
    }
}

QHash<QByteArray, QByteArray> lowerHeaders(const QNetworkReply& reply)
{
    QHash<QByteArray, QByteArray> headers;
    for (const auto& [name, value] : reply.rawHeaderPairs())
        headers.insert(name.toLower(), value);
    return headers;
}

// A 2xx that promised a document must be one; without a body only the statuses that say so (and writes) are
// whole.
bool mayBeEmpty(int status, bool isRead)
{
    return !isRead || status == 202 || status == 204 || status == 205;
}

} // namespace

HttpExchange::HttpExchange(Http& http, HttpRequest request)
    : QObject(&http)
    , m_http(http)
    , m_request(std::move(request))
    , m_url(m_request.url)
{
    for (QTimer* timer : {&m_deadline, &m_idle, &m_wait})
        timer->setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this,
            [this] { stop(ErrorCode::Timeout, QStringLiteral("too slow")); });
    connect(&m_idle, &QTimer::timeout, this,
            [this] { stop(ErrorCode::Timeout, QStringLiteral("no answer")); });
    connect(&m_wait, &QTimer::timeout, this, &HttpExchange::attempt);
    connect(&m_cancelPoll, &QTimer::timeout, this, &HttpExchange::checkCancel);
}

HttpExchange::~HttpExchange()
{
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->abort();
        m_reply->deleteLater();
    }
    if (!m_settled) {
        base::finish(m_promise, base::Result<HttpReply>(base::fail(error(ErrorCode::Cancelled, QStringLiteral("closing")))));
    }
}

QFuture<base::Result<HttpReply>> HttpExchange::start()
{
    m_promise.start();
    m_cancelPoll.start(kCancelPollMs);
    // Not at once: the caller attaches its continuation first, and a settled exchange deletes itself.
    m_wait.start(0);
    return m_promise.future();
}

bool HttpExchange::isRead() const
{
    return m_request.method == "GET" || m_request.method == "HEAD";
}

void HttpExchange::checkCancel()
{
    if (!m_request.cancel.requested())
        return;
    if (m_reply)
        stop(ErrorCode::Cancelled, QStringLiteral("asked to stop"));
    else
        settle(base::fail(error(ErrorCode::Cancelled, QStringLiteral("asked to stop"))));
}

bool HttpExchange::mayLeave()
{
    const qint64 wait = std::exchange(m_hasLeft, true) && m_request.again ? m_request.again() : 0;
    if (wait == 0)
        return true;
    if (wait > m_request.retry.longestWaitMs)
        settle(base::fail(error(ErrorCode::RateLimited, QStringLiteral("the budget of calls is used up"))));
    else
        m_wait.start(std::chrono::milliseconds(wait));
    return false;
}

void HttpExchange::attempt()
{
    if (m_request.cancel.requested())
        return settle(base::fail(error(ErrorCode::Cancelled, QStringLiteral("asked to stop"))));
    if (!isAllowed(m_url, m_request.origins))
        return settle(
            base::fail(error(ErrorCode::ForeignHost, QStringLiteral("not an origin of this connection"))));
    if (!mayLeave())
        return;
    ++m_attempt;
    m_body.clear();
    m_stopped.reset();
    qCDebug(base::logVendor) << "call" << m_request.method << printable(m_url) << "try" << m_attempt;
    m_reply = dispatch(networkRequest());
    watch();
}

QNetworkRequest HttpExchange::networkRequest() const
{
    QNetworkRequest request(m_url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setRawHeader(QByteArrayLiteral("user-agent"), QByteArrayLiteral("Quartermaster"));
    for (const auto& [name, value] : m_request.headers)
        request.setRawHeader(name, value);
    for (const SecretHeader& header : m_request.secretHeaders)
        request.setRawHeader(header.name, header.value->reveal());
    return request;
}

QNetworkReply* HttpExchange::dispatch(const QNetworkRequest& request)
{
    if (isRead())
        return m_http.network().sendCustomRequest(request, m_request.method);
    QNetworkRequest once = request;
    once.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    once.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    once.setHeader(QNetworkRequest::ContentLengthHeader, m_request.body.size());
    auto* body = new OnceBody(m_request.body);
    QNetworkReply* reply = m_http.network().sendCustomRequest(once, m_request.method, body);
    body->setParent(reply);
    return reply;
}

void HttpExchange::watch()
{
    connect(m_reply, &QNetworkReply::readyRead, this, &HttpExchange::take);
    connect(m_reply, &QNetworkReply::uploadProgress, this, [this] { m_idle.start(); });
    connect(m_reply, &QNetworkReply::finished, this, &HttpExchange::finishAttempt);
    m_deadline.start(m_http.limits().attemptMs);
    m_idle.start(m_http.limits().idleMs);
}

void HttpExchange::take()
{
    if (m_stopped)
        return;
    m_idle.start();
    m_body += m_reply->readAll();
    const qint64 promised = m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong();
    if (std::max<qint64>(m_body.size(), promised) > m_http.limits().bodyBytes)
        stop(ErrorCode::ReplyTooLarge, QStringLiteral("over %1 bytes").arg(m_http.limits().bodyBytes));
}

void HttpExchange::stop(ErrorCode code, const QString& detail)
{
    if (!m_reply || m_stopped)
        return;
    m_stopped = error(code, detail);
    m_reply->abort(); // finished() follows, often at once
}

void HttpExchange::finishAttempt()
{
    if (!m_reply)
        return;
    m_deadline.stop();
    m_idle.stop();
    take();
    QNetworkReply* reply = m_reply;
    const HttpReply answer = collected();
    // Qt reports a status of 400 and more as an error too (201...); a body that ended early has a transport
    // code.
    const bool isBroken =
        reply->error() != QNetworkReply::NoError && reply->error() < QNetworkReply::ContentAccessDenied;
    const bool isWhole = answer.view.status > 0 && !isBroken &&
                         reply->error() != QNetworkReply::ContentReSendError &&
                         reply->error() != QNetworkReply::ProtocolFailure;
    const base::Error problem = m_stopped ? *m_stopped : transportError();
    m_reply = nullptr;
    reply->disconnect(this);
    reply->deleteLater();
    if (m_stopped || !isWhole)
        return retryOr(base::fail(problem));
    judge(answer);
}

HttpReply HttpExchange::collected() const
{
    HttpReply reply;
    reply.view.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    reply.view.headers = lowerHeaders(*m_reply);
    reply.view.body = m_body;
    reply.url = m_url;
    reply.attempts = m_attempt;
    return reply;
}

base::Error HttpExchange::transportError() const
{
    return error(codeOfNetworkError(m_reply->error()),
                 QStringLiteral("network error %1").arg(static_cast<int>(m_reply->error())));
}

base::Error HttpExchange::error(ErrorCode code, const QString& detail) const
{
    const QString what =
        QString::fromLatin1(m_request.method) + u' ' + printable(m_url) + QStringLiteral(": ") + detail;
    const bool isPassing = code == ErrorCode::HostUnreachable || code == ErrorCode::Timeout ||
                           code == ErrorCode::ReplyCut || code == ErrorCode::ReplyMalformed;
    return {code, m_url.host(), masked(what, m_request.secrets),
            isPassing ? base::Retry::Later : base::Retry::Never};
}

void HttpExchange::judge(HttpReply reply)
{
    const auto limited = limitedWait(reply.view, m_request.retry, m_attempt, m_http.clock().now());
    const int status = reply.view.status;
    if (auto json = parseJson(reply.view.body, m_http.limits().jsonDepth))
        reply.json = *json;
    // Turned away is not done: a rate-limited request may be sent again even when it is a write. 503 is less
    // sure.
    if (limited && (status != 503 || m_request.repeat == Repeat::Safe)) {
        reply.waitMs = *limited;
        if (!triesLeft() || *limited > m_request.retry.longestWaitMs)
            return settle(reply);
        const qint64 own = backoff(m_request.retry, m_attempt, QRandomGenerator::global()->generateDouble());
        return waitAndRetry(*limited > 0 ? *limited + own / 4 : own);
    }
    if (isTransient(status))
        return retryOr(reply);
    if (isRedirect(status))
        return redirect(reply);
    if (status >= 200 && status < 300)
        return judgeSuccess(std::move(reply));
    settle(std::move(reply));
}

void HttpExchange::judgeSuccess(HttpReply reply)
{
    const bool isEmpty = reply.view.body.trimmed().isEmpty();
    const bool isPage = reply.view.headers.value("content-type").contains("html");
    const bool isDocument = m_request.expect == Expect::Text ? !isPage : !reply.json.isUndefined();
    if (isEmpty ? mayBeEmpty(reply.view.status, isRead()) : isDocument)
        return settle(std::move(reply));
    retryOr(base::fail(error(ErrorCode::ReplyMalformed, isPage ? QStringLiteral("a web page instead of data")
                                                        : isEmpty ? QStringLiteral("an empty answer")
                                                                  : QStringLiteral("not JSON"))));
}

void HttpExchange::redirect(const HttpReply& reply)
{
    const QByteArray location = reply.view.headers.value("location");
    // A write is never sent to a second address by a server's word alone; the caller sees the 3xx as a
    // refusal.
    if (!isRead() || location.isEmpty())
        return settle(reply);
    if (++m_redirects > m_http.limits().redirects)
        return settle(base::fail(error(ErrorCode::PageLoop, QStringLiteral("too many redirects"))));
    const QUrl next = m_url.resolved(QUrl::fromEncoded(location));
    if (Origin::of(next) != Origin::of(m_url))
        m_request.secretHeaders.clear(); // another host may be allowed (a download), but it never gets the token
    m_url = next;
    --m_attempt;
    m_wait.start(0);
}

void HttpExchange::waitAndRetry(qint64 milliseconds)
{
    qCDebug(base::logVendor) << "wait" << milliseconds << "ms for" << printable(m_url);
    m_wait.start(std::chrono::milliseconds(milliseconds));
}

void HttpExchange::retryOr(base::Result<HttpReply> outcome)
{
    const ErrorCode code = outcome ? ErrorCode::HostUnreachable : outcome.error().code;
    const bool canHelp = code == ErrorCode::HostUnreachable || code == ErrorCode::Timeout ||
                         code == ErrorCode::ReplyCut || code == ErrorCode::ReplyMalformed;
    // Nothing was sent when there was no connection, so even a write may try again then.
    const bool isHarmless =
        m_request.repeat == Repeat::Safe || (!outcome && code == ErrorCode::HostUnreachable);
    if (!canHelp || !isHarmless || !triesLeft())
        return settle(std::move(outcome));
    waitAndRetry(backoff(m_request.retry, m_attempt, QRandomGenerator::global()->generateDouble()));
}

void HttpExchange::settle(base::Result<HttpReply> outcome)
{
    if (m_settled)
        return;
    m_settled = true;
    for (QTimer* timer : {&m_deadline, &m_idle, &m_wait, &m_cancelPoll})
        timer->stop();
    deleteLater();
    base::finish(m_promise, std::move(outcome)); // last: the continuation may end this object's Http
}

} // namespace qm::vendor
