#pragma once

#include "core/vendor/answer.h"
#include "core/vendor/http.h"
#include "core/vendor/rate.h"

#include <QObject>
#include <QTimer>

#include <list>

namespace qm::vendor {

/// Seconds until a call that was not let out may leave, from the words of its error; 0: it is another error.
qint64 pausedSeconds(const base::Error& error, const QDateTime& now);

/// The one door through which all calls of a connection leave: at most so many at once, within the vendor's budgets,
/// none while the vendor is known to be dead. Lives in the worker thread; waiting calls can be cancelled.
class CallQueue final : public QObject
{
public:
    CallQueue(Http& http, RateRule rule);
    ~CallQueue() override;

    /// The errors of Http::send(), HostUnreachable while the vendor is given a rest, RateLimited when its budget is
    /// used up for longer than the request's longest wait; both say until when, and are worth trying later.
    QFuture<base::Result<HttpReply>> send(HttpRequest request);

private:
    struct Waiting
    {
        HttpRequest request;
        std::shared_ptr<Answer<HttpReply>> answer;
    };
    using Place = std::list<Waiting>::iterator;

    void pump();
    /// Milliseconds until it may leave; settles it instead when it never will.
    std::optional<qint64> waitOf(const Waiting& call);
    void leave(Waiting call);
    void came(const base::Result<HttpReply>& reply);
    qint64 nowMs() const { return m_http.clock().now().toMSecsSinceEpoch(); }

    Http& m_http;
    int m_concurrency;
    Pacer m_pacer;
    Breaker m_breaker;
    std::list<Waiting> m_waiting;
    int m_running = 0;
    QTimer m_timer;
};

} // namespace qm::vendor
