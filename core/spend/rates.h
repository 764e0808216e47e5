#pragma once

#include "core/base/money.h"
#include "core/model/snapshot.h"

namespace qm::spend {

/// The exchange rates of a workspace (F10). A rate holds from its date until the next one.
class Rates
{
public:
    explicit Rates(const model::Snapshot& snapshot);

    base::Currency baseCurrency() const { return m_base; }
    /// What one unit of the currency is worth in the base currency on a day: the latest rate on or before it, or the
    /// first one known. Invalid when the currency has none.
    base::Exact on(base::Currency currency, QDate day) const;
    /// The latest month-end rate, for forecasts.
    base::Exact latest(base::Currency currency) const;
    /// Minor units of the base currency, exact. Invalid when there is no rate.
    base::Exact converted(const base::Money& money, QDate day) const;
    /// The day of the newest rate: names the rate set of a total.
    QDate asOf() const;

private:
    struct Rate
    {
        QDate date;
        base::Exact rate;
    };
    base::Exact scaled(base::Currency currency, const base::Exact& rate) const;

    base::Currency m_base;
    QHash<QString, std::vector<Rate>> m_rates; ///< by currency, oldest first
};

/// A decimal text as an exact number: "0.9213" is 9213/10000. Invalid when it is none.
base::Exact exactFromText(QStringView text);

} // namespace qm::spend
