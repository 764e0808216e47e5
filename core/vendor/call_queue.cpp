#include "core/vendor/call_queue.h"

#include <algorithm>

namespace qm::vendor {
namespace {

using base::ErrorCode;

constexpr QLatin1String pausedWords("paused until ");

constexpr qint64 kLookAgainMs = 100; // a waiting call may be cancelled meanwhile

QString nameOf(const HttpRequest& request)
{
    return QString::fromLatin1(request.method) + u' ' + request.url.path();
}

base::Unexpected pausedUntil(ErrorCode code, const HttpRequest& request, qint64 untilMs)
{
    const QString until = QDateTime::fromMSecsSinceEpoch(untilMs, Qt::UTC).toString(Qt::ISODate);
    return base::fail(code, request.url.host(), pausedWords + until, base::Retry::Later);
}

bool isDead(const base::Result<HttpReply>& reply)
{
    if (reply)
        return reply->view.status >= 500;
    const ErrorCode code = reply.error().code;
    return code == ErrorCode::HostUnreachable || code == ErrorCode::Timeout || code == ErrorCode::ReplyCut;
}

} // namespace

qint64 pausedSeconds(const base::Error& error, const QDateTime& now)
{
    if (error.retry != base::Retry::Later || !error.detail.startsWith(pausedWords))
        return 0;
    const QDateTime until = QDateTime::fromString(error.detail.mid(pausedWords.size()), Qt::ISODate);
    return until.isValid() ? std::max<qint64>(0, now.secsTo(until)) + 1 : 0; // the words are whole seconds
}

CallQueue::CallQueue(Http& http, RateRule rule)
    : m_http(http)
    , m_concurrency(rule.concurrency)
    , m_pacer(std::move(rule))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &CallQueue::pump);
}

CallQueue::~CallQueue() = default;

QFuture<base::Result<HttpReply>> CallQueue::send(HttpRequest request)
{
    auto answer = std::make_shared<Answer<HttpReply>>();
    auto future = answer->future();
    m_waiting.push_back({std::move(request), std::move(answer)});
    m_timer.start(0); // not at once: the caller attaches its continuation first
    return future;
}

std::optional<qint64> CallQueue::waitOf(const Waiting& call)
{
    const qint64 now = nowMs();
    if (call.request.cancel.requested()) {
        call.answer->settle(base::fail(ErrorCode::Cancelled, call.request.url.host(), QStringLiteral("asked to stop")));
        return std::nullopt;
    }
    if (m_breaker.isOpen(now)) {
        call.answer->settle(pausedUntil(ErrorCode::HostUnreachable, call.request, m_breaker.openUntilMs()));
        return std::nullopt;
    }
    const qint64 wait = m_pacer.waitMs(nameOf(call.request), now);
    if (wait > call.request.retry.longestWaitMs) {
        call.answer->settle(pausedUntil(ErrorCode::RateLimited, call.request, now + wait));
        return std::nullopt;
    }
    return wait;
}

void CallQueue::pump()
{
    qint64 soonest = kLookAgainMs;
    for (Place at = m_waiting.begin(); at != m_waiting.end() && m_running < m_concurrency;) {
        const auto wait = waitOf(*at);
        if (wait && *wait > 0) {
            soonest = std::min(soonest, *wait);
            ++at;
            continue;
        }
        if (wait)
            leave(std::move(*at));
        at = m_waiting.erase(at);
    }
    if (!m_waiting.empty())
        m_timer.start(std::chrono::milliseconds(soonest));
}

void CallQueue::leave(Waiting call)
{
    ++m_running;
    const QString name = nameOf(call.request);
    m_pacer.note(name, nowMs());
    call.request.again = [this, name] {
        const qint64 wait = m_pacer.waitMs(name, nowMs());
        if (wait == 0)
            m_pacer.note(name, nowMs());
        return wait;
    };
    whenDone(m_http.send(std::move(call.request)), this, [this, answer = call.answer](base::Result<HttpReply> reply) {
        came(reply);
        answer->settle(std::move(reply));
    });
}

void CallQueue::came(const base::Result<HttpReply>& reply)
{
    --m_running;
    if (reply)
        m_pacer.learn(reply->view, m_http.clock().now());
    if (isDead(reply))
        m_breaker.failure(nowMs());
    else
        m_breaker.success();
    if (!m_waiting.empty())
        m_timer.start(0);
}

} // namespace qm::vendor
