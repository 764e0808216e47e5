#include "core/vendor/interactive_sign_in.h"

#include "core/vendor/jose.h"
#include "core/vendor/json_text.h"
#include "core/vendor/session.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QUrlQuery>

namespace qm::vendor {
namespace {

using base::ErrorCode;

constexpr auto kBrowserTime = std::chrono::minutes(5);
constexpr qsizetype kLongestRequest = 16 * 1024;
constexpr int kSlowDownSeconds = 5; // RFC 8628 3.5

QString redirectOf(const AuthRule& rule, quint16 port)
{
    return QStringLiteral("http://%1:%2%3").arg(rule.redirectHost).arg(port).arg(rule.redirectPath);
}

QByteArray page(const QByteArray& status, const QByteArray& words)
{
    const QByteArray body = "<!doctype html><meta charset=utf-8><title>Quartermaster</title>"
                            "<body style=\"font:16px sans-serif;margin:4em auto;max-width:30em\"><p>" + words + "</p></body>";
    return "HTTP/1.1 " + status + "\r\ncontent-type: text/html; charset=utf-8\r\ncache-control: no-store\r\n"
           "referrer-policy: no-referrer\r\nconnection: close\r\ncontent-length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

} // namespace

base::Result<std::unique_ptr<InteractiveSignIn>> InteractiveSignIn::make(const Descriptor& descriptor, const ConnectionSettings& settings,
                                                                         SecretStore& secrets, const base::Clock& clock)
{
    const AuthRule* rule = descriptor.way(settings.auth);
    if (!rule || !rule->isInteractive())
        return base::fail(ErrorCode::DescriptorInvalid, key("auth"), QStringLiteral("nobody has to sign in"));
    return std::unique_ptr<InteractiveSignIn>(
        new InteractiveSignIn({*rule, valuesAs(key("config"), settings.config), settings.secretPrefix, settings.http}, secrets, clock));
}

InteractiveSignIn::InteractiveSignIn(TokenClient::Setup setup, SecretStore& secrets, const base::Clock& clock)
    : m_client(std::move(setup), secrets, clock)
{
    m_deadline.setSingleShot(true);
    m_poll.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] { fail({ErrorCode::Timeout, {}, QStringLiteral("nobody signed in"), base::Retry::Later}); });
    connect(&m_poll, &QTimer::timeout, this, &InteractiveSignIn::pollDevice);
}

InteractiveSignIn::~InteractiveSignIn() = default;

QFuture<base::Result<QHash<QString, QString>>> InteractiveSignIn::start(Prompt prompt)
{
    m_prompt = std::move(prompt);
    auto future = m_answer.future();
    if (m_client.rule().type == AuthRule::Type::Code)
        askBrowser();
    else
        askDevice();
    return future;
}

void InteractiveSignIn::fail(const base::Error& error)
{
    m_deadline.stop();
    m_poll.stop();
    m_listener.reset();
    m_answer.settle(base::fail(error));
}

void InteractiveSignIn::askBrowser()
{
    m_state = randomText(24);
    m_verifier = randomText(48);
    m_listener = std::make_unique<QTcpServer>();
    if (!m_listener->listen(QHostAddress::LocalHost, 0))
        return fail({ErrorCode::HostUnreachable, key("127.0.0.1"), m_listener->errorString(), base::Retry::Later});
    connect(m_listener.get(), &QTcpServer::newConnection, this, [this] {
        while (m_listener && m_listener->hasPendingConnections())
            receive(m_listener->nextPendingConnection());
    });
    const auto address = authorizeAddress();
    if (!address)
        return fail(address.error());
    m_deadline.start(kBrowserTime);
    m_prompt({*address, {}});
}

base::Result<QUrl> InteractiveSignIn::authorizeAddress() const
{
    const AuthRule& rule = m_client.rule();
    const auto url = m_client.endpoint(rule.authorizeUrl);
    const auto id = m_client.clientId();
    if (!url || !id)
        return base::fail(url ? id.error() : url.error());
    std::vector<std::pair<QString, QString>> parameters{
        {key("response_type"), key("code")},
        {key("client_id"), *id},
        {key("redirect_uri"), redirectOf(rule, m_listener->serverPort())},
        {key("state"), QString::fromLatin1(m_state)},
        {key("code_challenge"), QString::fromLatin1(pkceChallenge(m_verifier))},
        {key("code_challenge_method"), key("S256")}};
    if (!rule.scopes.isEmpty())
        parameters.emplace_back(key("scope"), rule.scopes.join(rule.scopeSeparator));
    for (const auto& [name, text] : rule.authorizeQuery) {
        const auto value = text.render(Place::Query, m_client.config());
        if (!value)
            return base::fail(value.error());
        parameters.emplace_back(name, *value);
    }
    return withParameters(*url, parameters);
}

// Anything on this computer can knock here; only one whole request with the right path and state counts.
void InteractiveSignIn::receive(QTcpSocket* socket)
{
    socket->setParent(this);
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    connect(socket, &QTcpSocket::readyRead, this, [this, socket, request = QByteArray()]() mutable {
        request += socket->readAll();
        if (request.size() > kLongestRequest)
            return socket->abort();
        if (request.contains("\r\n\r\n"))
            answerBrowser(socket, request);
    });
}

