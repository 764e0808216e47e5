#include "directory.h"
#include "tests/fake/fake_server.h"

#include <QElapsedTimer>

using namespace qm::test;
using qm::fake::FakeReply;
using qm::fake::FakeRequest;
using qm::fake::FakeServer;

namespace {

QByteArray user(int number)
{
    const QByteArray n = QByteArray::number(number);
    return "{\"id\":\"u" + n + "\",\"userName\":\"p" + n + "@x.example\",\"active\":true}";
}

FakeReply none()
{
    return FakeReply::json("{\"schemas\":[],\"totalResults\":0,\"Resources\":[]}");
}

/// A page of two of `total` people, from startIndex on.
FakeReply page(int from, int total)
{
    if (from > total)
        return none();
    return FakeReply::json("{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:ListResponse\"],\"totalResults\":" + QByteArray::number(total) + ",\"startIndex\":" + QByteArray::number(from) +
                           ",\"itemsPerPage\":2,\"Resources\":[" + user(from) + ',' + user(from + 1) + "]}");
}

int startOf(const FakeRequest& request)
{
    return QUrl(QString::fromUtf8(request.target)).query().section(QStringLiteral("startIndex="), 1).section(u'&', 0, 0).toInt();
}

/// Four people and no group, well behaved.
FakeReply good(const FakeRequest& request)
{
    return request.target.contains("/Users") ? page(std::max(1, startOf(request)), 4) : none();
}

using Handler = FakeServer::Handler;

const QHash<QString, Handler>& villains()
{
    static const QHash<QString, Handler> all{
        {QStringLiteral("html"), [](const FakeRequest&) { return FakeReply::of("<!doctype html><title>Sign in</title>", "text/html", 200); }},
        {QStringLiteral("html error page"), [](const FakeRequest&) { return FakeReply::of("<html>Not here</html>", "text/html", 404); }},
        {QStringLiteral("cut"),
         [](const FakeRequest&) {
             FakeReply reply = FakeReply::json("{\"totalResults\":1,\"Resources\":[{\"id\":\"1\"}]}");
             reply.bytes.chop(20);
             reply.end = FakeReply::End::Close;
             return reply;
         }},
        {QStringLiteral("closes at once"), [](const FakeRequest&) { return FakeReply::gone(); }},
        {QStringLiteral("not json"), [](const FakeRequest&) { return FakeReply::json("{\"totalResults\":"); }},
        {QStringLiteral("another host"), [](const FakeRequest&) { return FakeReply::of({}, "text/plain", 302, "location: http://192.0.2.1/scim/v2/Users\r\n"); }},
        {QStringLiteral("no sign-in"), [](const FakeRequest&) { return FakeReply::json("{\"detail\":\"no\"}", 401); }},
    };
    return all;
}

} // namespace

/// Servers that do not behave, and a computer without a key store: one plain sentence, and the workspace as it was.
class TestQmctlHostile : public QObject
{
    Q_OBJECT

    /// As Qmctl::run(), while the server of this thread answers.
    static Said runBeside(const Qmctl& qmctl, const QStringList& typed, const QByteArray& input = {})
    {
        QProcess process;
        process.start(Qmctl::program(), qmctl.words(typed));
        process.write(input);
        process.closeWriteChannel();
        if (!QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 40'000)) {
            process.kill();
            process.waitForFinished();
            return {-2, {}, "did not end"};
        }
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }
    static Said connectBeside(const Qmctl& qmctl, const FakeServer& server)
    {
        return runBeside(qmctl, {QStringLiteral("connect"), QStringLiteral("scim"), QStringLiteral("Directory"), QStringLiteral("--base"), server.url(QStringLiteral("/scim/v2")).toString()}, "secret-token\n");
    }
    void needsAKeyStore() const
    {
        if (qgetenv("QM_KEYRING") != "open")
            QSKIP("for an open key store");
    }
    static QByteArray keptRecords(const Qmctl& qmctl)
    {
        QByteArray text;
        for (const char* entity : {"account", "person", "grant", "entitlement", "app"})
            text += qmctl.json(QStringLiteral("list ") + QLatin1String(entity)).out;
        return text;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QByteArray mode = qgetenv("QM_KEYRING");
        if (mode.isEmpty() || mode.startsWith("absent"))
            QSKIP("run through tests/contract/with-keyring, with gnome-keyring and dbus installed");
    }

