#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QHash>
#include <QList>
#include <QString>

#include <optional>

namespace qm::vendor {

/// How a header tells a waiting time. Auto: a small number is seconds, a large one an instant (seconds or
/// milliseconds since 1970), anything else an HTTP date.
enum class WaitUnit
{
    Auto,
    Seconds,
    EpochSeconds,
    EpochMilliseconds,
    HttpDate
};

/// What a vendor says when it is asked too often, and how long to wait then. Header names in lower case.
struct LimitRule
{
    QList<int> status;
    QByteArray hasHeader;
    QHash<QByteArray, QByteArray> headerEquals;
    QString bodyContains;
    QByteArray waitHeader;
    WaitUnit unit = WaitUnit::Auto;
    double seconds = 0; ///< when there is no header
    double grow = 1;    ///< factor for each further try
};

/// The part of a reply that a rule looks at.
struct ReplyView
{
    int status = 0;
    QHash<QByteArray, QByteArray> headers;
    QByteArray body;
};

/// How often and how long to try. Milliseconds.
struct RetryPolicy
{
    int tries = 5;            ///< the first one included
    qint64 firstWaitMs = 500; ///< doubles with each try
    qint64 longestWaitMs = 15 * 60 * 1000;
    QList<LimitRule> limits; ///< before the built-in rule (429, and 503 with Retry-After)
};

/// Milliseconds from `now` that the header text asks for, or nullopt when it can't be read. Never negative.
std::optional<qint64> waitFromHeader(const QByteArray& text, WaitUnit unit, const QDateTime& now);

/// The wait a rate-limited reply asks for (attempt counts from 1), or nullopt when the reply is not one.
/// 0: limited, but without a time.
std::optional<qint64> limitedWait(const ReplyView& reply, const RetryPolicy& policy, int attempt,
                                  const QDateTime& now);

/// The next wait without any word of the vendor: doubling, the upper half random. `random` is in [0, 1).
qint64 backoff(const RetryPolicy& policy, int attempt, double random);

} // namespace qm::vendor
