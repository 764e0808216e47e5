#include "qmctl.h"
#include "tests/store/fixture.h"

#include <QRandomGenerator>

using namespace qm::test;

namespace {

QStringList split(const char* words)
{
    return QString::fromUtf8(words).split(u' ', Qt::SkipEmptyParts);
}

/// Somebody with SQL takes the guard off one table of the log, edits or deletes one row, and puts the guard back.
QByteArray editOfTheLog(const QString& path, QRandomGenerator& random)
{
    const QByteArray table = random.bounded(3) == 0 ? "audit_set" : "audit_change";
    const QString guards = rawValue(path, "SELECT group_concat(sql, ';') FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '" + table + "'");
    const QStringList columns = rawValue(path, "SELECT group_concat(name) FROM pragma_table_info('" + table + "') WHERE pk = 0").split(u',');
    const QByteArray column = columns.at(random.bounded(static_cast<int>(columns.size()))).toUtf8();
    const QByteArray row = "(SELECT rowid FROM " + table + " ORDER BY rowid LIMIT 1 OFFSET " + QByteArray::number(random.bounded(8)) + ")";
    const QByteArray other = "CASE typeof(" + column + ") WHEN 'integer' THEN " + column + " + 1 WHEN 'null' THEN 7 WHEN 'blob' THEN CAST(" + column + " || x'01' AS BLOB) ELSE " + column + " || 'x' END";
    const QByteArray edit = random.bounded(5) == 0 ? "DELETE FROM " + table + " WHERE rowid = " + row : "UPDATE " + table + " SET " + column + " = " + other + " WHERE rowid = " + row;
    return "DROP TRIGGER " + table + "_no_update; DROP TRIGGER " + table + "_no_delete; " + edit + "; " + guards.toUtf8();
}

QSet<QString> keys(const QJsonObject& object)
{
    const QStringList names = object.keys();
    return {names.begin(), names.end()};
}

} // namespace