    void withoutAKeyStoreNothingIsKept()
    {
        if (qgetenv("QM_KEYRING") != "none")
            QSKIP("for a computer without a key store");
        FakeServer server(good);
        const Qmctl qmctl;
        const QByteArray before = qmctl.everything();
        const Said said = connectBeside(qmctl, server);
        QCOMPARE(said.exit, 1);
        QVERIFY2(said.isOneLine(), said.err.constData());
        QVERIFY(!(said.out + said.err).contains("secret-token"));
        QCOMPARE(server.seen().size(), 0); // the token went nowhere
        QCOMPARE(qmctl.everything(), before);
        QVERIFY(!qmctl.bytes(QStringLiteral("work.quartermaster")).contains("secret-token"));
    }
    void connecting_data()
    {
        QTest::addColumn<QString>("villain");
        for (auto it = villains().begin(); it != villains().end(); ++it)
            QTest::newRow(qPrintable(it.key())) << it.key();
    }
    void connecting()
    {
        needsAKeyStore();
        if (qgetenv("QM_KEYRING") != "open")
            return;
        QFETCH(QString, villain);
        FakeServer server(villains().value(villain));
        const Qmctl qmctl;
        const QByteArray before = qmctl.everything();
        const Said said = connectBeside(qmctl, server);
        QVERIFY2(said.exit == (villain == u"no sign-in" ? 4 : 1), (QByteArray::number(said.exit) + ' ' + said.err).constData());
        QVERIFY2(said.isOneLine(), said.err.constData());
        QVERIFY(!(said.out + said.err).contains("secret-token"));
        QCOMPARE(qmctl.everything(), before);
    }
    void aServerThatNeverAnswers()
    {
        needsAKeyStore();
        if (qgetenv("QM_KEYRING") != "open")
            return;
        bool isSilent = false;
        FakeServer server([&isSilent](const FakeRequest& request) { return isSilent ? FakeReply{} : good(request); });
        const Qmctl qmctl;
        QCOMPARE(connectBeside(qmctl, server).exit, 0);
        QCOMPARE(runBeside(qmctl, {QStringLiteral("sync")}).exit, 0);
        const QByteArray before = keptRecords(qmctl);
        isSilent = true;
        const qsizetype asked = server.seen().size();
        const Said said = runBeside(qmctl, {QStringLiteral("sync"), QStringLiteral("--timeout"), QStringLiteral("1")});
        QVERIFY2(said.exit == 1, (QByteArray::number(said.exit) + ' ' + said.out + said.err).constData());
        QVERIFY2(said.isOneLine() && said.err.contains("did not answer in time"), said.err.constData());
        QCOMPARE(server.seen().size() - asked, 5); // the tries that --help tells
        QCOMPARE(keptRecords(qmctl), before);
        QCOMPARE(qmctl.run({QStringLiteral("sync"), QStringLiteral("--timeout"), QStringLiteral("soon")}).exit, 2);
    }
    void reading_data()
    {
        QTest::addColumn<QString>("villain");
        for (auto it = villains().begin(); it != villains().end(); ++it)
            QTest::newRow(qPrintable(it.key())) << it.key();
        QTest::newRow("repeats a page") << QStringLiteral("loop");
    }
    /// Well behaved at first, ill-behaved from the second page on.
    void reading()
    {
        needsAKeyStore();
        if (qgetenv("QM_KEYRING") != "open")
            return;
        QFETCH(QString, villain);
        bool isBad = false;
        FakeServer server([&](const FakeRequest& request) {
            if (!isBad || (request.target.contains("/Users") && startOf(request) <= 1 && villain != u"no sign-in"))
                return isBad && villain == u"loop" ? page(1, 1000) : good(request);
            return villain == u"loop" ? page(1, 1000) : villains().value(villain)(request);
        });
        const Qmctl qmctl;
        const Said connected = connectBeside(qmctl, server);
        QVERIFY2(connected.exit == 0, connected.err.constData());
        QCOMPARE(runBeside(qmctl, {QStringLiteral("sync")}).exit, 0);
        QCOMPARE(qmctl.count(QStringLiteral("account")), 4);
        const QByteArray before = keptRecords(qmctl);
        isBad = true;
        const Said said = runBeside(qmctl, {QStringLiteral("sync"), QStringLiteral("--json")});
        QVERIFY2(said.exit == (villain == u"no sign-in" ? 4 : 1), (QByteArray::number(said.exit) + ' ' + said.out + said.err).constData());
        QVERIFY2(said.isOneLine(), said.err.constData());
        QCOMPARE(said.object()[QStringLiteral("streams")].toArray().first()[QStringLiteral("state")].toString(), QStringLiteral("failed"));
        QCOMPARE(keptRecords(qmctl), before); // nothing half-read, nobody marked gone
        QVERIFY(qmctl.isSound());
        isBad = false;
        const Said after = runBeside(qmctl, {QStringLiteral("sync")});
        QVERIFY2(after.exit == 0, (after.out + after.err).constData());
        QCOMPARE(keptRecords(qmctl), before);
    }
    void nobodyListens()
    {
        needsAKeyStore();
        if (qgetenv("QM_KEYRING") != "open")
            return;
        const Qmctl qmctl;
        const Said said = connectTo(qmctl, QUrl(QStringLiteral("http://127.0.0.1:9/scim/v2")));
        QCOMPARE(said.exit, 1);
        QVERIFY2(said.isOneLine(), said.err.constData());
    }
};

QTEST_GUILESS_MAIN(TestQmctlHostile)
#include "test_qmctl_hostile.moc"
