#include "cloud.h"

using namespace qm;
using namespace qm::test;
using base::ErrorCode;
using base::Id;
using base::Secret;
using console::NewConnection;
using fake::await;
using fake::FakeReply;
using fake::FakeRequest;
using model::Entity;

/// Getting in: for the first time, once more, and giving it up.
class TestConsoleConnecting : public QObject
{
    Q_OBJECT

    static NewConnection again(const Cloud& cloud, const QByteArray& token)
    {
        NewConnection wanted;
        wanted.source = cloud.source;
        wanted.auth = QStringLiteral("token");
        wanted.secrets = {{QStringLiteral("token"), std::make_shared<const Secret>(token)}};
        return wanted;
    }
    static QByteArray tokenOf(Cloud& cloud)
    {
        const auto token = await(cloud.secrets.read(QStringLiteral("source-%1/token").arg(cloud.source.value)));
        return token ? token->reveal() : QByteArray();
    }
    static NewConnection second(const Cloud& cloud)
    {
        NewConnection wanted = cloud.wanted(NewConnection::Writes::Refused);
        wanted.name = QStringLiteral("Second");
        return wanted;
    }

private Q_SLOTS:
    void signingInAgainChangesTheWayInAndNothingElse()
    {
        Cloud cloud;
        QVERIFY(await(cloud.console->set(Entity::Source, cloud.source, {{QStringLiteral("hr"), QStringLiteral("true")}, {QStringLiteral("state"), QStringLiteral("sign-in")}})));
        const model::Source before = cloud.sourceRecord();
        const auto connected = await(cloud.console->connectVendor(again(cloud, QByteArrayLiteral("newer"))));
        QVERIFY2(connected, connected ? "" : qPrintable(connected.error().subject));
        QCOMPARE(*connected, cloud.source);
        const model::Source after = cloud.sourceRecord();
        QCOMPARE(after.name, before.name);
        QCOMPARE(after.config, before.config);
        QCOMPARE(after.writes, std::optional(true));
        QCOMPARE(after.isHr, std::optional(true));
        QCOMPARE(after.state, model::Source::State::Ready);
        QCOMPARE(tokenOf(cloud), QByteArrayLiteral("newer"));
        cloud.sync();
        QCOMPARE(cloud.server.seen().last().headers.value("authorization"), QByteArrayLiteral("Bearer newer"));
    }
    void aSecretThatIsRefusedTakesNoOthersPlace()
    {
        Cloud cloud;
        cloud.refused = "Bearer wrong";
        QVERIFY(!await(cloud.console->connectVendor(again(cloud, QByteArrayLiteral("wrong")))));
        QCOMPARE(tokenOf(cloud), QByteArrayLiteral("t0ken"));
        QCOMPARE(cloud.sync()[QStringLiteral("users")].state, QStringLiteral("complete"));
    }
    void whatCanNotBeWrittenDownTakesNoOthersPlaceEither()
    {
        Cloud cloud;
        // The source goes between the proof and the record.
        cloud.onRequest = [&cloud](const FakeRequest& request) {
            if (request.headers.value("authorization") == "Bearer newer")
                QVERIFY(cloud.space.store->submit({{}, {model::CauseKind::Person, {}, {}}, {}, {model::removeOf(*cloud.space.store->find(Entity::Source, QStringLiteral("Cloud")).value())}}));
        };
        QCOMPARE(await(cloud.console->connectVendor(again(cloud, QByteArrayLiteral("newer")))).error().code, ErrorCode::NotFound);
        QCOMPARE(tokenOf(cloud), QByteArrayLiteral("t0ken"));
    }
    void aCancelledTestConnectsNothing()
    {
        Cloud cloud;
        const base::Cancel cancel;
        cloud.onRequest = [cancel](const FakeRequest&) { cancel.request(); };
        QCOMPARE(await(cloud.console->connectVendor(second(cloud), cancel)).error().code, ErrorCode::Cancelled);
        QCOMPARE(cloud.all(Entity::Source).size(), std::size_t(1));
        QCOMPARE(cloud.secrets.count(), 1);
    }
    void aSignInInTheBrowserNamesItsAttemptAndCanBeGivenUp()
    {
        Cloud cloud;
        QSignalSpy asked(cloud.console.get(), &console::Console::signInAsked);
        NewConnection first = second(cloud);
        first.auth = QStringLiteral("browser");
        NewConnection other = first;
        other.attempt = console::newAttempt();
        other.name = QStringLiteral("Third");
        const qint64 attempts[] = {first.attempt, other.attempt};
        const base::Cancel cancel;
        auto given = cloud.console->connectVendor(first, cancel);
        auto waiting = cloud.console->connectVendor(other);
        QVERIFY(QTest::qWaitFor([&] { return asked.count() == 2; }));
        QCOMPARE(asked.at(0).at(0).toLongLong(), attempts[0]);
        QCOMPARE(asked.at(1).at(0).toLongLong(), attempts[1]);
        cancel.request();
        QCOMPARE(await(given).error().code, ErrorCode::Cancelled);
        QVERIFY(!waiting.isFinished()); // an old attempt's end is not a new one's
        QCOMPARE(cloud.all(Entity::Source).size(), std::size_t(1));
    }
    void oneConnectionIsToldWithItsDifferences()
    {
        Cloud cloud;
        cloud.sync();
        const Id anna = cloud.all(Entity::Account).front().id;
        QVERIFY(await(cloud.console->set(Entity::Account, anna, {{QStringLiteral("mail"), QStringLiteral("other@x.example")}})));
        cloud.changes = R"([{"id":"1","name":"anna@x.example"}])";
        cloud.sync();
        const auto facts = await(cloud.console->connection(cloud.source));
        QVERIFY(facts);
        QCOMPARE(facts->streams.size(), 5);
        QCOMPARE(facts->drifts.size(), std::size_t(1));
        QCOMPARE(facts->drifts.front().record, anna);
        QCOMPARE(await(cloud.console->connection(Id{987654})).error().code, ErrorCode::NotFound);
    }
    void aConnectionIsTestedByOneSmallReading()
    {
        Cloud cloud;
        const auto before = cloud.server.seen().size();
        QVERIFY(await(cloud.console->testConnection(cloud.source)));
        QCOMPARE(cloud.server.seen().size(), before + 1);
        cloud.refused = "Bearer t0ken";
        QCOMPARE(await(cloud.console->testConnection(cloud.source)).error().code, ErrorCode::SignInNeeded);
    }
};

QTEST_GUILESS_MAIN(TestConsoleConnecting)
#include "test_console_connecting.moc"
