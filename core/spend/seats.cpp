#include "core/spend/seats.h"

#include "core/model/company.h"
#include "core/model/identity.h"
#include "core/model/licence_terms.h"
#include "core/model/money_records.h"
#include "core/model/people.h"
#include "core/model/renewal.h"

namespace qm::spend {
namespace {

using base::Exact;
using base::Id;
using model::Entity;
using model::LicenceLine;
using model::Record;

using SeatsByLine = QHash<Id, std::vector<model::SeatFacts>>;

model::SeatFacts factsOf(const model::Snapshot& snapshot, const model::Seat& seat, const LicenceLine& line)
{
    model::SeatFacts facts;
    const auto account = snapshot.get<model::Account>(Entity::Account, seat.account);
    const Id holder = seat.person.isValid() ? seat.person : account ? account->person : Id{};
    const auto person = snapshot.get<model::Person>(Entity::Person, holder);
    facts.holderEmployed = !person || model::statusOn(*person, snapshot.today()) != model::Person::Status::Left;
    facts.suspended = account && account->state == model::Account::State::Suspended;
    facts.usageKnown = seat.usageKnown.value_or(false);
    facts.assigned = seat.since;
    facts.lastUse = seat.lastUsed.toUTC().date();
    if (seat.activePercent)
        facts.activePercent = static_cast<int>(*seat.activePercent);
    facts.cheaperTier = line.cheaperPrice.has_value();
    return facts;
}

SeatsByLine seatsByLine(const model::Snapshot& snapshot, const QHash<Id, LicenceLine>& lines)
{
    SeatsByLine seats;
    for (const Record& record : snapshot.all(Entity::Seat)) {
        const auto seat = model::as<model::Seat>(record);
        const auto line = lines.find(seat.licenceLine);
        if (line != lines.end())
            seats[seat.licenceLine].push_back(factsOf(snapshot, seat, *line));
    }
    return seats;
}

Exact yearly(const base::Money& price, const LicenceLine& line, const Rates& rates)
{
    return rates.converted(price, line.start.isValid() ? line.start : rates.asOf()) * Exact(12, model::monthsOf(line.cadence));
}

/// Whole months of the financial year that begin after `day`.
int monthsLeft(int yearStartMonth, QDate day)
{
    const int passed = (day.month() - yearStartMonth + 12) % 12 + 1;
    return 12 - passed;
}

model::SavingGate gateOf(const model::Snapshot& snapshot, const LicenceLine& line, int yearStartMonth)
{
    model::SavingGate gate;
    gate.monthsLeftInYear = monthsLeft(yearStartMonth, snapshot.today());
    gate.monthlyOrTrueDown = model::givesSeatsBack(line);
    const auto contract = snapshot.get<model::Contract>(Entity::Contract, line.contract);
    if (!contract)
        return gate;
    const model::RenewalDates dates = model::renewalDates(*contract, snapshot.today(), {});
    gate.deadline = dates.deadline;
    gate.termEnd = dates.termEnd;
    const int ahead = dates.termEnd.isValid() ? (dates.termEnd.year() - snapshot.today().year()) * 12 + dates.termEnd.month() - snapshot.today().month() : 0;
    gate.monthsAfterTermInYear = std::max(0, gate.monthsLeftInYear - ahead);
    return gate;
}

model::SeatThresholds thresholdsOf(const model::Snapshot& snapshot, Id app)
{
    model::SeatThresholds thresholds;
    if (const auto own = snapshot.get<model::App>(Entity::App, app)) {
        thresholds.unusedAfterDays = static_cast<int>(own->unusedAfterDays.value_or(thresholds.unusedAfterDays));
        thresholds.underusedPercent = static_cast<int>(own->underusedPercent.value_or(thresholds.underusedPercent));
    }
    return thresholds;
}

void addTo(model::SeatCounts& total, const model::SeatCounts& counts)
{
    total.purchased += counts.purchased;
    for (std::size_t i = 0; i < counts.byClass.size(); ++i)
        total.byClass[i] += counts.byClass[i];
}

bool countsSeats(const LicenceLine& line, QDate day)
{
    const bool runs = (!line.start.isValid() || line.start <= day) && (!line.end.isValid() || day < line.end);
    return runs && line.metric == LicenceLine::Metric::Seat && line.quantity.has_value();
}

} // namespace

const std::vector<Entity>& entitiesForSeats()
{
    static const std::vector<Entity> entities = {Entity::Company, Entity::ExchangeRate, Entity::Person, Entity::App, Entity::Contract, Entity::LicenceLine, Entity::Account, Entity::Seat};
    return entities;
}

SeatReport planSeats(const model::Snapshot& snapshot)
{
    SeatReport report;
    const Rates rates(snapshot);
    report.currency = rates.baseCurrency();
    int yearStart = 1;
    if (!snapshot.all(Entity::Company).empty())
        yearStart = static_cast<int>(model::as<model::Company>(snapshot.all(Entity::Company).front()).yearStartMonth.value_or(1));
    QHash<Id, LicenceLine> lines;
    for (const Record& record : snapshot.all(Entity::LicenceLine)) {
        const auto line = model::as<LicenceLine>(record);
        if (countsSeats(line, snapshot.today()))
            lines.insert(record.id, line);
    }
    const SeatsByLine seats = seatsByLine(snapshot, lines);
    for (auto it = lines.begin(); it != lines.end(); ++it) {
        const LicenceLine& line = it.value();
        SeatLine out{it.key(), line.app, line.contract, line.name, {}, {}, {}, {}};
        out.counts = model::countSeats(seats.value(it.key()), static_cast<int>(*line.quantity), snapshot.today(), thresholdsOf(snapshot, line.app));
        for (const model::SeatFacts& seat : seats.value(it.key()))
            report.usageKnown += seat.usageKnown ? 1 : 0;
        addTo(report.total, out.counts);
        if (line.unitPrice) {
            const model::YearlyPrices prices{yearly(*line.unitPrice, line, rates), line.cheaperPrice ? std::optional(yearly(*line.cheaperPrice, line, rates)) : std::nullopt};
            const model::SavingGate gate = gateOf(snapshot, line, yearStart);
            out.gross = model::grossWaste(out.counts, prices);
            out.saving = model::realisable(out.gross, gate, snapshot.today());
            out.deadline = gate.deadline;
            report.gross += out.gross;
            report.thisYear += out.saving.thisYear;
            report.nextTerm += out.saving.nextTerm;
        }
        report.lines.push_back(std::move(out));
    }
    std::sort(report.lines.begin(), report.lines.end(), [](const SeatLine& a, const SeatLine& b) { return a.name < b.name; });
    return report;
}

} // namespace qm::spend
