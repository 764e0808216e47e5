#include "core/store/migrate.h"

#include "core/store/backup.h"

#include <QDir>
#include <QFile>

// Resources of a static library are not there until somebody asks for them; the macro wants the global namespace.
static void initMigrationResources()
{
    Q_INIT_RESOURCE(store_migrations);
}

namespace qm::store {
namespace {

using base::fail;
using base::Result;

std::vector<Migration> readMigrations()
{
    initMigrationResources();
    std::vector<Migration> all;
    const QDir folder(QStringLiteral(":/migrations"));
    for (const QString& name : folder.entryList({QStringLiteral("*.sql")}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            all.push_back({name.left(4).toInt(), file.readAll()});
    }
    return all;
}

Result<void> apply(Database& database, const Migration& migration)
{
    if (auto done = database.run(migration.script); !done)
        return done;
    return database.run("PRAGMA user_version = " + QByteArray::number(migration.number));
}

} // namespace

const std::vector<Migration>& shippedMigrations()
{
    static const std::vector<Migration> migrations = readMigrations();
    return migrations;
}

int latestVersion()
{
    return shippedMigrations().empty() ? 0 : shippedMigrations().back().number;
}

Result<void> migrate(Database& database, const std::vector<Migration>& migrations)
{
    const auto version = database.integer("PRAGMA user_version");
    if (!version)
        return fail(version.error());
    const int latest = migrations.empty() ? 0 : migrations.back().number;
    if (*version >= latest)
        return {};
    if (*version > 0) {
        if (auto copied = backUp(database, database.path() + QStringLiteral(".before-%1").arg(latest), {}, {}); !copied)
            return copied;
    }
    auto transaction = Transaction::begin(database);
    if (!transaction)
        return fail(transaction.error());
    for (const Migration& migration : migrations) {
        if (migration.number <= *version)
            continue;
        if (auto applied = apply(database, migration); !applied)
            return applied;
    }
    return transaction->commit();
}

} // namespace qm::store
