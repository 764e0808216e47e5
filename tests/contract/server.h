#pragma once

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStringList>
#include <QTest>
#include <QUrl>

namespace qm::contract {

/// A test server as a child process: started with a node script, ready when it has printed its ready line,
/// killed with this object. Header only, for any test that links Qt Test.
class Server
{
public:
    /// The script's standard error goes to the test's own.
    Server(const QString& script, const QStringList& arguments)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral("node"), QStringList{script} + arguments);
        QString line;
        const bool isReady = QTest::qWaitFor(
            [&] {
                if (!m_process.canReadLine())
                    return m_process.state() == QProcess::NotRunning &&
                           m_process.error() != QProcess::UnknownError;
                line = QString::fromUtf8(m_process.readLine());
                return line.contains(QStringLiteral("\"ready\""));
            },
            15'000);
        if (isReady)
            m_url =
                QUrl(QJsonDocument::fromJson(line.toUtf8()).object().value(QStringLiteral("url")).toString());
    }
    ~Server() { kill(); }
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// Empty when the server did not come up.
    QUrl url() const { return m_url; }
    /// SIGKILL, as a machine that loses power.
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished(5'000);
    }

private:
    QProcess m_process;
    QUrl m_url;
};

inline QString scimScript()
{
    return QStringLiteral(QM_SOURCE_DIR "/tests/contract/servers/scim-server.mjs");
}
inline QString chaosScript()
{
    return QStringLiteral(QM_SHARED_DIR "/vendor-servers/chaos-proxy.mjs");
}

/// Why the project's servers can't run here; empty when they can.
inline QString whyNoServers()
{
    if (!QFile::exists(QStringLiteral(QM_SOURCE_DIR "/tests/contract/servers/node_modules/scimmy")))
        return QStringLiteral("no node_modules: run npm ci in tests/contract/servers");
    QProcess node;
    node.start(QStringLiteral("node"), {QStringLiteral("--version")});
    return node.waitForFinished(5'000) && node.exitCode() == 0 ? QString()
                                                               : QStringLiteral("node is not installed");
}

} // namespace qm::contract
