#pragma once

#include "core/spend/rates.h"

namespace qm::spend {

/// One month of the stacked run rate. Amounts are minor units of the base currency.
struct MonthRate
{
    QDate month; ///< its first day
    bool forecast = false;
    std::vector<base::Exact> byCategory; ///< in the order of SpendReport::categories
    base::Exact total;
    int headcount = 0; ///< employed at the month's end
};

struct VendorRate
{
    base::Id vendor;
    QString name;
    base::Exact annual;
    base::Exact annualBefore; ///< a year ago
};

/// What renews in one month, by whether it has been decided.
struct RenewalMonth
{
    QDate month;
    base::Exact decided;
    base::Exact open;
};

/// Spend as it is committed: every licence line's price by its cadence (F9), in the base currency (F10).
struct SpendReport
{
    base::Currency currency;
    QDate ratesAsOf;
    QStringList categories; ///< at most six by size, then "Everything else" (empty text) when there are more
    std::vector<MonthRate> months;
    int thisMonth = 0; ///< position in months
    std::vector<VendorRate> vendors; ///< largest first
    std::vector<RenewalMonth> renewals; ///< the next twelve months
    int linesWithoutRate = 0; ///< lines left out because their currency has no rate

    /// One rounding, half to even, at the end. nullopt: not a number (overflow).
    std::optional<base::Money> money(const base::Exact& exact) const;
    const MonthRate& now() const { return months.at(static_cast<std::size_t>(thisMonth)); }
};

/// The entities planSpend() looks at.
const std::vector<model::Entity>& entitiesForSpend();

/// 24 months back and 12 ahead of the snapshot's day. Commitments count at the rate of the day they were signed,
/// forecasts at the latest one. A line counts in a month when it runs on the month's last day (this month: today).
/// After its contract's term end a cancelled line no longer counts.
SpendReport planSpend(const model::Snapshot& snapshot);

/// The licence lines under one bar, as a filter: what a click on it opens.
model::Filter linesUnder(const SpendReport& report, const QString& category, QDate month);

/// F9: two dated lines are one when date, amount and app are equal AND their files differ. Returns the ids of the
/// lines that are repeats.
QSet<base::Id> repeatedActuals(const std::vector<model::Record>& invoiceLines);

} // namespace qm::spend
