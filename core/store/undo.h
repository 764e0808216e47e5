#pragma once

#include "core/model/rewind.h"

namespace qm::store {

/// A draft that takes a change set back. Error: Conflict, subject: the record that was changed since.
base::Result<model::Draft> undoDraftOf(const model::ChangeSet& set, model::Rewind& rewind);

} // namespace qm::store
