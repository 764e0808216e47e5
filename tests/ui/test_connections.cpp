#include "connection_steps.h"

#include "ui/pages/connection_page.h"
#include "ui/pages/connections_page.h"
#include "ui/pages/disconnect_sheet.h"
#include "ui/widgets/form_sheet.h"
#include "ui/pages/may_change.h"
#include "ui/pages/parts.h"

#include <QCheckBox>
#include <QComboBox>
#include <QRadioButton>

using namespace qm;
using namespace qm::connecting;

/// Somebody p1@x.example and those after, in the directory.
void fill(ConsoleBench& bench, int count)
{
    for (int number = 1; number <= count; ++number)
        bench.directory.users[QStringLiteral("u-%1").arg(number, 3, 10, QChar(u'0'))] = {QStringLiteral("p%1@x.example").arg(number)};
}

/// The pages of connections: how one stands, its readings and differences, what is chosen there, disconnecting.
class TestConnections : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { dress(); }

    void oneConnection();
    void aDifferenceIsSettled();
    void manyDifferencesAreAllShownWhenAsked();
    void whatIsSuddenlyGoneIsAskedAbout();
    void disconnecting();
    void aFileIsImportedAgain();
    void theListOpensAConnection();
};

void TestConnections::oneConnection()
{
    ConsoleBench bench;
    bench.directory.users[QStringLiteral("u-1")] = {QStringLiteral("ada@x.example")};
    const Id source = bench.connectDirectory();
    QVERIFY(await(bench.console->sync(source, {})));
    QVERIFY(await(bench.console->setSchedule(source, {240, true, QStringLiteral("22:00"), QStringLiteral("06:00")})));
    auto* page = new pages::ConnectionPage(*bench.console, source);
    Stage stage(page);
    load(page);
    auto* readings = office::named<pages::CardTable>(page, QStringLiteral("Readings"));
    QTRY_COMPARE(readings->rows()->rowCount(), 2);
    QVERIFY2(page->minimumSizeHint().width() <= 1180, qPrintable(QString::number(page->minimumSizeHint().width())));
    QTRY_VERIFY(office::button(page, QStringLiteral("Last use known for accounts")));
    QTest::qWait(100);
    stage.shoot(QStringLiteral("connection"));
    QVERIFY(shows(page, QStringLiteral("Nothing needs doing.")));
    QSignalSpy opened(page, &pages::Page::openRecords);
    QVERIFY(office::click(page, QStringLiteral("Last use known for accounts")));
    QCOMPARE(opened.first().first().value<Entity>(), Entity::Account);
    // Schedule and tick are written when they are chosen, and only then.
    auto* every = office::named<QComboBox>(page, QStringLiteral("Read by itself"));
    QCOMPARE(every->currentData().toLongLong(), 240);
    every->setCurrentIndex(every->findData(60));
    QTRY_COMPARE(sourceIn(bench, source).everyMinutes, std::optional(qint64(60)));
    QCOMPARE(sourceIn(bench, source).quietFrom, QStringLiteral("22:00"));
    QTRY_VERIFY(page->findChild<pages::MayChange*>() && page->findChild<pages::MayChange*>()->isAllowed());
    page->findChild<pages::MayChange*>()->findChild<QCheckBox*>()->click();
    QTRY_COMPARE(sourceIn(bench, source).writes, std::optional(false));
    QVERIFY(office::click(page, QStringLiteral("Test")));
    QTRY_VERIFY(shows(page, QStringLiteral("Tested just now")));
    bench.directory.fault = [](const FakeRequest&) { return FakeReply::json("{}", 401); };
    QVERIFY(office::click(page, QStringLiteral("Test")));
    QTRY_VERIFY(!shows(page, QStringLiteral("Tested just now")) && !shows(page, QStringLiteral("Asking Directory")));
    bench.directory.fault = {};
    bench.directory.delayMs = 200;
    QVERIFY(office::click(page, QStringLiteral("Read now")));
    QVERIFY(office::click(page, QStringLiteral("Stop reading")));
    QVERIFY(shows(page, QStringLiteral("Stopping after this page")));
    QTRY_VERIFY(shows(page, QStringLiteral("Directory has been read")));
    QTRY_COMPARE(sourceIn(bench, source).state, Source::State::Paused);
}

