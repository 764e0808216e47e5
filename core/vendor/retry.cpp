#include "core/vendor/retry.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace qm::vendor {
namespace {

// A number above this is an instant, not a duration: 10^9 seconds are 31 years.
constexpr double kInstantSeconds = 1e9;
constexpr double kInstantMilliseconds = 1e12;
constexpr double kLongest = 1e13;

qint64 clampedMs(double milliseconds)
{
    if (!std::isfinite(milliseconds))
        return 0;
    return std::llround(std::clamp(milliseconds, 0.0, kLongest));
}

std::optional<qint64> waitUntilDate(const QByteArray& text, const QDateTime& now)
{
    static const QString form = QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'");
    QDateTime at = QLocale::c().toDateTime(QString::fromLatin1(text), form);
    if (!at.isValid())
        return std::nullopt;
    at.setTimeSpec(Qt::UTC);
    return std::max<qint64>(0, now.msecsTo(at));
}

WaitUnit guessedUnit(double number)
{
    if (number >= kInstantMilliseconds)
        return WaitUnit::EpochMilliseconds;
    return number >= kInstantSeconds ? WaitUnit::EpochSeconds : WaitUnit::Seconds;
}

bool sameHeaders(const LimitRule& rule, const ReplyView& reply)
{
    for (auto it = rule.headerEquals.cbegin(); it != rule.headerEquals.cend(); ++it) {
        if (reply.headers.value(it.key()) != it.value())
            return false;
    }
    return rule.hasHeader.isEmpty() || reply.headers.contains(rule.hasHeader);
}

bool ruleMatches(const LimitRule& rule, const ReplyView& reply)
{
    if (!rule.status.contains(reply.status) || !sameHeaders(rule, reply))
        return false;
    return rule.bodyContains.isEmpty() ||
           QString::fromUtf8(reply.body).contains(rule.bodyContains, Qt::CaseInsensitive);
}

qint64 waitOfRule(const LimitRule& rule, const ReplyView& reply, int attempt, const QDateTime& now)
{
    if (!rule.waitHeader.isEmpty())
        return waitFromHeader(reply.headers.value(rule.waitHeader), rule.unit, now).value_or(0);
    return clampedMs(rule.seconds * 1000.0 * std::pow(rule.grow, attempt - 1));
}

} // namespace

std::optional<qint64> waitFromHeader(const QByteArray& text, WaitUnit unit, const QDateTime& now)
{
    const QByteArray clean = text.trimmed();
    bool isNumber = false;
    const double number = clean.toDouble(&isNumber);
    if (!isNumber)
        return unit == WaitUnit::Auto || unit == WaitUnit::HttpDate ? waitUntilDate(clean, now)
                                                                    : std::nullopt;
    if (!std::isfinite(number) || number < 0 || unit == WaitUnit::HttpDate)
        return std::nullopt;
    const double nowMs = static_cast<double>(now.toMSecsSinceEpoch());
    switch (unit == WaitUnit::Auto ? guessedUnit(number) : unit) {
    case WaitUnit::EpochSeconds:
        return clampedMs(number * 1000.0 - nowMs);
    case WaitUnit::EpochMilliseconds:
        return clampedMs(number - nowMs);
    default:
        return clampedMs(number * 1000.0);
    }
}

std::optional<qint64> limitedWait(const ReplyView& reply, const RetryPolicy& policy, int attempt,
                                  const QDateTime& now)
{
    for (const LimitRule& rule : policy.limits) {
        if (ruleMatches(rule, reply))
            return waitOfRule(rule, reply, attempt, now);
    }
    const QByteArray after = reply.headers.value(QByteArrayLiteral("retry-after"));
    if (reply.status != 429 && (reply.status != 503 || after.isEmpty()))
        return std::nullopt;
    return waitFromHeader(after, WaitUnit::Auto, now).value_or(0);
}

qint64 backoff(const RetryPolicy& policy, int attempt, double random)
{
    const double full =
        static_cast<double>(policy.firstWaitMs) * std::pow(2.0, std::clamp(attempt - 1, 0, 30));
    const double capped = std::min(full, static_cast<double>(policy.longestWaitMs));
    return clampedMs(capped / 2 + capped / 2 * random);
}

} // namespace qm::vendor
