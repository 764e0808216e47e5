#include "core/vendor/rate.h"

#include <algorithm>

namespace qm::vendor {
namespace {

constexpr int kFailuresToOpen = 5;
constexpr qint64 kFirstPauseMs = 30'000;
constexpr qint64 kLongestPauseMs = 15 * 60 * 1000;

bool fits(const QRegularExpression& match, const QString& call)
{
    return match.pattern().isEmpty() || match.match(call).hasMatch();
}

} // namespace

Pacer::Pacer(RateRule rule)
    : m_rule(std::move(rule))
    , m_spent(m_rule.budgets.size())
{}

int Pacer::costOf(const BudgetRule& budget, const QString& call)
{
    for (const auto& [match, cost] : budget.costs) {
        if (match.match(call).hasMatch())
            return cost;
    }
    return budget.otherCost;
}

qint64 Pacer::waitMs(const QString& call, qint64 nowMs) const
{
    qint64 wait = std::max<qint64>(0, m_pausedUntilMs - nowMs);
    for (std::size_t i = 0; i < m_rule.budgets.size(); ++i) {
        const BudgetRule& budget = m_rule.budgets[i];
        if (!fits(budget.match, call))
            continue;
        // From the newest back: the call that has to age out before this one fits.
        const qint64 spanMs = budget.seconds * 1000;
        qint64 sum = costOf(budget, call);
        for (auto it = m_spent[i].rbegin(); it != m_spent[i].rend() && it->atMs > nowMs - spanMs; ++it) {
            sum += it->cost;
            if (sum > budget.count) {
                wait = std::max(wait, it->atMs + spanMs - nowMs);
                break;
            }
        }
    }
    return wait;
}

void Pacer::note(const QString& call, qint64 nowMs)
{
    for (std::size_t i = 0; i < m_rule.budgets.size(); ++i) {
        const BudgetRule& budget = m_rule.budgets[i];
        if (!fits(budget.match, call))
            continue;
        std::deque<Spent>& spent = m_spent[i];
        while (!spent.empty() && spent.front().atMs <= nowMs - budget.seconds * 1000)
            spent.pop_front();
        spent.push_back({nowMs, costOf(budget, call)});
    }
}

void Pacer::learn(const ReplyView& reply, const QDateTime& now)
{
    if (m_rule.pace.remaining.isEmpty())
        return;
    bool isNumber = false;
    const qint64 left = reply.headers.value(m_rule.pace.remaining).trimmed().toLongLong(&isNumber);
    if (!isNumber || left > m_rule.pace.keep)
        return;
    const auto wait = waitFromHeader(reply.headers.value(m_rule.pace.reset), m_rule.pace.unit, now);
    if (wait)
        m_pausedUntilMs = now.toMSecsSinceEpoch() + std::min(*wait, kLongestPauseMs);
}

void Breaker::success()
{
    *this = Breaker();
}

void Breaker::failure(qint64 nowMs)
{
    ++m_failures;
    if (m_failures < kFailuresToOpen)
        return;
    const qint64 pause = kFirstPauseMs << std::min(m_failures - kFailuresToOpen, 5);
    m_openUntilMs = nowMs + std::min(pause, kLongestPauseMs);
}

} // namespace qm::vendor
