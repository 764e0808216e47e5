#pragma once

#include "qmctl.h"
#include "tests/contract/server.h"

namespace qm::test {

/// The project's SCIM server with its durable store and log, as its own records tell what reached it.
class Directory
{
public:
    explicit Directory(int people)
        : m_server(contract::scimScript(), {QStringLiteral("--seed"), QString::number(people), QStringLiteral("--store"), m_folder.filePath(QStringLiteral("scim.json"))})
    {}

    QUrl url() const { return m_server.url(); }
    /// A question to the running server, through another client than ours.
    QJsonObject ask(const QString& path) const
    {
        QProcess curl;
        curl.start(QStringLiteral("curl"), {QStringLiteral("-s"), QStringLiteral("-g"), QStringLiteral("-H"), QStringLiteral("Authorization: Bearer test-token"), m_server.url().toString() + path});
        curl.waitForFinished();
        return QJsonDocument::fromJson(curl.readAllStandardOutput()).object();
    }
    /// Everybody of that name; a doubled create would show as two.
    QJsonArray usersNamed(const QString& userName) const
    {
        return ask(QStringLiteral("/Users?filter=userName%20eq%20%22") + userName + QStringLiteral("%22"))[QStringLiteral("Resources")].toArray();
    }
    QStringList membersOf(const QString& group) const
    {
        QStringList ids;
        const auto found = ask(QStringLiteral("/Groups?filter=displayName%20eq%20%22") + group + QStringLiteral("%22"))[QStringLiteral("Resources")].toArray();
        for (const QJsonValue& member : found.first()[QStringLiteral("members")].toArray())
            ids.append(member[QStringLiteral("value")].toString());
        return ids;
    }
    /// Requests in the server's own log with this method and this text in their address or body.
    int logged(const QString& method, const QStringList& texts) const
    {
        QFile log(m_folder.filePath(QStringLiteral("scim.json.log")));
        if (!log.open(QIODevice::ReadOnly))
            return -1;
        int count = 0;
        for (const QByteArray& line : log.readAll().split('\n')) {
            const QJsonObject request = QJsonDocument::fromJson(line).object();
            const QString whole = request[QStringLiteral("url")].toString() + u' ' + request[QStringLiteral("body")].toString();
            const bool fits = request[QStringLiteral("method")].toString() == method && std::all_of(texts.begin(), texts.end(), [&](const QString& text) { return whole.contains(text); });
            count += fits ? 1 : 0;
        }
        return count;
    }

private:
    QTemporaryDir m_folder;
    contract::Server m_server;
};

inline Said connectTo(const Qmctl& qmctl, const QUrl& url, const QByteArray& token = "test-token")
{
    return qmctl.run({QStringLiteral("connect"), QStringLiteral("scim"), QStringLiteral("Directory"), QStringLiteral("--base"), url.toString(), QStringLiteral("--allow-writes"), QStringLiteral("--json")}, token + '\n');
}
inline Said planJoin(const Qmctl& qmctl, const QString& name, const QString& mail)
{
    return qmctl.run({QStringLiteral("plan"), QStringLiteral("join"), QStringLiteral("--set"), QStringLiteral("name=") + name, QStringLiteral("--set"), QStringLiteral("work-mail=") + mail, QStringLiteral("--set"), QStringLiteral("start=2026-11-02"),
                      QStringLiteral("--set"), QStringLiteral("groups=Everyone"), QStringLiteral("--set"), QStringLiteral("apps=Directory"), QStringLiteral("-o"), qmctl.path(QStringLiteral("join.json")), QStringLiteral("--json")});
}
inline Said planLeave(const Qmctl& qmctl, const QString& name)
{
    return qmctl.run({QStringLiteral("plan"), QStringLiteral("leave"), name, QStringLiteral("--at"), QStringLiteral("2026-11-20T17:00:00Z"), QStringLiteral("-o"), qmctl.path(QStringLiteral("leave.json")), QStringLiteral("--json")});
}
inline QStringList applying(const Qmctl& qmctl, const char* plan)
{
    return {QStringLiteral("apply"), qmctl.path(QString::fromLatin1(plan)), QStringLiteral("--json")};
}

/// Why these tests can't run here; empty when they can.
inline QString whyNoDirectory()
{
    const QByteArray mode = qgetenv("QM_KEYRING");
    if (mode != "open")
        return QStringLiteral("run through tests/contract/with-keyring open, with gnome-keyring and dbus installed");
    return contract::whyNoServers();
}

} // namespace qm::test
