#include "app/quartermaster/session.h"
#include "tests/fake/await.h"
#include "ui/pages/company_sheet.h"
#include "ui/pages/start_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/notices.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/file_dialog.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace qm;

/// Which workspace is open, and what a person sees while another one comes.
class TestSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        qRegisterMetaType<base::Id>();
        qRegisterMetaType<model::ChangeSet>();
        for (const char* name : {"one", "other"})
            QVERIFY(app::Wiring::create({path(name), {}, true}, {QString::fromLatin1(name)}));
    }

    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("different thread"))); }

    void aBadFileLeavesTheOpenOneOpen()
    {
        app::Session session(optionsFor("one"));
        session.start();
        QTRY_VERIFY(session.window());
        const shell::MainWindow* window = session.window();
        QFile bad(path("bad"));
        QVERIFY(bad.open(QIODevice::WriteOnly) && bad.write("not a workspace") > 0);
        bad.close();
        session.open(bad.fileName());
        QTRY_VERIFY_WITH_TIMEOUT(window->findChild<widgets::Banner*>(), 30'000); // opened beside the window: as slow as the machine
        QCOMPARE(session.window(), window);
        QVERIFY(window->isVisible());
    }

    void theOpenFileIsNotOpenedAgain()
    {
        app::Session session(optionsFor("one"));
        session.start();
        QTRY_VERIFY(session.window());
        const shell::MainWindow* window = session.window();
        session.open(m_folder.path() + QStringLiteral("/./one.quartermaster"));
        QTest::qWait(300);
        QCOMPARE(session.window(), window);
        QVERIFY(!window->findChild<widgets::Banner*>());
    }

    void anotherFileTakesThePlace()
    {
        app::Session session(optionsFor("one"));
        session.start();
        QTRY_VERIFY(session.window());
        const QPointer<const shell::MainWindow> first(session.window());
        session.open(path("other"));
        QVERIFY(first); // it stays until the other one is there
        QTRY_VERIFY(session.window() && !first);
        QTRY_VERIFY(session.window()->windowTitle().startsWith(QStringLiteral("other")));
    }

    void aNewCompanyIsAskedForItsNameAndCurrency()
    {
        app::Session session(optionsFor("none"));
        session.start();
        auto* start = onlyTop<pages::StartPage>();
        QVERIFY(start);
        Q_EMIT start->emptyAsked();
        pages::CompanySheet* sheet = nullptr;
        QTRY_VERIFY((sheet = start->findChild<pages::CompanySheet*>()));
        sheet->verbButton()->click();
        QVERIFY(sheet->isVisible()); // not without a name
        if (const QString shots = qEnvironmentVariable("QM_SHOTS"); !shots.isEmpty()) {
            QTest::qWait(200);
            start->grab().save(shots + QStringLiteral("/start-company.png"));
        }
        sheet->findChild<QLineEdit*>()->setText(QStringLiteral("Harbour: Mail"));
        auto* currency = sheet->findChild<QComboBox*>();
        QVERIFY(currency->findText(QStringLiteral("EUR")) >= 0);
        currency->setCurrentText(QStringLiteral("NOK"));
        sheet->verbButton()->click();
        widgets::FileDialog* dialog = nullptr;
        QTRY_VERIFY((dialog = onlyTop<widgets::FileDialog>()));
        QVERIFY(dialog->findChild<QLineEdit*>()->text().startsWith(QStringLiteral("Harbour- Mail")));
        Q_EMIT dialog->fileSelected(path("fresh"));
        dialog->reject();
        QTRY_VERIFY_WITH_TIMEOUT(session.window(), 10'000);
        model::Query companies;
        companies.entity = model::Entity::Company;
        auto read = app::Wiring::open({path("fresh"), {}, false, true});
        QVERIFY(read);
        const auto company = fake::await((*read)->console().load(companies));
        QVERIFY(company && company->size() == 1);
        QCOMPARE(company->front().text(u"name"), QStringLiteral("Harbour: Mail"));
        QCOMPARE(company->front().text(u"base-currency"), QStringLiteral("NOK"));
    }

private:
    template <class W>
    static W* onlyTop()
    {
        for (QWidget* each : QApplication::topLevelWidgets()) {
            if (auto* wanted = qobject_cast<W*>(each))
                return wanted;
        }
        return nullptr;
    }
    QString path(const char* name) const { return m_folder.filePath(QLatin1String(name) + QStringLiteral(".quartermaster")); }
    app::Options optionsFor(const char* name) const
    {
        app::Options options;
        options.workspace = path(name);
        options.size = {1000, 700};
        return options;
    }

    QTemporaryDir m_folder;
};

QTEST_MAIN(TestSession)
#include "test_session.moc"