/// What is typed wrongly, the help, the keys of the JSON, and the small commands around the workspace.
class TestQmctlUsage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void usageErrors_data()
    {
        QTest::addColumn<QStringList>("typed");
        for (const char* words : {"nonsense", "list", "list nonsense", "list person --nonsense", "list person --columns nonsense", "list person --sort nonsense", "list person --limit many", "show person",
                                  "set person", "set person x", "add", "import", "import x.csv", "import x.csv --as nonsense", "connect scim", "connect scim A", "connect scim A --base ftp://x", "plan join --set nonsense",
                                  "plan leave", "apply", "undo x", "report leaver", "backup", "list person --as-of never", "list person --now never", "list person --limit", "--workspace a --workspace b list person", "list person --workspace=b", "list person --limit 1 --limit=2", "list person --json --json",
                                  "plan leave x --at 2026-11-27T17:00:00Z --at 2026-11-28T17:00:00Z", "set person x nonsense=1", "add person nonsense=1", "plan join --set name=x --set nonsense=1", "plan", "report", "plan nonsense"})
            QTest::newRow(words) << split(words);
    }
    void usageErrors()
    {
        QFETCH(QStringList, typed);
        const Qmctl qmctl;
        const Said said = qmctl.run(typed);
        QVERIFY2(said.exit == 2, (QByteArray::number(said.exit) + ' ' + said.err).constData());
        QVERIFY2(said.isOneLine(), said.err.constData());
    }
    void aBadFilterIsAUsageErrorToo()
    {
        const Qmctl qmctl;
        for (const char* filter : {"status =", "nonsense = 1", "(status = active", "status = active and", "\"", "name ~"}) {
            const Said said = qmctl.run({QStringLiteral("list"), QStringLiteral("person"), QStringLiteral("--where"), QString::fromUtf8(filter)});
            QVERIFY2(said.exit == 2, (QByteArray(filter) + ": " + QByteArray::number(said.exit) + ' ' + said.err).constData());
            QVERIFY2(said.isOneLine(), said.err.constData());
        }
    }
    void noWorkspaceIsAUsageError()
    {
        QProcess process;
        process.start(Qmctl::program(), {QStringLiteral("list"), QStringLiteral("person")});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 2);
    }
    void everyCommandExplainsItselfWithItsKeys()
    {
        const Qmctl qmctl;
        for (const char* command : {"new", "import", "list", "show", "set", "search", "connect scim", "sync", "plan join", "plan leave", "apply", "runs", "resume", "undo", "report spend", "report leaver", "verify", "backup", "restore"}) {
            const Said said = qmctl.run(split(command) + QStringList{QStringLiteral("--help")});
            QCOMPARE(said.exit, 0);
            QVERIFY2(said.out.startsWith(QByteArray("qmctl ") + command), command);
            QVERIFY2(said.out.contains("\nJSON: "), command);
            QVERIFY2(said.err.isEmpty(), command);
            QCOMPARE(qmctl.run(QStringList{QStringLiteral("help")} + split(command)).out, said.out);
        }
        QVERIFY(qmctl.run({QStringLiteral("help")}).out.contains("Exit codes"));
    }
    void aFamilyOfCommandsExplainsItsMembers()
    {
        const Qmctl qmctl;
        for (const auto& [family, members] : {std::pair{"plan", "join leave undo"}, {"report", "spend leaver findings"}, {"connect", "scim"}}) {
            const Said said = qmctl.run({QString::fromLatin1(family), QStringLiteral("--help")});
            QCOMPARE(said.exit, 0);
            QVERIFY2(said.out.startsWith(QByteArray("qmctl ") + family + ' ') && !said.out.contains("Exit codes"), said.out.constData());
            for (const QString& member : split(members)) {
                const QStringList one{QString::fromLatin1(family), member, QStringLiteral("--help")};
                QVERIFY2(said.out.contains(qmctl.run(one).out.trimmed()), qPrintable(member));
            }
            QCOMPARE(qmctl.run({QStringLiteral("help"), QString::fromLatin1(family)}).out, said.out);
        }
        QVERIFY(qmctl.run({QStringLiteral("plan")}).err.contains("qmctl plan join, qmctl plan leave, qmctl plan undo"));
    }
    void optionsMayStandBeforeTheCommand()
    {
        const Qmctl qmctl;
        QProcess process;
        process.start(Qmctl::program(), {QStringLiteral("--workspace=") + qmctl.workspace(), QStringLiteral("list"), QStringLiteral("person")});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 0);
    }
    void anUnknownFieldIsToldWithThoseThereAre()
    {
        const Qmctl qmctl;
        QCOMPARE(qmctl.run(split("add person number=P-1 name=Maya")).exit, 0);
        for (const char* words : {"set person P-1 nonsense=1", "add person nonsense=1", "list person --columns nonsense", "list person --sort nonsense", "plan join --set nonsense=1"}) {
            const Said said = qmctl.run(split(words));
            QCOMPARE(said.exit, 2);
            QVERIFY2(said.isOneLine() && said.err.contains("no field \u201cnonsense\u201d") && said.err.contains("number, name, given"), said.err.constData());
        }
    }
    void aNumberOfPeopleMeansTheSampleCompany()
    {
        const Qmctl qmctl;
        QVERIFY(QFile::remove(qmctl.workspace()));
        QCOMPARE(qmctl.run({QStringLiteral("new"), qmctl.workspace(), QStringLiteral("--people"), QStringLiteral("12")}).exit, 0);
        QVERIFY(qmctl.count(QStringLiteral("person")) >= 12);
        QCOMPARE(qmctl.run(split("list person --limit -1")).exit, 2);
        QCOMPARE(qmctl.run({QStringLiteral("new"), qmctl.path(QStringLiteral("z.quartermaster")), QStringLiteral("--currency"), QStringLiteral("ZZZ")}).exit, 2);
    }
    void aSampleCompanyTakesAName()
    {
        const Qmctl qmctl;
        const auto make = [&qmctl](const char* words) {
            QFile::remove(qmctl.workspace());
            return qmctl.run(QStringList{QStringLiteral("new"), qmctl.workspace(), QStringLiteral("--people"), QStringLiteral("12")} + split(words));
        };
        const auto name = [&qmctl] { return qmctl.json(QStringLiteral("list company")).array().first()[QStringLiteral("name")].toString(); };
        QCOMPARE(make("--company Acme").exit, 0);
        QCOMPARE(name(), QStringLiteral("Acme"));
        QCOMPARE(make("").exit, 0);
        QVERIFY(!name().isEmpty() && name() != QStringLiteral("work"));
        const Said said = make("--currency USD"); // its contracts are in euros
        QVERIFY2(said.exit == 2 && said.isOneLine() && said.err.contains("EUR"), said.err.constData());
        QCOMPARE(make("--currency EUR").exit, 0);
    }
    void aFileWithoutRowsIsNoImport()
    {
        const Qmctl qmctl;
        qmctl.write(QStringLiteral("h.csv"), "Name,Email\n");
        const Said said = qmctl.run({QStringLiteral("import"), qmctl.path(QStringLiteral("h.csv")), QStringLiteral("--as"), QStringLiteral("person")});
        QCOMPARE(said.exit, 1);
        QVERIFY2(said.err.contains("no rows"), said.err.constData());
    }
    void keysOfTheJson()
    {
        const Qmctl qmctl;
        qmctl.write(QStringLiteral("p.csv"), "Name,Start\nA B,not a date\n");
        const QJsonObject import = qmctl.run({QStringLiteral("import"), qmctl.path(QStringLiteral("p.csv")), QStringLiteral("--as"), QStringLiteral("person"), QStringLiteral("--json")}).object();
        for (const char* key : {"created", "updated", "unchanged", "skipped", "errors"})
            QVERIFY2(import.contains(QLatin1String(key)), key);
        QCOMPARE(keys(import[QStringLiteral("errors")].toArray().first().toObject()), (QSet<QString>{QStringLiteral("row"), QStringLiteral("column"), QStringLiteral("message")}));
        const QJsonObject verify = qmctl.json(QStringLiteral("verify")).object();
        QVERIFY(verify.contains(QStringLiteral("ok")) && verify.contains(QStringLiteral("problems")));
        const QJsonObject sync = qmctl.json(QStringLiteral("sync")).object();
        QVERIFY(sync[QStringLiteral("streams")].isArray());
        const QJsonObject plan = qmctl.run({QStringLiteral("plan"), QStringLiteral("join"), QStringLiteral("--set"), QStringLiteral("name=C D"), QStringLiteral("--set"), QStringLiteral("start=2026-12-07"), QStringLiteral("--set"), QStringLiteral("work-mail=c@x.example"), QStringLiteral("--json")}).object();
        QVERIFY(plan[QStringLiteral("hash")].toString().size() == 64);
        for (const char* key : {"op", "kind", "target", "due", "monthlyCost"})
            QVERIFY2(plan[QStringLiteral("lines")].toArray().first().toObject().contains(QLatin1String(key)), key);
        const QJsonObject person = qmctl.json(QStringLiteral("list person --limit 1")).array().first().toObject();
        QVERIFY(person.contains(QStringLiteral("name")) && person.contains(QStringLiteral("work-mail")));
        const Said error = qmctl.json(QStringLiteral("show person nobody"));
        QCOMPARE(error.exit, 1);
        QCOMPARE(error.object()[QStringLiteral("error")][QStringLiteral("code")].toString(), QStringLiteral("NotFound"));
    }
    void setUndoAndTimeTravel()
    {
        const Qmctl qmctl;
        const QStringList then{QStringLiteral("--now"), QStringLiteral("2026-10-01T09:00:00Z")};
        const QStringList now{QStringLiteral("--now"), QStringLiteral("2026-11-23T09:00:00Z")};
        QCOMPARE(qmctl.run(split("add person number=P-1 name=Maya title=Engineer") + then).exit, 0);
        QCOMPARE(qmctl.run(split("set person P-1 title=Lead") + now).exit, 0);
        const auto title = [&](const QStringList& more) { return qmctl.run(split("show person P-1 --json") + more).object()[QStringLiteral("title")].toString(); };
        const QJsonArray old = qmctl.run(split("list person --as-of 2026-10-31 --json") + now).array();
        QCOMPARE(old.size(), 1);
        QCOMPARE(old.first()[QStringLiteral("title")].toString(), QStringLiteral("Engineer"));
        QCOMPARE(qmctl.run(split("list person --as-of 2026-09-30 --json") + now).array().size(), 0);
        QCOMPARE(title({}), QStringLiteral("Lead"));
        QCOMPARE(qmctl.run(split("undo") + now).exit, 0);
        QCOMPARE(title({}), QStringLiteral("Engineer"));
        QVERIFY(qmctl.isSound());
    }
    void whatAWorkspaceBeganWithStays()
    {
        const Qmctl qmctl;
        QCOMPARE(qmctl.run(split("undo")).exit, 1);
        QCOMPARE(qmctl.run(split("undo 1")).exit, 3);
        QVERIFY(!qmctl.run(split("list template --json")).array().isEmpty());
    }
    void onlyLeaversHaveALeaversReport()
    {
        const Qmctl qmctl;
        qmctl.run(split("add person number=P-1 name=Maya"));
        const Said none = qmctl.run(split("report leaver P-1"));
        QVERIFY2(none.exit == 3 && none.isOneLine() && none.err.contains("no leaving"), none.err.constData());
        QCOMPARE(qmctl.run(split("report leaver R-0001")).exit, 1);
    }
    void aWordTooManyIsTold()
    {
        const Qmctl qmctl;
        for (const char* typed : {"verify other.quartermaster", "list person Sales", "runs foo", "show person P-1 more", "undo 3 4"}) {
            const Said said = qmctl.run(split(typed));
            QVERIFY2(said.exit == 2 && said.isOneLine() && said.err.contains("one word too many"), said.err.constData());
        }
        QCOMPARE(qmctl.run(split("search Maya Lindqvist")).exit, 0);
    }
    void runsAreNoRecordsToEdit()
    {
        const Qmctl qmctl;
        QCOMPARE(qmctl.run(split("add person number=P-1 name=Maya")).exit, 0);
        QCOMPARE(qmctl.run({QStringLiteral("plan"), QStringLiteral("leave"), QStringLiteral("P-1"), QStringLiteral("--at"), QStringLiteral("2099-11-27T17:00:00Z"), QStringLiteral("-o"), qmctl.path(QStringLiteral("l.json"))}).exit, 0);
        QCOMPARE(qmctl.run({QStringLiteral("apply"), qmctl.path(QStringLiteral("l.json"))}).exit, 0);
        const QByteArray before = qmctl.everything();
        for (const QString& record : {QStringLiteral("run R-0001"), QStringLiteral("step R-0001 #1")}) {
            const Said said = qmctl.run({QStringLiteral("set"), record.section(u' ', 0, 0), record.section(u' ', 1), QStringLiteral("state=done")});
            QVERIFY2(said.exit == 3 && said.isOneLine() && said.err.contains("carried on"), said.err.constData());
        }
        QCOMPARE(qmctl.everything(), before);
    }
    void backupAndRestore()
    {
        const Qmctl qmctl;
        QCOMPARE(qmctl.run(split("add person number=P-1 name=Maya")).exit, 0);
        const QByteArray before = qmctl.everything();
        QCOMPARE(qmctl.run({QStringLiteral("backup"), qmctl.path(QStringLiteral("copy.backup"))}).exit, 0);
        QCOMPARE(qmctl.run(split("set person P-1 name=Other")).exit, 0);
        QVERIFY(qmctl.everything() != before);
        QCOMPARE(qmctl.run({QStringLiteral("restore"), qmctl.path(QStringLiteral("copy.backup"))}).exit, 0);
        QCOMPARE(qmctl.everything(), before);
        QVERIFY(qmctl.isSound());
        QCOMPARE(qmctl.run({QStringLiteral("backup"), qmctl.path(QStringLiteral("copy.backup"))}).exit, 0); // nobody has it open
        qmctl.write(QStringLiteral("torn.backup"), qmctl.bytes(QStringLiteral("copy.backup")).left(20'000));
        const Said torn = qmctl.run({QStringLiteral("restore"), qmctl.path(QStringLiteral("torn.backup"))});
        QCOMPARE(torn.exit, 1);
        QVERIFY2(torn.isOneLine(), torn.err.constData());
        QCOMPARE(qmctl.everything(), before);
    }
    void refusalsExitWithThree()
    {
        const Qmctl qmctl;
        qmctl.run(split("add person number=P-1 name=Maya"));
        qmctl.run(split("set person P-1 title=A"));
        qmctl.run(split("set person P-1 title=B"));
        const auto history = qmctl.json(QStringLiteral("show person P-1 --history")).object()[QStringLiteral("history")].toArray();
        QCOMPARE(history.size(), 3);
        const Said said = qmctl.run({QStringLiteral("undo"), QString::number(history.at(1)[QStringLiteral("id")].toInteger())});
        QVERIFY2(said.exit == 3, said.err.constData());
        QVERIFY2(said.isOneLine(), said.err.constData());
    }
    void verifyFindsEditsOfTheAuditTable()
    {
        const Qmctl qmctl;
        for (int i = 0; i < 10; ++i)
            qmctl.run(split("add person name=Somebody") + QStringList{QStringLiteral("number=P-%1").arg(i)});
        QVERIFY(qmctl.isSound());
        const QByteArray good = qmctl.bytes(QStringLiteral("work.quartermaster"));
        QRandomGenerator random(20261123);
        for (int i = 0; i < 20; ++i) {
            const QByteArray sql = editOfTheLog(qmctl.workspace(), random);
            const QString said = rawSql(qmctl.workspace(), sql);
            QVERIFY2(said.isEmpty(), qPrintable(said + QString::fromUtf8(sql)));
            const Said verify = qmctl.json(QStringLiteral("verify"));
            QVERIFY2(verify.exit == 1 && !verify.object()[QStringLiteral("ok")].toBool(), sql.constData());
            QVERIFY(!verify.object()[QStringLiteral("problems")].toArray().isEmpty());
            QFile::remove(qmctl.workspace() + QStringLiteral("-wal"));
            QFile::remove(qmctl.workspace() + QStringLiteral("-shm"));
            qmctl.write(QStringLiteral("work.quartermaster"), good);
        }
        QVERIFY(qmctl.isSound());
    }
};

QTEST_GUILESS_MAIN(TestQmctlUsage)
#include "test_qmctl_usage.moc"
