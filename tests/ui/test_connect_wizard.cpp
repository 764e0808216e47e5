#include "connection_steps.h"

#include "ui/pages/connection_page.h"
#include "ui/pages/may_change.h"
#include "ui/pages/tells_people.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/table.h"
#include "ui/widgets/wizard_frame.h"
#include "ui/wizards/connect_wizard.h"
#include "ui/wizards/sign_in_panel.h"
#include "ui/wizards/vendor_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDesktopServices>
#include <QPlainTextEdit>

using namespace qm;
using namespace qm::connecting;
using base::ErrorCode;
using widgets::WizardFrame;

/// The system's browser, for a test.
class Browser : public QObject
{
    Q_OBJECT

public:
    Browser() { QDesktopServices::setUrlHandler(QStringLiteral("http"), this, "open"); }
    ~Browser() override { QDesktopServices::unsetUrlHandler(QStringLiteral("http")); }

    QList<QUrl> opened;

public Q_SLOTS:
    void open(const QUrl& url) { opened.append(url); }
};

/// Connecting a vendor, giving a sign-in up, signing in again: as a person does it, with a real console and vendors in
/// this process.
class TestConnectWizard : public QObject
{
    Q_OBJECT

    /// At the form of that service.
    static void choose(wizards::ConnectWizard* wizard, const QString& vendor)
    {
        load(wizard);
        auto* search = office::named<QLineEdit>(wizard, QStringLiteral("Search services"));
        QTest::keyClicks(search, vendor);
        QTest::keyClick(search, Qt::Key_Return);
        QTest::qWait(50);
        QCOMPARE(stepOf(wizard), 1);
    }
    static int stepOf(wizards::ConnectWizard* wizard) { return wizard->findChild<WizardFrame*>()->step(); }
    /// The verb in the foot; a step may have the same words.
    static void go(wizards::ConnectWizard* wizard, const QString& verb)
    {
        QAbstractButton* primary = wizard->findChild<WizardFrame*>()->primary();
        QCOMPARE(primary->text(), verb);
        QTest::qWait(20);
        QTest::mouseClick(primary, Qt::LeftButton);
    }
    static constexpr char scimAddress[] = "Address of the SCIM service";
    static void fillScim(wizards::ConnectWizard* wizard, const ConsoleBench& bench)
    {
        write(wizard, QString::fromLatin1(scimAddress), bench.directory.url().toString());
        write(wizard, QStringLiteral("Token"), QStringLiteral("s3cret"));
    }

private Q_SLOTS:
    void initTestCase() { dress(); }

    void connectingWithAToken();
    void whatIsTickedStandsHoweverTheWizardIsLeft();
    void aPeopleSystemBringsPeopleWhenSomebodySaysSo();
    void whatCanNotBeMeantIsAsked();
    void aKeyOfManyLinesStaysWhole();
    void theBrowserAndGivingUp();
    void aTestThatIsGivenUpConnectsNothing();
    void aCodeInLargeLetters();
    void aFailedSignInKeepsNothing();
    void signingInAgain();
    void theSearchSaysWhenThereIsNone();
};

