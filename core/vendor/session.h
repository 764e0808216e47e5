#pragma once

#include "core/vendor/answer.h"
#include "core/vendor/connection.h"

#include <QObject>

namespace qm::vendor {

/// The headers that prove who calls, and what must be masked while they are in use.
struct SignIn
{
    QList<SecretHeader> headers;
    SecretList secrets;
};

/// What the jobs of one connection share: descriptor, settings, HTTP client, the way to the token. They wait
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
    Lookup lookup(const Inputs& in) const;
    /// The URL of a call below the base.
    base::Result<QUrl> url(const Template& path, const QueryRule& query, const Inputs& in) const;
    /// A request with everything but the sign-in.
    HttpRequest request(const QByteArray& method, const QUrl& target, const SignIn& signIn) const;
    /// Fetches the secrets anew each time: they may have been replaced.
    QFuture<base::Result<SignIn>> signIn();

    const Descriptor& descriptor() const { return m_descriptor; }
    const ConnectionSettings& settings() const { return m_settings; }
    Http& http() { return *m_http; }
    QObject* context() { return m_context.get(); }

private:
    base::Result<void> checkConfig() const;
    const AuthRule* authRule() const;

    Descriptor m_descriptor;
    ConnectionSettings m_settings;
    SecretStore& m_secrets;
    std::unique_ptr<QObject>
        m_context; ///< of every job; deleted first but for m_http, before what jobs refer to
    std::unique_ptr<Http> m_http;
    QString m_base;
    QList<Origin> m_origins;
    QList<std::pair<QByteArray, QByteArray>> m_headers;
};

/// `url` with further query parameters, encoded so that no value can end its parameter ("+", "&", "=", "#").
QUrl withParameters(const QUrl& url, const std::vector<std::pair<QString, QString>>& parameters);

} // namespace qm::vendor
