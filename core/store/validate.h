#pragma once

#include "core/model/change.h"
#include "core/model/limits.h"

namespace qm::store {

/// A patch as it may be written: empty texts, dates and ids as the empty value; every value of its field's kind, every
/// content as the field's description has it (model::checkContent), no computed field, no field twice. `placeholders` gives the real ids of negative ones.
/// Errors: Invalid, Required, and those of checkContent(); subject "entity.field: value".
base::Result<model::Patch> checkedPatch(model::Entity entity, const model::Patch& patch, const QHash<qint64, base::Id>& placeholders);

/// Error Required when a new record lacks a field that must be known.
base::Result<void> checkComplete(model::Entity entity, const model::Patch& patch);

} // namespace qm::store