void TestConnectWizard::connectingWithAToken()
{
    ConsoleBench bench;
    bench.directory.users[QStringLiteral("u-1")] = {QStringLiteral("ada@x.example")};
    auto* wizard = new wizards::ConnectWizard(*bench.console, {});
    Stage stage(wizard);
    load(wizard);
    auto* frame = wizard->findChild<WizardFrame*>();
    stage.shoot(QStringLiteral("connect-catalogue"));
    QVERIFY(!frame->primary()->isEnabled());
    choose(wizard, QStringLiteral("SCIM 2.0"));
    fillScim(wizard, bench);
    stage.shoot(QStringLiteral("connect-form"));
    bench.directory.delayMs = 100;
    QVERIFY(office::click(wizard, QStringLiteral("Test and connect")));
    QVERIFY(office::named<QLineEdit>(wizard, QStringLiteral("Token"))->text().isEmpty());
    QVERIFY(!frame->primary()->isEnabled());
    stage.shoot(QStringLiteral("connect-testing"));
    QTRY_COMPARE(frame->step(), 2);
    QCOMPARE(sources(bench).size(), std::size_t(1));
    const Id source = sources(bench).front().id;
    QCOMPARE(sourceIn(bench, source).name, QStringLiteral("SCIM 2.0"));
    QCOMPARE(tokenOf(bench, source), QByteArrayLiteral("s3cret"));
    QTest::qWait(50);
    stage.shoot(QStringLiteral("connect-work"));
    QVERIFY2(wizard->minimumSizeHint().width() <= 1180 && wizard->minimumSizeHint().height() <= 700, qPrintable(QString::number(wizard->minimumSizeHint().height())));
    QVERIFY(!wizard->findChild<pages::MayChange*>()->isAllowed()); // off until somebody says so
    QVERIFY(!wizard->findChild<pages::TellsPeople*>());            // it tells of accounts only
    QVERIFY(office::click(wizard, QStringLiteral("Read it now")));
    QCOMPARE(frame->step(), 3);
    QTRY_VERIFY(shows(wizard, QStringLiteral("Reading users of SCIM 2.0, 1 so far")));
    stage.shoot(QStringLiteral("connect-reading"));
    QTRY_VERIFY(shows(wizard, QStringLiteral("SCIM 2.0 has been read")));
    QCOMPARE(bench.count(Entity::Account), 1);
    QVERIFY(!sourceIn(bench, source).writes.value_or(false));
    QTest::qWait(50);
    stage.shoot(QStringLiteral("connect-result"));
    QSignalSpy opened(wizard, &pages::Page::openRecord);
    QVERIFY(office::click(wizard, QStringLiteral("Open the connection")));
    QCOMPARE(opened.first().first().value<Entity>(), Entity::Source);
}

void TestConnectWizard::whatIsTickedStandsHoweverTheWizardIsLeft()
{
    ConsoleBench bench;
    auto* wizard = new wizards::ConnectWizard(*bench.console, {});
    Stage stage(wizard);
    choose(wizard, QStringLiteral("SCIM 2.0"));
    fillScim(wizard, bench);
    QVERIFY(office::click(wizard, QStringLiteral("Test and connect")));
    QTRY_COMPARE(stepOf(wizard), 2);
    const Id source = sources(bench).front().id;
    wizard->findChild<pages::MayChange*>()->findChild<QCheckBox*>()->click();
    auto* every = office::named<QComboBox>(wizard, QStringLiteral("Read by itself"));
    every->setCurrentIndex(every->findData(60));
    QSignalSpy finished(wizard, &pages::Page::finished);
    QVERIFY(office::click(wizard, QStringLiteral("Close")));
    QCOMPARE(finished.count(), 1);
    QTRY_COMPARE(sourceIn(bench, source).writes, std::optional(true));
    QTRY_COMPARE(sourceIn(bench, source).everyMinutes, std::optional(qint64(60)));
    QCOMPARE(bench.count(Entity::Account), 0); // not read
}

void TestConnectWizard::aPeopleSystemBringsPeopleWhenSomebodySaysSo()
{
    ConsoleBench bench;
    const fake::FakeServer snipe([](const FakeRequest& request) {
        const bool isPeople = request.target.contains("/users");
        return FakeReply::json(isPeople ? QByteArrayLiteral(R"({"total":1,"rows":[{"id":1,"name":"Ada Okafor","email":"ada@x.example"}]})") : QByteArrayLiteral(R"({"total":0,"rows":[]})"));
    });
    auto* wizard = new wizards::ConnectWizard(*bench.console, {});
    Stage stage(wizard);
    choose(wizard, QStringLiteral("Snipe-IT"));
    write(wizard, QStringLiteral("Address of Snipe-IT"), snipe.url().toString());
    write(wizard, QStringLiteral("API key"), QStringLiteral("k"));
    QVERIFY(office::click(wizard, QStringLiteral("Test and connect")));
    QTRY_COMPARE(stepOf(wizard), 2);
    auto* people = wizard->findChild<pages::TellsPeople*>();
    QVERIFY(people && !people->isTicked());
    QTest::qWait(50);
    stage.shoot(QStringLiteral("connect-people"));
    people->findChild<QCheckBox*>()->click();
    QVERIFY(office::click(wizard, QStringLiteral("Read it now")));
    QTRY_VERIFY(shows(wizard, QStringLiteral("Snipe-IT has been read")));
    QCOMPARE(bench.count(Entity::Person), 1);
    // The same tick on its page.
    const Id source = sources(bench).front().id;
    QCOMPARE(sourceIn(bench, source).isHr, std::optional(true));
    auto* page = new pages::ConnectionPage(*bench.console, source);
    Stage second(page);
    load(page);
    QTRY_VERIFY(page->findChild<pages::TellsPeople*>() && page->findChild<pages::TellsPeople*>()->isTicked());
    page->findChild<pages::TellsPeople*>()->findChild<QCheckBox*>()->click();
    QTRY_COMPARE(sourceIn(bench, source).isHr, std::optional(false));
}

