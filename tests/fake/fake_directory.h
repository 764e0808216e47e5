#pragma once

#include "tests/fake/fake_server.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>

#include <map>

namespace qm::fake {

/// A small SCIM directory in this process' memory: people and groups, read and changed as the shipped descriptor does.
/// What it holds is open to the test; `fault`, when set, answers instead.
class FakeDirectory
{
public:
    struct User
    {
        QString userName;
        bool active = true;
    };
    struct Group
    {
        QString name;
        QStringList members;
    };

    FakeDirectory()
        : m_server([this](const FakeRequest& request) {
            FakeReply reply = fault ? fault(request) : answer(request);
            reply.delayMs = delayMs;
            return reply;
        })
    {}

    QUrl url() const { return m_server.url(QStringLiteral("/scim/v2")); }
    int count(const QByteArray& method) const { return m_server.count(method); }

    std::map<QString, User> users;
    std::map<QString, Group> groups;
    FakeServer::Handler fault;
    int delayMs = 0; ///< of every answer

private:
    static FakeReply list(const QJsonArray& all)
    {
        return json({{QStringLiteral("schemas"), QJsonArray{QStringLiteral("urn:ietf:params:scim:api:messages:2.0:ListResponse")}}, {QStringLiteral("totalResults"), all.size()},
                     {QStringLiteral("startIndex"), 1}, {QStringLiteral("itemsPerPage"), all.size()}, {QStringLiteral("Resources"), all}});
    }
    static FakeReply json(const QJsonObject& object, int status = 200) { return FakeReply::json(QJsonDocument(object).toJson(QJsonDocument::Compact), status); }

    QJsonObject userJson(const QString& id) const
    {
        const User& user = users.at(id);
        return {{QStringLiteral("id"), id}, {QStringLiteral("userName"), user.userName}, {QStringLiteral("displayName"), user.userName}, {QStringLiteral("active"), user.active}};
    }
    QJsonObject groupJson(const QString& id) const
    {
        QJsonArray members;
        for (const QString& member : groups.at(id).members)
            members.append(QJsonObject{{QStringLiteral("value"), member}});
        return {{QStringLiteral("id"), id}, {QStringLiteral("displayName"), groups.at(id).name}, {QStringLiteral("members"), members}};
    }

    FakeReply answer(const FakeRequest& request)
    {
        const QUrl target(QString::fromUtf8(request.target));
        const QString id = target.path().section(u'/', 4);
        const QJsonObject body = QJsonDocument::fromJson(request.body).object();
        const bool ofUsers = target.path().contains(QStringLiteral("/Users"));
        if (request.method == "POST")
            return create(body);
        if (!id.isEmpty() && (ofUsers ? users.count(id) : groups.count(id)) == 0)
            return json({{QStringLiteral("detail"), QStringLiteral("not found")}}, 404);
        if (request.method == "PATCH")
            change(ofUsers, id, body[QStringLiteral("Operations")].toArray().first().toObject());
        if (!id.isEmpty())
            return json(ofUsers ? userJson(id) : groupJson(id));
        return ofUsers ? listUsers(target) : listGroups();
    }
    FakeReply listUsers(const QUrl& target) const
    {
        const QUrlQuery query(target);
        const QString wanted = query.queryItemValue(QStringLiteral("filter"), QUrl::FullyDecoded).section(u'"', 1, 1);
        QJsonArray all;
        for (const auto& [id, user] : users) {
            if (wanted.isEmpty() || wanted == user.userName)
                all.append(userJson(id));
        }
        return query.queryItemValue(QStringLiteral("startIndex")).toInt() > all.size() ? list({}) : list(all);
    }
    FakeReply listGroups() const
    {
        QJsonArray all;
        for (const auto& [id, group] : groups)
            all.append(groupJson(id));
        return list(all);
    }
    FakeReply create(const QJsonObject& body)
    {
        const QString id = QStringLiteral("u-%1").arg(users.size() + 1);
        users[id] = {body[QStringLiteral("userName")].toString(), body[QStringLiteral("active")].toBool()};
        return json(userJson(id), 201);
    }
    void change(bool ofUsers, const QString& id, const QJsonObject& operation)
    {
        const QString op = operation[QStringLiteral("op")].toString();
        if (ofUsers)
            users[id].active = operation[QStringLiteral("value")].toBool();
        else if (op == u"add")
            groups[id].members.append(operation[QStringLiteral("value")].toArray().first()[QStringLiteral("value")].toString());
        else
            groups[id].members.removeAll(operation[QStringLiteral("path")].toString().section(u'"', 1, 1));
    }

    FakeServer m_server;
};

} // namespace qm::fake
