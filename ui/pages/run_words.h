#pragma once

#include "core/console/console.h"
#include "ui/pages/cell_rows.h"

namespace qm::pages {

/// "leaves today, 17:00"
QString runHappens(const console::RunRow& run, QDate today);
/// "Jonas Weiss leaves today, 17:00"
QString runTitle(const console::RunRow& run, QDate today);
/// "3 need you", "2 with people", "On its way", "Done"...
format::Cell runPill(const console::RunRow& run);
/// Closed steps as a bar with percent.
format::Cell runBar(const console::RunRow& run);
/// Who, what stands out, how far, and the way in.
CellRow runCells(const console::RunRow& run, QDate today);
QList<ColumnHead> runHeads();

} // namespace qm::pages
