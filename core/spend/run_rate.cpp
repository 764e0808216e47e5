#include "core/spend/run_rate.h"

#include "core/model/money_records.h"
#include "core/model/people.h"
#include "core/model/renewal.h"
#include "core/model/software.h"

#include <QSet>

namespace qm::spend {
namespace {

using base::Exact;
using base::Id;
using model::Entity;
using model::LicenceLine;
using model::Record;

constexpr int monthsBack = 24;
constexpr int monthsAhead = 12;
constexpr std::size_t mostCategories = 6;

/// A licence line reduced to what counts: from when to when, in which category, how much a month.
struct CostLine
{
    QString category;
    Id vendor;
    QDate start;
    QDate end;      ///< first day it no longer counts; invalid: open
    Exact committed; ///< a month, at the signing rate
    Exact forecast;  ///< a month, at the latest rate

    bool runsOn(QDate day) const { return (!start.isValid() || start <= day) && (!end.isValid() || day < end); }
};

QDate firstOfMonth(QDate day)
{
    return {day.year(), day.month(), 1};
}

QDate earlier(QDate a, QDate b)
{
    return !a.isValid() ? b : !b.isValid() ? a : std::min(a, b);
}

/// F9: price x quantity / months of the cadence, and the base fee; a base fee's included seats are not charged (F8).
Exact monthlyOf(const LicenceLine& line, const Rates& rates, QDate day)
{
    Exact sum(0);
    const Exact months(model::monthsOf(line.cadence));
    if (line.unitPrice && line.quantity) {
        const qint64 charged = std::max<qint64>(0, *line.quantity - line.included.value_or(0));
        sum += rates.converted(*line.unitPrice, day) * Exact(charged) / months;
    }
    if (line.baseFee)
        sum += rates.converted(*line.baseFee, day) / months;
    return sum;
}

CostLine costLineOf(const model::Snapshot& snapshot, const Record& record, const Rates& rates)
{
    const auto line = model::as<LicenceLine>(record);
    const Record* app = snapshot.record(Entity::App, line.app);
    CostLine cost;
    cost.category = app ? app->text(u"category") : QString();
    cost.vendor = line.vendor.isValid() ? line.vendor : app ? app->reference(u"vendor") : Id{};
    cost.start = line.start;
    cost.end = line.end;
    QDate signedOn = line.start;
    if (const auto contract = snapshot.get<model::Contract>(Entity::Contract, line.contract)) {
        signedOn = contract->signedOn.isValid() ? contract->signedOn : signedOn;
        const bool ends = contract->decision == model::Contract::Decision::Cancel || contract->renewal == model::Contract::Renewal::Never;
        if (ends)
            cost.end = earlier(cost.end, model::renewalDates(*contract, snapshot.today(), {}).termEnd);
    }
    cost.committed = monthlyOf(line, rates, signedOn.isValid() ? signedOn : snapshot.today());
    cost.forecast = monthlyOf(line, rates, rates.asOf());
    return cost;
}

std::vector<CostLine> costLinesOf(const model::Snapshot& snapshot, const Rates& rates, SpendReport& report)
{
    std::vector<CostLine> lines;
    for (const Record& record : snapshot.all(Entity::LicenceLine)) {
        CostLine line = costLineOf(snapshot, record, rates);
        if (line.committed.isValid() && line.forecast.isValid())
            lines.push_back(std::move(line));
        else
            ++report.linesWithoutRate;
    }
    return lines;
}

/// The largest categories of today by size; the rest is one.
QStringList categoriesOf(const std::vector<CostLine>& lines, QDate today)
{
    QHash<QString, Exact> sizes;
    for (const CostLine& line : lines) {
        if (!line.category.isEmpty())
            sizes[line.category] += line.runsOn(today) ? line.committed : Exact(0);
    }
    QStringList names = sizes.keys();
    std::sort(names.begin(), names.end(), [&sizes](const QString& a, const QString& b) {
        const auto order = sizes.value(a).compare(sizes.value(b));
        return order == 0 ? a < b : order > 0;
    });
    const bool hasRest = names.size() > qsizetype(mostCategories) || std::any_of(lines.begin(), lines.end(), [](const CostLine& line) { return line.category.isEmpty(); });
    names = names.mid(0, mostCategories);
    if (hasRest)
        names.append(QString());
    return names;
}

int headcountOn(const model::Snapshot& snapshot, QDate day)
{
    int count = 0;
    for (const Record& record : snapshot.all(Entity::Person)) {
        const auto person = model::as<model::Person>(record);
        count += person.type != model::Person::Type::ServiceAccount && model::isEmployedOn(person, day) ? 1 : 0;
    }
    return count;
}

MonthRate monthRate(const std::vector<CostLine>& lines, const QStringList& categories, QDate countedOn, bool forecast)
{
    MonthRate rate;
    rate.month = firstOfMonth(countedOn);
    rate.forecast = forecast;
    rate.byCategory.assign(static_cast<std::size_t>(categories.size()), Exact(0));
    rate.total = Exact(0);
    for (const CostLine& line : lines) {
        if (!line.runsOn(countedOn))
            continue;
        const Exact& amount = forecast ? line.forecast : line.committed;
        const qsizetype own = categories.indexOf(line.category);
        const qsizetype category = own >= 0 ? own : categories.size() - 1;
        if (category >= 0)
            rate.byCategory[static_cast<std::size_t>(category)] += amount;
        rate.total += amount;
    }
    return rate;
}

std::vector<VendorRate> vendorsOf(const model::Snapshot& snapshot, const std::vector<CostLine>& lines)
{
    QHash<Id, VendorRate> byVendor;
    const QDate today = snapshot.today();
    for (const CostLine& line : lines) {
        VendorRate& rate = byVendor[line.vendor];
        rate.vendor = line.vendor;
        if (line.runsOn(today))
            rate.annual += line.committed * Exact(12);
        if (line.runsOn(today.addYears(-1)))
            rate.annualBefore += line.committed * Exact(12);
    }
    std::vector<VendorRate> vendors;
    for (VendorRate& rate : byVendor) {
        const Record* record = snapshot.record(Entity::Vendor, rate.vendor);
        rate.name = record ? model::titleOf(*record) : QString();
        if (rate.annual.compare(Exact(0)) > 0)
            vendors.push_back(rate);
    }
    std::sort(vendors.begin(), vendors.end(), [](const VendorRate& a, const VendorRate& b) {
        const auto order = a.annual.compare(b.annual);
        return order == 0 ? a.name < b.name : order > 0;
    });
    return vendors;
}

std::vector<RenewalMonth> renewalsOf(const model::Snapshot& snapshot, const Rates& rates)
{
    const QDate first = firstOfMonth(snapshot.today());
    std::vector<RenewalMonth> months;
    for (int i = 0; i < monthsAhead; ++i)
        months.push_back({first.addMonths(i), Exact(0), Exact(0)});
    for (const Record& record : snapshot.all(Entity::Contract)) {
        const auto contract = model::as<model::Contract>(record);
        const QDate end = model::renewalDates(contract, snapshot.today(), {}).termEnd;
        if (!contract.annualValue || !end.isValid() || contract.decision == model::Contract::Decision::Cancel)
            continue;
        const auto found = std::find_if(months.begin(), months.end(), [end](const RenewalMonth& month) { return month.month == firstOfMonth(end); });
        if (found == months.end())
            continue;
        Exact& sum = contract.decision == model::Contract::Decision::Open ? found->open : found->decided;
        sum += rates.converted(*contract.annualValue, rates.asOf().isValid() ? rates.asOf() : snapshot.today());
    }
    return months;
}

} // namespace

std::optional<base::Money> SpendReport::money(const Exact& exact) const
{
    const auto minor = exact.rounded();
    return minor ? std::optional(base::Money{*minor, currency}) : std::nullopt;
}

const std::vector<Entity>& entitiesForSpend()
{
    static const std::vector<Entity> entities = {Entity::Company, Entity::ExchangeRate, Entity::Person, Entity::Vendor, Entity::App, Entity::Contract, Entity::LicenceLine};
    return entities;
}

SpendReport planSpend(const model::Snapshot& snapshot)
{
    SpendReport report;
    const Rates rates(snapshot);
    report.currency = rates.baseCurrency();
    report.ratesAsOf = rates.asOf();
    const std::vector<CostLine> lines = costLinesOf(snapshot, rates, report);
    report.categories = categoriesOf(lines, snapshot.today());
    report.thisMonth = monthsBack;
    for (int offset = -monthsBack; offset <= monthsAhead; ++offset) {
        const QDate month = firstOfMonth(snapshot.today()).addMonths(offset);
        const QDate counted = offset == 0 ? snapshot.today() : month.addMonths(1).addDays(-1);
        MonthRate rate = monthRate(lines, report.categories, counted, offset > 0);
        rate.headcount = headcountOn(snapshot, counted);
        report.months.push_back(std::move(rate));
    }
    report.vendors = vendorsOf(snapshot, lines);
    report.renewals = renewalsOf(snapshot, rates);
    return report;
}

model::Filter linesUnder(const SpendReport& report, const QString& category, QDate month)
{
    using model::Filter;
    using model::Operand;
    using model::Operator;
    const QString last = month.addMonths(1).addDays(-1).toString(Qt::ISODate);
    std::vector<Filter> parts;
    if (!category.isEmpty()) {
        parts.push_back(Filter::condition(QStringLiteral("app.category"), Operator::Is, {Operand{category}}));
    } else {
        for (const QString& named : report.categories) {
            if (!named.isEmpty())
                parts.push_back(Filter::condition(QStringLiteral("app.category"), Operator::IsNot, {Operand{named}}));
        }
    }
    parts.push_back(Filter::any({Filter::condition(QStringLiteral("start"), Operator::IsEmpty), Filter::condition(QStringLiteral("start"), Operator::AtMost, {Operand{last}})}));
    parts.push_back(Filter::any({Filter::condition(QStringLiteral("end"), Operator::IsEmpty), Filter::condition(QStringLiteral("end"), Operator::Greater, {Operand{last}})}));
    return Filter::all(std::move(parts));
}

QSet<Id> repeatedActuals(const std::vector<Record>& invoiceLines)
{
    QHash<QString, QHash<QString, int>> seen; // what -> file -> how many
    QSet<Id> repeated;
    for (const Record& record : invoiceLines) {
        const QString what = record.text(u"date") + u'|' + record.text(u"amount") + u'|' + record.text(u"app");
        const QString file = record.text(u"file-hash");
        auto& files = seen[what];
        int& own = files[file];
        ++own;
        // The n-th line of this file is new only when no other file holds n of them.
        const bool elsewhere = std::any_of(files.keyValueBegin(), files.keyValueEnd(), [&](const auto& entry) { return entry.first != file && entry.second >= own; });
        if (elsewhere)
            repeated.insert(record.id);
    }
    return repeated;
}

} // namespace qm::spend
