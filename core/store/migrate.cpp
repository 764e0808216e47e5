#include "core/store/migrate.h"

#include <QDir>
#include <QFile>

#include <map>

// Resources of a static library are not there until somebody asks for them; the macro wants the global namespace.
static void initMigrationResources()
{
    Q_INIT_RESOURCE(store_migrations);
}

namespace qm::store {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

const std::map<int, QByteArray>& migrationScripts()
{
    static const std::map<int, QByteArray> scripts = [] {
        initMigrationResources();
        std::map<int, QByteArray> all;
        const QDir folder(QStringLiteral(":/migrations"));
        for (const QString& name : folder.entryList({QStringLiteral("*.sql")}, QDir::Files, QDir::Name)) {
            QFile file(folder.filePath(name));
            if (file.open(QIODevice::ReadOnly))
                all.emplace(name.left(4).toInt(), file.readAll());
        }
        return all;
    }();
    return scripts;
}

Result<void> applyMigration(Database& database, int version, const QByteArray& script)
{
    auto transaction = Transaction::begin(database);
    if (!transaction)
        return fail(transaction.error());
    if (auto done = database.run(script); !done)
        return done;
    if (auto done = database.run("PRAGMA user_version = " + QByteArray::number(version)); !done)
        return done;
    return transaction->commit();
}

} // namespace

int latestVersion()
{
    return migrationScripts().empty() ? 0 : migrationScripts().rbegin()->first;
}

Result<void> migrate(Database& database)
{
    const auto version = database.integer("PRAGMA user_version");
    if (!version)
        return fail(version.error());
    if (*version >= latestVersion())
        return {};
    if (*version > 0) {
        const QString aside = database.path() + QStringLiteral(".before-%1").arg(latestVersion());
        if (auto copied = copyTo(database, aside); !copied)
            return copied;
    }
    for (const auto& [number, script] : migrationScripts()) {
        if (number <= *version)
            continue;
        if (auto applied = applyMigration(database, number, script); !applied)
            return applied;
    }
    return {};
}

Result<void> copyTo(Database& database, const QString& path)
{
    QFile::remove(path);
    Statement& copy = database.use("VACUUM INTO ?");
    copy.bind(1, path);
    return database.finish(copy);
}

} // namespace qm::store