void InteractiveSignIn::answerBrowser(QTcpSocket* socket, const QByteArray& request)
{
    const QList<QByteArray> line = request.left(request.indexOf("\r\n")).split(' ');
    const QUrl target = QUrl::fromEncoded(line.value(1));
    const bool isRedirect = m_listener && line.value(0) == "GET" && target.path() == m_client.rule().redirectPath;
    const auto code = isRedirect ? codeOf(target) : base::Result<QByteArray>(base::fail(ErrorCode::NotFound));
    const bool isForeign = !code && code.error().code == ErrorCode::NotFound;
    socket->write(isForeign ? page("404 Not Found", "Nothing here.")
                  : code    ? page("200 OK", "You are signed in. You can close this page and go back to Quartermaster.")
                            : page("200 OK", "The sign-in did not go through. Go back to Quartermaster to see why."));
    socket->disconnectFromHost();
    if (isForeign)
        return; // not ours: the right one may still come
    if (!code)
        return fail(code.error());
    const auto id = m_client.clientId();
    const QString redirect = redirectOf(m_client.rule(), m_listener->serverPort());
    m_listener->close(); // one request
    trade({{key("grant_type"), "authorization_code"}, {key("code"), *code}, {key("redirect_uri"), redirect.toUtf8()}, {key("code_verifier"), m_verifier}});
}

base::Result<QByteArray> InteractiveSignIn::codeOf(const QUrl& redirect) const
{
    const QUrlQuery query(redirect);
    const auto item = [&](const char* name) { return query.queryItemValue(key(name), QUrl::FullyDecoded); };
    if (item("state").toLatin1() != m_state)
        return base::fail(ErrorCode::NotFound, key("state")); // somebody else's
    const auto expected = m_client.rule().issuer.render(Place::Whole, m_client.config());
    const QString issuer = item("iss");
    if (expected && !expected->isEmpty() && !issuer.isEmpty() && issuer != *expected)
        return base::fail(ErrorCode::Refused, issuer, QStringLiteral("the answer came from another issuer"));
    if (!item("error").isEmpty())
        return base::fail(ErrorCode::Refused, item("error").left(100), item("error_description").left(300));
    if (item("code").isEmpty())
        return base::fail(ErrorCode::Refused, key("code"), QStringLiteral("no code in the answer"));
    return item("code").toUtf8();
}

void InteractiveSignIn::askDevice()
{
    const AuthRule& rule = m_client.rule();
    const auto url = m_client.endpoint(rule.deviceUrl);
    const auto id = m_client.clientId();
    if (!url || !id)
        return fail(url ? id.error() : url.error());
    TokenClient::Form form{{key("client_id"), id->toUtf8()}};
    if (!rule.scopes.isEmpty())
        form.emplace_back(key("scope"), rule.scopes.join(rule.scopeSeparator).toUtf8());
    whenDone(m_client.post(*url, form), this, [this](base::Result<HttpReply> reply) { deviceAsked(std::move(reply)); });
}

void InteractiveSignIn::deviceAsked(base::Result<HttpReply> reply)
{
    if (!reply)
        return fail(reply.error());
    const QJsonObject json = reply->json.toObject();
    m_deviceCode = json.value(key("device_code")).toString().toUtf8();
    const QUrl where(json.value(key("verification_uri_complete")).toString(json.value(key("verification_uri")).toString()));
    if (m_deviceCode.isEmpty() || !isSafeTransport(where))
        return fail({ErrorCode::Refused, reply->url.host(), json.value(key("error")).toString(), base::Retry::Never});
    m_intervalSeconds = std::clamp(json.value(key("interval")).toInt(5), 1, 60);
    m_deadline.start(std::chrono::seconds(std::clamp(json.value(key("expires_in")).toInt(300), 30, 1800)));
    m_prompt({where, json.value(key("user_code")).toString().left(40)});
    m_poll.start(std::chrono::seconds(m_intervalSeconds));
}

void InteractiveSignIn::pollDevice()
{
    trade({{key("grant_type"), "urn:ietf:params:oauth:grant-type:device_code"}, {key("device_code"), m_deviceCode}});
}

void InteractiveSignIn::trade(TokenClient::Form form)
{
    whenDone(m_client.trade(std::move(form)), this, [this](base::Result<std::shared_ptr<TokenSet>> tokens) {
        const QString why = tokens ? QString() : tokens.error().detail;
        const bool isSlow = why.startsWith(key("slow_down"));
        if (!m_deviceCode.isEmpty() && (isSlow || why.startsWith(key("authorization_pending")))) {
            m_intervalSeconds += isSlow ? kSlowDownSeconds : 0;
            return m_poll.start(std::chrono::seconds(m_intervalSeconds));
        }
        if (!tokens)
            return fail(why.startsWith(key("access_denied")) ? base::Error{ErrorCode::Refused, {}, why, base::Retry::Never} : tokens.error());
        if ((*tokens)->notKept)
            return fail(*(*tokens)->notKept);
        m_deadline.stop();
        m_answer.settle((*tokens)->extra);
    });
}

} // namespace qm::vendor