void TestConnectWizard::whatCanNotBeMeantIsAsked()
{
    ConsoleBench bench;
    auto* wizard = new wizards::ConnectWizard(*bench.console, {});
    Stage stage(wizard);
    choose(wizard, QStringLiteral("SCIM 2.0"));
    write(wizard, QString::fromLatin1(scimAddress), QStringLiteral("No Blanks"));
    QVERIFY(office::click(wizard, QStringLiteral("Test and connect")));
    QVERIFY(shows(wizard, QStringLiteral("This does not look right. Ends in /scim/v2")));
    QVERIFY(shows(wizard, QStringLiteral("Write this in: Token")));
    QVERIFY(!wizard->findChild<wizards::SignInPanel*>()->isVisible());
    stage.shoot(QStringLiteral("connect-errors"));
    QCOMPARE(office::named<QLineEdit>(wizard, QStringLiteral("Token"))->echoMode(), QLineEdit::Password);
}

void TestConnectWizard::aKeyOfManyLinesStaysWhole()
{
    console::VendorInfo vendor;
    vendor.id = QStringLiteral("harbour");
    vendor.name = QStringLiteral("Harbour Mail");
    vendor.config = {{QStringLiteral("tenant"), QStringLiteral("Tenant"), {}, {}, true, false}};
    vendor.ways = {{QStringLiteral("app"), QStringLiteral("An app with a key"), console::VendorSignIn::Kind::Program, {{QStringLiteral("private_key"), QStringLiteral("Private key (PEM)"), {}, {}, true, true}}, {}}};
    wizards::VendorForm form(vendor, wizards::VendorForm::Asks::Everything);
    form.show();
    write(&form, QStringLiteral("Tenant"), QStringLiteral("fernhill"));
    auto* key = office::named<QPlainTextEdit>(&form, QStringLiteral("Private key (PEM)"));
    QVERIFY(key);
    const QString pem = QStringLiteral("-----BEGIN KEY-----\nAAA\n-----END KEY-----");
    key->setPlainText(pem);
    QVERIFY(form.check());
    const console::NewConnection order = form.takeOrder();
    QCOMPARE(order.descriptor, QStringLiteral("harbour"));
    QCOMPARE(order.name, QStringLiteral("Harbour Mail"));
    QCOMPARE(order.auth, QStringLiteral("app"));
    QCOMPARE(order.config, (QHash<QString, QString>{{QStringLiteral("tenant"), QStringLiteral("fernhill")}}));
    QCOMPARE(order.secrets.at(QStringLiteral("private_key"))->reveal(), pem.toUtf8());
    QVERIFY(key->toPlainText().isEmpty());
    // What the engine can't use is said at its field.
    QVERIFY(form.showError({ErrorCode::Invalid, QStringLiteral("tenant"), {}, base::Retry::Never}));
    QVERIFY(!form.showError({ErrorCode::Timeout, {}, {}, base::Retry::Later}));
}

