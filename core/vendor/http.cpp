#include "core/vendor/http.h"

#include "core/vendor/http_exchange.h"

#include <QNetworkAccessManager>

namespace qm::vendor {
namespace {

base::ErrorCode codeOfStatus(int status)
{
    switch (status) {
    case 401:
        return base::ErrorCode::SignInNeeded;
    case 403:
        return base::ErrorCode::Forbidden;
    case 404:
        return base::ErrorCode::NotFound;
    case 429:
        return base::ErrorCode::RateLimited;
    default:
        return base::ErrorCode::VendorRefused;
    }
}

} // namespace

Http::Http(const base::Clock& clock, HttpLimits limits, QObject* parent)
    : QObject(parent)
    , m_clock(clock)
    , m_limits(limits)
    , m_network(new QNetworkAccessManager(this))
{
    m_network->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_network->setAutoDeleteReplies(false);
}

Http::~Http()
{
    // Before the access manager goes: an exchange still holds one of its replies.
    const QList<QObject*> all = children();
    for (QObject* child : all) {
        if (child != m_network)
            delete child;
    }
}

QFuture<base::Result<HttpReply>> Http::send(HttpRequest request)
{
    if (request.method == "GET" || request.method == "HEAD")
        request.repeat = Repeat::Safe;
    auto* exchange = new HttpExchange(*this, std::move(request));
    return exchange->start();
}

QByteArray formBody(const FormFields& fields)
{
    QByteArray body;
    for (const auto& [name, value] : fields) {
        if (!body.isEmpty())
            body += '&';
        body += QUrl::toPercentEncoding(name) + '=' + value.toPercentEncoding();
    }
    return body;
}

std::optional<base::Error> errorOf(const HttpReply& reply, const SecretList& secrets)
{
    const int status = reply.view.status;
    if (status >= 200 && status < 300)
        return std::nullopt;
    const base::ErrorCode code = reply.waitMs > 0 ? base::ErrorCode::RateLimited : codeOfStatus(status);
    const bool isPassing = code == base::ErrorCode::RateLimited || status >= 500;
    const QString detail = QStringLiteral("%1 from %2: %3")
                               .arg(status)
                               .arg(printable(reply.url))
                               .arg(QString::fromUtf8(reply.view.body.left(4000)));
    return base::Error{code, reply.url.host(), masked(detail, secrets, 600),
                       isPassing ? base::Retry::Later : base::Retry::Never};
}

bool mayHaveHappened(base::ErrorCode code)
{
    switch (code) {
    case base::ErrorCode::Timeout:
    case base::ErrorCode::ReplyCut:
    case base::ErrorCode::ReplyTooLarge:
    case base::ErrorCode::ReplyMalformed:
    case base::ErrorCode::Cancelled:
        return true;
    default:
        return false;
    }
}

} // namespace qm::vendor
