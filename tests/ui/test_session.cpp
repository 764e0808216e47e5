#include "app/quartermaster/session.h"
#include "ui/shell/main_window.h"
#include "ui/shell/notices.h"
#include "ui/widgets/banner.h"

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
        QTRY_VERIFY(window->findChild<widgets::Banner*>());
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

private:
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
