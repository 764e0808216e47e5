#pragma once

#include "core/model/company.h"
#include "ui/format/cell.h"

namespace qm::pages {

/// How a source stands, as a pill.
format::Cell sourceState(const model::Source& source, const QDateTime& now);
/// How long ago it was read to its end.
format::Cell sourceAge(const model::Source& source, const QDateTime& now);
/// What it means and what to do, in one or two sentences; `differences` wait for somebody to decide.
QString sourceSentence(const model::Source& source, const QDateTime& now, qint64 differences = 0);
/// A vendor's connection that can be read.
bool isConnected(const model::Source& source);

} // namespace qm::pages