void TestConnections::aDifferenceIsSettled()
{
    ConsoleBench bench;
    bench.directory.users[QStringLiteral("u-1")] = {QStringLiteral("ada@x.example")};
    bench.directory.users[QStringLiteral("u-2")] = {QStringLiteral("tom@x.example")};
    const Id source = bench.connectDirectory();
    QVERIFY(await(bench.console->sync(source, {})));
    model::Query query;
    query.entity = Entity::Account;
    const auto accounts = await(bench.console->load(query));
    for (const model::Record& account : *accounts)
        QVERIFY(await(bench.console->set(Entity::Account, account.id, {{QStringLiteral("display-name"), QStringLiteral("By hand")}})));
    QVERIFY(await(bench.console->sync(source, {})));
    auto* page = new pages::ConnectionPage(*bench.console, source);
    Stage stage(page);
    load(page);
    QTRY_VERIFY(shows(page, QStringLiteral("2 differences wait for you")));
    QVERIFY(!shows(page, QStringLiteral("Nothing needs doing")));
    QVERIFY(shows(page, QStringLiteral("here By hand, there ada@x.example")));
    QTest::qWait(50);
    stage.shoot(QStringLiteral("connection-drift"));
    auto* keep = office::button(page, QStringLiteral("Keep ours: Directory / ada@x.example"));
    QVERIFY(keep);
    QTest::mouseClick(keep, Qt::LeftButton);
    QVERIFY(!office::button(page, QStringLiteral("Take theirs"))->isEnabled()); // until it is done
    QTRY_VERIFY(shows(page, QStringLiteral("1 difference waits for you")));
    QVERIFY(office::click(page, QStringLiteral("Take theirs: Directory / tom@x.example")));
    QTRY_VERIFY(shows(page, QStringLiteral("Nothing needs doing")));
    QCOMPARE(bench.read(Entity::Account, accounts->at(0).id).text(u"display-name"), QStringLiteral("By hand"));
    QCOMPARE(bench.read(Entity::Account, accounts->at(1).id).text(u"display-name"), QStringLiteral("tom@x.example"));
}

void TestConnections::manyDifferencesAreAllShownWhenAsked()
{
    ConsoleBench bench;
    fill(bench, 22);
    const Id source = bench.connectDirectory();
    QVERIFY(await(bench.console->sync(source, {})));
    model::Query query;
    query.entity = Entity::Account;
    const auto accounts = await(bench.console->load(query));
    for (const model::Record& account : *accounts)
        QVERIFY(await(bench.console->set(Entity::Account, account.id, {{QStringLiteral("display-name"), QStringLiteral("By hand")}})));
    QVERIFY(await(bench.console->sync(source, {})));
    auto* page = new pages::ConnectionPage(*bench.console, source);
    Stage stage(page);
    load(page);
    QVERIFY(office::click(page, QStringLiteral("Show all 22")));
    QTRY_VERIFY(office::button(page, QStringLiteral("Keep ours: Directory / p22@x.example")));
    QVERIFY(!office::button(page, QStringLiteral("Show all")));
}

void TestConnections::whatIsSuddenlyGoneIsAskedAbout()
{
    ConsoleBench bench;
    fill(bench, 25);
    const Id source = bench.connectDirectory();
    QVERIFY(await(bench.console->sync(source, {})));
    bench.directory.users.clear();
    auto* page = new pages::ConnectionPage(*bench.console, source);
    Stage stage(page);
    load(page);
    QVERIFY(!office::button(page, QStringLiteral("Accept what is gone")));
    QVERIFY(office::click(page, QStringLiteral("Read now")));
    QTRY_VERIFY(shows(page, QStringLiteral("does not list 25 of 25 entries any more")));
    QVERIFY(office::click(page, QStringLiteral("Accept what is gone")));
    auto* sheet = page->window()->findChild<widgets::FormSheet*>();
    QVERIFY(sheet);
    QTest::qWait(200);
    stage.shoot(QStringLiteral("connection-held"));
    QVERIFY(office::click(sheet, QStringLiteral("Keep everything")));
    QTRY_VERIFY(!page->window()->findChild<widgets::FormSheet*>());
    const auto closed = [&bench] {
        model::Query query;
        query.entity = Entity::Account;
        const auto accounts = *await(bench.console->load(query));
        return std::count_if(accounts.begin(), accounts.end(), [](const model::Record& account) { return account.text(u"state") == u"closed"; });
    };
    QCOMPARE(closed(), 0);
    QVERIFY(office::click(page, QStringLiteral("Accept what is gone")));
    QVERIFY(office::click(page->window()->findChild<widgets::FormSheet*>(), QStringLiteral("Read and accept")));
    QTRY_COMPARE(closed(), 25);
    QTRY_VERIFY(!office::button(page, QStringLiteral("Accept what is gone")));
}

