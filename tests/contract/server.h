#pragma once

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>
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
            m_ready = QJsonDocument::fromJson(line.toUtf8()).object();
    }
    ~Server() { kill(); }
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// Empty when the server did not come up.
    QUrl url() const { return QUrl(m_ready.value(QStringLiteral("url")).toString()); }
    /// All that its ready line said.
    const QJsonObject& ready() const { return m_ready; }
    /// SIGKILL, as a machine that loses power.
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished(5'000);
    }

private:
    QProcess m_process;
    QJsonObject m_ready;
};

/// A place where the shared servers find their packages (the project's own) and the vendors' descriptions: copies of
/// the scripts for the time of a test, because nothing may be installed where they come from.
class SharedServers
{
public:
    SharedServers()
    {
        const QDir shared(QStringLiteral(QM_SHARED_DIR));
        QDir here(m_place.path());
        here.mkdir(QStringLiteral("vendor-servers"));
        QFile::link(shared.filePath(QStringLiteral("vendor-specs")), here.filePath(QStringLiteral("vendor-specs")));
        QFile::link(QStringLiteral(QM_SOURCE_DIR "/tests/contract/servers/node_modules"),
                    here.filePath(QStringLiteral("vendor-servers/node_modules")));
        const QDir scripts(shared.filePath(QStringLiteral("vendor-servers")));
        for (const QString& name : scripts.entryList({QStringLiteral("*.mjs")}, QDir::Files))
            QFile::copy(scripts.filePath(name), here.filePath(QStringLiteral("vendor-servers/") + name));
    }
    QString script(const QString& name) const { return m_place.filePath(QStringLiteral("vendor-servers/") + name); }

    /// Why a shared server can't run here; empty when it can. `package`: what it needs; `ability`: what Node.js must have
    /// for it, as a condition in JavaScript.
    static QString whyNot(const QString& script, const QString& package, const QString& ability = QStringLiteral("true"))
    {
        if (!QFile::exists(QStringLiteral(QM_SHARED_DIR "/vendor-servers/") + script))
            return QStringLiteral("no ../shared/vendor-servers/") + script;
        if (!QFile::exists(QStringLiteral(QM_SOURCE_DIR "/tests/contract/servers/node_modules/") + package))
            return QStringLiteral("no node_modules: run npm ci in tests/contract/servers");
        QProcess node;
        node.start(QStringLiteral("node"), {QStringLiteral("-e"), QStringLiteral("process.exit(%1 ? 0 : 1)").arg(ability)});
        if (!node.waitForFinished(10'000) || node.exitCode() != 0)
            return QStringLiteral("Node.js is missing or too old for %1").arg(script);
        return {};
    }

private:
    QTemporaryDir m_place;
};

/// A port that is free a moment before it is used; for servers that want one by number.
inline int freePort()
{
    QProcess node;
    node.start(QStringLiteral("node"),
               {QStringLiteral("-e"),
                QStringLiteral("const s=require('net').createServer();s.listen(0,'127.0.0.1',()=>{console.log(s.address().port);s.close()})")});
    node.waitForFinished(10'000);
    return node.readAllStandardOutput().trimmed().toInt();
}

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
