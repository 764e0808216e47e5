#pragma once

#include "core/base/money.h"

#include <QDate>

#include <array>
#include <optional>
#include <vector>

namespace qm::model {

/// What a seat is, as of a day; the first that fits (F1).
enum class SeatClass { Leaver, Suspended, NeverUsed, Unused, Underused, Active, Unknown };
inline constexpr int seatClassCount = static_cast<int>(SeatClass::Unknown) + 1;

/// What F1 needs to know of one assigned seat.
struct SeatFacts
{
    bool holderEmployed = true; ///< on the day; false for a seat whose holder has left
    bool suspended = false;     ///< its account is suspended
    bool usageKnown = false;    ///< a usage source covers it
    QDate assigned;
    QDate lastUse;              ///< invalid: no event
    std::optional<int> activePercent; ///< active days / working days
    bool cheaperTier = false;   ///< one exists
};

/// T and u of F1, per app.
struct SeatThresholds
{
    int unusedAfterDays = 60;
    int underusedPercent = 40;
};

/// F1.
SeatClass classify(const SeatFacts& seat, QDate day, const SeatThresholds& thresholds);

/// Seats of one licence line by class; the classes sum to `assigned`, and assigned + spare - over = purchased (F1).
struct SeatCounts
{
    std::array<int, seatClassCount> byClass{};
    int purchased = 0;

    int of(SeatClass seatClass) const { return byClass[static_cast<std::size_t>(seatClass)]; }
    int assigned() const;
    int spare() const { return std::max(0, purchased - assigned()); }
    int over() const { return std::max(0, assigned() - purchased); }
    /// Seats nobody needs: leaver, suspended, never used, unused, spare. Unknown is never waste.
    int wasted() const;
};

SeatCounts countSeats(const std::vector<SeatFacts>& seats, int purchased, QDate day, const SeatThresholds& thresholds);

/// Yearly prices of one licence line in minor units of one currency.
struct YearlyPrices
{
    base::Exact full;
    std::optional<base::Exact> cheaper;
};

/// F2: gross waste a year, in minor units.
base::Exact grossWaste(const SeatCounts& counts, const YearlyPrices& prices);

/// When a saving can be taken (F3).
struct SavingGate
{
    bool monthlyOrTrueDown = false;
    QDate deadline;           ///< F5, of a committed contract; invalid: not known, counts as passed
    QDate termEnd;            ///< F5, of a committed contract
    int monthsLeftInYear = 0; ///< whole months of the financial year that are still ahead
    int monthsAfterTermInYear = 0; ///< of those, the ones after the term's end
};

struct RealisableSaving
{
    base::Exact thisYear; ///< minor units
    base::Exact nextTerm; ///< a year, from the next term on
};

/// F3.
RealisableSaving realisable(const base::Exact& gross, const SavingGate& gate, QDate day);

/// F7: seats to buy for the next term.
struct RightSize
{
    int plannedJoiners = 0;
    int plannedLeavers = 0;
    int bufferPercent = 0;
};
int rightSize(const SeatCounts& counts, const RightSize& plan);

} // namespace qm::model