void TestConnections::disconnecting()
{
    ConsoleBench bench;
    bench.directory.users[QStringLiteral("u-1")] = {QStringLiteral("ada@x.example")};
    const Id source = bench.connectDirectory();
    QVERIFY(await(bench.console->sync(source, {})));
    auto* page = new pages::ConnectionPage(*bench.console, source);
    Stage stage(page);
    load(page);
    QVERIFY(office::click(page, QStringLiteral("Disconnect")));
    auto* sheet = page->window()->findChild<pages::DisconnectSheet*>();
    QVERIFY(sheet);
    QTest::qWait(200);
    stage.shoot(QStringLiteral("connection-disconnect"));
    QVERIFY(office::click(sheet, QStringLiteral("Stay connected")));
    QTRY_VERIFY(!page->window()->findChild<pages::DisconnectSheet*>());
    QCOMPARE(tokenOf(bench, source), QByteArrayLiteral("token"));
    QVERIFY(office::click(page, QStringLiteral("Disconnect")));
    sheet = page->window()->findChild<pages::DisconnectSheet*>();
    const auto choices = sheet->findChildren<QRadioButton*>();
    QVERIFY(choices.at(0)->isChecked()); // what was brought is kept unless somebody says otherwise
    choices.at(1)->click();
    QSignalSpy away(page, &pages::Page::openPage);
    QVERIFY(office::click(sheet, QStringLiteral("Disconnect")));
    QTRY_COMPARE(away.count(), 1);
    QVERIFY(tokenOf(bench, source).isEmpty());
    QCOMPARE(bench.count(Entity::Account), 0);
    // What is no longer connected can't be read, tested or signed in to.
    load(page);
    for (const char* verb : {"Disconnect", "Test", "Read now", "Sign in again"})
        QVERIFY2(!office::button(page, QString::fromLatin1(verb)), verb);
}

void TestConnections::aFileIsImportedAgain()
{
    ConsoleBench bench;
    Source file;
    file.name = QStringLiteral("HR list");
    file.kind = Source::Kind::File;
    file.state = Source::State::Ready;
    file.lastRead = bench.console->clock().now().addDays(-40);
    const Id source = bench.put({model::recordOf(file)}).first();
    auto* page = new pages::ConnectionPage(*bench.console, source);
    Stage stage(page);
    load(page);
    QTest::qWait(100);
    stage.shoot(QStringLiteral("connection-file"));
    QTRY_VERIFY(shows(page, QStringLiteral("Figures that stand on it may be out of date.")));
    QVERIFY(!shows(page, QStringLiteral("How much it tells")));
    QSignalSpy opened(page, &pages::Page::startWizard);
    QVERIFY(office::click(page, QStringLiteral("Import a newer file")));
    QCOMPARE(opened.first().first().toString(), QStringLiteral("import"));
}

void TestConnections::theListOpensAConnection()
{
    ConsoleBench bench;
    const Id source = bench.connectDirectory();
    auto* list = new pages::ConnectionsPage(*bench.console);
    Stage stage(list);
    load(list);
    QTest::qWait(50);
    stage.shoot(QStringLiteral("connections"));
    QSignalSpy opened(list, &pages::Page::openRecord);
    auto* table = office::named<pages::CardTable>(list, QStringLiteral("Sources"));
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(table->rows()->index(0, 0)).center());
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened.first().at(1).value<Id>(), source);
}

QTEST_MAIN(TestConnections)
#include "test_connections.moc"
