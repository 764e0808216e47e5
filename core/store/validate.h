#pragma once

#include "core/model/change.h"

namespace qm::store {

/// A patch as it may be written: empty texts, dates and ids as the empty value; every value of its field's kind, every
/// choice one of the field's, no computed field, no field twice. `placeholders` gives the real ids of negative ones.
/// Errors: Invalid, Required; subject "entity.field: value".
base::Result<model::Patch> checkedPatch(model::Entity entity, const model::Patch& patch, const QHash<qint64, base::Id>& placeholders);

/// Error Required when a new record lacks a field that must be known.
base::Result<void> checkComplete(model::Entity entity, const model::Patch& patch);

/// "person.number: P-17", what an error about one field names.
QString subjectOf(model::Entity entity, int field, const model::Value& value = {});

} // namespace qm::store
