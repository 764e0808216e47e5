#include "fixture.h"

#include "core/store/migrate.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTest>
#include <QThread>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#endif

#include <random>

using namespace qm;
using base::ErrorCode;
using store::Store;
using test::Workspace;

namespace {

bool addPeople(Store& store, int from, int count)
{
    model::Draft draft = test::draftOf({});
    for (int i = from; i < from + count; ++i)
        draft.changes.append(model::createOf(test::person(QStringLiteral("P-%1").arg(i), QStringLiteral("Person %1").arg(i))));
    return store.submit(draft).has_value();
}

ErrorCode codeOfOpen(const QString& path, Store::Mode mode)
{
    const test::TestClock clock;
    const auto opened = Store::open(path, mode, clock);
    return opened ? ErrorCode::Internal : opened.error().code;
}

void writeFile(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

/// Writes one person per submit for ever and says each one's number once it is acknowledged.
[[noreturn]] void writeForEver(const QString& path, int pipe)
{
    const test::TestClock clock;
    auto store = Store::open(path, Store::Mode::ReadWrite, clock);
    int next = store ? static_cast<int>((*store)->count({}).value_or(0)) : 0;
    while (store && addPeople(**store, next, 1)) {
        static_cast<void>(::write(pipe, &next, sizeof next));
        ++next;
    }
    ::_exit(1);
}

} // namespace

/// What must hold when the power, the disk or somebody's editor does its worst.
class TestDurability : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWorkspaceIsItsOwnersAlone()
    {
#ifdef Q_OS_UNIX
        const test::Workspace workspace;
        constexpr auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
        for (const char* ending : {"", "-wal", "-shm", "-lock"}) {
            const QFileInfo file(workspace.path() + QLatin1String(ending));
            QVERIFY2(file.exists() && !(file.permissions() & others), ending);
        }
#else
        QSKIP("only Unix files have such permissions");
#endif
    }
    void aBackupReplacesOnlyABackup()
    {
        test::Workspace workspace;
        const QString precious = workspace.folder.filePath(QStringLiteral("keep.txt"));
        QFile file(precious);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("precious") == 8);
        file.close();
        QCOMPARE(workspace.store->backup(precious, {}, {}).error().code, ErrorCode::WorkspaceExists);
        QCOMPARE(workspace.store->backup(workspace.path(), {}, {}).error().code, ErrorCode::WorkspaceExists);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("precious"));
        const QString older = workspace.folder.filePath(QStringLiteral("older.quartermaster"));
        QVERIFY(workspace.store->backup(older, {}, {}));
        QVERIFY(workspace.store->backup(older, {}, {}));
        // Somebody else's company, and a copy of this one that somebody works in.
        {
            const Workspace other;
            QVERIFY(addPeople(*other.store, 1, 3));
            const auto refused = workspace.store->backup(other.path(), {}, {});
            QVERIFY(!refused);
            QCOMPARE(refused.error().code, ErrorCode::WorkspaceExists);
            QCOMPARE(*other.store->count({}), 3);
        }
        {
            const auto open = Store::open(older, Store::Mode::ReadWrite, workspace.clock);
            QVERIFY(open);
            QVERIFY(addPeople(**open, 1000, 1));
            QCOMPARE(workspace.store->backup(older, {}, {}).error().code, ErrorCode::WorkspaceLocked);
        }
        QVERIFY(workspace.store->backup(older, {}, {}));
    }
    void aLockGoesWithItsProcess()
    {
        test::Workspace workspace;
        const test::TestClock clock;
        QCOMPARE(Store::open(workspace.path(), Store::Mode::ReadWrite, clock).error().code, ErrorCode::WorkspaceLocked);
        QVERIFY(QFileInfo::exists(workspace.path() + QStringLiteral("-lock")));
        QCOMPARE(QFileInfo(workspace.path() + QStringLiteral("-lock")).size(), 0); // nothing in it can be half-written
    }
    void nothingAcknowledgedIsLostByAKill();
    void everyEditOfTheLogShows();
    void missingAndAddedRowsShow();
    void aFullDiskLeavesNothingHalfWritten();
    void refusesForeignFiles();
    void refusesNewerFilesForWriting();
    void oneWriterAtATime();
    void readsAReadOnlyFile();
    void saysWhenTheFileIsDamaged();
    void aTableThatLacksAColumnIsNoCrash();
    void aReaderSeesWhatIsCommitted();
    void backsUpWhileWriting();
    void restoresWhatWasBackedUp();
    void aRestoreWithoutRoomLeavesTheWorkspaceWhole();
    void cancelLeavesNoBackup();
};

