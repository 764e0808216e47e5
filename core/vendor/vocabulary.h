#pragma once

#include <QStringList>

namespace qm::vendor {

/// The words that all descriptors share, so that a plan for a joiner or a leaver is written once for all vendors. A
/// word that is not here is a typo.

/// Tables that streams fill.
const QStringList& tableNames();
/// Columns of a table; empty for an unknown one.
QStringList columnsOf(const QString& table);
/// What actions may be given.
const QStringList& inputNames();
/// What a vendor can be asked to do.
const QStringList& actionNames();

} // namespace qm::vendor
