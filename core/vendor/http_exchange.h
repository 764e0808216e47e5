#pragma once

#include "core/vendor/http.h"

#include <QNetworkReply>
#include <QPromise>
#include <QTimer>

namespace qm::vendor {

/// One request on its way through redirects, waits and retries, until there is one answer or one error. Child
/// of its Http; deletes itself when it is done.
class HttpExchange final : public QObject
{
public:
    HttpExchange(Http& http, HttpRequest request);
    ~HttpExchange() override;

    QFuture<base::Result<HttpReply>> start();

private:
    void attempt();
    /// Whether it may leave now; else it waits or has ended.
    bool mayLeave();
    QNetworkReply* dispatch(const QNetworkRequest& request);
    void watch();
    void take();
    void finishAttempt();
    void judge(HttpReply reply);
    void judgeSuccess(HttpReply reply);
    void redirect(const HttpReply& reply);
    void waitAndRetry(qint64 milliseconds);
    void retryOr(base::Result<HttpReply> outcome);
    void settle(base::Result<HttpReply> outcome);
    void stop(base::ErrorCode code, const QString& detail);
    void checkCancel();

    QNetworkRequest networkRequest() const;
    HttpReply collected() const;
    base::Error transportError() const;
    base::Error error(base::ErrorCode code, const QString& detail) const;
    bool isRead() const;
    bool triesLeft() const { return m_attempt < m_request.retry.tries; }

    Http& m_http;
    HttpRequest m_request;
    QPromise<base::Result<HttpReply>> m_promise;
    QNetworkReply* m_reply = nullptr;
    QByteArray m_body;
    std::optional<base::Error> m_stopped; ///< why this side ended the attempt
    QUrl m_url;
    int m_attempt = 0;
    int m_redirects = 0;
    bool m_hasLeft = false;
    bool m_settled = false;
    QTimer m_deadline;
    QTimer m_idle;
    QTimer m_wait;
    QTimer m_cancelPoll;
};

} // namespace qm::vendor
