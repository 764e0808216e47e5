#include "qmctl.h"

#include <QRegularExpression>

using namespace qm::test;

namespace {

/// "name=Maya;start=1900-01-01" as words of a command.
QStringList fieldsOf(const QString& fields)
{
    return fields.split(u';');
}

} // namespace

/// What can't be meant is refused in one plain sentence wherever it is given: add, set, plan join, import.
class TestQmctlRefusals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refuses_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("a year before anybody") << QStringLiteral("start=1900-01-01") << QByteArray("1950 to 2200");
        QTest::newRow("a year far ahead") << QStringLiteral("start=3026-01-01") << QByteArray("1950 to 2200");
        QTest::newRow("no mail") << QStringLiteral("work-mail=notamail") << QByteArray("not a mail address");
        QTest::newRow("a name of 60,000 letters") << QStringLiteral("given=") + QString(60'000, u'x') << QByteArray("too long");
        QTest::newRow("a name on two lines") << QStringLiteral("given=Maya\nMarie") << QByteArray("on one line");
        QTest::newRow("less than nothing") << QStringLiteral("fte=-5") << QByteArray("0 or more");
        QTest::newRow("no such choice") << QStringLiteral("type=wizard") << QByteArray("does not fit");
        QTest::newRow("no such person") << QStringLiteral("manager=Nobody") << QByteArray("Nobody");
    }
    void refuses()
    {
        QFETCH(QString, field);
        QFETCH(QByteArray, says);
        const Qmctl qmctl;
        QCOMPARE(qmctl.run({QStringLiteral("add"), QStringLiteral("person"), QStringLiteral("number=P-1"), QStringLiteral("name=Tom Okafor")}).exit, 0);
        const QByteArray before = qmctl.everything();
        for (const QStringList& words : {QStringList{QStringLiteral("add"), QStringLiteral("person"), QStringLiteral("name=Maya")}, QStringList{QStringLiteral("set"), QStringLiteral("person"), QStringLiteral("P-1")}}) {
            const Said said = qmctl.run(words + QStringList{field});
            QCOMPARE(said.exit, 1);
            QVERIFY2(said.isOneLine() && said.err.contains(says) && said.err.size() < 300, said.err.left(400).constData());
        }
        QStringList join{QStringLiteral("plan"), QStringLiteral("join"), QStringLiteral("--set"), QStringLiteral("name=Maya"), QStringLiteral("--set"), field};
        if (!field.startsWith(QStringLiteral("start=")))
            join += {QStringLiteral("--set"), QStringLiteral("start=2026-12-01")};
        const Said planned = qmctl.run(join);
        QCOMPARE(planned.exit, 1);
        QVERIFY2(planned.isOneLine() && planned.err.contains(says), planned.err.left(400).constData());
        QCOMPARE(qmctl.everything(), before);
    }
    void nobodyIsTheirOwnManager()
    {
        const Qmctl qmctl;
        for (const char* who : {"number=P-1;name=Tom", "number=P-2;name=Maya;manager=P-1", "number=P-3;name=Grace;manager=P-2"})
            QCOMPARE(qmctl.run(QStringList{QStringLiteral("add"), QStringLiteral("person")} + fieldsOf(QString::fromLatin1(who))).exit, 0);
        for (const char* manager : {"manager=P-1", "manager=P-3"}) {
            const Said said = qmctl.run({QStringLiteral("set"), QStringLiteral("person"), QStringLiteral("P-1"), QString::fromLatin1(manager)});
            QCOMPARE(said.exit, 1);
            QVERIFY2(said.isOneLine() && said.err.contains("lead back") && said.err.contains("Manager"), said.err.constData());
        }
        QCOMPARE(qmctl.run({QStringLiteral("set"), QStringLiteral("person"), QStringLiteral("P-3"), QStringLiteral("manager=P-1")}).exit, 0);
        QVERIFY(qmctl.isSound());
    }
    void aRefusalSaysWhy()
    {
        const Qmctl qmctl;
        QCOMPARE(qmctl.run({QStringLiteral("add"), QStringLiteral("person"), QStringLiteral("number=P-1"), QStringLiteral("name=Tom Okafor"), QStringLiteral("last-working-day=2025-01-31")}).exit, 0);
        const Said computed = qmctl.run({QStringLiteral("set"), QStringLiteral("person"), QStringLiteral("P-1"), QStringLiteral("status=active")});
        QVERIFY2(computed.exit == 3 && computed.isOneLine() && computed.err.contains("(Status): it follows from other fields"), computed.err.constData());
        const Said left = qmctl.run({QStringLiteral("plan"), QStringLiteral("leave"), QStringLiteral("P-1"), QStringLiteral("--at"), QStringLiteral("2026-11-27T17:00:00Z"), QStringLiteral("--now"), QStringLiteral("2026-11-23T09:00:00Z")});
        QVERIFY2(left.exit == 3 && left.isOneLine() && left.err.contains("(Tom Okafor): they have left already"), left.err.constData());
    }
    void anImportTellsByRow()
    {
        const Qmctl qmctl;
        qmctl.write(QStringLiteral("p.csv"), "number,name,work mail,start,manager\nP-1,Tom,tom@x.example,1900-01-01,P-2\nP-2,Maya,notamail,2026-01-05,P-1\nP-3," + QByteArray(60'000, 'x') + ",g@x.example,2026-01-05,\n");
        const Said said = qmctl.run({QStringLiteral("import"), qmctl.path(QStringLiteral("p.csv")), QStringLiteral("--as"), QStringLiteral("person")});
        QVERIFY2(said.exit == 0, (said.out + said.err).left(600).constData());
        QVERIFY2(said.out.contains("row 2, start: ") && said.out.contains("1950 to 2200"), said.out.constData());
        QVERIFY2(said.out.contains("row 3, work mail: ") && said.out.contains("not a mail address"), said.out.constData());
        QVERIFY2(said.out.contains("row 4") && said.out.contains("longer than 500"), said.out.constData());
        QVERIFY2(said.out.contains("row 3: ") && said.out.contains("leads back"), said.out.constData());
        QVERIFY(said.out.size() < 2000);
        QCOMPARE(qmctl.count(QStringLiteral("person")), 2);
        QVERIFY(qmctl.isSound());
    }
    void anImportThatTakesNothingFails()
    {
        const Qmctl qmctl;
        qmctl.write(QStringLiteral("p.csv"), "number,title\nP-1,Lead\nP-2,Lead\n");
        const Said said = qmctl.run({QStringLiteral("import"), qmctl.path(QStringLiteral("p.csv")), QStringLiteral("--as"), QStringLiteral("person")});
        QCOMPARE(said.exit, 1);
        QVERIFY2(said.out.contains("row 2: name is empty"), said.out.constData());
        QCOMPARE(qmctl.count(QStringLiteral("person")), 0);
        const Said dry = qmctl.run({QStringLiteral("import"), qmctl.path(QStringLiteral("p.csv")), QStringLiteral("--as"), QStringLiteral("person"), QStringLiteral("--dry-run")});
        QCOMPARE(dry.exit, 1);
    }
};

QTEST_GUILESS_MAIN(TestQmctlRefusals)
#include "test_qmctl_refusals.moc"
