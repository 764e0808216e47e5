#pragma once

#include "core/vendor/retry.h"

#include <QRegularExpression>

#include <deque>
#include <vector>

namespace qm::vendor {

/// "At most `count` points in `seconds`" for the calls that match.
struct BudgetRule
{
    QRegularExpression match; ///< against "GET /path"; empty: every call
    qint64 count = 0;
    qint64 seconds = 0;
    std::vector<std::pair<QRegularExpression, int>> costs; ///< first match; otherwise `otherCost`
    int otherCost = 1;
};

/// Headers in which a vendor says how many calls are left, and until when.
struct PaceRule
{
    QByteArray remaining; ///< empty: the vendor says nothing
    QByteArray reset;
    WaitUnit unit = WaitUnit::Auto;
    qint64 keep = 0; ///< calls that are left to others
};

/// What a vendor lets one connection do.
struct RateRule
{
    int concurrency = 4;
    std::vector<BudgetRule> budgets;
    PaceRule pace;
    QList<LimitRule> limits;
};

/// Keeps a connection within its budgets. Pure: instants go in as milliseconds since 1970, waits come out.
class Pacer
{
public:
    explicit Pacer(RateRule rule);

    /// Milliseconds to wait before this call ("GET /path") may leave; 0: now.
    qint64 waitMs(const QString& call, qint64 nowMs) const;
    /// The call left.
    void note(const QString& call, qint64 nowMs);
    /// What the answer's headers say of the budget.
    void learn(const ReplyView& reply, const QDateTime& now);

private:
    struct Spent
    {
        qint64 atMs = 0;
        int cost = 0;
    };
    static int costOf(const BudgetRule& budget, const QString& call);

    RateRule m_rule;
    std::vector<std::deque<Spent>> m_spent; ///< one per budget
    qint64 m_pausedUntilMs = 0;
};

/// Opens after several calls in a row that got no answer, so that a dead vendor costs one wait and not a thousand.
/// After the pause one call goes through as a probe. Pure.
class Breaker
{
public:
    bool isOpen(qint64 nowMs) const { return nowMs < m_openUntilMs; }
    qint64 openUntilMs() const { return m_openUntilMs; }
    void success();
    void failure(qint64 nowMs);

private:
    int m_failures = 0;
    qint64 m_openUntilMs = 0;
};

} // namespace qm::vendor