void TestConnectWizard::theBrowserAndGivingUp()
{
    ConsoleBench bench;
    const fake::FakeServer gitlab([](const FakeRequest&) { return FakeReply::json("{}", 500); });
    Browser browser;
    auto* wizard = new wizards::ConnectWizard(*bench.console, {});
    Stage stage(wizard);
    choose(wizard, QStringLiteral("GitLab"));
    write(wizard, QStringLiteral("Address of GitLab"), gitlab.url().toString());
    write(wizard, QStringLiteral("Top-level group"), QStringLiteral("acme"));
    write(wizard, QStringLiteral("Application ID (optional)"), QStringLiteral("0123456789abcdef0123"));
    QVERIFY(office::click(wizard, QStringLiteral("Sign in with the browser")));
    QTest::qWait(50);
    go(wizard, QStringLiteral("Sign in"));
    QVERIFY(!office::button(wizard, QStringLiteral("Open the browser"))); // where to is not known yet
    QVERIFY(office::click(wizard, QStringLiteral("Open the browser")));
    QCOMPARE(browser.opened.size(), 1);
    QCOMPARE(browser.opened.first().path(), QStringLiteral("/oauth/authorize"));
    QVERIFY(shows(wizard, QStringLiteral("Waiting until you have signed in")));
    stage.shoot(QStringLiteral("connect-browser"));
    QVERIFY(office::click(wizard, QStringLiteral("Cancel the sign-in")));
    auto* frame = wizard->findChild<WizardFrame*>();
    QVERIFY(frame->primary()->isEnabled());
    QVERIFY(!wizard->findChild<wizards::SignInPanel*>()->isVisible());
    QTest::qWait(300); // its end comes late and changes nothing
    QCOMPARE(frame->step(), 1);
    QVERIFY(wizard->findChildren<widgets::Banner*>().isEmpty());
    // Escape gives up too, before it leaves, wherever the focus is.
    go(wizard, QStringLiteral("Sign in"));
    QVERIFY(office::button(wizard, QStringLiteral("Cancel the sign-in")));
    QSignalSpy finished(wizard, &pages::Page::finished);
    QTest::keyClick(office::button(wizard, QStringLiteral("Cancel the sign-in")), Qt::Key_Escape);
    QVERIFY(!wizard->findChild<wizards::SignInPanel*>()->isVisible());
    QCOMPARE(finished.count(), 0);
    QTest::keyClick(frame->primary(), Qt::Key_Escape);
    QCOMPARE(finished.count(), 1);
    QVERIFY(sources(bench).empty());
}

void TestConnectWizard::aTestThatIsGivenUpConnectsNothing()
{
    ConsoleBench bench;
    bench.directory.delayMs = 300;
    auto* wizard = new wizards::ConnectWizard(*bench.console, {});
    Stage stage(wizard);
    choose(wizard, QStringLiteral("SCIM 2.0"));
    fillScim(wizard, bench);
    QVERIFY(office::click(wizard, QStringLiteral("Test and connect")));
    QTRY_COMPARE(bench.directory.count("GET"), 1);
    QVERIFY(office::click(wizard, QStringLiteral("Cancel the sign-in")));
    QTest::qWait(800);
    QVERIFY(sources(bench).empty());
    QCOMPARE(bench.secrets.count(), 0);
    QCOMPARE(stepOf(wizard), 1);
}

