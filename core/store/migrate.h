#pragma once

#include "core/store/sql.h"

namespace qm::store {

/// Marks a file as a workspace of this program ("QmWs").
inline constexpr qint64 applicationId = 0x516d5773;

/// The schema version this program writes: the number of its last migration.
int latestVersion();

/// Brings the file to latestVersion(), one transaction per migration; stops at the first error. A file that holds
/// a workspace already is copied first, beside itself, as "<name>.before-<version>".
base::Result<void> migrate(Database& database);

/// A whole copy of a database, made through its connection: never half a file under `path`.
base::Result<void> copyTo(Database& database, const QString& path);

} // namespace qm::store
