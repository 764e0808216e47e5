#pragma once

#include "core/vendor/connection.h"
#include "tests/contract/server.h"
#include "tests/fake/await.h"
#include "tests/fake/memory_secrets.h"

#include <QJsonArray>

namespace qm::contract {

/// A connection to a SCIM service with the shipped descriptor, and the small calls that the tests need around
/// it.
class ScimBench
{
public:
    explicit ScimBench(const QUrl& base, const QByteArray& token = QByteArrayLiteral("test-token"))
    {
        m_secrets.put(QStringLiteral("bench/token"), token);
        vendor::ConnectionSettings settings;
        settings.config.insert(QStringLiteral("base"), base.toString());
        settings.secretPrefix = QStringLiteral("bench");
        settings.retry.firstWaitMs = 10;
        settings.http.idleMs = 2'000;
        auto descriptor = vendor::loadShippedDescriptor(QStringLiteral("scim"));
        if (!descriptor)
            qFatal("%s: %s", qPrintable(descriptor.error().subject), qPrintable(descriptor.error().detail));
        auto opened = vendor::Connection::open(*descriptor, settings, m_secrets, m_clock);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().detail));
        m_connection = std::move(*opened);
    }

    vendor::Connection& connection() { return *m_connection; }
    fake::MemorySecrets& secrets() { return m_secrets; }

    base::Result<vendor::StreamRows> read(const QString& stream)
    {
        vendor::ReadOrder order;
        order.stream = stream;
        return fake::await(m_connection->read(order), 60'000);
    }
    vendor::ActionOutcome act(const QString& action, const QHash<QString, QString>& in)
    {
        return settled(fake::await(m_connection->act(action, in), 60'000));
    }
    vendor::ActionOutcome verify(const QString& action, const QHash<QString, QString>& in)
    {
        return settled(fake::await(m_connection->verify(action, in), 60'000));
    }

    /// A call of a test's own, for /__log, /__chaos and the like.
    static QJsonValue plain(const QByteArray& method, const QUrl& url, const QByteArray& body = {})
    {
        const base::SystemClock clock;
        vendor::Http http(clock);
        vendor::HttpRequest request;
        request.method = method;
        request.url = url;
        request.body = body;
        request.headers = {{"content-type", "application/json"}};
        request.origins = {vendor::Origin::of(url)};
        const auto reply = fake::await(http.send(request));
        return reply ? reply->json : QJsonValue(QJsonValue::Undefined);
    }

private:
    static vendor::ActionOutcome settled(const base::Result<vendor::ActionOutcome>& result)
    {
        if (result)
            return *result;
        vendor::ActionOutcome failed;
        failed.state = vendor::ActionOutcome::State::Failed;
        failed.error = result.error();
        return failed;
    }

    base::SystemClock m_clock;
    fake::MemorySecrets m_secrets;
    std::unique_ptr<vendor::Connection> m_connection;
};

inline QSet<QString> keysOf(const vendor::PageOfRows& page, const QString& table)
{
    QSet<QString> keys;
    for (const vendor::Row& row : page.rows) {
        if (row.table == table)
            keys.insert(row.key);
    }
    return keys;
}

} // namespace qm::contract
