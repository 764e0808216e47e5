#include "directory.h"

#include <QElapsedTimer>
#include <QRandomGenerator>

using namespace qm::test;

/// The program is killed while it carries out joiners and leavers; the server's own log tells what it did.
class TestQmctlKill : public QObject
{
    Q_OBJECT

    QRandomGenerator m_random{20261123};
    int m_kills = 0;

    /// Runs the program and kills it at a random instant of its usual time. True: it was still at work.
    bool killDuring(const Qmctl& qmctl, const QStringList& typed, int usualMs)
    {
        QProcess process;
        process.start(Qmctl::program(), qmctl.words(typed));
        if (process.waitForFinished(1 + m_random.bounded(usualMs)))
            return false;
        process.kill();
        process.waitForFinished();
        ++m_kills;
        return true;
    }
    /// Applies a plan with kills in between, then lets it end. The plan is given again as a person would, in case it
    /// had not been taken yet.
    void applyThroughKills(const Qmctl& qmctl, const char* plan, int usualMs)
    {
        killDuring(qmctl, applying(qmctl, plan), usualMs);
        if (m_random.bounded(2) == 0)
            killDuring(qmctl, {QStringLiteral("resume")}, usualMs);
        const Said again = qmctl.run(applying(qmctl, plan));
        QVERIFY2(again.exit == 0 || again.exit == 3, (again.out + again.err).constData());
        const Said resumed = qmctl.run({QStringLiteral("resume"), QStringLiteral("--json")});
        QVERIFY2(resumed.exit == 0, (resumed.out + resumed.err).constData());
        const Said verified = qmctl.json(QStringLiteral("verify"));
        QVERIFY2(verified.exit == 0, verified.out.constData());
    }
    static int timeOf(const Qmctl& qmctl, const char* plan)
    {
        QElapsedTimer timer;
        timer.start();
        const Said said = qmctl.run(applying(qmctl, plan));
        return said.exit == 0 ? static_cast<int>(timer.elapsed()) : -1;
    }

    void joinAndLeave(const Qmctl& qmctl, const Directory& directory, int number)
    {
        const QString name = QStringLiteral("Joiner Number%1").arg(number);
        const QString mail = QStringLiteral("joiner%1@example.com").arg(number);
        const Said planned = planJoin(qmctl, name, mail);
        QVERIFY2(planned.exit == 0, planned.err.constData());
        applyThroughKills(qmctl, "join.json", m_usualJoin);
        const QJsonArray users = directory.usersNamed(mail);
        QCOMPARE(users.size(), 1);
        const QString id = users.first()[QStringLiteral("id")].toString();
        QVERIFY(users.first()[QStringLiteral("active")].toBool());
        QCOMPARE(directory.membersOf(QStringLiteral("Everyone")).count(id), 1);
        QCOMPARE(directory.logged(QStringLiteral("POST"), {mail}), 1);
        QCOMPARE(directory.logged(QStringLiteral("PATCH"), {id, QStringLiteral("\"add\"")}), 1);

        const Said leaving = planLeave(qmctl, name);
        QVERIFY2(leaving.exit == 0, leaving.err.constData());
        applyThroughKills(qmctl, "leave.json", m_usualLeave);
        QCOMPARE(directory.usersNamed(mail).first()[QStringLiteral("active")].toBool(true), false);
        QCOMPARE(directory.membersOf(QStringLiteral("Everyone")).count(id), 0);
        QCOMPARE(directory.logged(QStringLiteral("PATCH"), {QStringLiteral("/Users/") + id}), 1);
        QCOMPARE(directory.logged(QStringLiteral("PATCH"), {id, QStringLiteral("\"remove\"")}), 1);
        const Said report = qmctl.run({QStringLiteral("report"), QStringLiteral("leaver"), name, QStringLiteral("--json")});
        QVERIFY2(report.exit == 0, report.out.constData());
        const auto accounts = qmctl.run({QStringLiteral("list"), QStringLiteral("account"), QStringLiteral("--where"), QStringLiteral("login = ") + mail, QStringLiteral("--json")}).array();
        QCOMPARE(accounts.size(), 1);
        QCOMPARE(accounts.first()[QStringLiteral("external-id")].toString(id), id);
    }

    int m_usualJoin = 0;
    int m_usualLeave = 0;

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString why = whyNoDirectory(); !why.isEmpty())
            QSKIP(qPrintable(why));
    }

    void nothingIsLostAndNothingDoubled()
    {
        constexpr int wanted = 100;
        const Directory directory(25);
        int number = 0;
        while (m_kills < wanted) {
            // A fresh workspace now and then: runs of joiners stay open for people's steps and slow `resume` down.
            const Qmctl qmctl;
            QCOMPARE(connectTo(qmctl, directory.url()).exit, 0);
            QCOMPARE(qmctl.json(QStringLiteral("sync")).exit, 0);
            ++number;
            QCOMPARE(planJoin(qmctl, QStringLiteral("Joiner Number%1").arg(number), QStringLiteral("joiner%1@example.com").arg(number)).exit, 0);
            m_usualJoin = timeOf(qmctl, "join.json");
            QCOMPARE(planLeave(qmctl, QStringLiteral("Joiner Number%1").arg(number)).exit, 0);
            m_usualLeave = timeOf(qmctl, "leave.json");
            QVERIFY2(m_usualJoin > 0 && m_usualLeave > 0, "a run without kills did not end well");
            for (int i = 0; i < 8 && m_kills < wanted; ++i) {
                joinAndLeave(qmctl, directory, ++number);
                if (QTest::currentTestFailed())
                    return;
            }
        }
        qInfo("%d kills over %d joiners and leavers", m_kills, number);
    }
};

QTEST_GUILESS_MAIN(TestQmctlKill)
#include "test_qmctl_kill.moc"
