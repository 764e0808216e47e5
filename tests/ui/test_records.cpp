#include "ui/pages/filter_bar.h"
#include "ui/pages/record_form.h"
#include "ui/pages/record_list_page.h"
#include "ui/pages/record_panel.h"
#include "ui/shell/care_strip.h"
#include "ui/shell/main_window.h"
#include "ui/shell/notices.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/field.h"
#include "ui/widgets/overlay.h"
#include "ui/widgets/table.h"
#include "ui/widgets/theme.h"
#include "workspace.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QStandardPaths>

using namespace qm;
using model::Entity;
using pages::RecordListPage;

/// What is done with records in the window while others, filters and the day shown are not what one thinks.
class TestRecords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QVERIFY(m_workspace.isOpen());
        widgets::Theme::instance().dress(*qApp, widgets::Scheme::Light);
        m_window = std::make_unique<shell::MainWindow>(m_workspace.console(), shell::allPages());
        m_window->resize(1440, 900);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void cleanupTestCase() { m_window.reset(); }
    void init()
    {
        m_window->setAsOf({});
        QVERIFY(m_window->openPage(QStringLiteral("device")));
        page()->filters().clear();
        QTRY_VERIFY(page()->list().rowCount() > 10);
    }

    void theDeletedOneIsTheOneInThePanel()
    {
        const base::Id selected = page()->list().idAt(0);
        const base::Id shown = page()->list().idAt(5);
        const QString name = title(shown);
        page()->filters().setFilter(*model::Filter::fromText(QStringLiteral("tag = \"%1\"").arg(title(selected))));
        QTRY_COMPARE(page()->list().rowCount(), 1);
        page()->table().selectRow(0);
        m_window->openRecord(Entity::Device, shown); // from Ctrl+K: the list is filtered without it
        QTRY_COMPARE(page()->panel().record().revision > 0 ? page()->panel().id() : base::Id(), shown);
        Q_EMIT page()->panel().moreAsked(&page()->panel());
        choose(QStringLiteral("Delete"));
        QTRY_VERIFY(dialog());
        QVERIFY2(dialog()->windowTitle().contains(name), qPrintable(dialog()->windowTitle()));
        QTest::mouseClick(dialog()->verbButton(), Qt::LeftButton);
        QTRY_VERIFY(!isThere(shown));
        QVERIFY(isThere(selected));
        QVERIFY(m_workspace.wait(m_workspace.console().undo({})));
    }

    void aPastDayIsShownInThePanelAndNothingIsUndone()
    {
        const base::Id id = page()->list().idAt(2);
        const QString before = read(id).text(u"model");
        QVERIFY(m_workspace.wait(m_workspace.console().set(Entity::Device, id, {{QStringLiteral("model"), QStringLiteral("Changed today")}})));
        m_window->setAsOf({2026, 11, 20});
        page()->showRecord(id);
        QTRY_COMPARE(page()->panel().record().revision > 0 ? page()->panel().record().text(u"model") : QStringLiteral("?"), before);
        m_window->undo({});
        QTest::qWait(200);
        QCOMPARE(read(id).text(u"model"), QStringLiteral("Changed today"));
        m_window->setAsOf({});
        QTRY_COMPARE(page()->panel().record().text(u"model"), QStringLiteral("Changed today"));
        m_window->undo({});
        QTRY_COMPARE(read(id).text(u"model"), before);
    }

    void aFormThatWasOvertakenShowsBothValues()
    {
        const base::Id id = page()->list().idAt(3);
        pages::RecordForm form(m_workspace.console(), read(id), {}, m_window.get());
        QSignalSpy written(&form, &pages::RecordForm::written);
        form.open();
        QVERIFY(m_workspace.wait(m_workspace.console().set(Entity::Device, id, {{QStringLiteral("model"), QStringLiteral("Theirs")}, {QStringLiteral("maker"), QStringLiteral("Them")}})));
        form.setText(QStringLiteral("model"), QStringLiteral("Mine"));
        QTest::mouseClick(form.verbButton(), Qt::LeftButton);
        QTRY_VERIFY(form.fieldOf(QStringLiteral("model"))->accessibleDescription().contains(QStringLiteral("Theirs")) || says(&form, QStringLiteral("Theirs")));
        QVERIFY(says(&form, QStringLiteral("Mine")));
        QCOMPARE(form.textOf(QStringLiteral("maker")), QStringLiteral("Them"));
        QCOMPARE(written.size(), 0);
        QCOMPARE(read(id).text(u"model"), QStringLiteral("Theirs"));
        QTest::mouseClick(form.verbButton(), Qt::LeftButton); // now it is a choice
        QTRY_COMPARE(written.size(), 1);
        QCOMPARE(read(id).text(u"model"), QStringLiteral("Mine"));
        QCOMPARE(read(id).text(u"maker"), QStringLiteral("Them"));
    }

    void aCellThatWasOvertakenAsksWhich()
    {
        const base::Id id = page()->list().idAt(4);
        const qint64 seen = read(id).revision;
        QVERIFY(m_workspace.wait(m_workspace.console().set(Entity::Device, id, {{QStringLiteral("model"), QStringLiteral("Theirs")}})));
        page()->list().edit({id, QStringLiteral("model"), QStringLiteral("Mine"), seen});
        QTRY_VERIFY(dialog());
        QVERIFY(says(dialog(), QStringLiteral("Theirs")) && says(dialog(), QStringLiteral("Mine")));
        QCOMPARE(read(id).text(u"model"), QStringLiteral("Theirs"));
        QTest::mouseClick(dialog()->verbButton(), Qt::LeftButton);
        QTRY_COMPARE(read(id).text(u"model"), QStringLiteral("Mine"));
    }

    void theWorkspaceIsBackedUpAndChecked()
    {
        auto* care = m_window->findChild<shell::CareStrip*>();
        QVERIFY(care);
        QTemporaryDir folder;
        const QString copy = folder.filePath(QStringLiteral("copy.quartermaster"));
        QSignalSpy done(care, &shell::CareStrip::done);
        QSignalSpy failed(care, &shell::CareStrip::failed);
        care->backUp(copy);
        QVERIFY(care->isVisible());
        QTRY_COMPARE(done.size(), 1);
        QVERIFY(!care->isVisible());
        QVERIFY(QFile::exists(copy));
        care->check();
        QTRY_COMPARE(done.size(), 2);
        QVERIFY(done.last().at(0).toString().contains(QStringLiteral("sound")));
        const QString stopped = folder.filePath(QStringLiteral("stopped.quartermaster"));
        care->backUp(stopped);
        care->stop();
        QTRY_VERIFY(!care->isBusy());
        QVERIFY(failed.size() == 1 ? !QFile::exists(stopped) : done.size() == 3);
    }

