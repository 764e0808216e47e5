#pragma once

#include "core/vendor/connection.h"
#include "core/vendor/token_client.h"

#include <QTimer>

class QTcpServer;
class QTcpSocket;

namespace qm::vendor {

/// What a person has to do, shown by the window.
struct SignInPrompt
{
    QUrl address; ///< to open in the system's browser
    QString code; ///< to be typed there; empty: nothing to type
};

/// A person signs in with the vendor: in the browser (code with PKCE S256 and a listener on this computer, RFC 7636 and
/// 8252) or by a code on any device (RFC 8628). Ends with the tokens in the secret store. Lives in the worker thread;
/// destroying it ends the waiting with Cancelled. Five minutes for the browser; for a device as long as the vendor
/// gives.
class InteractiveSignIn final : public QObject
{
public:
    using Prompt = std::function<void(const SignInPrompt&)>;

    /// DescriptorInvalid when the chosen way needs no person.
    static base::Result<std::unique_ptr<InteractiveSignIn>> make(const Descriptor& descriptor, const ConnectionSettings& settings,
                                                                 SecretStore& secrets, const base::Clock& clock);
    ~InteractiveSignIn() override;

    /// The settings that the vendor's answer brought. Errors: Refused when the person or the vendor said no, Timeout,
    /// those of TokenClient.
    QFuture<base::Result<QHash<QString, QString>>> start(Prompt prompt);

private:
    InteractiveSignIn(TokenClient::Setup setup, SecretStore& secrets, const base::Clock& clock);

    void askBrowser();
    base::Result<QUrl> authorizeAddress() const;
    void receive(QTcpSocket* socket);
    void answerBrowser(QTcpSocket* socket, const QByteArray& request);
    base::Result<QByteArray> codeOf(const QUrl& redirect) const;
    void askDevice();
    void deviceAsked(base::Result<HttpReply> reply);
    void pollDevice();
    void trade(TokenClient::Form form);
    void fail(const base::Error& error);

    TokenClient m_client;
    Prompt m_prompt;
    std::unique_ptr<QTcpServer> m_listener;
    QByteArray m_state;
    QByteArray m_verifier;
    QByteArray m_deviceCode;
    int m_intervalSeconds = 5;
    QTimer m_deadline;
    QTimer m_poll;
    Answer<QHash<QString, QString>> m_answer;
};

} // namespace qm::vendor
