#include "core/model/seat_classes.h"

#include <numeric>

namespace qm::model {
namespace {

constexpr int graceDays = 14; // F1: a seat without any event is "never used" only after two weeks

} // namespace

SeatClass classify(const SeatFacts& seat, QDate day, const SeatThresholds& thresholds)
{
    if (!seat.holderEmployed)
        return SeatClass::Leaver;
    if (seat.suspended)
        return SeatClass::Suspended;
    if (!seat.usageKnown)
        return SeatClass::Unknown;
    if (!seat.lastUse.isValid())
        return seat.assigned.isValid() && seat.assigned.daysTo(day) <= graceDays ? SeatClass::Active : SeatClass::NeverUsed;
    if (seat.lastUse <= day.addDays(-thresholds.unusedAfterDays))
        return SeatClass::Unused;
    if (seat.cheaperTier && seat.activePercent && *seat.activePercent < thresholds.underusedPercent)
        return SeatClass::Underused;
    return SeatClass::Active;
}

int SeatCounts::assigned() const
{
    return std::accumulate(byClass.begin(), byClass.end(), 0);
}

int SeatCounts::wasted() const
{
    return of(SeatClass::Leaver) + of(SeatClass::Suspended) + of(SeatClass::NeverUsed) + of(SeatClass::Unused) + spare();
}

SeatCounts countSeats(const std::vector<SeatFacts>& seats, int purchased, QDate day, const SeatThresholds& thresholds)
{
    SeatCounts counts;
    counts.purchased = purchased;
    for (const SeatFacts& seat : seats)
        ++counts.byClass[static_cast<std::size_t>(classify(seat, day, thresholds))];
    return counts;
}

base::Exact grossWaste(const SeatCounts& counts, const YearlyPrices& prices)
{
    base::Exact gross = prices.full * base::Exact(counts.wasted());
    if (prices.cheaper)
        gross += (prices.full - *prices.cheaper) * base::Exact(counts.of(SeatClass::Underused));
    return gross;
}

RealisableSaving realisable(const base::Exact& gross, const SavingGate& gate, QDate day)
{
    if (gate.monthlyOrTrueDown)
        return {gross * base::Exact(gate.monthsLeftInYear, 12), base::Exact(0)};
    // A committed contract pays until its term ends: nothing this term, all of it from the next.
    const bool stillOpen = gate.deadline.isValid() && day <= gate.deadline;
    const int monthsAfterTerm = stillOpen && gate.termEnd.isValid() ? gate.monthsAfterTermInYear : 0;
    return {gross * base::Exact(monthsAfterTerm, 12), gross};
}

int rightSize(const SeatCounts& counts, const RightSize& plan)
{
    const int need = counts.of(SeatClass::Active) + counts.of(SeatClass::Unknown) + plan.plannedJoiners - plan.plannedLeavers;
    const int withBuffer = (std::max(0, need) * (100 + plan.bufferPercent) + 99) / 100;
    return withBuffer;
}

} // namespace qm::model