private:
    RecordListPage* page() const { return qobject_cast<RecordListPage*>(m_window->currentPage()); }
    widgets::Dialog* dialog() const
    {
        const auto all = m_window->findChildren<widgets::Dialog*>();
        const auto open = std::find_if(all.begin(), all.end(), [](const widgets::Dialog* each) { return each->isVisible(); });
        return open == all.end() ? nullptr : *open;
    }
    model::Record read(base::Id id)
    {
        const auto records = m_workspace.wait(m_workspace.console().records(Entity::Device, {id}));
        return records && !records->empty() ? records->front() : model::Record{};
    }
    bool isThere(base::Id id) { return read(id).id == id; }
    QString title(base::Id id) { return model::titleOf(read(id)); }
    static bool says(QWidget* widget, const QString& words)
    {
        const auto all = widget->findChildren<QWidget*>();
        return std::any_of(all.begin(), all.end(), [&](const QWidget* each) {
            return each->property("text").toString().contains(words) || each->accessibleName().contains(words) || each->accessibleDescription().contains(words);
        });
    }
    /// Chooses from the menu that is open.
    static void choose(const QString& begin)
    {
        QTRY_VERIFY(qobject_cast<QMenu*>(QApplication::activePopupWidget()));
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        for (QAction* action : menu->actions()) {
            if (action->text().startsWith(begin))
                action->trigger();
        }
        menu->close();
    }

    TestWorkspace m_workspace;
    std::unique_ptr<shell::MainWindow> m_window;
};

QTEST_MAIN(TestRecords)
#include "test_records.moc"
