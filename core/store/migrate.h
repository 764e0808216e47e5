#pragma once

#include "core/store/sql.h"

namespace qm::store {

/// Marks a file as a workspace of this program ("QmWs").
inline constexpr qint64 applicationId = 0x516d5773;

/// The schema version this program writes: the number of its last migration.
int latestVersion();

/// One step from the version before to `number`.
struct Migration
{
    int number = 0;
    QByteArray script;
};

/// The migrations of this program, by number.
const std::vector<Migration>& shippedMigrations();

/// Brings the file to the last of these migrations, all that are missing in one transaction: at the first error it is as
/// it was, and the program that wrote it still reads it. A file that holds a workspace already is copied first, beside
/// itself, as "<name>.before-<version>"; without the copy nothing begins.
base::Result<void> migrate(Database& database, const std::vector<Migration>& migrations = shippedMigrations());

} // namespace qm::store
