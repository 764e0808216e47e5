#pragma once

#include "core/console/console.h"
#include "ui/format/cell.h"

namespace qm::pages {

/// How a step stands, as a cell: "17:04 verified", "waits", "by hand", "still there". Hours are read in the zone of
/// `now`.
format::Cell stepCell(const console::JournalStep& step, const QDateTime& now);
/// Worst first: 0 needs somebody, then what is under way, waits, is done.
int stepRank(const model::Step& step);
bool needsSomebody(const model::Step& step);
bool isStepClosed(const model::Step& step);
/// "Access revoked" and its like; empty for an unknown key.
QString closingWord(const QString& closing);
/// The six closing states in the order they are shown.
QStringList closingStates();

} // namespace qm::pages
