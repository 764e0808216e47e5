#include "vendor_desk.h"

#include "core/model/company.h"
#include "ui/pages/connection_page.h"
#include "ui/pages/connections_page.h"
#include "ui/pages/disconnect_sheet.h"
#include "ui/pages/may_change.h"
#include "ui/pages/parts.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/wizard_frame.h"
#include "ui/wizards/connect_wizard.h"
#include "ui/wizards/sign_in_panel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDesktopServices>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QSignalSpy>

using namespace qm;
using base::ErrorCode;
using office::Office;
using office::Stage;
using office::VendorDesk;
using widgets::WizardFrame;

/// The system's browser, for a test.
class Browser : public QObject
{
    Q_OBJECT

public:
    Browser() { QDesktopServices::setUrlHandler(QStringLiteral("https"), this, "open"); }
    ~Browser() override { QDesktopServices::unsetUrlHandler(QStringLiteral("https")); }

    QList<QUrl> opened;

public Q_SLOTS:
    void open(const QUrl& url) { opened.append(url); }
};

/// Connecting a vendor, giving a sign-in up, signing in again, reading, disconnecting: as a person does it.
class TestConnections : public QObject
{
    Q_OBJECT

    static bool shows(QWidget* page, const QString& words)
    {
        const auto labels = page->findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(), [&](QLabel* label) { return label->isVisible() && label->text().contains(words); });
    }
    static void load(pages::Page* page)
    {
        QSignalSpy loaded(page, &pages::Page::loaded);
        page->reload();
        QVERIFY(loaded.count() > 0 || loaded.wait(10'000));
    }
    /// The wizard at the form of the mail service.
    static wizards::ConnectWizard* atTheForm(Office& office, VendorDesk& desk)
    {
        auto* wizard = new wizards::ConnectWizard(office.console(), desk.desk(), {});
        return wizard;
    }
    static void chooseMail(wizards::ConnectWizard* wizard)
    {
        load(wizard);
        auto* search = office::named<QLineEdit>(wizard, QStringLiteral("Search services"));
        QTest::keyClicks(search, QStringLiteral("harb"));
        QTest::keyClick(search, Qt::Key_Return);
        QTest::qWait(50);
    }
    /// The verb in the foot; a step may have the same words.
    static void go(wizards::ConnectWizard* wizard, const QString& verb)
    {
        QAbstractButton* primary = wizard->findChild<WizardFrame*>()->primary();
        QCOMPARE(primary->text(), verb);
        QTest::qWait(20);
        QTest::mouseClick(primary, Qt::LeftButton);
    }
    static void write(QWidget* page, const QString& field, const QString& text) { QTest::keyClicks(office::named<QLineEdit>(page, field), text); }

private Q_SLOTS:
    void initTestCase()
    {
        qRegisterMetaType<base::Id>();
        widgets::Theme::instance().dress(*qApp, qEnvironmentVariable("QM_THEME") == u"dark" ? widgets::Scheme::Dark : widgets::Scheme::Light);
    }

    void connectingWithAToken();
    void whatCanNotBeMeantIsAsked();
    void aKeyOfManyLinesStaysWhole();
    void theBrowserAndGivingUp();
    void aCodeInLargeLetters();
    void aFailedSignInKeepsNothing();
    void signingInAgain();
    void theSearchSaysWhenThereIsNone();
    void oneConnection();
    void aDifferenceIsSettled();
    void disconnecting();
    void whatThisConsoleCanNotDoIsNotShown();
};

void TestConnections::connectingWithAToken()
{
    Office office(false);
    VendorDesk desk(office.console());
    auto* wizard = atTheForm(office, desk);
    Stage stage(wizard);
    load(wizard);
    auto* frame = wizard->findChild<WizardFrame*>();
    stage.shoot(QStringLiteral("connect-catalogue"));
    QVERIFY(!frame->primary()->isEnabled());
    chooseMail(wizard);
    QCOMPARE(frame->step(), 1);
    QTest::qWait(50);
    write(wizard, QStringLiteral("Tenant"), QStringLiteral("fernhill.harbour.example"));
    write(wizard, QStringLiteral("Token"), QStringLiteral("s3cret"));
    stage.shoot(QStringLiteral("connect-form"));
    QVERIFY(office::click(wizard, QStringLiteral("Test and connect")));
    QVERIFY(desk.order);
    QCOMPARE(desk.order->vendor, QStringLiteral("harbour"));
    QCOMPARE(desk.order->name, QStringLiteral("Harbour Mail"));
    QCOMPARE(desk.order->way, QStringLiteral("token"));
    QCOMPARE(desk.order->config, (QHash<QString, QString>{{QStringLiteral("tenant"), QStringLiteral("fernhill.harbour.example")}}));
    QCOMPARE(desk.order->secrets.front().secret.reveal(), QByteArrayLiteral("s3cret"));
    QVERIFY(office::named<QLineEdit>(wizard, QStringLiteral("Token"))->text().isEmpty());
    QVERIFY(!frame->primary()->isEnabled());
    stage.shoot(QStringLiteral("connect-testing"));
    desk.connecting.give(desk.putSource());
    QTRY_COMPARE(frame->step(), 2);
    QTest::qWait(50);
    stage.shoot(QStringLiteral("connect-work"));
    QVERIFY2(wizard->minimumSizeHint().width() <= 1180 && wizard->minimumSizeHint().height() <= 700, qPrintable(QString::number(wizard->minimumSizeHint().height())));
    auto* may = wizard->findChild<pages::MayChange*>();
    QVERIFY(may && !may->isAllowed()); // off until somebody says so
    QVERIFY(desk.synced.isEmpty());
    QVERIFY(office::click(wizard, QStringLiteral("Read it now")));
    QCOMPARE(frame->step(), 3);
    QVERIFY(desk.mayWrites.isEmpty());
    QVERIFY(desk.schedules.isEmpty());
    QCOMPARE(desk.synced.size(), 1);
    Q_EMIT office.console().syncProgress(desk.synced.first(), QStringLiteral("users"), 1240);
    QVERIFY(shows(wizard, QStringLiteral("Reading users of Harbour Mail, 1,240 so far")));
    stage.shoot(QStringLiteral("connect-reading"));
    console::SyncReport report{QStringLiteral("Harbour Mail"), {{QStringLiteral("users"), 1240, 1200, 40, 0, QStringLiteral("complete"), {}, {}}, {QStringLiteral("last_sign_in"), 0, 0, 0, 0, QStringLiteral("skipped"), QStringLiteral("needs the business plan"), {}}}, 7};
    desk.sync.give(report);
    QTRY_VERIFY(shows(wizard, QStringLiteral("Harbour Mail has been read")));
    QTest::qWait(50);
    stage.shoot(QStringLiteral("connect-result"));
    QSignalSpy opened(wizard, &pages::Page::openRecord);
    QVERIFY(office::click(wizard, QStringLiteral("Open the connection")));
    QCOMPARE(opened.first().first().value<model::Entity>(), model::Entity::Source);
}

void TestConnections::whatCanNotBeMeantIsAsked()
{
    Office office(false);
    VendorDesk desk(office.console());
    auto* wizard = atTheForm(office, desk);
    Stage stage(wizard);
    chooseMail(wizard);
    write(wizard, QStringLiteral("Tenant"), QStringLiteral("No Blanks"));
    QVERIFY(office::click(wizard, QStringLiteral("Test and connect")));
    QVERIFY(!desk.order);
    QVERIFY(shows(wizard, QStringLiteral("This does not look right. A domain such as")));
    QVERIFY(shows(wizard, QStringLiteral("Write this in: Token")));
    stage.shoot(QStringLiteral("connect-errors"));
    QCOMPARE(office::named<QLineEdit>(wizard, QStringLiteral("Token"))->echoMode(), QLineEdit::Password);
}

void TestConnections::aKeyOfManyLinesStaysWhole()
{
    Office office(false);
    VendorDesk desk(office.console());
    auto* wizard = atTheForm(office, desk);
    Stage stage(wizard);
    chooseMail(wizard);
    QVERIFY(office::click(wizard, QStringLiteral("An app with a key")));
    write(wizard, QStringLiteral("Tenant"), QStringLiteral("fernhill"));
    auto* key = office::named<QPlainTextEdit>(wizard, QStringLiteral("Private key (PEM)"));
    QVERIFY(key);
    key->setPlainText(QStringLiteral("-----BEGIN KEY-----\nAAA\n-----END KEY-----"));
    QVERIFY(office::click(wizard, QStringLiteral("Test and connect")));
    QCOMPARE(desk.order->secrets.front().secret.reveal(), QByteArrayLiteral("-----BEGIN KEY-----\nAAA\n-----END KEY-----"));
    QVERIFY(key->toPlainText().isEmpty());
}

void TestConnections::theBrowserAndGivingUp()
{
    Office office(false);
    VendorDesk desk(office.console());
    Browser browser;
    auto* wizard = atTheForm(office, desk);
    Stage stage(wizard);
    chooseMail(wizard);
    write(wizard, QStringLiteral("Tenant"), QStringLiteral("fernhill"));
    QVERIFY(office::click(wizard, QStringLiteral("The browser")));
    QTest::qWait(50);
    go(wizard, QStringLiteral("Sign in"));
    QVERIFY(desk.order && desk.order->secrets.empty());
    QVERIFY(!office::button(wizard, QStringLiteral("Open the browser"))); // where to is not known yet
    desk.prompt({QUrl(QStringLiteral("https://login.harbour.example/authorize?state=1")), {}});
    QVERIFY(office::click(wizard, QStringLiteral("Open the browser")));
    QCOMPARE(browser.opened, QList<QUrl>{QUrl(QStringLiteral("https://login.harbour.example/authorize?state=1"))});
    QVERIFY(shows(wizard, QStringLiteral("Waiting until you have signed in")));
    stage.shoot(QStringLiteral("connect-browser"));
    QVERIFY(office::click(wizard, QStringLiteral("Cancel the sign-in")));
    QVERIFY(desk.cancel.requested());
    auto* frame = wizard->findChild<WizardFrame*>();
    QVERIFY(frame->primary()->isEnabled());
    QVERIFY(!wizard->findChild<wizards::SignInPanel*>()->isVisible());
    desk.connecting.give(base::fail(ErrorCode::Cancelled)); // comes late and changes nothing
    QTest::qWait(50);
    QCOMPARE(frame->step(), 1);
    QVERIFY(wizard->findChildren<widgets::Banner*>().isEmpty());
    // Escape gives up too, before it leaves.
    go(wizard, QStringLiteral("Sign in"));
    QVERIFY(wizard->leaveLevel());
    QVERIFY(desk.cancel.requested());
    QCOMPARE(frame->step(), 1);
}

void TestConnections::aCodeInLargeLetters()
{
    Office office(false);
    VendorDesk desk(office.console());
    auto* wizard = atTheForm(office, desk);
    Stage stage(wizard);
    chooseMail(wizard);
    write(wizard, QStringLiteral("Tenant"), QStringLiteral("fernhill"));
    QVERIFY(office::click(wizard, QStringLiteral("A code")));
    QVERIFY(office::click(wizard, QStringLiteral("Get a code")));
    desk.prompt({QUrl(QStringLiteral("https://harbour.example/device")), QStringLiteral("WDJB-MJHT")});
    QTRY_VERIFY(shows(wizard, QStringLiteral("WDJB-MJHT")));
    QTest::qWait(50);
    stage.shoot(QStringLiteral("connect-code"));
    auto* code = office::named<QLabel>(wizard, QStringLiteral("Code"));
    QVERIFY(code->font().pixelSize() >= 26);
    desk.connecting.give(desk.putSource());
    QTRY_COMPARE(wizard->findChild<WizardFrame*>()->step(), 2);
}

void TestConnections::aFailedSignInKeepsNothing()
{
    Office office(false);
    VendorDesk desk(office.console());
    auto* wizard = atTheForm(office, desk);
    Stage stage(wizard);
    chooseMail(wizard);
    write(wizard, QStringLiteral("Tenant"), QStringLiteral("fernhill"));
    write(wizard, QStringLiteral("Token"), QStringLiteral("s3cret"));
    QVERIFY(office::click(wizard, QStringLiteral("Test and connect")));
    desk.connecting.give(base::fail(ErrorCode::KeyStoreLocked));
    QTRY_VERIFY(shows(wizard, QStringLiteral("The key store is locked. Unlock it and try again.")));
    stage.shoot(QStringLiteral("connect-locked"));
    QCOMPARE(wizard->findChild<WizardFrame*>()->step(), 1);
    QVERIFY(office::named<QLineEdit>(wizard, QStringLiteral("Token"))->text().isEmpty());
    QCOMPARE(office::named<QLineEdit>(wizard, QStringLiteral("Tenant"))->text(), QStringLiteral("fernhill"));
    // A setting that the engine can't use is said at its field.
    write(wizard, QStringLiteral("Token"), QStringLiteral("s3cret"));
    QVERIFY(office::click(wizard, QStringLiteral("Test and connect")));
    desk.connecting.give(base::fail(ErrorCode::Invalid, QStringLiteral("tenant")));
    QTRY_VERIFY(office::named<QLineEdit>(wizard, QStringLiteral("Tenant"))->isEnabled());
    QVERIFY(wizard->findChildren<widgets::Banner*>().isEmpty());
}

void TestConnections::signingInAgain()
{
    Office office(false);
    VendorDesk desk(office.console());
    const base::Id source = desk.putSource(model::Source::State::SignInNeeded);
    auto* wizard = new wizards::ConnectWizard(office.console(), desk.desk(), source);
    Stage stage(wizard);
    load(wizard);
    QVERIFY(shows(wizard, QStringLiteral("Sign in with Harbour Mail again")));
    QVERIFY(!office::named<QLineEdit>(wizard, QStringLiteral("Tenant")));
    write(wizard, QStringLiteral("Token"), QStringLiteral("another"));
    stage.shoot(QStringLiteral("connect-again"));
    QVERIFY(office::click(wizard, QStringLiteral("Test the sign-in")));
    QCOMPARE(desk.again, source);
    QSignalSpy finished(wizard, &pages::Page::finished);
    desk.signingIn.give({});
    QTRY_COMPARE(finished.count(), 1);
}

void TestConnections::theSearchSaysWhenThereIsNone()
{
    Office office(false);
    VendorDesk desk(office.console());
    auto* wizard = atTheForm(office, desk);
    Stage stage(wizard);
    load(wizard);
    write(wizard, QStringLiteral("Search services"), QStringLiteral("devices"));
    auto* table = office::named<widgets::Table>(wizard, QStringLiteral("Services"));
    QCOMPARE(table->model()->rowCount(), 1); // found by what it tells
    write(wizard, QStringLiteral("Search services"), QStringLiteral("zzz"));
    QCOMPARE(table->model()->rowCount(), 0);
    QVERIFY(shows(wizard, QStringLiteral("No service is called that")));
    stage.shoot(QStringLiteral("connect-none"));
}

void TestConnections::oneConnection()
{
    Office office(false);
    VendorDesk desk(office.console());
    const base::Id source = desk.putSource();
    const QDateTime now = office.console().clock().now();
    desk.story.schedule = {240, true, QTime(22, 0), QTime(6, 0)};
    desk.story.readings = {{QStringLiteral("users"), {}, now.addSecs(-3 * 3600), 1240, 3, 12, 1, QStringLiteral("complete"), {}, {}},
                           {QStringLiteral("last_sign_in"), {}, now.addSecs(-3 * 3600), 0, 0, 0, 0, QStringLiteral("skipped"), QStringLiteral("needs the business plan"), {}},
                           {QStringLiteral("groups"), {}, now.addDays(-1), 40, 0, 0, 0, QStringLiteral("failed"), QStringLiteral("Timeout"), {}}};
    model::Account account;
    account.name = QStringLiteral("Harbour Mail / ada");
    account.login = QStringLiteral("ada");
    account.source = source;
    model::App app;
    app.name = QStringLiteral("Harbour Mail");
    const auto apps = fake::await(office.console().submit({model::createOf(model::recordOf(app))}));
    QVERIFY(apps);
    account.app = apps->changes.first().id;
    QVERIFY(fake::await(office.console().submit({model::createOf(model::recordOf(account))})));
    auto* page = new pages::ConnectionPage(office.console(), desk.desk(), source);
    Stage stage(page);
    load(page);
    auto* readings = office::named<pages::CardTable>(page, QStringLiteral("Readings"));
    QTRY_COMPARE(readings->rows()->rowCount(), 3);
    QVERIFY2(page->minimumSizeHint().width() <= 1180, qPrintable(QString::number(page->minimumSizeHint().width())));
    QTRY_VERIFY(office::button(page, QStringLiteral("Last use known for accounts")));
    QTest::qWait(100);
    stage.shoot(QStringLiteral("connection"));
    QVERIFY(shows(page, QStringLiteral("Nothing needs doing.")));
    QSignalSpy opened(page, &pages::Page::openRecords);
    QVERIFY(office::click(page, QStringLiteral("Last use known for accounts")));
    QCOMPARE(opened.first().first().value<model::Entity>(), model::Entity::Account);
    // Schedule and tick are written when they are chosen, and only then.
    QVERIFY(desk.schedules.isEmpty() && desk.mayWrites.isEmpty());
    auto* every = office::named<QComboBox>(page, QStringLiteral("Read by itself"));
    every->setCurrentIndex(every->findData(60));
    QCOMPARE(desk.schedules.size(), 1);
    QCOMPARE(desk.schedules.first(), (console::Schedule{60, true, QTime(22, 0), QTime(6, 0)}));
    QVERIFY(!page->findChild<pages::MayChange*>()->isAllowed());
    page->findChild<pages::MayChange*>()->findChild<QCheckBox*>()->click();
    QCOMPARE(desk.mayWrites, QList<bool>{true});
    QVERIFY(office::click(page, QStringLiteral("Test")));
    QTRY_VERIFY(shows(page, QStringLiteral("Tested just now")));
    QVERIFY(office::click(page, QStringLiteral("Read now")));
    QCOMPARE(desk.synced, QList<base::Id>{source});
    QVERIFY(office::click(page, QStringLiteral("Stop reading")));
    QVERIFY(desk.syncCancel.requested());
    QVERIFY(shows(page, QStringLiteral("Stopping after this page")));
    desk.sync.give(console::SyncReport{QStringLiteral("Harbour Mail"), {{QStringLiteral("users"), 100, 0, 0, 0, QStringLiteral("cancelled"), {}, {}}}, 0});
    QTRY_VERIFY(shows(page, QStringLiteral("Harbour Mail has been read")));
}

void TestConnections::aDifferenceIsSettled()
{
    Office office(false);
    VendorDesk desk(office.console());
    const base::Id source = desk.putSource();
    desk.story.drifts = {{model::Entity::Person, base::Id{7}, QStringLiteral("Ada Okafor"), QStringLiteral("title"), QStringLiteral("Buyer"), QStringLiteral("Senior buyer"), {}},
                         {model::Entity::Account, base::Id{8}, QStringLiteral("Harbour Mail / tom"), {}, {}, {}, {}}};
    auto* page = new pages::ConnectionPage(office.console(), desk.desk(), source);
    Stage stage(page);
    load(page);
    QTRY_VERIFY(shows(page, QStringLiteral("here Buyer, there Senior buyer")));
    QTest::qWait(50);
    stage.shoot(QStringLiteral("connection-drift"));
    QVERIFY(office::click(page, QStringLiteral("Keep ours: Ada Okafor")));
    QCOMPARE(desk.kept, QList<base::Id>{base::Id{7}});
    QTRY_VERIFY(!shows(page, QStringLiteral("here Buyer, there Senior buyer")));
}

void TestConnections::disconnecting()
{
    Office office(false);
    VendorDesk desk(office.console());
    const base::Id source = desk.putSource();
    auto* page = new pages::ConnectionPage(office.console(), desk.desk(), source);
    Stage stage(page);
    load(page);
    QVERIFY(office::click(page, QStringLiteral("Disconnect")));
    auto* sheet = page->window()->findChild<pages::DisconnectSheet*>();
    QVERIFY(sheet);
    QTest::qWait(200);
    stage.shoot(QStringLiteral("connection-disconnect"));
    QVERIFY(office::click(sheet, QStringLiteral("Stay connected")));
    QVERIFY(!desk.leftovers);
    QTRY_VERIFY(!page->window()->findChild<pages::DisconnectSheet*>());
    QVERIFY(office::click(page, QStringLiteral("Disconnect")));
    sheet = page->window()->findChild<pages::DisconnectSheet*>();
    const auto choices = sheet->findChildren<QRadioButton*>();
    QVERIFY(choices.at(0)->isChecked()); // what was brought is kept unless somebody says otherwise
    choices.at(1)->click();
    QSignalSpy away(page, &pages::Page::openPage);
    QVERIFY(office::click(sheet, QStringLiteral("Disconnect")));
    QTRY_COMPARE(away.count(), 1);
    QCOMPARE(desk.disconnected, source);
    QCOMPARE(*desk.leftovers, console::Brought::Drop);
}

void TestConnections::whatThisConsoleCanNotDoIsNotShown()
{
    Office office(false);
    VendorDesk desk(office.console());
    const base::Id source = desk.putSource();
    auto* page = new pages::ConnectionPage(office.console(), pages::ConnectionDesk(), source);
    Stage stage(page);
    load(page);
    for (const char* verb : {"Disconnect", "Test", "Read now", "Sign in again"})
        QVERIFY2(!office::button(page, QString::fromLatin1(verb)), verb);
    auto* list = new pages::ConnectionsPage(office.console());
    Stage listStage(list);
    load(list);
    QTest::qWait(50);
    listStage.shoot(QStringLiteral("connections"));
    QSignalSpy opened(list, &pages::Page::openRecord);
    auto* table = office::named<pages::CardTable>(list, QStringLiteral("Sources"));
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(table->rows()->index(0, 0)).center());
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened.first().at(1).value<base::Id>(), source);
}

QTEST_MAIN(TestConnections)
#include "test_connections.moc"
