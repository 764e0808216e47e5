#pragma once

#include <QHash>
#include <QList>
#include <QObject>
#include <QUrl>

#include <algorithm>
#include <functional>

class QTcpServer;
class QTcpSocket;

namespace qm::fake {

/// One request as it came over the wire.
struct FakeRequest
{
    QByteArray method;
    QByteArray target; ///< path and query
    QHash<QByteArray, QByteArray> headers;
    QByteArray body;
};

/// What the server does with it. Raw bytes, so that a test can send anything at all.
struct FakeReply
{
    enum class End
    {
        KeepOpen,
        Close,
        Reset
    };
    QByteArray bytes;
    End end = End::KeepOpen;
    int delayMs = 0;

    static FakeReply json(const QByteArray& body, int status = 200, const QByteArray& more = {})
    {
        return of(body, "application/json", status, more);
    }
    static FakeReply of(const QByteArray& body, const QByteArray& type, int status,
                        const QByteArray& more = {})
    {
        return {"HTTP/1.1 " + QByteArray::number(status) + " Status\r\ncontent-type: " + type +
                    "\r\ncontent-length: " + QByteArray::number(body.size()) + "\r\n" + more + "\r\n" + body,
                End::KeepOpen, 0};
    }
    static FakeReply gone() { return {{}, End::Reset, 0}; }
};

/// A plain HTTP server on a loopback port in the test's own thread, as well- or ill-behaved as its handler.
class FakeServer : public QObject
{
public:
    using Handler = std::function<FakeReply(const FakeRequest&)>;

    explicit FakeServer(Handler handler);
    ~FakeServer() override;

    QUrl url(const QString& path = {}) const;
    const QList<FakeRequest>& seen() const { return m_seen; }
    int count(const QByteArray& method) const
    {
        const auto isIt = [&](const FakeRequest& request) { return request.method == method; };
        return static_cast<int>(std::count_if(m_seen.begin(), m_seen.end(), isIt));
    }

private:
    void receive(QTcpSocket* socket);

    Handler m_handler;
    QTcpServer* m_server;
    QHash<QTcpSocket*, QByteArray> m_buffers;
    QList<FakeRequest> m_seen;
};

} // namespace qm::fake
