#pragma once

#include "core/vendor/answer.h"
#include "core/vendor/call_queue.h"
#include "core/vendor/connection.h"
#include "core/vendor/sign_in.h"

#include <QObject>

namespace qm::vendor {

/// What the jobs of one connection share: descriptor, settings, the door to the network, the way to sign in. They wait
/// in its context object and go with it, while the rest of the session is still there.
class Session final
{
public:
    Session(Descriptor descriptor, ConnectionSettings settings, SecretStore& secrets,
            const base::Clock& clock);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    /// Checks the settings and works out the base URL and the origins.
    base::Result<void> prepare();

    using Inputs = QHash<QString, QString>;
    /// The settings as {{config.x}}, and what `local` knows.
    Lookup lookup(const Lookup& local = {}) const;
    /// A whole request but for the sign-in. Required, Refused when a value is missing or may not stand there.
    base::Result<HttpRequest> request(const CallRule& call, const Lookup& local) const;
    /// The address of a call alone.
    base::Result<QUrl> url(const Template& path, const QueryRule& query, const Lookup& local) const;

    /// Signs the request and sends it through the connection's queue. A 401 makes one try to renew the proof.
    QFuture<base::Result<HttpReply>> send(HttpRequest request);
    /// What the answer failed by, by the descriptor's own rules first; nullopt when it did not.
    std::optional<base::Error> problemOf(const HttpReply& reply) const;

    const Descriptor& descriptor() const { return m_descriptor; }
    const ConnectionSettings& settings() const { return m_settings; }
    const base::Clock& clock() const { return m_http->clock(); }
    QObject* context() { return m_context.get(); }

private:
    class SignedCall;

    base::Result<void> checkConfig() const;
    base::Result<void> prepareOrigins();

    Descriptor m_descriptor;
    ConnectionSettings m_settings;
    SecretStore& m_secrets;
    /// Of every job; deleted first but for m_http, before what jobs refer to.
    std::unique_ptr<QObject> m_context;
    std::unique_ptr<Http> m_http;
    std::unique_ptr<CallQueue> m_queue;
    std::unique_ptr<SignInWay> m_signInWay;
    QString m_base;
    QList<Origin> m_origins;
    QList<std::pair<QByteArray, QByteArray>> m_headers;
};

/// Values of one name space of templates.
Lookup valuesAs(const QString& space, const Session::Inputs& values);
/// Fields of a record as {{space.field}}.
Lookup recordAs(const QString& space, const QJsonValue& record);
/// The first that knows the name.
Lookup firstOf(Lookup first, Lookup second);

/// `url` with further query parameters, encoded so that no value can end its parameter ("+", "&", "=", "#").
QUrl withParameters(const QUrl& url, const std::vector<std::pair<QString, QString>>& parameters);

} // namespace qm::vendor
