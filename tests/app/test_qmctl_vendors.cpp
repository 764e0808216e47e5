#include "directory.h"

using namespace qm::test;

/// Connecting, looking at and leaving a service on the command line, against a real SCIM server.
class TestQmctlVendors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString why = whyNoDirectory(); !why.isEmpty())
            QSKIP(qPrintable(why));
    }
    void theCatalogueSaysWhatIsAsked()
    {
        const Qmctl qmctl;
        QStringList ids;
        for (const QJsonValue& vendor : qmctl.json(QStringLiteral("vendors")).array())
            ids.append(vendor[QStringLiteral("id")].toString());
        QVERIFY(ids.contains(QStringLiteral("scim")));
        QVERIFY(ids.contains(QStringLiteral("github")));
    }
    void anyVendorConnectsByItsSettings()
    {
        const Directory directory(5);
        const Qmctl qmctl;
        const QStringList connect{QStringLiteral("connect"), QStringLiteral("scim"), QStringLiteral("Directory"), QStringLiteral("--set"), QStringLiteral("base=") + directory.url().toString(), QStringLiteral("--json")};
        const Said connected = qmctl.run(connect, "test-token\n");
        QVERIFY2(connected.exit == 0, connected.err.constData());
        QCOMPARE(qmctl.json(QStringLiteral("sync")).exit, 0);
        const auto facts = qmctl.json(QStringLiteral("connections")).array();
        QCOMPARE(facts.size(), 1);
        QCOMPARE(facts.first()[QStringLiteral("vendor")].toString(), QStringLiteral("scim"));
        QCOMPARE(facts.first()[QStringLiteral("writes")].toBool(true), false);
        QVERIFY(!facts.first()[QStringLiteral("lastRead")].toString().isEmpty());
        QCOMPARE(facts.first()[QStringLiteral("streams")].toArray().size(), 2);
        QCOMPARE(qmctl.json(QStringLiteral("drift")).array().size(), 0);

        QCOMPARE(qmctl.run({QStringLiteral("disconnect"), QStringLiteral("Directory"), QStringLiteral("--drop")}).exit, 0);
        QCOMPARE(qmctl.count(QStringLiteral("account")), 0);
        QCOMPARE(qmctl.run({QStringLiteral("undo")}).exit, 0);
        QCOMPARE(qmctl.count(QStringLiteral("account")), 5);
        const Said again = qmctl.json(QStringLiteral("sync"));
        QCOMPARE(again.exit, 1); // its token is gone from the key store
        const QString kept = qmctl.json(QStringLiteral("connections")).array().first()[QStringLiteral("reason")].toString();
        const QByteArray told = qmctl.run({QStringLiteral("connections")}).out;
        QVERIFY2(kept.startsWith(QStringLiteral("SecretMissing")) && !told.contains("SecretMissing") && told.contains("Sign in again."), told.constData());
        QCOMPARE(qmctl.json(QStringLiteral("connections")).array().first()[QStringLiteral("state")].toString(), QStringLiteral("sign-in"));
        QCOMPARE(qmctl.run(connect, "test-token\n").exit, 0); // "connect again"
        QCOMPARE(qmctl.json(QStringLiteral("sync")).exit, 0);
        QCOMPARE(qmctl.count(QStringLiteral("account")), 5);
        QVERIFY(qmctl.isSound());
    }
    void withoutLeavePlansWriteNothingThere()
    {
        const Directory directory(5);
        const Qmctl qmctl;
        QCOMPARE(qmctl.run({QStringLiteral("connect"), QStringLiteral("scim"), QStringLiteral("Directory"), QStringLiteral("--base"), directory.url().toString()}, "test-token\n").exit, 0);
        QCOMPARE(qmctl.json(QStringLiteral("sync")).exit, 0);
        QCOMPARE(planJoin(qmctl, QStringLiteral("Maya Lindqvist"), QStringLiteral("maya@example.com")).exit, 0);
        const Said applied = qmctl.run(applying(qmctl, "join.json"));
        QVERIFY2(applied.exit == 0, applied.err.constData());
        QCOMPARE(directory.logged(QStringLiteral("POST"), {}), 0);
        QCOMPARE(directory.logged(QStringLiteral("PATCH"), {}), 0);
    }
    void whatIsAskedForIsSaidInOneLine()
    {
        const Qmctl qmctl;
        const std::pair<QStringList, QByteArray> wrong[] = {
            {{QStringLiteral("connect"), QStringLiteral("nobody"), QStringLiteral("X")}, "t\n"},
            {{QStringLiteral("connect"), QStringLiteral("github"), QStringLiteral("X"), QStringLiteral("--set"), QStringLiteral("org")}, "t\n"},
            {{QStringLiteral("connect"), QStringLiteral("github"), QStringLiteral("X"), QStringLiteral("--auth"), QStringLiteral("magic")}, "t\n"},
            {{QStringLiteral("connect"), QStringLiteral("okta"), QStringLiteral("X")}, "\n"},
        };
        for (const auto& [typed, input] : wrong) {
            const Said said = qmctl.run(typed, input);
            QCOMPARE(said.exit, 2);
            QVERIFY2(said.isOneLine(), said.err.constData());
        }
    }
};

QTEST_GUILESS_MAIN(TestQmctlVendors)
#include "test_qmctl_vendors.moc"
