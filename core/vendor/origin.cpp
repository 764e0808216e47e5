#include "core/vendor/origin.h"

#include <QHostAddress>
#include <QUrl>

namespace qm::vendor {
namespace {

bool isLoopbackHost(const QString& host)
{
    if (host.compare(QStringLiteral("localhost"), Qt::CaseInsensitive) == 0)
        return true;
    const QHostAddress address(host);
    return !address.isNull() && address.isLoopback();
}

} // namespace

Origin Origin::of(const QUrl& url)
{
    const QString scheme = url.scheme().toLower();
    const int standard = scheme == QStringLiteral("https") ? 443 : scheme == QStringLiteral("http") ? 80 : 0;
    if (standard == 0 || !url.isValid() || url.host().isEmpty())
        return {};
    return {scheme + QStringLiteral("://") + url.host().toLower() + u':' +
            QString::number(url.port(standard))};
}

bool isSafeTransport(const QUrl& url)
{
    if (!Origin::of(url).isValid() || !url.userInfo().isEmpty())
        return false;
    return url.scheme().toLower() == QStringLiteral("https") || isLoopbackHost(url.host());
}

bool isAllowed(const QUrl& url, const QList<Origin>& allowed)
{
    return isSafeTransport(url) && allowed.contains(Origin::of(url));
}

QString printable(const QUrl& url)
{
    return url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::FullyEncoded);
}

} // namespace qm::vendor
