#include "core/store/migrate.h"
#include "fixture.h"

#include <QDir>
#include <QTest>

using namespace qm;
using base::ErrorCode;
using store::Database;
using store::Migration;

namespace {

const Migration first{1, "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT); INSERT INTO note (text) VALUES ('kept');"};
const Migration second{2, "ALTER TABLE note ADD COLUMN day TEXT; UPDATE note SET day = '2026-11-23';"};
const Migration broken{3, "CREATE TABLE other (a); INSERT INTO nowhere VALUES (1);"};
const Migration third{3, "CREATE TABLE other (a);"};

/// A file at version 1 in a folder of its own.
class OldFile
{
public:
    OldFile()
    {
        const auto made = store::migrate(*open(), {first});
        if (!made)
            qFatal("no file: %s", qPrintable(made.error().detail));
    }
    QString path() const { return m_folder.filePath(QStringLiteral("old.quartermaster")); }
    std::unique_ptr<Database> open() const
    {
        auto database = Database::open(path(), Database::Access::Create);
        if (!database)
            qFatal("can't open: %s", qPrintable(database.error().detail));
        return std::move(*database);
    }
    QString value(const QByteArray& sql) const { return test::rawValue(path(), sql); }
    QString schema() const { return value("SELECT group_concat(sql, '|') FROM sqlite_master"); }

private:
    QTemporaryDir m_folder;
};

} // namespace

/// Older files are brought up to date as a whole or not at all, and the old one is kept.
class TestMigrate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void appliesWhatIsMissingInOrder()
    {
        const OldFile file;
        QVERIFY(store::migrate(*file.open(), {first, second, third}));
        QCOMPARE(file.value("PRAGMA user_version"), QStringLiteral("3"));
        QCOMPARE(file.value("SELECT text || ' ' || day FROM note"), QStringLiteral("kept 2026-11-23"));
    }
    void keepsTheOldFileBesideIt()
    {
        const OldFile file;
        QVERIFY(store::migrate(*file.open(), {first, second, third}));
        const QString aside = file.path() + QStringLiteral(".before-3");
        QCOMPARE(test::rawValue(aside, "PRAGMA user_version"), QStringLiteral("1"));
        QCOMPARE(test::rawValue(aside, "SELECT text FROM note"), QStringLiteral("kept"));
    }
    void aFailureInTheMiddleLeavesTheFileAsItWas()
    {
        const OldFile file;
        const QString before = file.schema();
        const auto failed = store::migrate(*file.open(), {first, second, broken});
        QVERIFY(!failed);
        QCOMPARE(file.value("PRAGMA user_version"), QStringLiteral("1"));
        QCOMPARE(file.schema(), before);
        QCOMPARE(file.value("SELECT text FROM note"), QStringLiteral("kept"));
        QVERIFY(QFile::exists(file.path() + QStringLiteral(".before-3")));
        QVERIFY(store::migrate(*file.open(), {first, second, third})); // a repaired program goes on
        QCOMPARE(file.value("PRAGMA user_version"), QStringLiteral("3"));
    }
    void withoutACopyNothingBegins()
    {
        const OldFile file;
        QVERIFY(QDir().mkpath(file.path() + QStringLiteral(".before-2/in-the-way")));
        QVERIFY(!store::migrate(*file.open(), {first, second}));
        QCOMPARE(file.value("PRAGMA user_version"), QStringLiteral("1"));
    }
    void aFileUpToDateIsLeftAlone()
    {
        const OldFile file;
        QVERIFY(store::migrate(*file.open(), {first}));
        QVERIFY(!QFile::exists(file.path() + QStringLiteral(".before-1")));
        QVERIFY(store::migrate(*file.open(), {})); // newer than this program: opening it for writing is refused elsewhere
        QCOMPARE(file.value("PRAGMA user_version"), QStringLiteral("1"));
    }
    void everyWorkspaceHasAnIdOfItsOwn()
    {
        test::Workspace one;
        test::Workspace other;
        const auto identity = one.store->identity();
        QVERIFY(identity);
        QCOMPARE(identity->id.size(), 32);
        QVERIFY(identity->id != other.store->identity()->id);
        QVERIFY(!identity->mayHaveOldSecrets);
        one.reopen();
        QCOMPARE(one.store->identity()->id, identity->id);
        const QString copy = one.folder.filePath(QStringLiteral("copy.quartermaster"));
        QVERIFY(one.store->backup(copy, {}, {}));
        QCOMPARE((*store::Store::open(copy, store::Store::Mode::ReadOnly, one.clock))->identity()->id, identity->id);
    }
    void anOlderWorkspaceGetsAnIdToo()
    {
        QTemporaryDir folder;
        auto database = Database::open(folder.filePath(QStringLiteral("old.quartermaster")), Database::Access::Create);
        QVERIFY(database);
        const std::vector<Migration>& shipped = store::shippedMigrations();
        QVERIFY(store::migrate(**database, {shipped.front()}));
        QVERIFY((*database)->run("UPDATE meta SET set_count = 3"));
        QVERIFY(store::migrate(**database, shipped));
        QCOMPARE(*(*database)->integer("SELECT length(workspace_id) FROM meta"), 32);
        QCOMPARE(*(*database)->integer("SELECT old_secrets FROM meta"), 1);
    }
    void whatShipsIsNumberedWithoutGaps()
    {
        int number = 0;
        for (const Migration& migration : store::shippedMigrations()) {
            QCOMPARE(migration.number, ++number);
            QVERIFY(!migration.script.isEmpty());
        }
        QCOMPARE(store::latestVersion(), number);
    }
};

QTEST_GUILESS_MAIN(TestMigrate)
#include "test_migrate.moc"