void TestConnectWizard::aCodeInLargeLetters()
{
    ConsoleBench bench;
    const fake::FakeServer gitlab([](const FakeRequest& request) {
        const bool asksForCode = request.target.contains("authorize_device");
        return asksForCode ? FakeReply::json(R"({"device_code":"d","user_code":"WDJB-MJHT","verification_uri":"https://gitlab.example/device","interval":5,"expires_in":300})") : FakeReply::json("{}", 500);
    });
    auto* wizard = new wizards::ConnectWizard(*bench.console, {});
    Stage stage(wizard);
    choose(wizard, QStringLiteral("GitLab"));
    write(wizard, QStringLiteral("Address of GitLab"), gitlab.url().toString());
    write(wizard, QStringLiteral("Top-level group"), QStringLiteral("acme"));
    write(wizard, QStringLiteral("Application ID (optional)"), QStringLiteral("0123456789abcdef0123"));
    QVERIFY(office::click(wizard, QStringLiteral("Sign in with a code")));
    QTest::qWait(50);
    go(wizard, QStringLiteral("Get a code"));
    QTRY_VERIFY(shows(wizard, QStringLiteral("WDJB-MJHT")));
    QTest::qWait(50);
    stage.shoot(QStringLiteral("connect-code"));
    auto* code = office::named<QLabel>(wizard, QStringLiteral("Code"));
    QVERIFY(code->font().pixelSize() >= 26);
    // Another window's attempt asks for itself.
    Q_EMIT bench.console->signInAsked(console::newAttempt(), QUrl(QStringLiteral("https://other.example")), QStringLiteral("OTHER"));
    QVERIFY(!shows(wizard, QStringLiteral("OTHER")));
}

void TestConnectWizard::aFailedSignInKeepsNothing()
{
    ConsoleBench bench;
    bench.connectDirectory();
    auto* wizard = new wizards::ConnectWizard(*bench.console, {});
    Stage stage(wizard);
    choose(wizard, QStringLiteral("SCIM 2.0"));
    fillScim(wizard, bench);
    bench.secrets.fault = ErrorCode::KeyStoreLocked;
    QVERIFY(office::click(wizard, QStringLiteral("Test and connect")));
    QTRY_VERIFY(shows(wizard, QStringLiteral("The key store is locked. Unlock it and try again.")));
    stage.shoot(QStringLiteral("connect-locked"));
    QCOMPARE(stepOf(wizard), 1);
    QVERIFY(office::named<QLineEdit>(wizard, QStringLiteral("Token"))->text().isEmpty());
    QCOMPARE(office::named<QLineEdit>(wizard, QString::fromLatin1(scimAddress))->text(), bench.directory.url().toString());
    QCOMPARE(sources(bench).size(), std::size_t(1));
    // A name that is taken is said at its field.
    bench.secrets.fault.reset();
    write(wizard, QStringLiteral("Name"), QStringLiteral("Directory"));
    write(wizard, QStringLiteral("Token"), QStringLiteral("s3cret"));
    QVERIFY(office::click(wizard, QStringLiteral("Test and connect")));
    QTRY_VERIFY(office::named<QLineEdit>(wizard, QStringLiteral("Name"))->isEnabled());
    QVERIFY(wizard->findChildren<widgets::Banner*>().isEmpty());
    QCOMPARE(sources(bench).size(), std::size_t(1));
}

void TestConnectWizard::signingInAgain()
{
    ConsoleBench bench;
    const Id source = bench.connectDirectory();
    QVERIFY(await(bench.console->set(Entity::Source, source, {{QStringLiteral("state"), QStringLiteral("sign-in")}})));
    const QString config = sourceIn(bench, source).config;
    auto* wizard = new wizards::ConnectWizard(*bench.console, source);
    Stage stage(wizard);
    load(wizard);
    QVERIFY(shows(wizard, QStringLiteral("Sign in with Directory again")));
    QVERIFY(!office::named<QLineEdit>(wizard, QString::fromLatin1(scimAddress)));
    write(wizard, QStringLiteral("Token"), QStringLiteral("another"));
    stage.shoot(QStringLiteral("connect-again"));
    QSignalSpy finished(wizard, &pages::Page::finished);
    QVERIFY(office::click(wizard, QStringLiteral("Test the sign-in")));
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(tokenOf(bench, source), QByteArrayLiteral("another"));
    QCOMPARE(sourceIn(bench, source).config, config);
    QCOMPARE(sourceIn(bench, source).state, Source::State::Ready);
    QCOMPARE(sourceIn(bench, source).writes, std::optional(true));
}

void TestConnectWizard::theSearchSaysWhenThereIsNone()
{
    ConsoleBench bench;
    auto* wizard = new wizards::ConnectWizard(*bench.console, {});
    Stage stage(wizard);
    load(wizard);
    write(wizard, QStringLiteral("Search services"), QStringLiteral("devices"));
    auto* table = office::named<widgets::Table>(wizard, QStringLiteral("Services"));
    QVERIFY(table->model()->rowCount() >= 2); // found by what they tell
    write(wizard, QStringLiteral("Search services"), QStringLiteral("zzz"));
    QCOMPARE(table->model()->rowCount(), 0);
    QVERIFY(shows(wizard, QStringLiteral("No service is called that")));
    stage.shoot(QStringLiteral("connect-none"));
}

QTEST_MAIN(TestConnectWizard)
#include "test_connect_wizard.moc"
