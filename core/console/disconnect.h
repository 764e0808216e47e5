#pragma once

#include "core/console/vendor_gate.h"

namespace qm::console {

/// Closes a source in one change set: no connector, no settings. With Drop, records that only it brought go; what
/// somebody entered, what others refer to, and people stay, and are nobody's then. Runs in the store's thread.
/// Error: NotFound.
base::Result<void> closeSource(store::Store& store, base::Id source, Brought brought, const QString& actor);

} // namespace qm::console
