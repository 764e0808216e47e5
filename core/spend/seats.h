#pragma once

#include "core/model/seat_classes.h"
#include "core/spend/rates.h"

namespace qm::spend {

/// The seats of one licence line, classed (F1), with what could be saved (F2, F3).
struct SeatLine
{
    base::Id licenceLine;
    base::Id app;
    base::Id contract;
    QString name;
    model::SeatCounts counts;
    base::Exact gross;          ///< F2, a year, minor units of the base currency
    model::RealisableSaving saving; ///< F3
    QDate deadline;             ///< of its contract, when one gates it
};

struct SeatReport
{
    base::Currency currency;
    std::vector<SeatLine> lines;
    model::SeatCounts total;
    int usageKnown = 0; ///< seats covered by a usage source
    base::Exact gross;
    base::Exact thisYear;
    base::Exact nextTerm;
};

const std::vector<model::Entity>& entitiesForSeats();

/// Every seat-counted licence line on the snapshot's day.
SeatReport planSeats(const model::Snapshot& snapshot);

} // namespace qm::spend
