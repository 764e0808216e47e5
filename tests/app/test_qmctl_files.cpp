#include "qmctl.h"
#include "tests/store/fixture.h"

#include <QLockFile>

#include <unistd.h>

using namespace qm::test;

/// Files that are not what they should be: one plain sentence each, and the workspace as it was.
class TestQmctlFiles : public QObject
{
    Q_OBJECT

    static QStringList import(const Qmctl& qmctl, const QString& name)
    {
        return {QStringLiteral("import"), qmctl.path(name), QStringLiteral("--as"), QStringLiteral("person")};
    }

    /// As somebody whom the folder's permissions bind; the superuser may write anywhere.
    static Said runUnprivileged(const Qmctl& qmctl, const QStringList& typed)
    {
        QProcess process;
        if (geteuid() == 0)
            process.setChildProcessModifier([] { static_cast<void>(::setuid(65534)); });
        process.start(Qmctl::program(), qmctl.words(typed));
        if (!process.waitForStarted())
            return {127, {}, {}};
        process.waitForFinished();
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }

    static constexpr const char* noSmallDisk = "a small file system can't be mounted here (unshare -rm, mount -t tmpfs)";

    /// What a script says that runs with a disk of its own of so many bytes: $1/small, and $2 is the program. Empty: there
    /// can't be one here.
    static QByteArray onSmallDisk(const Qmctl& qmctl, const QByteArray& room, const QByteArray& script)
    {
        qmctl.write(QStringLiteral("disk.sh"), "mount -t tmpfs -o size=" + room + " none \"$1/small\" 2>/dev/null || exit 99\nexport QM_WORKSPACE=\"$1/small/w\"\n" + script + "\nexit 0\n");
        QDir().mkpath(qmctl.path(QStringLiteral("small")));
        QProcess shell;
        shell.start(QStringLiteral("unshare"), {QStringLiteral("-rm"), QStringLiteral("sh"), qmctl.path(QStringLiteral("disk.sh")), QFileInfo(qmctl.workspace()).path(), Qmctl::program()});
        const bool ended = shell.waitForFinished(120'000);
        const bool wasThere = ended && shell.exitStatus() == QProcess::NormalExit && shell.exitCode() == 0;
        return wasThere ? shell.readAllStandardOutput() : QByteArray();
    }

private Q_SLOTS:
    void badSpreadsheets_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QByteArray binary("\x7f" "ELF\x02\x01\x01\x00\x00\x00", 10);
        for (int i = 0; i < 5000; ++i)
            binary += static_cast<char>(i * 37);
        const QString text = QStringLiteral("Name,Notes\nMaya,\"cut he");
        QTest::newRow("binary") << binary;
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("an open quote at the end") << QByteArray("Name,Notes\nMaya,\"cut he");
        QTest::newRow("utf-16 cut inside quotes") << QByteArray("\xff\xfe") + QByteArray(reinterpret_cast<const char*>(text.utf16()), text.size() * 2);
        QTest::newRow("zip") << QByteArray("PK\x03\x04\x14\x00\x00\x00\x08\x00", 10) + binary;
    }
    void badSpreadsheets()
    {
        QFETCH(QByteArray, bytes);
        const Qmctl qmctl;
        const QByteArray before = qmctl.bytes(QStringLiteral("work.quartermaster"));
        qmctl.write(QStringLiteral("bad.csv"), bytes);
        const Said said = qmctl.run(import(qmctl, QStringLiteral("bad.csv")));
        QVERIFY2(said.exit == 1, (QByteArray::number(said.exit) + said.out + said.err).constData());
        QVERIFY2(said.isOneLine(), said.err.constData());
        QCOMPARE(qmctl.bytes(QStringLiteral("work.quartermaster")), before);
    }
    void aHugeFileIsRefusedBeforeItIsRead()
    {
        const Qmctl qmctl;
        QFile huge(qmctl.path(QStringLiteral("huge.csv")));
        QVERIFY(huge.open(QIODevice::WriteOnly) && huge.resize(1LL << 30));
        QElapsedTimer timer;
        timer.start();
        const Said said = qmctl.run(import(qmctl, QStringLiteral("huge.csv")));
        QCOMPARE(said.exit, 1);
        QVERIFY2(said.isOneLine(), said.err.constData());
        QVERIFY(timer.elapsed() < 5'000); // a sanity bound: reading it would take longer and a gigabyte
    }
    void missingFiles()
    {
        const Qmctl qmctl;
        for (const QStringList& typed : {import(qmctl, QStringLiteral("nowhere.csv")), QStringList{QStringLiteral("apply"), qmctl.path(QStringLiteral("nowhere.json"))},
                                         QStringList{QStringLiteral("restore"), qmctl.path(QStringLiteral("nowhere.backup"))}}) {
            const Said said = qmctl.run(typed);
            QCOMPARE(said.exit, 1);
            QVERIFY2(said.isOneLine(), said.err.constData());
        }
    }
    void badPlans_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("exit");
        QTest::newRow("empty") << QByteArray() << 1;
        QTest::newRow("not json") << QByteArray("hello") << 1;
        QTest::newRow("an array") << QByteArray("[]") << 1;
        QTest::newRow("another object") << QByteArray("{\"a\":1}") << 1;
        QTest::newRow("wrong kinds") << QByteArray("{\"hash\":1,\"title\":[],\"lines\":{},\"basis\":7}") << 1;
        QTest::newRow("deep") << QByteArray(100'000, '[') << 1;
    }
    void badPlans()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, exit);
        const Qmctl qmctl;
        const QByteArray before = qmctl.bytes(QStringLiteral("work.quartermaster"));
        qmctl.write(QStringLiteral("plan.json"), bytes);
        const Said said = qmctl.run({QStringLiteral("apply"), qmctl.path(QStringLiteral("plan.json"))});
        QVERIFY2(said.exit == exit, (QByteArray::number(said.exit) + ' ' + said.err).constData());
        QVERIFY2(said.isOneLine(), said.err.constData());
        QCOMPARE(qmctl.bytes(QStringLiteral("work.quartermaster")), before);
    }
    void anEditedPlanIsRefused()
    {
        const Qmctl qmctl;
        const QString path = qmctl.path(QStringLiteral("plan.json"));
        QCOMPARE(qmctl.run({QStringLiteral("plan"), QStringLiteral("join"), QStringLiteral("--set"), QStringLiteral("name=Maya Lindqvist"), QStringLiteral("--set"), QStringLiteral("start=2026-12-07"), QStringLiteral("--set"), QStringLiteral("work-mail=m@x.example"), QStringLiteral("-o"), path}).exit, 0);
        qmctl.write(QStringLiteral("plan.json"), qmctl.bytes(QStringLiteral("plan.json")).replace("m@x.example", "n@x.example"));
        const Said said = qmctl.run({QStringLiteral("apply"), path});
        QCOMPARE(said.exit, 3);
        QVERIFY2(said.isOneLine(), said.err.constData());
        QCOMPARE(qmctl.count(QStringLiteral("run")), 0);
    }
    void wrongWorkspaces_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("text") << QByteArray("hello");
        QTest::newRow("half a heading") << QByteArray("SQLite format 3\0", 16);
        QTest::newRow("noise after the heading") << QByteArray("SQLite format 3\0", 16) + QByteArray(8000, 'x');
    }
    void wrongWorkspaces()
    {
        QFETCH(QByteArray, bytes);
        const Qmctl qmctl;
        qmctl.write(QStringLiteral("work.quartermaster"), bytes);
        const Said said = qmctl.run({QStringLiteral("list"), QStringLiteral("person")});
        QVERIFY2(said.exit == 1, said.err.constData());
        QVERIFY2(said.isOneLine(), said.err.constData());
        QCOMPARE(qmctl.bytes(QStringLiteral("work.quartermaster")), bytes);
    }
    void aForeignAndANewerDatabase()
    {
        const Qmctl qmctl;
        QFile::remove(qmctl.workspace());
        QCOMPARE(rawSql(qmctl.workspace(), "CREATE TABLE t (a); INSERT INTO t VALUES (1);"), QString());
        const QByteArray foreign = qmctl.bytes(QStringLiteral("work.quartermaster"));
        const Said said = qmctl.run({QStringLiteral("list"), QStringLiteral("person")});
        QCOMPARE(said.exit, 1);
        QVERIFY2(said.isOneLine(), said.err.constData());
        QCOMPARE(qmctl.bytes(QStringLiteral("work.quartermaster")), foreign);

        const Qmctl newer;
        QCOMPARE(rawSql(newer.workspace(), "PRAGMA user_version = 9999"), QString());
        const QByteArray bytes = newer.bytes(QStringLiteral("work.quartermaster"));
        const Said refused = newer.run({QStringLiteral("add"), QStringLiteral("person"), QStringLiteral("name=Maya")});
        QCOMPARE(refused.exit, 1);
        QVERIFY2(refused.isOneLine(), refused.err.constData());
        QCOMPARE(newer.bytes(QStringLiteral("work.quartermaster")), bytes);
    }
    void aTruncatedWorkspace_data()
    {
        QTest::addColumn<int>("perMille");
        for (const int perMille : {1, 20, 300, 500, 900, 990})
            QTest::addRow("%d of 1000", perMille) << perMille;
    }
    void aTruncatedWorkspace()
    {
        QFETCH(int, perMille);
        const Qmctl qmctl;
        for (int i = 0; i < 5; ++i)
            QCOMPARE(qmctl.run({QStringLiteral("add"), QStringLiteral("person"), QStringLiteral("name=Person %1").arg(i)}).exit, 0);
        const QByteArray good = qmctl.bytes(QStringLiteral("work.quartermaster"));
        const QByteArray cut = good.left(good.size() * perMille / 1000);
        qmctl.write(QStringLiteral("work.quartermaster"), cut);
        const Said said = qmctl.run({QStringLiteral("verify")});
        QVERIFY2(said.exit == 1, (said.out + said.err).constData());
        QVERIFY2(said.isOneLine() || !said.out.trimmed().isEmpty(), said.err.constData());
        for (const char* command : {"list person", "add person name=Maya", "search Maya"}) {
            const Said other = qmctl.run(QString::fromLatin1(command).split(u' '));
            QVERIFY2(other.exit == 0 || (other.exit == 1 && other.isOneLine()), (QByteArray(command) + other.err).constData());
        }
    }
    void aFullDisk()
    {
        const Qmctl qmctl;
        QByteArray people = "number,name\n";
        for (int i = 0; i < 20'000; ++i)
            people += "P-" + QByteArray::number(i) + ",Person " + QByteArray::number(i) + "\n";
        qmctl.write(QStringLiteral("people.csv"), people);
        const QByteArray said = onSmallDisk(qmctl, "3m", R"(
cp "$1/work.quartermaster" "$1/small/w"
"$2" import "$1/people.csv" --as person >"$1/out" 2>"$1/err"; echo "import $?"
head -c 3000000 /dev/zero >"$1/small/filler" 2>/dev/null
"$2" add person name=Maya >"$1/out2" 2>"$1/err2"; echo "add $?"
"$2" backup "$1/small/copy" >"$1/out3" 2>"$1/err3"; echo "backup $?"
ls "$1/small" | grep -c copy
rm "$1/small/filler"
"$2" verify >/dev/null 2>&1; echo "verify $?"
"$2" list person --json | grep -c '"id"'
"$2" add person name=Tom >/dev/null 2>&1; echo "again $?"
)");
        if (said.isEmpty())
            QSKIP(noSmallDisk);
        QVERIFY2(said.contains("import 1") && said.contains("add 1") && said.contains("backup 1"), said.constData());
        for (const char* err : {"err", "err2", "err3"}) {
            const Said one{1, {}, qmctl.bytes(QString::fromLatin1(err))};
            QVERIFY2(one.isOneLine() && one.err.contains("full"), one.err.constData());
        }
        QVERIFY2(said.contains("backup 1\n0\nverify 0\n0\nagain 0"), said.constData());
    }
    /// There is no room for the files beside the workspace that a shared read needs.
    void whereNothingCanBeWrittenOneCanRead_data()
    {
        QTest::addColumn<QByteArray>("hinder");
        QTest::newRow("a full disk") << QByteArray("head -c 3000000 /dev/zero >\"$1/small/filler\" 2>/dev/null\n");
        QTest::newRow("a full disk with a lock file") << QByteArray(": >\"$1/small/w-lock\"; head -c 3000000 /dev/zero >\"$1/small/filler\" 2>/dev/null\n");
        QTest::newRow("a medium that is only read") << QByteArray("mount -o remount,ro \"$1/small\"\n");
    }
    void whereNothingCanBeWrittenOneCanRead()
    {
        QFETCH(const QByteArray, hinder);
        const Qmctl qmctl;
        QCOMPARE(qmctl.run({QStringLiteral("add"), QStringLiteral("person"), QStringLiteral("name=Maya")}).exit, 0);
        QCOMPARE(qmctl.run({QStringLiteral("search"), QStringLiteral("Maya")}).exit, 0); // indexed
        const QByteArray said = onSmallDisk(qmctl, "2m", "cp \"$1/work.quartermaster\" \"$1/small/w\"\n" + hinder + R"(
"$2" list person; echo "list $?"
"$2" search Maya; echo "search $?"
"$2" show person Maya >/dev/null; echo "show $?"
"$2" verify; echo "verify $?"
"$2" add person name=Tom >"$1/out" 2>"$1/err"; echo "add $?"
)");
        if (said.isEmpty())
            QSKIP(noSmallDisk);
        QVERIFY2(said.contains("1 person\nlist 0") && said.contains("search 0") && said.count("Maya") == 2 && said.contains("show 0") && said.contains("verify 0") && said.contains("add 1"), said.constData());
        const Said refused{1, {}, qmctl.bytes(QStringLiteral("err"))};
        QVERIFY2(refused.isOneLine(), refused.err.constData());
    }
    /// An index that is behind would answer that there is nobody.
    void aSearchThatCanNotKnowSaysSo()
    {
        const Qmctl qmctl;
        QCOMPARE(qmctl.run({QStringLiteral("add"), QStringLiteral("person"), QStringLiteral("name=Maya")}).exit, 0);
        const QByteArray said = onSmallDisk(qmctl, "2m", R"(
cp "$1/work.quartermaster" "$1/small/w"
mount -o remount,ro "$1/small"
"$2" search Maya >"$1/out" 2>"$1/err"; echo "search $?"
)");
        if (said.isEmpty())
            QSKIP(noSmallDisk);
        QVERIFY2(said.contains("search 3"), said.constData());
        const Said refused{3, {}, qmctl.bytes(QStringLiteral("err"))};
        QVERIFY2(refused.isOneLine() && refused.err.contains("index is behind"), refused.err.constData());
    }
    /// What a crash left in the log beside the file must not be missing from what is read.
    void editsInALogThatCanNotBeReadAreNotLeftOut_data() { whereNothingCanBeWrittenOneCanRead_data(); }
    void editsInALogThatCanNotBeReadAreNotLeftOut()
    {
        QFETCH(const QByteArray, hinder);
        const Qmctl qmctl;
        const qm::base::SystemClock clock;
        auto store = qm::store::Store::open(qmctl.workspace(), qm::store::Store::Mode::ReadWrite, clock);
        QVERIFY(store && (*store)->submit(draftOf({qm::model::createOf(person(QStringLiteral("P-1"), QStringLiteral("Maya")))})));
        const QByteArray said = onSmallDisk(qmctl, "2m", R"(
cp "$1/work.quartermaster" "$1/small/w"
cp "$1/work.quartermaster-wal" "$1/small/w-wal"
)" + hinder + R"(
"$2" list person >"$1/out" 2>"$1/err"; echo "list $?"
mount -o remount,rw "$1/small"
rm -f "$1/small/filler"
"$2" list person
)");
        if (said.isEmpty())
            QSKIP(noSmallDisk);
        QVERIFY2(said.startsWith("list 1\n") && said.contains("Maya"), said.constData());
        const Said refused{1, {}, qmctl.bytes(QStringLiteral("err"))};
        QVERIFY2(refused.isOneLine(), refused.err.constData());
    }
    void aWorkspaceThatCouldNotBeMadeLeavesNothing_data()
    {
        QTest::addColumn<QByteArray>("room");
        for (const char* room : {"4k", "40k", "200k", "600k", "800k"})
            QTest::newRow(room) << QByteArray(room);
    }
    void aWorkspaceThatCouldNotBeMadeLeavesNothing()
    {
        QFETCH(const QByteArray, room);
        const Qmctl qmctl;
        const QByteArray said = onSmallDisk(qmctl, room, R"(
"$2" new "$1/small/w" --people 50 >"$1/out" 2>"$1/err"; echo "new $?"
ls "$1/small"
: >"$1/small/w-lock"; : >"$1/small/w.csv"
"$2" new "$1/small/w" --people 50 >/dev/null 2>&1; echo "again $?"
ls "$1/small"
)");
        if (said.isEmpty())
            QSKIP(noSmallDisk);
        QCOMPARE(said, QByteArray("new 1\nagain 1\nw-lock\nw.csv\n"));
        const Said refused{1, {}, qmctl.bytes(QStringLiteral("err"))};
        QVERIFY2(refused.isOneLine() && refused.err.contains("full"), refused.err.constData());
    }
    void aWorkspaceThatSomebodyElseHasOpen()
    {
        const Qmctl qmctl;
        const qm::base::SystemClock clock;
        const auto other = qm::store::Store::open(qmctl.workspace(), qm::store::Store::Mode::ReadWrite, clock);
        QVERIFY(other);
        const Said said = qmctl.run({QStringLiteral("add"), QStringLiteral("person"), QStringLiteral("name=Maya")});
        QCOMPARE(said.exit, 1);
        QVERIFY2(said.isOneLine(), said.err.constData());
    }
    void aReadOnlyFolder()
    {
        const Qmctl qmctl;
        const QString folder = QFileInfo(qmctl.workspace()).path();
        const auto read = QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther;
        const auto enter = QFile::ExeOwner | QFile::ExeGroup | QFile::ExeOther;
        const QByteArray before = qmctl.bytes(QStringLiteral("work.quartermaster"));
        QFile(qmctl.workspace()).setPermissions(read);
        QFile(folder).setPermissions(read | enter);
        const Said said = runUnprivileged(qmctl, {QStringLiteral("add"), QStringLiteral("person"), QStringLiteral("name=Maya")});
        const Said made = runUnprivileged(qmctl, {QStringLiteral("new"), qmctl.path(QStringLiteral("other.quartermaster"))});
        QFile(qmctl.workspace() + QStringLiteral("-lock")).setPermissions(read);
        const Said listed = runUnprivileged(qmctl, {QStringLiteral("list"), QStringLiteral("person")});
        QFile(folder).setPermissions(read | enter | QFile::WriteOwner);
        if (said.exit == 127)
            QSKIP("an unprivileged user can't start the program here");
        QCOMPARE(said.exit, 1);
        QVERIFY2(said.isOneLine(), said.err.constData());
        QCOMPARE(made.exit, 1);
        QVERIFY2(made.isOneLine(), made.err.constData());
        QVERIFY2(listed.exit == 0 && listed.out.contains("0 people"), listed.err.constData());
        QCOMPARE(qmctl.bytes(QStringLiteral("work.quartermaster")), before);
    }
    void whatCanNotBeWritten()
    {
        const Qmctl qmctl;
        const Said exists = qmctl.run({QStringLiteral("new"), qmctl.workspace()});
        QCOMPARE(exists.exit, 1);
        QVERIFY2(exists.isOneLine(), exists.err.constData());
        const Said backup = qmctl.run({QStringLiteral("backup"), QStringLiteral("/nowhere/at/all.backup")});
        QCOMPARE(backup.exit, 1);
        QVERIFY2(backup.isOneLine(), backup.err.constData());
        const Said plan = qmctl.run({QStringLiteral("plan"), QStringLiteral("join"), QStringLiteral("--set"), QStringLiteral("name=Maya Lindqvist"), QStringLiteral("--set"), QStringLiteral("start=2026-12-07"), QStringLiteral("--set"), QStringLiteral("work-mail=m@x.example"), QStringLiteral("-o"), QStringLiteral("/nowhere/plan.json")});
        QCOMPARE(plan.exit, 1);
        QVERIFY2(plan.isOneLine(), plan.err.constData());
    }
};

QTEST_GUILESS_MAIN(TestQmctlFiles)
#include "test_qmctl_files.moc"
