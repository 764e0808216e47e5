#include "ui/models/sync_watch.h"
#include "ui/pages/filter_bar.h"
#include "ui/pages/filter_popover.h"
#include "ui/pages/list_memory.h"
#include "ui/pages/record_form.h"
#include "ui/pages/record_list_page.h"
#include "ui/pages/record_panel.h"
#include "ui/print/list_paper.h"
#include "ui/shell/help_sheet.h"
#include "ui/shell/main_window.h"
#include "ui/shell/sync_strip.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/command_palette.h"
#include "ui/widgets/field.h"
#include "ui/widgets/nav_bar.h"
#include "ui/widgets/side_panel.h"
#include "ui/widgets/table.h"
#include "ui/widgets/tabs.h"
#include "ui/widgets/theme.h"
#include "workspace.h"

#include <QApplication>
#include <QBoxLayout>
#include <QBuffer>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPdfWriter>
#include <QPrintDialog>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTextBrowser>

using namespace qm;
using pages::RecordListPage;

/// The window as a person uses it: real clicks and keys.
class TestWindow : public QObject
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
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QSignalSpy loaded(m_window.get(), &shell::MainWindow::pageLoaded);
        QVERIFY(m_window->openPage(QStringLiteral("device")));
        QVERIFY(loaded.wait());
        page()->filters().clear();
        QTRY_VERIFY(page()->list().rowCount() > 10);
    }

    void theNavigationOpensLists()
    {
        auto* nav = m_window->findChild<widgets::NavBar*>();
        for (auto* item : nav->findChildren<widgets::NavItem*>()) {
            if (item->key() == QLatin1String("person"))
                QTest::mouseClick(item, Qt::LeftButton);
        }
        QTRY_COMPARE(m_window->currentPage()->key(), QStringLiteral("person"));
        QTRY_VERIFY(page()->list().rowCount() > 10);
    }

    void everyKindOfRecordOpens_data()
    {
        QTest::addColumn<int>("entity");
        for (const model::Entity entity : model::allEntities())
            QTest::newRow(qPrintable(model::describe(entity).key)) << static_cast<int>(entity);
    }
    void everyKindOfRecordOpens()
    {
        QFETCH(const int, entity);
        const auto kind = static_cast<model::Entity>(entity);
        model::Query query;
        query.entity = kind;
        const auto records = m_workspace.wait(m_workspace.console().load(query));
        QVERIFY(records);
        const pages::Page* before = m_window->currentPage();
        if (!records->empty())
            m_window->openRecord(kind, records->front().id);
        QVERIFY(records->empty() || m_window->currentPage() != before || kind == model::Entity::Device);
        m_window->openRecords(kind, {}, QStringLiteral("All of them"));
        QVERIFY(m_window->currentPage()->key().startsWith(model::describe(kind).key));
    }

    void enterMakesOneChip()
    {
        pages::FilterCard card(model::Entity::Device, {});
        QSignalSpy made(&card, &pages::FilterCard::made);
        const auto boxes = card.findChildren<QComboBox*>();
        QVERIFY(boxes.size() >= 3);
        for (const char* word : {"Maker", "Model", "Maker"})
            boxes.at(0)->setCurrentIndex(boxes.at(0)->findText(QString::fromLatin1(word)));
        boxes.at(2)->setEditText(QStringLiteral("Corvid"));
        QTest::keyClick(boxes.at(2), Qt::Key_Return);
        QCOMPARE(made.count(), 1);
    }

    void aFindingsTitleGoesWithItsFilter()
    {
        const auto rows = page()->list().rowCount();
        m_window->openRecords(model::Entity::Device, *model::Filter::fromText(u"maker = Corvid"), QStringLiteral("Corvids"));
        const auto title = [this] {
            const auto labels = page()->findChildren<QLabel*>();
            return std::any_of(labels.begin(), labels.end(), [](const QLabel* label) { return label->isVisible() && label->text() == u"Corvids"; });
        };
        QVERIFY(title());
        page()->filters().clear();
        QVERIFY(!title());
        m_window->openRecords(model::Entity::Device, *model::Filter::fromText(u"maker = Corvid"), QStringLiteral("Corvids"));
        QTRY_VERIFY(page()->list().rowCount() < rows);
        const auto items = m_window->findChild<widgets::NavBar*>()->findChildren<widgets::NavItem*>();
        const auto devices = std::find_if(items.begin(), items.end(), [](const widgets::NavItem* item) { return item->key() == u"device"; });
        QTest::mouseClick(*devices, Qt::LeftButton);
        QTRY_COMPARE(page()->list().rowCount(), rows);
        QVERIFY(!title());
    }

    void theNavigationCountsWhoIsHereOrComing()
    {
        model::Query query;
        query.filter = *model::Filter::fromText(u"status != left");
        const auto here = m_workspace.wait(m_workspace.console().count(query));
        const auto all = m_workspace.wait(m_workspace.console().count({}));
        QVERIFY(here && all && *here < *all);
        const auto items = m_window->findChildren<QAbstractButton*>();
        const auto people = std::find_if(items.begin(), items.end(), [](QAbstractButton* item) { return item->text() == QLatin1String("People"); });
        QVERIFY(people != items.end());
        QTRY_VERIFY((*people)->accessibleName().contains(QString::number(*here)));
    }

    void aViewNarrowsTheList()
    {
        const int all = page()->list().rowCount();
        auto* tabs = page()->findChild<widgets::Tabs*>();
        QTest::mouseClick(tabs->button(2), Qt::LeftButton);
        QTRY_VERIFY(page()->list().rowCount() < all);
        QTest::mouseClick(tabs->button(0), Qt::LeftButton);
        QTRY_COMPARE(page()->list().rowCount(), all);
    }

    void aChipGoesAwayByItsCross()
    {
        const int all = page()->list().rowCount();
        page()->filters().setFilter(*model::Filter::fromText(QStringLiteral("maker = Corvid")));
        QTRY_VERIFY(page()->list().rowCount() < all);
        auto* chip = page()->findChild<widgets::Chip*>();
        QVERIFY(chip);
        QTest::keyClick(chip, Qt::Key_Delete);
        QTRY_COMPARE(page()->list().rowCount(), all);
    }

    void quickSearchNarrows()
    {
        QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
        auto* search = page()->findChild<widgets::SearchField*>();
        QTRY_VERIFY(search->hasFocus());
        QTest::keyClicks(search, page()->list().index(5, 0).data().toString());
        QTRY_COMPARE(page()->list().rowCount(), 1);
    }

    void enterOpensThePanelAndEscapeClosesIt()
    {
        page()->table().setFocus();
        page()->table().setCurrentIndex(page()->list().index(2, 0));
        QTest::keyClick(&page()->table(), Qt::Key_Return);
        auto* host = page()->findChild<widgets::PanelHost*>();
        QTRY_VERIFY(host->isPanelShown());
        QCOMPARE(page()->panel().id(), page()->list().idAt(2));
        QTest::keyClick(&page()->table(), Qt::Key_Escape);
        QTRY_VERIFY(!host->isPanelShown());
    }

    void anEditInPlaceIsWrittenAndUndone()
    {
        const QModelIndex cell = page()->list().index(4, page()->list().columnOf(QStringLiteral("model")));
        const QString before = cell.data().toString();
        edit(cell, QStringLiteral("Larch 3"));
        QTRY_COMPARE(cell.data().toString(), QStringLiteral("Larch 3"));
        QTRY_VERIFY(m_window->findChild<widgets::Toast*>());
        page()->table().setFocus();
        QTest::keyClick(&page()->table(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(cell.data().toString(), before);
    }

    void aRefusedEditStaysInABanner()
    {
        const QModelIndex cell = page()->list().index(1, page()->list().columnOf(QStringLiteral("refresh-due")));
        edit(cell, QStringLiteral("one day"));
        QTRY_VERIFY(page()->findChild<widgets::Banner*>());
        auto* correct = page()->findChild<widgets::Banner*>()->findChild<widgets::Button*>();
        QTest::mouseClick(correct, Qt::LeftButton);
        QTRY_VERIFY(page()->table().viewport()->findChild<QLineEdit*>());
        QCOMPARE(page()->table().viewport()->findChild<QLineEdit*>()->text(), QStringLiteral("one day"));
        QTest::keyClick(page()->table().viewport()->findChild<QLineEdit*>(), Qt::Key_Escape);
    }

    void aFormShowsItsErrorAtTheField()
    {
        pages::RecordForm form(m_workspace.console(), model::emptyRecord(model::Entity::Device), {}, m_window.get());
        form.open();
        QTest::mouseClick(form.verbButton(), Qt::LeftButton);
        QTRY_VERIFY(form.fieldOf(QStringLiteral("tag"))->hasError());
        form.setText(QStringLiteral("tag"), QStringLiteral("TT-0001"));
        form.setText(QStringLiteral("cost"), QStringLiteral("a lot"));
        QTest::mouseClick(form.verbButton(), Qt::LeftButton);
        QTRY_VERIFY(form.fieldOf(QStringLiteral("cost"))->hasError());
        QVERIFY(!form.fieldOf(QStringLiteral("tag"))->hasError());
        form.setText(QStringLiteral("cost"), QStringLiteral("1200 EUR"));
        QSignalSpy written(&form, &pages::RecordForm::written);
        QTest::mouseClick(form.verbButton(), Qt::LeftButton);
        QVERIFY(written.wait());
        QVERIFY(!form.isVisible());
    }

    void aFormStandsInTheWindowAndKeepsTheKeyboard()
    {
        {
            pages::RecordForm form(m_workspace.console(), model::emptyRecord(model::Entity::Person), {}, m_window.get());
            form.open();
            QVERIFY(!form.isWindow());
            QVERIFY(m_window->rect().contains(form.geometry()));
            QTRY_VERIFY(QApplication::focusWidget());
            QCOMPARE(QApplication::focusWidget(), form.body()->itemAt(0)->widget()->findChild<QLineEdit*>());
            for (int tabs = 0; tabs < 60; ++tabs) {
                QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
                QVERIFY(form.isAncestorOf(QApplication::focusWidget()));
            }
            QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
            QVERIFY(!m_window->findChild<widgets::CommandPalette*>()->isVisible());
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
            QVERIFY(!form.isVisible());
        }
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(m_window->findChild<widgets::CommandPalette*>()->isVisible());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    }

    void aSavedViewIsThereAgain()
    {
        pages::ListMemory memory(model::Entity::Device);
        const int all = page()->list().rowCount();
        const QString kind = page()->list().recordAt(0)->text(u"model");
        page()->filters().setFilter(model::Filter::condition(QStringLiteral("model"), model::Operator::Is, {{kind}}));
        QTRY_VERIFY(page()->list().rowCount() > 0 && page()->list().rowCount() < all);
        const int stock = page()->list().rowCount();
        clickOn(QStringLiteral("Save view"));
        auto* name = named<QLineEdit>(QStringLiteral("Name of the view"));
        QVERIFY(name);
        QTest::keyClicks(name, QStringLiteral("Spare ones"));
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_COMPARE(memory.views().size(), 1);
        QTRY_COMPARE(page()->list().rowCount(), stock);
        QVERIFY(!page()->filters().isNarrowed());
        pages::RecordListPage again(m_workspace.console(), model::Entity::Device);
        again.reload();
        const auto tabs = again.findChildren<QAbstractButton*>();
        const auto tab = std::find_if(tabs.begin(), tabs.end(), [](QAbstractButton* each) { return each->text() == QLatin1String("Spare ones"); });
        QVERIFY(tab != tabs.end());
        QTRY_VERIFY((*tab)->accessibleName().endsWith(QString::number(stock)));
        memory.setViews({});
        clickOn(QStringLiteral("All"));
        QTRY_COMPARE(page()->list().rowCount(), all);
    }

    void columnsAreRemembered()
    {
        pages::ListMemory memory(model::Entity::Device);
        {
            pages::RecordListPage list(m_workspace.console(), model::Entity::Device);
            list.table().horizontalHeader()->moveSection(0, 2);
            list.table().setColumnWidth(1, 240);
            Q_EMIT list.table().arranged({1});
        }
        pages::RecordListPage again(m_workspace.console(), model::Entity::Device);
        QCOMPARE(again.list().columns().mid(0, 3), QStringList({QStringLiteral("model"), QStringLiteral("holder"), QStringLiteral("tag")}));
        QVERIFY(memory.widths().contains(QStringLiteral("model")));
        memory.setColumns({});
        memory.setWidths({});
    }

    void aListGoesOnPaper()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("devices.pdf"));
        QSignalSpy said(page(), &pages::Page::toast);
        page()->writePdf(path);
        QVERIFY(said.wait());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray pdf = file.readAll();
        QVERIFY(pdf.startsWith("%PDF-") && pdf.size() > 4000);
        print::ListPaper paper{QStringLiteral("Devices"), {}, {{QStringLiteral("Tag"), false}}, {}};
        for (int row = 0; row < 200; ++row)
            paper.rows << QStringList{QStringLiteral("FH-%1").arg(row)};
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        QPdfWriter writer(&buffer);
        const int pages = print::setList(paper, writer);
        QVERIFY(pages > 1 && pages < 20);
    }

    void everyScreenIsPrinted_data()
    {
        QTest::addColumn<QString>("key");
        for (const char* key : {"home", "spend", "device", "findings", "activity"})
            QTest::newRow(key) << QString::fromLatin1(key);
    }
    void everyScreenIsPrinted()
    {
        QFETCH(const QString, key);
        QSignalSpy loaded(m_window.get(), &shell::MainWindow::pageLoaded);
        QVERIFY(m_window->openPage(key));
        QVERIFY(key == u"device" || loaded.wait());
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("paper.pdf"));
        QSignalSpy said(m_window->currentPage(), &pages::Page::toast);
        auto device = std::make_shared<QPdfWriter>(path);
        m_window->currentPage()->print(std::exchange(device, {}));
        QTRY_COMPARE(said.count(), 1);
        const QString words = said.front().front().toString();
        QVERIFY2(words.contains(QStringLiteral("page")) && !words.startsWith(u'0'), qPrintable(words));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QTRY_VERIFY(file.size() > 4000);
        if (const QString shots = qEnvironmentVariable("QM_SHOTS"); !shots.isEmpty())
            QFile::copy(path, shots + u'/' + key + QStringLiteral(".pdf"));
    }

    void controlPAsksForAPrinter()
    {
        QTest::keyClick(m_window.get(), Qt::Key_P, Qt::ControlModifier);
        QPrintDialog* dialog = nullptr;
        QTRY_VERIFY((dialog = m_window->findChild<QPrintDialog*>()));
        dialog->reject();
        QTRY_VERIFY(!m_window->findChild<QPrintDialog*>());
    }

    void helpOpensAtTheScreensPage()
    {
        for (const auto& [page, topic] : {std::pair{"home", "start"}, {"device", "filters"}, {"runs", "joiners-and-leavers"}, {"source", "connections"}}) {
            m_window->openPage(QString::fromLatin1(page));
            QTest::keyClick(m_window.get(), Qt::Key_F1);
            auto* help = m_window->findChild<shell::HelpSheet*>();
            QVERIFY(help && help->isVisible());
            QCOMPARE(help->topic(), QString::fromLatin1(topic));
            QVERIFY(help->text()->toPlainText().size() > 100);
            help->reject();
            QTRY_VERIFY(!m_window->findChild<shell::HelpSheet*>());
        }
        m_window->openPage(QStringLiteral("device"));
    }

    /// A reading goes on while somebody works elsewhere, and is stopped from there.
    void aReadingIsToldAtTheFoot()
    {
        models::SyncWatch& watch = models::SyncWatch::of(m_workspace.console());
        auto* strip = m_window->findChild<shell::SyncStrip*>();
        QVERIFY(strip && !strip->isVisible());
        const base::Id nobody{7}; // what is read ends at once, when the events are turned
        watch.start(nobody, QStringLiteral("Harbour Mail"));
        QVERIFY(strip->isVisible());
        Q_EMIT m_workspace.console().syncProgress(nobody, QStringLiteral("users"), 300);
        const auto says = [strip](const QString& words) {
            const auto labels = strip->findChildren<QLabel*>();
            return std::any_of(labels.begin(), labels.end(), [&](QLabel* label) { return label->text().contains(words); });
        };
        QVERIFY(says(QStringLiteral("Reading users of Harbour Mail, 300 so far")));
        const QString shots = qEnvironmentVariable("QM_SHOTS");
        if (!shots.isEmpty())
            m_window->grab().save(shots + QStringLiteral("/window-strip.png"));
        for (auto* button : strip->findChildren<widgets::Button*>()) {
            if (button->accessibleName() == QLatin1String("Stop reading"))
                QTest::mouseClick(button, Qt::LeftButton);
        }
        QVERIFY(says(QStringLiteral("Stopping after this page")));
        QTRY_VERIFY(!strip->isVisible());
    }

    /// What nobody here asked for is told, too, and ends with the look at its source.
    void aReadingByTheScheduleIsToldAtTheFoot()
    {
        console::Console& console = m_workspace.console();
        model::Query sources;
        sources.entity = model::Entity::Source;
        const auto all = m_workspace.wait(console.load(sources));
        QVERIFY(all && !all->empty());
        const base::Id source = all->front().id;
        auto* strip = m_window->findChild<shell::SyncStrip*>();
        QVERIFY(strip && !strip->isVisible());
        Q_EMIT console.syncBegan(source);
        QVERIFY(strip->isVisible());
        Q_EMIT console.syncProgress(source, QStringLiteral("users"), 20);
        const auto says = [strip](const QString& words) {
            const auto labels = strip->findChildren<QLabel*>();
            return std::any_of(labels.begin(), labels.end(), [&](QLabel* label) { return label->text().contains(words); });
        };
        QTRY_VERIFY(says(model::titleOf(all->front())));
        models::SyncWatch::of(console).stop(source);
        QVERIFY(says(QStringLiteral("Stopping after this page")));
        Q_EMIT console.sourceLooked(source);
        QVERIFY(!strip->isVisible());
    }

    void connectingStartsFromThePalette()
    {
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        auto* palette = m_window->findChild<widgets::CommandPalette*>();
        QTRY_VERIFY(palette->isVisible());
        QTest::keyClicks(palette->findChild<QLineEdit*>(), QStringLiteral("Connect a serv"));
        QTRY_COMPARE(palette->currentId(), QStringLiteral("wizard:connect"));
        QTest::keyClick(palette->findChild<QLineEdit*>(), Qt::Key_Return);
        QTRY_COMPARE(m_window->currentPage()->key(), QStringLiteral("connect"));
        QTRY_VERIFY(m_window->currentPage()->findChild<widgets::Table*>()->model()->rowCount() >= 1); // what ships
        QTest::keyClick(m_window.get(), Qt::Key_Escape);
        QTRY_VERIFY(m_window->currentPage()->key() != QLatin1String("connect"));
    }

    void thePaletteOpensARecord()
    {
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        auto* palette = m_window->findChild<widgets::CommandPalette*>();
        QTRY_VERIFY(palette->isVisible());
        const QString tag = page()->list().index(6, 0).data().toString();
        const base::Id id = page()->list().idAt(6);
        QTest::keyClicks(palette->findChild<QLineEdit*>(), tag);
        QTRY_VERIFY(palette->currentId().startsWith(QLatin1String("record:")));
        QTest::keyClick(palette->findChild<QLineEdit*>(), Qt::Key_Return);
        QTRY_COMPARE(page()->panel().id(), id);
    }

    void anEmptyViewTellsTheWayOut()
    {
        page()->filters().setFilter(*model::Filter::fromText(QStringLiteral("maker = Nobody")));
        QTRY_COMPARE(page()->list().rowCount(), 0);
        auto* state = page()->table().findChild<widgets::EmptyState*>();
        QVERIFY(state && state->isVisible());
        for (auto* button : state->findChildren<widgets::Button*>()) {
            if (button->isVisible())
                QTest::mouseClick(button, Qt::LeftButton);
        }
        QTRY_VERIFY(page()->list().rowCount() > 0);
    }

    void deleteAsksAndUndoBringsBack()
    {
        const int before = page()->list().rowCount();
        page()->table().setFocus();
        page()->table().selectRow(page()->list().rowCount() - 1);
        QTest::keyClick(&page()->table(), Qt::Key_Delete);
        QDialog* asked = nullptr;
        QTRY_VERIFY((asked = m_window->findChild<QDialog*>()) && asked->isVisible());
        asked->accept();
        QTRY_VERIFY(page()->list().rowCount() < before || m_window->findChild<widgets::Banner*>());
        if (page()->list().rowCount() < before) {
            m_window->undo({});
            QTRY_COMPARE(page()->list().rowCount(), before);
        }
    }

    void csvIsNeutralised()
    {
        const auto added = m_workspace.wait(m_workspace.console().set(model::Entity::Device, {}, {{QStringLiteral("tag"), QStringLiteral("XX-1")}, {QStringLiteral("model"), QStringLiteral("=1+1")}}));
        QVERIFY(added);
        QTemporaryDir folder;
        console::CsvExport wanted{{}, {QStringLiteral("tag"), QStringLiteral("model")}, {QStringLiteral("Tag"), QStringLiteral("Model")}, folder.filePath(QStringLiteral("d.csv"))};
        wanted.query.entity = model::Entity::Device;
        wanted.query.only = {added->changes.front().id};
        QCOMPARE(*m_workspace.wait(m_workspace.console().exportCsv(wanted)), 1);
        QFile file(wanted.path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY2(text.contains("'=1+1"), text.constData());
        QVERIFY(text.startsWith("\xEF\xBB\xBFTag,Model")); // a spreadsheet takes it for UTF-8
        QVERIFY(m_workspace.wait(m_workspace.console().undo(added->id)));
    }

    void themesSwitchWhileOpen()
    {
        widgets::Theme::instance().dress(*qApp, widgets::Scheme::Dark);
        const QImage dark = m_window->grab().toImage();
        widgets::Theme::instance().dress(*qApp, widgets::Scheme::Light);
        const QImage light = m_window->grab().toImage();
        QVERIFY(qGray(dark.pixel(5, dark.height() / 2)) < 60);
        QVERIFY(qGray(light.pixel(5, light.height() / 2)) > 200);
    }

    void aPastDayCanNotBeChanged()
    {
        QSignalSpy loaded(m_window.get(), &shell::MainWindow::pageLoaded);
        m_window->setAsOf({2026, 3, 1});
        QVERIFY(loaded.wait());
        QVERIFY(!(page()->list().flags(page()->list().index(0, 1)) & Qt::ItemIsEditable));
        for (int level = 0; level < 3 && page()->asOf().isValid(); ++level) // panel, filters, then the day
            QTest::keyClick(m_window.get(), Qt::Key_Escape);
        QTRY_VERIFY(!page()->asOf().isValid());
    }

    void everyPageFits()
    {
        for (const char* key : {"home", "person", "device", "app", "account", "contract", "activity", "source"}) {
            const QString name = QString::fromLatin1(key);
            if (!m_window->openPage(name))
                continue;
            const QSize least = m_window->currentPage()->minimumSizeHint();
            QVERIFY2(least.width() <= 1180 && least.height() <= 700, qPrintable(name + QStringLiteral(" needs %1 x %2").arg(least.width()).arg(least.height())));
        }
    }

private:
    RecordListPage* page() { return qobject_cast<RecordListPage*>(m_window->currentPage()); }

    void clickOn(const QString& words)
    {
        for (QAbstractButton* each : m_window->findChildren<QAbstractButton*>()) {
            if (each->text() == words && each->isVisible())
                return QTest::mouseClick(each, Qt::LeftButton);
        }
        QFAIL("no such button");
    }
    template <class W>
    W* named(const QString& accessible)
    {
        for (W* each : m_window->findChildren<W*>()) {
            if (each->accessibleName() == accessible)
                return each;
        }
        return nullptr;
    }
    void edit(const QModelIndex& cell, const QString& text)
    {
        page()->table().setFocus();
        page()->table().setCurrentIndex(cell);
        QTest::keyClick(&page()->table(), Qt::Key_F2);
        auto* line = page()->table().viewport()->findChild<QLineEdit*>();
        QVERIFY(line);
        line->setText(text);
        QTest::keyClick(line, Qt::Key_Return);
    }

    TestWorkspace m_workspace;
    std::unique_ptr<shell::MainWindow> m_window;
};

QTEST_MAIN(TestWindow)
#include "test_window.moc"
