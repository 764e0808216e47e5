#pragma once

#include "core/console/console.h"
#include "ui/pages/parts.h"

/// The cards of the home page as words; widgets are filled from them.
namespace qm::pages {

/// What it costs, what must be decided, what could be saved, how much is known: one cell of the figure strip.
struct HomeFigure
{
    QString label;
    QString figure;
    QString unit;
    format::Cell strong;
    QString meaning;
};

HomeFigure runRateFigure(const console::HomeReport& home);
HomeFigure decideFigure(const console::HomeReport& home);
HomeFigure savingsFigure(const console::HomeReport& home);
HomeFigure usageFigure(const console::HomeReport& home);
QList<double> runRateLine(const console::HomeReport& home);
/// Known and unknown shares of the assigned seats.
QList<format::Segment> usageSegments(const console::HomeReport& home);

QList<ColumnHead> renewalHeads();
CellRow renewalCells(const console::RenewalRow& row, QDate today);
/// Seats by class, in the order of look and meaning; free ones last.
QList<format::Segment> seatSegments(const model::SeatCounts& counts);

/// Contracts whose decision is due within 30 days and whose last day to cancel is still ahead.
model::Filter contractsToDecide();
/// Licence lines with seats that nobody needs.
model::Filter linesWithSavings(const console::HomeReport& home);

/// One of the parts that all savings found in a year are made of; they add up to the report's gross.
struct SavingPart
{
    QString words;
    base::Exact amount; ///< minor units of the base currency
    format::Tint tint = format::Tint::Accent;
};
/// This year's part, the months of running lines that fall into the next year, and what waits for the next term (F3).
QList<SavingPart> savingParts(const console::HomeReport& home);

QList<RowButton::Content> trustRows(const console::HomeReport& home, const QDateTime& now);
/// "Monday 23 November, five things are urgent"
QString homeGrey(const console::HomeReport& home);

format::State stateOf(guard::Severity severity);

} // namespace qm::pages
