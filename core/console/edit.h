#pragma once

#include "core/model/change.h"
#include "core/store/store.h"

namespace qm::console {

/// Fields as text, by key: what a form or a command line gives.
using FieldTexts = QList<std::pair<QString, QString>>;

/// A record with some fields set from text; references are found by key or title. Runs in the store's thread.
/// Errors: Invalid (subject: what does not fit), NotFound (a reference), Refused (a computed field).
base::Result<model::Record> edited(store::Store& store, model::Record record, const FieldTexts& fields);

/// The value that a text stands for in a field. Runs in the store's thread.
base::Result<model::Value> valueFromText(store::Store& store, const model::Field& field, const QString& text);

} // namespace qm::console
