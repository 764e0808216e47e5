#include "tests/contract/scim_bench.h"

using namespace qm::contract;
using namespace qm::vendor;
using qm::base::ErrorCode;
using State = qm::vendor::ActionOutcome::State;

namespace {

QHash<QString, QString> newcomer(const QString& email)
{
    return {{QStringLiteral("email"), email},
            {QStringLiteral("given"), QStringLiteral("Ünal \"O'\\Brien\"")},
            {QStringLiteral("family"), QStringLiteral("</script>")}};
}

} // namespace

/// The shipped SCIM descriptor and the engine against a real SCIM service.
class TestScim : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString why = whyNoServers(); !why.isEmpty())
            QSKIP(qPrintable(why));
    }

    void everybodyExactlyOnce_data()
    {
        QTest::addColumn<int>("people");
        for (const int people : {0, 1, 99, 100, 101, 250})
            QTest::addRow("%d", people) << people;
    }
    void everybodyExactlyOnce()
    {
        QFETCH(int, people);
        Server server(scimScript(), {QStringLiteral("--seed"), QString::number(people)});
        ScimBench bench(server.url());
        const auto read = bench.read(QStringLiteral("users"));
        QVERIFY(read);
        QVERIFY(read->complete());
        QCOMPARE(read->all.rows.size(), people);
        QCOMPARE(keysOf(read->all, QStringLiteral("account")).size(), people);
    }
    void fieldsAreMapped()
    {
        Server server(scimScript(), {QStringLiteral("--seed"), QStringLiteral("7")});
        ScimBench bench(server.url());
        const auto read = bench.read(QStringLiteral("users"));
        QVERIFY(read);
        const QJsonObject first = read->all.rows.first().fields;
        QCOMPARE(first.value(QStringLiteral("email")), QJsonValue(QStringLiteral("person1@example.com")));
        QCOMPARE(first.value(QStringLiteral("department")), QJsonValue(QStringLiteral("Operations")));
        QCOMPARE(first.value(QStringLiteral("status")), QJsonValue(QStringLiteral("active")));
        QCOMPARE(read->all.rows.last().fields.value(QStringLiteral("status")),
                 QJsonValue(QStringLiteral("suspended")));
        QVERIFY(first.value(QStringLiteral("title")).isNull());
    }
    void pagesArriveOneByOneAndCanBeResumed()
    {
        Server server(scimScript(), {QStringLiteral("--seed"), QStringLiteral("250")});
        ScimBench bench(server.url());
        QSet<QString> seen;
        ReadOrder order;
        order.stream = QStringLiteral("users");
        order.page = [&](const PageOfRows& page) {
            seen += keysOf(page, QStringLiteral("account"));
            order.from = page.next;
            order.cancel.request();
        };
        const auto cut = qm::fake::await(bench.connection().read(order));
        QVERIFY(!cut);
        QCOMPARE(cut.error().code, ErrorCode::Cancelled);
        QCOMPARE(seen.size(), 100);
        order.cancel = qm::base::Cancel();
        order.page = [&](const PageOfRows& page) { seen += keysOf(page, QStringLiteral("account")); };
        const auto rest = qm::fake::await(bench.connection().read(order));
        QVERIFY(rest);
        QCOMPARE(rest->coverage, StreamRows::Coverage::Partial);
        QCOMPARE(seen.size(), 250);
    }
    void membershipsComeWithTheirGroup()
    {
        Server server(scimScript(), {QStringLiteral("--seed"), QStringLiteral("5")});
        ScimBench bench(server.url());
        const auto read = bench.read(QStringLiteral("groups"));
        QVERIFY(read);
        QCOMPARE(keysOf(read->all, QStringLiteral("group")).size(), 1);
        QCOMPARE(keysOf(read->all, QStringLiteral("membership")).size(), 5);
        QCOMPARE(read->all.replaced.size(), 1);
        QCOMPARE(read->all.replaced.first().value, read->all.rows.first().key);
    }
    void createFindAdopt()
    {
        Server server(scimScript(), {});
        ScimBench bench(server.url());
        const QString mail =
            QStringLiteral("o'brien+x&y=1#%z@example.com"); // SCIMMY's filters know no escaped quote
        const ActionOutcome made = bench.act(QStringLiteral("user.create"), newcomer(mail));
        QCOMPARE(made.state, State::Done);
        QVERIFY(!made.yields.value(QStringLiteral("id")).isEmpty());
        const ActionOutcome again = bench.act(QStringLiteral("user.create"), newcomer(mail));
        QCOMPARE(again.state, State::AlreadySo);
        QCOMPARE(again.yields, made.yields);
        QCOMPARE(bench.verify(QStringLiteral("user.create"), newcomer(mail)).state, State::Done);
        QCOMPARE(bench.read(QStringLiteral("users"))->all.rows.size(), 1);
    }
    void suspendActivateDelete()
    {
        Server server(scimScript(), {QStringLiteral("--seed"), QStringLiteral("1")});
        ScimBench bench(server.url());
        const QHash<QString, QString> who{
            {QStringLiteral("id"), bench.read(QStringLiteral("users"))->all.rows.first().key}};
        QCOMPARE(bench.verify(QStringLiteral("user.suspend"), who).state, State::Failed);
        QCOMPARE(bench.act(QStringLiteral("user.suspend"), who).state, State::Done);
        QCOMPARE(bench.verify(QStringLiteral("user.suspend"), who).state, State::Done);
        QCOMPARE(bench.verify(QStringLiteral("user.activate"), who).state, State::Failed);
        QCOMPARE(bench.act(QStringLiteral("user.activate"), who).state, State::Done);
        QCOMPARE(bench.verify(QStringLiteral("user.activate"), who).state, State::Done);
        QCOMPARE(bench.act(QStringLiteral("user.delete"), who).state, State::Done);
        QCOMPARE(bench.act(QStringLiteral("user.delete"), who).state, State::AlreadySo);
        QCOMPARE(bench.verify(QStringLiteral("user.delete"), who).state, State::Done);
        QCOMPARE(bench.act(QStringLiteral("user.activate"), who).state, State::Failed);
    }
    void groupAddAndRemove()
    {
        Server server(scimScript(), {QStringLiteral("--seed"), QStringLiteral("30")});
        ScimBench bench(server.url());
        const QString group = bench.read(QStringLiteral("groups"))->all.rows.first().key;
        const QHash<QString, QString> in{
            {QStringLiteral("group"), group},
            {QStringLiteral("id"), bench.read(QStringLiteral("users"))->all.rows.last().key}};
        QCOMPARE(bench.verify(QStringLiteral("group.add"), in).state, State::Failed);
        QCOMPARE(bench.act(QStringLiteral("group.add"), in).state, State::Done);
        QCOMPARE(bench.verify(QStringLiteral("group.add"), in).state, State::Done);
        QCOMPARE(keysOf(bench.read(QStringLiteral("groups"))->all, QStringLiteral("membership")).size(), 21);
        QCOMPARE(bench.act(QStringLiteral("group.remove"), in).state, State::Done);
        QCOMPARE(bench.verify(QStringLiteral("group.remove"), in).state, State::Done);
        QCOMPARE(keysOf(bench.read(QStringLiteral("groups"))->all, QStringLiteral("membership")).size(), 20);
    }
    void testProvesAddressAndToken()
    {
        Server server(scimScript(), {});
        ScimBench good(server.url());
        QVERIFY(qm::fake::await(good.connection().test()));
        ScimBench wrongToken(server.url(), "wrong-token");
        const auto refused = qm::fake::await(wrongToken.connection().test());
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::SignInNeeded);
        QVERIFY(!refused.error().detail.contains(QStringLiteral("wrong-token")));
        server.kill();
        const auto unreachable = qm::fake::await(good.connection().test());
        QVERIFY(!unreachable);
        QCOMPARE(unreachable.error().code, ErrorCode::HostUnreachable);
    }
    void whatWasWrittenOutlivesAKill()
    {
        QTemporaryDir folder;
        const QString store = folder.filePath(QStringLiteral("scim.json"));
        {
            Server server(scimScript(), {QStringLiteral("--store"), store});
            ScimBench bench(server.url());
            QCOMPARE(
                bench.act(QStringLiteral("user.create"), newcomer(QStringLiteral("a@example.com"))).state,
                State::Done);
        }
        Server server(scimScript(), {QStringLiteral("--store"), store});
        ScimBench bench(server.url());
        QCOMPARE(bench.read(QStringLiteral("users"))->all.rows.size(), 1);
        QFile log(store + QStringLiteral(".log"));
        QVERIFY(log.open(QIODevice::ReadOnly));
        QCOMPARE(log.readAll().count("\"POST\""), 1);
    }
};

QTEST_GUILESS_MAIN(TestScim)
#include "test_scim.moc"