void TestDurability::nothingAcknowledgedIsLostByAKill()
{
    Workspace workspace;
    workspace.store.reset();
    int lost = 0;
    for (int round = 0; round < 30; ++round) {
        int ends[2];
        QCOMPARE(::pipe(ends), 0);
        const pid_t child = ::fork();
        if (child == 0)
            writeForEver(workspace.path(), ends[1]);
        ::close(ends[1]);
        int acknowledged = -1;
        static_cast<void>(::read(ends[0], &acknowledged, sizeof acknowledged));
        QThread::usleep(static_cast<unsigned long>(500 + round * 701 % 15000));
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        for (int next = 0; ::read(ends[0], &next, sizeof next) == sizeof next;)
            acknowledged = next;
        ::close(ends[0]);
        workspace.reopen();
        lost += workspace.store->find(model::Entity::Person, QStringLiteral("P-%1").arg(acknowledged)).value_or(std::nullopt) ? 0 : 1;
        QVERIFY(workspace.store->count({}).value() >= acknowledged + 1);
        const auto checked = workspace.store->verify({}, {});
        QVERIFY2(checked->ok(), qPrintable(checked->problems.join(u'\n')));
        workspace.store.reset();
    }
    QCOMPARE(lost, 0);
}

void TestDurability::everyEditOfTheLogShows()
{
    Workspace workspace;
    for (int i = 0; i < 10; ++i)
        QVERIFY(addPeople(*workspace.store, i * 10, 10));
    QVERIFY(workspace.store->verify({}, {}).value().ok());
    for (const char* trigger : {"audit_change_no_update", "audit_set_no_update"})
        QCOMPARE(test::rawSql(workspace.path(), QByteArray("DROP TRIGGER ") + trigger), QString());
    const std::vector<std::pair<QByteArray, QByteArray>> columns = {
        {"audit_change", "set_id"}, {"audit_change", "op"}, {"audit_change", "entity"}, {"audit_change", "record"}, {"audit_change", "revision"},
        {"audit_change", "payload"}, {"audit_change", "hash"}, {"audit_set", "actor"}, {"audit_set", "cause_kind"}, {"audit_set", "cause_text"},
        {"audit_set", "cause_reference"}, {"audit_set", "effective_at"}, {"audit_set", "recorded_at"}, {"audit_set", "first_change"},
        {"audit_set", "change_count"}, {"audit_set", "name_count"}};
    std::mt19937 random(20261123);
    int found = 0;
    for (int i = 0; i < 1000; ++i) {
        const auto& [table, column] = columns[random() % columns.size()];
        const QByteArray key = table == "audit_set" ? "id" : "seq";
        const QByteArray row = QByteArray::number(static_cast<int>(1 + random() % (table == "audit_set" ? 10 : 100)));
        const QByteArray where = " WHERE " + key + " = " + row;
        const QString old = test::rawValue(workspace.path(), "SELECT quote(" + column + ") FROM " + table + where);
        QByteArray changed = old.toUtf8();
        const bool isNumber = !changed.contains('\'');
        if (isNumber) {
            changed = QByteArray::number(old.toLongLong() + 1 + static_cast<int>(random() % 5));
        } else {
            const qsizetype first = changed.indexOf('\'') + 1;
            const qsizetype at = first + static_cast<qsizetype>(random()) % std::max<qsizetype>(1, changed.size() - first - 1);
            if (changed.size() - first <= 1)
                changed.insert(first, "x");
            else if (changed.startsWith("X'"))
                changed[at] = changed[at] == '1' ? '2' : '1';
            else
                changed[at] = changed[at] == 'q' ? 'r' : 'q';
        }
        QCOMPARE(test::rawSql(workspace.path(), "UPDATE " + table + " SET " + column + " = " + changed + where), QString());
        const bool shows = !workspace.store->verify({}, {}).value().ok();
        if (!shows)
            qWarning("not found: %s.%s %s -> %s", table.constData(), column.constData(), qPrintable(old), changed.constData());
        found += shows ? 1 : 0;
        QCOMPARE(test::rawSql(workspace.path(), "UPDATE " + table + " SET " + column + " = " + old.toUtf8() + where), QString());
    }
    QCOMPARE(found, 1000);
    QVERIFY(workspace.store->verify({}, {}).value().ok());
}

