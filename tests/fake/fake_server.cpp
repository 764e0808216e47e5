#include "tests/fake/fake_server.h"

#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

namespace qm::fake {
namespace {

FakeRequest parsedHead(const QByteArray& head)
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

void answer(QTcpSocket* socket, const FakeReply& reply)
{
    socket->write(reply.bytes);
    socket->flush();
    if (reply.end == FakeReply::End::Reset)
        socket->abort();
    else if (reply.end == FakeReply::End::Close)
        socket->disconnectFromHost();
}

} // namespace

FakeServer::FakeServer(Handler handler)
    : m_handler(std::move(handler))
    , m_server(new QTcpServer(this))
{
    m_server->listen(QHostAddress::LocalHost, 0);
    connect(m_server, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket* socket = m_server->nextPendingConnection())
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { receive(socket); });
    });
}

FakeServer::~FakeServer() = default;

QUrl FakeServer::url(const QString& path) const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_server->serverPort()) + path);
}

void FakeServer::receive(QTcpSocket* socket)
{
    QByteArray& buffer = m_buffers[socket];
    buffer += socket->readAll();
    const qsizetype head = buffer.indexOf("\r\n\r\n");
    if (head < 0)
        return;
    FakeRequest request = parsedHead(buffer.left(head));
    const qsizetype size = request.headers.value("content-length").toInt();
    if (buffer.size() < head + 4 + size)
        return;
    request.body = buffer.mid(head + 4, size);
    buffer.remove(0, head + 4 + size);
    m_seen.append(request);
    const FakeReply reply = m_handler(request);
    QTimer::singleShot(reply.delayMs, socket, [socket, reply] { answer(socket, reply); });
}

} // namespace qm::fake
