#pragma once

#include <QList>
#include <QString>

class QUrl;

namespace qm::vendor {

/// Scheme, host and port of a URL: what a token may be sent to. Pure.
struct Origin
{
    QString text; ///< "https://api.example.com:443"; empty: no usable origin

    static Origin of(const QUrl& url);
    bool isValid() const { return !text.isEmpty(); }
    friend bool operator==(const Origin&, const Origin&) = default;
};

/// Whether the URL may be called at all: https, or plain http to this computer's loopback; no user name in
/// it.
bool isSafeTransport(const QUrl& url);

/// Whether the URL is safe transport and its origin is one of `allowed`.
bool isAllowed(const QUrl& url, const QList<Origin>& allowed);

/// Scheme, host, port and path: what a log or an error may say of a URL (a query can hold names or codes).
QString printable(const QUrl& url);

} // namespace qm::vendor
