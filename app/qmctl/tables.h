#pragma once

#include "core/console/console.h"

#include <QJsonArray>
#include <QJsonObject>

namespace qm::qmctl {

/// The titles of everything some records refer to. Waits; for the command's own thread.
base::Result<QHash<base::Id, QString>> titlesFor(console::Console& console, const std::vector<model::Record>& records);

/// A record keyed by field: text, numbers, booleans and money as they are, references by title. With `columns` only
/// those; without, every field that is not internal.
QJsonObject recordJson(const model::Record& record, const QStringList& columns, const QHash<base::Id, QString>& titles);

/// Rows under headings, columns as wide as their longest cell (bounded).
QString textTable(const QStringList& headings, const QList<QStringList>& rows);

} // namespace qm::qmctl