void TestDurability::missingAndAddedRowsShow()
{
    Workspace workspace;
    for (int i = 0; i < 4; ++i)
        QVERIFY(addPeople(*workspace.store, i * 5, 5));
    workspace.store.reset();
    for (const char* trigger : {"audit_change_no_delete", "audit_set_no_delete", "audit_name_no_update"})
        QCOMPARE(test::rawSql(workspace.path(), QByteArray("DROP TRIGGER ") + trigger), QString());
    const QByteArray good = [&] {
        QFile file(workspace.path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }();
    for (const char* harm : {"DELETE FROM audit_change WHERE seq = 20", "DELETE FROM audit_change WHERE seq = 1", "DELETE FROM audit_change WHERE seq = 7",
                             "DELETE FROM audit_change WHERE set_id = 4; DELETE FROM audit_set WHERE id = 4", "DELETE FROM audit_set WHERE id = 2", "DELETE FROM audit_change",
                             "INSERT INTO audit_change SELECT 21, set_id, op, entity, record, revision, payload, hash FROM audit_change WHERE seq = 20",
                             "INSERT INTO audit_set SELECT 5, actor, cause_kind, cause_text, cause_reference, effective_at, recorded_at, 21, 0, name_count FROM audit_set WHERE id = 1",
                             "UPDATE audit_name SET name = 'person.nickname' WHERE name = 'person.name'"}) {
        writeFile(workspace.path(), good);
        QCOMPARE(test::rawSql(workspace.path(), harm), QString());
        workspace.reopen();
        QVERIFY2(!workspace.store->verify({}, {}).value().ok(), harm);
        workspace.store.reset();
    }
}

void TestDurability::aFullDiskLeavesNothingHalfWritten()
{
    Workspace workspace;
    QVERIFY(addPeople(*workspace.store, 0, 100));
    const QByteArray before = test::exportOf(workspace.path());
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit old{};
    ::getrlimit(RLIMIT_FSIZE, &old);
    const rlimit tight{1200 * 1024, old.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &tight);
    const bool written = addPeople(*workspace.store, 100, 20000);
    const auto refused = workspace.store->submit([] {
        model::Draft draft = test::draftOf({});
        for (int i = 0; i < 20000; ++i)
            draft.changes.append(model::createOf(test::person(QStringLiteral("Q-%1").arg(i), QStringLiteral("Person %1").arg(i))));
        return draft;
    }());
    ::setrlimit(RLIMIT_FSIZE, &old);
    QVERIFY(!written);
    QVERIFY(!refused);
    QVERIFY2(refused.error().code == ErrorCode::DiskFull, qPrintable(refused.error().detail));
    QCOMPARE(test::exportOf(workspace.path()), before);
    QVERIFY(workspace.store->verify({}, {}).value().ok());
    QVERIFY(addPeople(*workspace.store, 100, 20));
}

void TestDurability::refusesForeignFiles()
{
    const QTemporaryDir folder;
    const test::TestClock clock;
    const QString path = folder.filePath(QStringLiteral("some.file"));
    QCOMPARE(codeOfOpen(path, Store::Mode::ReadWrite), ErrorCode::FileNotFound);
    QCOMPARE(codeOfOpen(folder.path(), Store::Mode::ReadWrite), ErrorCode::FileUnreadable);
    writeFile(path, {});
    QCOMPARE(codeOfOpen(path, Store::Mode::ReadWrite), ErrorCode::WorkspaceForeign);
    QCOMPARE(codeOfOpen(path, Store::Mode::ReadOnly), ErrorCode::WorkspaceForeign);
    QCOMPARE(Store::create(path, clock).error().code, ErrorCode::WorkspaceExists);
    writeFile(path, QByteArray(10000, 'x'));
    QCOMPARE(codeOfOpen(path, Store::Mode::ReadWrite), ErrorCode::WorkspaceForeign);
    QFile::remove(path);
    QCOMPARE(test::rawSql(path, "CREATE TABLE t (a)"), QString());
    QCOMPARE(codeOfOpen(path, Store::Mode::ReadWrite), ErrorCode::WorkspaceForeign);
    QCOMPARE(Store::create(QStringLiteral("/nowhere/at/all"), clock).error().code, ErrorCode::FileUnwritable);
}

void TestDurability::refusesNewerFilesForWriting()
{
    Workspace workspace;
    QVERIFY(addPeople(*workspace.store, 0, 3));
    workspace.store.reset();
    QCOMPARE(test::rawSql(workspace.path(), "PRAGMA user_version = " + QByteArray::number(store::latestVersion() + 1)), QString());
    QCOMPARE(codeOfOpen(workspace.path(), Store::Mode::ReadWrite), ErrorCode::WorkspaceNewer);
    const auto reading = Store::open(workspace.path(), Store::Mode::ReadOnly, workspace.clock);
    QVERIFY(reading);
    QCOMPARE((*reading)->count({}).value(), 3);
}

void TestDurability::oneWriterAtATime()
{
    Workspace workspace;
    QCOMPARE(codeOfOpen(workspace.path(), Store::Mode::ReadWrite), ErrorCode::WorkspaceLocked);
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(codeOfOpen(workspace.path(), Store::Mode::ReadWrite) == ErrorCode::WorkspaceLocked ? 0 : 1);
    int status = -1;
    ::waitpid(child, &status, 0);
    QCOMPARE(WEXITSTATUS(status), 0);
    workspace.store.reset();
    QCOMPARE(codeOfOpen(workspace.path(), Store::Mode::ReadWrite), ErrorCode::Internal);
}

void TestDurability::readsAReadOnlyFile()
{
    Workspace workspace;
    QVERIFY(addPeople(*workspace.store, 0, 3));
    workspace.store.reset();
    QFile::setPermissions(workspace.path(), QFile::ReadOwner);
    if (::geteuid() != 0)
        QCOMPARE(codeOfOpen(workspace.path(), Store::Mode::ReadWrite), ErrorCode::WorkspaceReadOnly);
    const auto reading = Store::open(workspace.path(), Store::Mode::ReadOnly, workspace.clock);
    QVERIFY(reading);
    QCOMPARE((*reading)->count({}).value(), 3);
    QCOMPARE((*reading)->submit(test::draftOf({model::createOf(test::person(QStringLiteral("x"), QStringLiteral("X")))})).error().code, ErrorCode::WorkspaceReadOnly);
}

void TestDurability::saysWhenTheFileIsDamaged()
{
    Workspace workspace;
    QVERIFY(addPeople(*workspace.store, 0, 2000));
    workspace.store.reset();
    QFile file(workspace.path());
    QVERIFY(file.open(QIODevice::ReadWrite));
    const qint64 size = file.size();
    for (qint64 at = 8 * 4096; at < size; at += 3 * 4096) {
        file.seek(at);
        file.write(QByteArray(200, '\x5a'));
    }
    file.close();
    const auto opened = Store::open(workspace.path(), Store::Mode::ReadWrite, workspace.clock);
    if (!opened) {
        QCOMPARE(opened.error().code, ErrorCode::WorkspaceDamaged);
        return;
    }
    const auto checked = (*opened)->verify({}, {});
    QVERIFY(!checked || !checked->ok());
}

void TestDurability::aTableThatLacksAColumnIsNoCrash()
{
    Workspace workspace;
    QVERIFY(workspace.store->submit(test::draftOf({model::createOf(test::person(QStringLiteral("1"), QStringLiteral("Anna")))})));
    const base::Id anna = (*workspace.store->find(model::Entity::Person, QStringLiteral("1")))->id;
    workspace.store.reset();
    QCOMPARE(test::rawSql(workspace.path(), "ALTER TABLE person DROP COLUMN time_zone"), QString());
    workspace.reopen();
    for (int time = 0; time < 2; ++time) { // the statement is kept, though it could not be prepared
        QVERIFY(!workspace.store->recordsById(model::Entity::Person, {anna}));
        QVERIFY(!workspace.store->load({}));
        std::ignore = workspace.store->catchUpSearch(); // whatever it says
    }
}

void TestDurability::aReaderSeesWhatIsCommitted()
{
    Workspace workspace;
    const auto reader = Store::open(workspace.path(), Store::Mode::ReadOnly, workspace.clock);
    QVERIFY(reader);
    QCOMPARE((*reader)->count({}).value(), 0);
    QVERIFY(addPeople(*workspace.store, 0, 5));
    QCOMPARE((*reader)->count({}).value(), 5);
    QVERIFY(workspace.store->search(QStringLiteral("person"), 3));
    QCOMPARE((*reader)->search(QStringLiteral("person"), 3).value().size(), std::size_t(3));
}

void TestDurability::backsUpWhileWriting()
{
    Workspace workspace;
    QVERIFY(addPeople(*workspace.store, 0, 5000));
    const auto reader = Store::open(workspace.path(), Store::Mode::ReadOnly, workspace.clock);
    const QString copy = workspace.folder.filePath(QStringLiteral("copy.quartermaster"));
    int steps = 0;
    const auto done = (*reader)->backup(copy, [&](base::Progress) { QVERIFY(addPeople(*workspace.store, 10000 + 10 * steps++, 10)); }, {});
    QVERIFY(done);
    QVERIFY(steps > 0);
    QVERIFY(!QFile::exists(copy + QStringLiteral(".part")));
    const auto opened = Store::open(copy, Store::Mode::ReadOnly, workspace.clock);
    QVERIFY(opened);
    QCOMPARE((*opened)->count({}).value(), 5000);
    QVERIFY((*opened)->verify({}, {}).value().ok());
}

void TestDurability::restoresWhatWasBackedUp()
{
    Workspace workspace;
    QVERIFY(addPeople(*workspace.store, 0, 100));
    const QByteArray before = test::exportOf(workspace.path());
    const QString copy = workspace.folder.filePath(QStringLiteral("copy.quartermaster"));
    QVERIFY(workspace.store->backup(copy, {}, {}));
    QVERIFY(addPeople(*workspace.store, 100, 100));
    QCOMPARE(Store::restore(copy, workspace.path(), workspace.clock).error().code, ErrorCode::WorkspaceLocked);
    workspace.store.reset();
    QVERIFY(Store::restore(copy, workspace.path(), workspace.clock));
    QCOMPARE(test::exportOf(workspace.path()), before);
    QVERIFY(QFile::exists(workspace.path() + QStringLiteral(".before-restore-20261123-120000")));
    workspace.reopen();
    QCOMPARE(workspace.store->count({}).value(), 100);
    workspace.store.reset();

    writeFile(copy, QByteArray(5000, 'x'));
    QVERIFY(!Store::restore(copy, workspace.path(), workspace.clock));
    QCOMPARE(test::exportOf(workspace.path()), before);
}

void TestDurability::aRestoreWithoutRoomLeavesTheWorkspaceWhole()
{
    Workspace large;
    QVERIFY(addPeople(*large.store, 0, 20000));
    const QString backup = large.folder.filePath(QStringLiteral("backup.quartermaster"));
    QVERIFY(large.store->backup(backup, {}, {}));
    Workspace workspace;
    QVERIFY(addPeople(*workspace.store, 0, 10));
    const QString crashed = workspace.folder.filePath(QStringLiteral("crashed.quartermaster"));
    for (const char* ending : {"", "-wal"})
        QVERIFY(QFile::copy(workspace.path() + QLatin1String(ending), crashed + QLatin1String(ending)));
    rlimit old{};
    ::getrlimit(RLIMIT_FSIZE, &old);
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit tight{1200 * 1024, old.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &tight);
    const auto refused = Store::restore(backup, crashed, workspace.clock);
    ::setrlimit(RLIMIT_FSIZE, &old);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::DiskFull);
    QVERIFY(!QFile::exists(crashed + QStringLiteral(".part")));
    for (const QString& path : {crashed, crashed + QStringLiteral(".before-restore-20261123-120000")}) {
        const auto opened = Store::open(path, Store::Mode::ReadWrite, workspace.clock);
        QVERIFY(opened);
        QCOMPARE((*opened)->count({}).value(), 10);
    }
}

void TestDurability::cancelLeavesNoBackup()
{
    Workspace workspace;
    QVERIFY(addPeople(*workspace.store, 0, 5000));
    const QString copy = workspace.folder.filePath(QStringLiteral("copy.quartermaster"));
    const base::Cancel cancel;
    QCOMPARE(workspace.store->backup(copy, [&](base::Progress) { cancel.request(); }, cancel).error().code, ErrorCode::Cancelled);
    QVERIFY(!QFile::exists(copy));
    QVERIFY(!QFile::exists(copy + QStringLiteral(".part")));
    QCOMPARE(workspace.store->verify({}, cancel).error().code, ErrorCode::Cancelled);
}

QTEST_GUILESS_MAIN(TestDurability)
#include "test_durability.moc"
