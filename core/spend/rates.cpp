#include "core/spend/rates.h"

#include "core/model/company.h"

namespace qm::spend {

using base::Exact;
using model::Entity;

Exact exactFromText(QStringView text)
{
    const qsizetype dot = text.indexOf(u'.');
    const qsizetype places = dot < 0 ? 0 : text.size() - dot - 1;
    constexpr qsizetype most = 9;
    bool ok = false;
    const qint64 digits = text.toString().remove(u'.').toLongLong(&ok);
    if (!ok || places > most || text.count(u'.') > 1)
        return Exact(0, 0);
    qint64 scale = 1;
    for (qsizetype i = 0; i < places; ++i)
        scale *= 10;
    return Exact(digits, scale);
}

Rates::Rates(const model::Snapshot& snapshot)
{
    if (!snapshot.all(Entity::Company).empty())
        m_base = base::Currency::fromCode(snapshot.all(Entity::Company).front().text(u"base-currency")).value_or(base::Currency());
    for (const model::Record& record : snapshot.all(Entity::ExchangeRate)) {
        const auto rate = model::as<model::ExchangeRate>(record);
        m_rates[rate.currency].push_back({rate.date, exactFromText(rate.rate)});
    }
    for (auto& list : m_rates)
        std::sort(list.begin(), list.end(), [](const Rate& a, const Rate& b) { return a.date < b.date; });
}

Exact Rates::on(base::Currency currency, QDate day) const
{
    if (currency == m_base)
        return Exact(1);
    const auto found = m_rates.find(currency.code());
    if (found == m_rates.end() || found->empty())
        return Exact(0, 0);
    const auto later = std::upper_bound(found->begin(), found->end(), day, [](QDate wanted, const Rate& rate) { return wanted < rate.date; });
    return later == found->begin() ? later->rate : std::prev(later)->rate;
}

Exact Rates::latest(base::Currency currency) const
{
    return on(currency, asOf());
}

Exact Rates::converted(const base::Money& money, QDate day) const
{
    return Exact(money.minor) * scaled(money.currency, on(money.currency, day));
}

/// A rate is told in major units; amounts are minor ones, and currencies differ in decimals.
Exact Rates::scaled(base::Currency currency, const Exact& rate) const
{
    return rate * Exact(m_base.scale(), currency.scale());
}

QDate Rates::asOf() const
{
    QDate newest;
    for (const auto& list : m_rates) {
        if (!list.empty() && (!newest.isValid() || list.back().date > newest))
            newest = list.back().date;
    }
    return newest;
}

} // namespace qm::spend
