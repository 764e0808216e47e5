#include "tests/contract/scim_bench.h"

using namespace qm::contract;
using namespace qm::vendor;
using qm::base::ErrorCode;
using State = qm::vendor::ActionOutcome::State;

/// The engine against a SCIM service behind a proxy that misbehaves on order.
class TestScimFaults : public QObject
{
    Q_OBJECT

    std::unique_ptr<Server> m_service;
    std::unique_ptr<Server> m_proxy;

    QUrl origin(const Server& server) const { return server.url().resolved(QUrl(QStringLiteral("/"))); }
    QUrl base() const { return m_proxy->url().resolved(QUrl(QStringLiteral("/scim/v2"))); }
    void order(const QByteArray& rules)
    {
        ScimBench::plain("PUT", m_proxy->url().resolved(QUrl(QStringLiteral("/__chaos"))), rules);
    }
    int writesSeenByService(const QString& method)
    {
        int count = 0;
        const QJsonArray log =
            ScimBench::plain("GET", m_service->url().resolved(QUrl(QStringLiteral("/__log")))).toArray();
        for (const QJsonValue& line : log)
            count += line[QStringLiteral("method")].toString() == method;
        return count;
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString why = whyNoServers(); !why.isEmpty())
            QSKIP(qPrintable(why));
        if (!QFile::exists(chaosScript()))
            QSKIP("no chaos-proxy.mjs in QM_SHARED_DIR");
        m_service = std::make_unique<Server>(scimScript(),
                                             QStringList{QStringLiteral("--seed"), QStringLiteral("250")});
        m_proxy = std::make_unique<Server>(
            chaosScript(), QStringList{QStringLiteral("--port"), QStringLiteral("0"),
                                       QStringLiteral("--target"), origin(*m_service).toString()});
        QVERIFY(!m_proxy->url().isEmpty());
    }
    void init() { ScimBench::plain("POST", m_service->url().resolved(QUrl(QStringLiteral("/__reset")))); }

    void theSameRowsAsWithoutTheFault_data()
    {
        QTest::addColumn<QByteArray>("rules");
        for (const char* style : {"retry-after", "http-date", "ms", "okta", "slack"}) {
            QTest::addRow("429 %s", style)
                << QByteArray("[{\"do\":\"429\",\"after\":1,\"times\":1,\"skip\":1,\"style\":\"") + style +
                       "\"}]";
        }
        for (const char* fault : {"drop", "cut", "html", "garbage"}) {
            QTest::addRow("%s", fault) << QByteArray("[{\"do\":\"") + fault + "\",\"times\":2,\"skip\":1}]";
        }
        for (const char* status : {"500", "502", "503", "504"})
            QTest::addRow("%s", status)
                << QByteArray("[{\"do\":\"500\",\"times\":2,\"status\":") + status + "}]";
        QTest::newRow("slow") << QByteArrayLiteral("[{\"do\":\"slow\",\"ms\":300}]");
        QTest::newRow("later than the timeout, once")
            << QByteArrayLiteral("[{\"do\":\"slow\",\"ms\":3000,\"times\":1}]");
    }
    void theSameRowsAsWithoutTheFault()
    {
        QFETCH(QByteArray, rules);
        order(rules);
        ScimBench bench(base());
        const auto read = bench.read(QStringLiteral("users"));
        QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
        QVERIFY(read->complete());
        QCOMPARE(read->all.rows.size(), 250);
        QCOMPARE(keysOf(read->all, QStringLiteral("account")).size(), 250);
    }

    void orANamedError_data()
    {
        QTest::addColumn<QByteArray>("rules");
        QTest::addColumn<int>("code");
        const auto row = [](const char* name, const char* rules, ErrorCode code) {
            QTest::newRow(name) << QByteArray(rules) << static_cast<int>(code);
        };
        row("dropped for ever", "[{\"do\":\"drop\"}]", ErrorCode::ReplyCut);
        row("cut for ever", "[{\"do\":\"cut\"}]", ErrorCode::ReplyCut);
        row("html for ever", "[{\"do\":\"html\"}]", ErrorCode::ReplyMalformed);
        row("garbage for ever", "[{\"do\":\"garbage\"}]", ErrorCode::ReplyMalformed);
        row("500 for ever", "[{\"do\":\"500\"}]", ErrorCode::VendorRefused);
        row("expired", "[{\"do\":\"expired\",\"skip\":1}]", ErrorCode::SignInNeeded);
        row("an hour to wait", "[{\"do\":\"429\",\"after\":3600,\"style\":\"retry-after\"}]",
            ErrorCode::RateLimited);
        row("forbidden", "[{\"do\":\"status\",\"status\":403}]", ErrorCode::Forbidden);
        row("sent elsewhere",
            "[{\"do\":\"status\",\"status\":302,\"headers\":{\"location\":\"https://attacker.invalid/\"}}]",
            ErrorCode::ForeignHost);
        row("no list", "[{\"do\":\"status\",\"status\":200,\"body\":{\"totalResults\":3}}]",
            ErrorCode::ReplyMalformed);
    }
    void orANamedError()
    {
        QFETCH(QByteArray, rules);
        QFETCH(int, code);
        order(rules);
        ScimBench bench(base());
        const auto read = bench.read(QStringLiteral("users"));
        QVERIFY(!read);
        QCOMPARE(read.error().code, static_cast<ErrorCode>(code));
        QVERIFY(!read.error().detail.contains(QStringLiteral("test-token")));
    }

    void aCreateHappensOnce_data()
    {
        QTest::addColumn<QByteArray>("rules");
        QTest::newRow("answer lost") << QByteArrayLiteral(
            "[{\"do\":\"lost-reply\",\"match\":\"^POST\",\"times\":1}]");
        QTest::newRow("every answer lost")
            << QByteArrayLiteral("[{\"do\":\"lost-reply\",\"match\":\"^POST\"}]");
        QTest::newRow("answer cut") << QByteArrayLiteral(
            "[{\"do\":\"cut\",\"match\":\"^POST\",\"times\":1}]");
        QTest::newRow("dropped before")
            << QByteArrayLiteral("[{\"do\":\"drop\",\"match\":\"^POST\",\"times\":1}]");
        QTest::newRow("500 before") << QByteArrayLiteral(
            "[{\"do\":\"500\",\"match\":\"^POST\",\"times\":1}]");
        QTest::newRow("429 before") << QByteArrayLiteral(
            "[{\"do\":\"429\",\"match\":\"^POST\",\"times\":1,\"after\":1}]");
        QTest::newRow("a web page instead")
            << QByteArrayLiteral("[{\"do\":\"html\",\"match\":\"^POST\",\"times\":1}]");
        QTest::newRow("answer too late")
            << QByteArrayLiteral("[{\"do\":\"slow\",\"match\":\"^POST\",\"times\":1,\"ms\":2500}]");
    }
    void aCreateHappensOnce()
    {
        QFETCH(QByteArray, rules);
        order(rules);
        ScimBench bench(base());
        const ActionOutcome made = bench.act(QStringLiteral("user.create"),
                                             {{QStringLiteral("email"), QStringLiteral("new@example.com")},
                                              {QStringLiteral("given"), QStringLiteral("New")},
                                              {QStringLiteral("family"), QStringLiteral("Comer")}});
        QVERIFY2(made.state == State::Done || made.state == State::AlreadySo, qPrintable(made.answer));
        QVERIFY(!made.yields.value(QStringLiteral("id")).isEmpty());
        order("[]");
        QCOMPARE(bench.read(QStringLiteral("users"))->all.rows.size(), 251);
        QVERIFY(writesSeenByService(QStringLiteral("POST")) <= 2);
        if (rules.contains("lost-reply"))
            QCOMPARE(writesSeenByService(QStringLiteral("POST")), 1);
    }
    void aSuspensionWhoseAnswersAreLostIsProvenByReading()
    {
        ScimBench bench(base());
        order("[]");
        const QHash<QString, QString> who{
            {QStringLiteral("id"), bench.read(QStringLiteral("users"))->all.rows.first().key}};
        order("[{\"do\":\"lost-reply\",\"match\":\"^PATCH\"}]");
        QCOMPARE(bench.act(QStringLiteral("user.suspend"), who).state, State::Done);
        order("[]");
        QCOMPARE(bench.verify(QStringLiteral("user.suspend"), who).state, State::Done);
    }
    void whenNothingAnswersTheOutcomeIsUnknown()
    {
        ScimBench bench(base());
        order("[{\"do\":\"drop\",\"match\":\"^PATCH\"},{\"do\":\"500\",\"match\":\"^GET\"}]");
        const ActionOutcome outcome =
            bench.act(QStringLiteral("user.suspend"), {{QStringLiteral("id"), QStringLiteral("x")}});
        QCOMPARE(outcome.state, State::Unknown);
        QCOMPARE(outcome.error->code, ErrorCode::OutcomeUnknown);
    }
};

QTEST_GUILESS_MAIN(TestScimFaults)
#include "test_scim_faults.moc"
