#include "directory.h"

using namespace qm::test;

/// The whole way against a real SCIM server: connect, read 250 people, a joiner, a leaver, the proof.
class TestQmctlPath : public QObject
{
    Q_OBJECT

    static QJsonObject stream(const Said& sync, const char* id)
    {
        for (const QJsonValue& each : sync.object()[QStringLiteral("streams")].toArray()) {
            if (each[QStringLiteral("id")].toString() == QLatin1String(id))
                return each.toObject();
        }
        return {};
    }
    static int told(const QJsonObject& stream, const char* key) { return stream[QLatin1String(key)].toInt(-1); }

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString why = whyNoDirectory(); !why.isEmpty())
            QSKIP(qPrintable(why));
    }

    void syncsAllAndThenNothing()
    {
        const Directory directory(250);
        const Qmctl qmctl;
        for (const char* who : {"number=E1 name=One work-mail=person1@example.com", "number=E2 name=Two work-mail=PERSON2@example.com", "number=E3 name=Three"})
            QCOMPARE(qmctl.run(QStringList{QStringLiteral("add"), QStringLiteral("person")} + QString::fromLatin1(who).split(u' ')).exit, 0);
        const Said connected = connectTo(qmctl, directory.url());
        QVERIFY2(connected.exit == 0, connected.err.constData());
        const Said first = qmctl.json(QStringLiteral("sync"));
        QCOMPARE(first.exit, 0);
        QCOMPARE(told(stream(first, "users"), "read"), 250);
        QCOMPARE(told(stream(first, "users"), "created"), 250);
        QCOMPARE(stream(first, "users")[QStringLiteral("state")].toString(), QStringLiteral("complete"));
        QCOMPARE(told(stream(first, "groups"), "read"), 1);
        QCOMPARE(qmctl.count(QStringLiteral("account")), 250);
        QCOMPARE(qmctl.count(QStringLiteral("grant")), 20);
        const auto matched = qmctl.run({QStringLiteral("list"), QStringLiteral("account"), QStringLiteral("--where"), QStringLiteral("person is known"), QStringLiteral("--json")}).array();
        QCOMPARE(matched.size(), 3);
        const int orphans = first.object()[QStringLiteral("orphans")].toInt();
        const auto rest = qmctl.run({QStringLiteral("list"), QStringLiteral("account"), QStringLiteral("--where"), QStringLiteral("person is empty"), QStringLiteral("--json")}).array();
        QCOMPARE(rest.size(), 247);
        QCOMPARE(orphans, 212); // active ones: 35 of the 250 are suspended

        const QByteArray before = qmctl.json(QStringLiteral("list account")).out + qmctl.json(QStringLiteral("list grant")).out;
        const Said again = qmctl.json(QStringLiteral("sync"));
        for (const char* id : {"users", "groups"}) {
            QCOMPARE(told(stream(again, id), "created"), 0);
            QCOMPARE(told(stream(again, id), "updated"), 0);
            QCOMPARE(told(stream(again, id), "gone"), 0);
        }
        QCOMPARE(qmctl.json(QStringLiteral("list account")).out + qmctl.json(QStringLiteral("list grant")).out, before);
        QVERIFY(qmctl.isSound());
    }
    void theHintFindsAsManyOrphansAsItSays()
    {
        const Directory directory(30);
        const Qmctl qmctl;
        QCOMPARE(connectTo(qmctl, directory.url()).exit, 0);
        const QString text = QString::fromUtf8(qmctl.run({QStringLiteral("sync")}).out);
        const QString hint = text.split(u'\n').filter(QStringLiteral("without a person")).value(0);
        const QString filter = hint.section(u'"', 1, 1);
        QVERIFY2(!filter.isEmpty(), qPrintable(text));
        const auto found = qmctl.run({QStringLiteral("list"), QStringLiteral("account"), QStringLiteral("--where"), filter, QStringLiteral("--json")}).array();
        QCOMPARE(QString::number(found.size()), hint.section(u' ', 0, 0));
    }
    void aJoinerAndTheLeaver()
    {
        const Directory directory(25);
        const Qmctl qmctl;
        QCOMPARE(connectTo(qmctl, directory.url()).exit, 0);
        QCOMPARE(qmctl.json(QStringLiteral("sync")).exit, 0);
        const QString mail = QStringLiteral("maya@example.com");
        const Said planned = planJoin(qmctl, QStringLiteral("Maya Lindqvist"), mail);
        QVERIFY2(planned.exit == 0, planned.err.constData());
        QCOMPARE(directory.usersNamed(mail).size(), 0); // planning does nothing
        const Said joined = qmctl.run(applying(qmctl, "join.json"));
        QVERIFY2(joined.exit == 0, joined.err.constData());
        const QJsonArray users = directory.usersNamed(mail);
        QCOMPARE(users.size(), 1);
        QVERIFY(users.first()[QStringLiteral("active")].toBool());
        const QString id = users.first()[QStringLiteral("id")].toString();
        QVERIFY(directory.membersOf(QStringLiteral("Everyone")).contains(id));
        const Said account = qmctl.run({QStringLiteral("show"), QStringLiteral("account"), QStringLiteral("Directory / ") + mail, QStringLiteral("--json")});
        QCOMPARE(account.object()[QStringLiteral("person")].toString(), QStringLiteral("Maya Lindqvist"));

        const Said twice = qmctl.run(applying(qmctl, "join.json"));
        QCOMPARE(twice.exit, 3);
        QVERIFY2(twice.isOneLine(), twice.err.constData());

        QCOMPARE(planLeave(qmctl, QStringLiteral("Maya Lindqvist")).exit, 0);
        const Said left = qmctl.run(applying(qmctl, "leave.json"));
        QVERIFY2(left.exit == 0, (left.out + left.err).constData());
        QCOMPARE(left.object()[QStringLiteral("state")].toString(), QStringLiteral("done"));
        QCOMPARE(directory.usersNamed(mail).first()[QStringLiteral("active")].toBool(true), false);
        QVERIFY(!directory.membersOf(QStringLiteral("Everyone")).contains(id));
        const Said report = qmctl.run({QStringLiteral("report"), QStringLiteral("leaver"), QStringLiteral("Maya Lindqvist"), QStringLiteral("--json")});
        QCOMPARE(report.exit, 0);
        QCOMPARE(report.object()[QStringLiteral("completeness")].toInt(), 100);
        QCOMPARE(report.object()[QStringLiteral("total")].toInt(), 3); // the account, the membership, and the joiner's run that ended
        // What the vendor says afterwards is what the workspace already holds.
        const Said after = qmctl.json(QStringLiteral("sync"));
        QCOMPARE(told(stream(after, "users"), "created") + told(stream(after, "users"), "gone"), 0);
        QCOMPARE(told(stream(after, "groups"), "created") + told(stream(after, "groups"), "gone"), 0);
        QVERIFY(qmctl.isSound());
    }
    void aJoinersRunIsTakenBack()
    {
        const Directory directory(25);
        const Qmctl qmctl;
        QCOMPARE(connectTo(qmctl, directory.url()).exit, 0);
        QCOMPARE(qmctl.json(QStringLiteral("sync")).exit, 0);
        const QString mail = QStringLiteral("maya@example.com");
        QCOMPARE(planJoin(qmctl, QStringLiteral("Maya Lindqvist"), mail).exit, 0);
        QCOMPARE(qmctl.run(applying(qmctl, "join.json")).exit, 0);
        const Said last = qmctl.run({QStringLiteral("undo")});
        QCOMPARE(last.exit, 3);
        QVERIFY2(last.isOneLine() && last.err.contains("plan undo R-0001"), last.err.constData());
        const Said planned = qmctl.run({QStringLiteral("plan"), QStringLiteral("undo"), QStringLiteral("R-0001"), QStringLiteral("-o"), qmctl.path(QStringLiteral("undo.json")), QStringLiteral("--json")});
        QVERIFY2(planned.exit == 0, planned.err.constData());
        QVERIFY(directory.usersNamed(mail).first()[QStringLiteral("active")].toBool());
        const Said undone = qmctl.run(applying(qmctl, "undo.json"));
        QVERIFY2(undone.exit == 0, (undone.out + undone.err).constData());
        const QJsonArray users = directory.usersNamed(mail);
        QCOMPARE(users.size(), 1);
        QVERIFY(!users.first()[QStringLiteral("active")].toBool());
        QVERIFY(!directory.membersOf(QStringLiteral("Everyone")).contains(users.first()[QStringLiteral("id")].toString()));
        QCOMPARE(qmctl.run({QStringLiteral("show"), QStringLiteral("person"), QStringLiteral("Maya Lindqvist")}).exit, 1);
        QVERIFY(qmctl.isSound());
    }
    void aStalePlanIsRefused()
    {
        const Directory directory(25);
        const Qmctl qmctl;
        QCOMPARE(connectTo(qmctl, directory.url()).exit, 0);
        QCOMPARE(qmctl.run({QStringLiteral("add"), QStringLiteral("person"), QStringLiteral("name=One"), QStringLiteral("work-mail=person1@example.com")}).exit, 0);
        QCOMPARE(qmctl.json(QStringLiteral("sync")).exit, 0);
        QCOMPARE(planLeave(qmctl, QStringLiteral("One")).exit, 0);
        QCOMPARE(qmctl.run({QStringLiteral("set"), QStringLiteral("person"), QStringLiteral("One"), QStringLiteral("title=Lead")}).exit, 0);
        const QByteArray before = qmctl.everything();
        const Said stale = qmctl.run({QStringLiteral("apply"), qmctl.path(QStringLiteral("leave.json"))});
        QCOMPARE(stale.exit, 3);
        QVERIFY2(stale.isOneLine(), stale.err.constData());
        QCOMPARE(qmctl.everything(), before);
        QVERIFY(directory.usersNamed(QStringLiteral("person1@example.com")).first()[QStringLiteral("active")].toBool());
        QCOMPARE(directory.logged(QStringLiteral("PATCH"), {}), 0);
    }
    void anIncompleteLeaverNeedsAttention()
    {
        const Directory directory(25);
        const Qmctl qmctl;
        QCOMPARE(connectTo(qmctl, directory.url()).exit, 0);
        QCOMPARE(qmctl.run({QStringLiteral("add"), QStringLiteral("person"), QStringLiteral("name=One"), QStringLiteral("work-mail=person1@example.com")}).exit, 0);
        QCOMPARE(qmctl.run({QStringLiteral("add"), QStringLiteral("device"), QStringLiteral("tag=D-1"), QStringLiteral("kind=Laptop"), QStringLiteral("status=in-use"), QStringLiteral("holder=One")}).exit, 0);
        QCOMPARE(qmctl.json(QStringLiteral("sync")).exit, 0);
        QCOMPARE(planLeave(qmctl, QStringLiteral("One")).exit, 0);
        QCOMPARE(qmctl.run(applying(qmctl, "leave.json")).exit, 0);
        const Said report = qmctl.run({QStringLiteral("report"), QStringLiteral("leaver"), QStringLiteral("One"), QStringLiteral("--json")});
        QCOMPARE(report.exit, 4);
        QVERIFY(report.object()[QStringLiteral("completeness")].toInt() < 100);
        QString device;
        for (const QJsonValue& run : qmctl.json(QStringLiteral("runs")).array()) {
            for (const QJsonValue& step : run[QStringLiteral("steps")].toArray()) {
                if (step[QStringLiteral("state")].toString() == u"waiting")
                    QCOMPARE(qmctl.run({QStringLiteral("done"), step[QStringLiteral("step")].toString(), QStringLiteral("--note"), QStringLiteral("in the cupboard")}).exit, 0);
            }
        }
        QCOMPARE(qmctl.run({QStringLiteral("resume")}).exit, 0);
        QCOMPARE(qmctl.run({QStringLiteral("report"), QStringLiteral("leaver"), QStringLiteral("One"), QStringLiteral("--json")}).exit, 0);
    }
    void theTokenIsInNoFileAndNoOutput()
    {
        const Directory directory(5);
        const Qmctl qmctl;
        const Said connected = connectTo(qmctl, directory.url());
        QCOMPARE(connected.exit, 0);
        QVERIFY(!(connected.out + connected.err).contains("test-token"));
        for (const char* file : {"work.quartermaster", "work.quartermaster-wal"})
            QVERIFY(!qmctl.bytes(QString::fromLatin1(file)).contains("test-token"));
    }
    void aWrongTokenLeavesNothingBehind()
    {
        const Directory directory(5);
        const Qmctl qmctl;
        const QByteArray before = qmctl.everything();
        const Said refused = connectTo(qmctl, directory.url(), "wrong-token");
        QCOMPARE(refused.exit, 4);
        QVERIFY2(refused.isOneLine(), refused.err.constData());
        QVERIFY(!(refused.out + refused.err).contains("wrong-token"));
        QCOMPARE(qmctl.everything(), before);
    }
};

QTEST_GUILESS_MAIN(TestQmctlPath)
#include "test_qmctl_path.moc"
