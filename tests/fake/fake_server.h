#pragma once

#include <QHash>
#include <QHostAddress>
#include <QList>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>

#include <functional>

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
    enum class End { KeepOpen, Close, Reset };
    QByteArray bytes;
    End end = End::KeepOpen;
    int delayMs = 0;

    static FakeReply json(const QByteArray& body, int status = 200, const QByteArray& more = {})
    {
        return of(body, "application/json", status, more);
    }
    static FakeReply of(const QByteArray& body, const QByteArray& type, int status, const QByteArray& more = {})
    {
        return {"HTTP/1.1 " + QByteArray::number(status) + " Status\r\ncontent-type: " + type
                    + "\r\ncontent-length: " + QByteArray::number(body.size()) + "\r\n" + more + "\r\n" + body,
                End::KeepOpen, 0};
    }
    static FakeReply gone() { return {{}, End::Reset, 0}; }
};

/// A plain HTTP server on a loopback port in the test's own thread, as well- or ill-behaved as its handler.
class FakeServer : public QObject
{
public:
    using Handler = std::function<FakeReply(const FakeRequest&)>;

    explicit FakeServer(Handler handler)
        : m_handler(std::move(handler))
    {
        m_server.listen(QHostAddress::LocalHost, 0);
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket* socket = m_server.nextPendingConnection())
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] { receive(socket); });
        });
    }

    QUrl url(const QString& path = {}) const
    {
        return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_server.serverPort()) + path);
    }
    const QList<FakeRequest>& seen() const { return m_seen; }
    int count(const QByteArray& method) const
    {
        return int(std::count_if(m_seen.begin(), m_seen.end(), [&](const FakeRequest& r) { return r.method == method; }));
    }

private:
    void receive(QTcpSocket* socket)
    {
        QByteArray& buffer = m_buffers[socket];
        buffer += socket->readAll();
        const qsizetype head = buffer.indexOf("\r\n\r\n");
        if (head < 0)
            return;
        FakeRequest request = parsed(buffer.left(head));
        const qsizetype size = request.headers.value("content-length").toInt();
        if (buffer.size() < head + 4 + size)
            return;
        request.body = buffer.mid(head + 4, size);
        buffer.remove(0, head + 4 + size);
        m_seen.append(request);
        const FakeReply reply = m_handler(request);
        QTimer::singleShot(reply.delayMs, socket, [socket, reply] { answer(socket, reply); });
    }
    static FakeRequest parsed(const QByteArray& head)
    {
        const QList<QByteArray> lines = head.split('\n');
        const QList<QByteArray> first = lines.value(0).trimmed().split(' ');
        FakeRequest request{first.value(0), first.value(1), {}, {}};
        for (const QByteArray& line : lines.mid(1)) {
            const qsizetype colon = line.indexOf(':');
            request.headers.insert(line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed());
        }
        return request;
    }
    static void answer(QTcpSocket* socket, const FakeReply& reply)
    {
        socket->write(reply.bytes);
        socket->flush();
        if (reply.end == FakeReply::End::Reset)
            socket->abort();
        else if (reply.end == FakeReply::End::Close)
            socket->disconnectFromHost();
    }

    Handler m_handler;
    QTcpServer m_server;
    QHash<QTcpSocket*, QByteArray> m_buffers;
    QList<FakeRequest> m_seen;
};

} // namespace qm::fake
