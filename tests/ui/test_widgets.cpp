#include "kit.h"

#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/clipboard.h"
#include "ui/widgets/command_palette.h"
#include "ui/widgets/field.h"
#include "ui/widgets/focus_ring.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/nav_bar.h"
#include "ui/widgets/motion.h"
#include "ui/widgets/overlay.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/plan_list.h"
#include "ui/widgets/side_panel.h"
#include "ui/widgets/table.h"
#include "ui/widgets/tabs.h"
#include "ui/widgets/theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QBoxLayout>
#include <QClipboard>
#include <QHeaderView>
#include <QPainter>
#include <QSignalSpy>
#include <QTest>

using namespace qm::widgets;
using qm::format::State;

namespace {

QString operator""_q(const char* text, size_t length)
{
    return QString::fromUtf8(text, qsizetype(length));
}

int inkedPixels(const QImage& image)
{
    int inked = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            inked += qAlpha(image.pixel(x, y)) > 40;
    return inked;
}

} // namespace

class TestWidgets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsNoSliver()
    {
        QImage image(100, 6, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        paint::bar(painter, image.rect(), {{0.0, qm::format::Tint::Ok}}, Qt::LeftToRight);
        painter.end();
        QCOMPARE(image.pixelColor(4, 3), image.pixelColor(50, 3));
        QPainter again(&image);
        paint::bar(again, image.rect(), {{0.2, qm::format::Tint::Ok}}, Qt::LeftToRight);
        again.end();
        QVERIFY(image.pixelColor(4, 3) != image.pixelColor(50, 3));
    }
    void aDayIsTheOneThatWasTyped()
    {
        DateEdit edit(QDate(2026, 11, 23));
        QSignalSpy changed(&edit, &DateEdit::dateChanged);
        edit.show();
        edit.setFocus();
        edit.selectAll();
        QTest::keyClicks(&edit, QStringLiteral("12 Jan 2027"));
        QCOMPARE(edit.date(), QDate(2027, 1, 12));
        edit.selectAll();
        QTest::keyClicks(&edit, QStringLiteral("2026-12-11"));
        QCOMPARE(edit.date(), QDate(2026, 12, 11));
        QTest::keyClick(&edit, Qt::Key_Up);
        QCOMPARE(edit.date(), QDate(2026, 12, 12));
        QCOMPARE(edit.text(), QStringLiteral("12 Dec 2026"));
        edit.selectAll();
        QTest::keyClicks(&edit, QStringLiteral("5/12/2026"));
        QVERIFY(!edit.date().isValid()); // two readings
        QCOMPARE(edit.text(), QStringLiteral("5/12/2026"));
        edit.setMaximumDate(QDate(2026, 11, 23));
        edit.selectAll();
        QTest::keyClicks(&edit, QStringLiteral("24 Nov 2026"));
        QVERIFY(!edit.date().isValid());
        QVERIFY(changed.count() >= 3);
    }

    void initTestCase() { Theme::instance().dress(*qApp, Scheme::Light); }

    void labelsNeverReadMarkup()
    {
        const std::unique_ptr<Label> label(makeLabel("<b>Anna</b>"_q));
        QCOMPARE(label->textFormat(), Qt::PlainText);
        const std::unique_ptr<QWidget> sheet(qm::kit::makeComponentSheet());
        for (const QLabel* found : sheet->findChildren<QLabel*>())
            QCOMPARE(found->textFormat(), Qt::PlainText);
    }

    void labelKeepsItsToneAfterShow()
    {
        QWidget window;
        auto* row = new QHBoxLayout(&window);
        auto* field = new FormField("Day"_q, new QLineEdit, "help"_q);
        row->addWidget(field);
        field->setError("February has 28 days"_q);
        window.show();
        QCoreApplication::processEvents();
        QCOMPARE(field->findChildren<Label*>().last()->palette().color(QPalette::WindowText), QColor(lightTokens.act.text));
        auto* bare = new FormField("Day"_q, new QLineEdit);
        bare->setError("February has 28 days"_q);
        row->addWidget(bare);
        QCoreApplication::processEvents();
        QCOMPARE(bare->findChildren<Label*>().last()->palette().color(QPalette::WindowText), QColor(lightTokens.act.text));
        field->clearError();
        QCOMPARE(field->findChildren<Label*>().last()->palette().color(QPalette::WindowText), QColor(lightTokens.text3));
    }

    void tipsNeverReadMarkup()
    {
        QCOMPARE(plainTip("R&D <b>"_q), "<qt>R&amp;D &lt;b&gt;</qt>"_q);
        QCOMPARE(plainTip({}), QString());
    }

    void everyIconHasInk()
    {
        const QStringList names = iconNames();
        QVERIFY(names.size() > 90);
        for (const QString& name : names) {
            const int inked = inkedPixels(iconPixmap(name, 24, Qt::black, 2).toImage());
            QVERIFY2(inked > 20, qPrintable(name));
            if (name != "app"_q)
                QVERIFY2(inked < 48 * 48 / 2, qPrintable(name));
        }
    }

    void iconsFollowTheRatio()
    {
        QCOMPARE(iconPixmap("home"_q, 16, Qt::black, 2).width(), 32);
        QCOMPARE(iconPixmap("home"_q, 16, Qt::black, 1.25).width(), 20);
    }

    void tabsByKeyboard()
    {
        Tabs tabs;
        tabs.add("All"_q, "9"_q);
        tabs.add("Mine"_q, "2"_q);
        tabs.show();
        QVERIFY(QTest::qWaitForWindowActive(&tabs));
        QSignalSpy chosen(&tabs, &Tabs::chosen);
        tabs.button(0)->setFocus(Qt::TabFocusReason);
        QTest::keyClick(tabs.button(0), Qt::Key_Right);
        QCOMPARE(tabs.current(), 1);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(tabs.button(0)->focusPolicy(), Qt::NoFocus);
        QCOMPARE(tabs.button(1)->accessibleName(), "Mine, 2"_q);
        QTest::keyClick(tabs.button(1), Qt::Key_Right);
        QCOMPARE(chosen.size(), 1);
    }

    void chipByKeyboard()
    {
        Chip chip("Site"_q, "is"_q, "Leeds"_q);
        chip.show();
        QSignalSpy opened(&chip, &Chip::opened), removed(&chip, &Chip::removed);
        auto* words = chip.findChildren<QAbstractButton*>().first();
        QCOMPARE(words->accessibleName(), "Filter: Site is Leeds"_q);
        QTest::keyClick(words, Qt::Key_Space);
        QCOMPARE(opened.size(), 1);
        QTest::keyClick(words, Qt::Key_Delete);
        QCOMPARE(removed.size(), 1);
    }

    void tableByKeyboard()
    {
        Table table(TableTicks::With);
        table.setModel(new qm::kit::SampleDevices(&table));
        table.resize(900, 400);
        table.show();
        QVERIFY(QTest::qWaitForWindowActive(&table));
        table.setFocus(Qt::TabFocusReason);
        QCOMPARE(table.currentIndex().row(), 0);
        QSignalSpy ticks(&table, &Table::ticksChanged), opened(&table, &Table::opened);
        QTest::keyClick(&table, Qt::Key_Down);
        QTest::keyClick(&table, Qt::Key_Space);
        QVERIFY(table.ticks().contains(1));
        QCOMPARE(ticks.size(), 1);
        QTest::keyClick(&table, Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
        QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
        const QStringList lines = QGuiApplication::clipboard()->text().split(QLatin1Char('\n'));
        QCOMPARE(lines.size(), 2);
        QVERIFY(lines.last().startsWith("FH-0391\tAlder Book 14\tSofia Marchetti\tIn use"_q));
    }

    void tickAllKeepsExceptions()
    {
        Ticks ticks;
        ticks.tickAll();
        ticks.toggle(7);
        QVERIFY(!ticks.contains(7));
        QVERIFY(ticks.contains(8));
        QCOMPARE(ticks.count(1'000'000), 999'999);
    }

    void columnsGiveWayInOrder()
    {
        const QList<ColumnPlan> plan{{100, 100, 0, 0}, {200, 80, 1, 0}, {100, 60, 0, 2}};
        QCOMPARE(sharedWidths(plan, 460), (QList<int>{100, 260, 100}));
        QCOMPARE(sharedWidths(plan, 320), (QList<int>{100, 140, 80}));
        QCOMPARE(sharedWidths(plan, 200), (QList<int>{100, 100, 0}));
    }

    void navByKeyboard()
    {
        NavBar nav;
        nav.addItem("home"_q, "home"_q, "Home"_q);
        nav.addItem("tasks"_q, "inbox"_q, "Tasks"_q);
        nav.setCount("tasks"_q, "3"_q, State::Attention);
        nav.resize(232, 600);
        nav.show();
        QVERIFY(QTest::qWaitForWindowActive(&nav));
        const auto items = nav.findChildren<NavItem*>();
        items[0]->setFocus(Qt::TabFocusReason);
        QVERIFY(items[0]->hasFocus());
        QTest::keyClick(items[0], Qt::Key_Down);
        QVERIFY(items[1]->hasFocus());
        QCOMPARE(items[1]->accessibleName(), "Tasks, 3, needs attention"_q);
        QSignalSpy chosen(&nav, &NavBar::chosen);
        QTest::keyClick(items[1], Qt::Key_Space);
        QCOMPARE(chosen.takeFirst().first().toString(), "tasks"_q);
        QCOMPARE(nav.current(), "tasks"_q);
        nav.setFolded(true);
        QCOMPARE(nav.width(), measure::navFolded);
    }

    void paletteByKeyboard()
    {
        QWidget window;
        window.resize(1000, 700);
        window.show();
        CommandPalette palette(&window);
        palette.popUp();
        PaletteResult anna, ann;
        anna.id = "a"_q;
        anna.title = "Anna"_q;
        ann.id = "b"_q;
        ann.title = "Ann"_q;
        palette.setGroups({{"People"_q, {anna}}, {"Else"_q, {ann}}});
        QCOMPARE(palette.currentId(), "a"_q);
        auto* input = palette.findChild<QLineEdit*>();
        QTest::keyClick(input, Qt::Key_Down);
        QCOMPARE(palette.currentId(), "b"_q);
        QTest::keyClick(input, Qt::Key_Up);
        palette.setCompletion("nna"_q);
        QTest::keyClicks(input, "a"_q);
        QTest::keyClick(input, Qt::Key_Tab);
        QCOMPARE(palette.query(), "anna"_q);
        QSignalSpy chosen(&palette, &CommandPalette::chosen);
        QTest::keyClick(input, Qt::Key_Return);
        QCOMPARE(chosen.takeFirst().first().toString(), "a"_q);
        QVERIFY(!palette.isVisible());
        palette.popUp();
        QTest::keyClick(input, Qt::Key_Escape);
        QVERIFY(!palette.isVisible());
    }

    void planTicksBySpace()
    {
        PlanList list;
        qm::kit::SamplePlan model(nullptr);
        list.setModel(&model);
        list.resize(800, 500);
        list.show();
        list.setCurrentIndex(model.index(1, 0));
        QTest::keyClick(&list, Qt::Key_Space);
        QCOMPARE(model.index(1, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    }

    void dialogFocusesTheSafeVerb()
    {
        QWidget window;
        window.resize(900, 600);
        window.show();
        Dialog dialog("Delete 2 laptops?"_q, "This cannot be undone."_q, &window);
        dialog.setVerbs("Keep them"_q, "Delete 2 laptops"_q);
        dialog.open();
        QCoreApplication::processEvents();
        QVERIFY(dialog.safeButton()->hasFocus());
        QVERIFY(window.findChild<Scrim*>());
        QTest::keyClick(&dialog, Qt::Key_Escape);
        QCOMPARE(dialog.result(), int(QDialog::Rejected));
    }

    void aSheetComesInByOpacityOrAtOnce()
    {
        for (const auto& [motion, fades] : {std::pair{Motion::Still, false}, {Motion::Moving, true}}) {
            setMotion(motion);
            QWidget window;
            window.resize(900, 600);
            window.show();
            Dialog dialog("Delete 2 laptops?"_q, "This cannot be undone."_q, &window);
            dialog.open();
            QCOMPARE(dialog.graphicsEffect() != nullptr, fades);
            QTRY_VERIFY(!dialog.graphicsEffect());
        }
        setMotion(Motion::Still);
    }

    void panelClosesOnEscape()
    {
        auto* table = new Table;
        auto* panel = new SidePanel;
        PanelHost host(table, panel);
        host.resize(1200, 600);
        host.show();
        panel->begin("laptop"_q, "FH-0412"_q, "laptop"_q);
        panel->addFact("Cost"_q, qm::format::figure("2,149.00"_q), "invoice"_q);
        host.setPanelShown(true);
        QCOMPARE(table->width(), 1200 - measure::sidePanel);
        host.resize(900, 600);
        QCOMPARE(table->width(), 900);
        QTest::keyClick(panel, Qt::Key_Escape);
        QVERIFY(!host.isPanelShown());
    }

    void ringFollowsKeyboardFocusOnly()
    {
        QWidget window;
        auto* row = new QHBoxLayout(&window);
        auto* first = new Button("First"_q);
        auto* second = new Button("Second"_q);
        row->addWidget(first);
        row->addWidget(second);
        FocusRing ring(&window);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        second->setFocus(Qt::TabFocusReason);
        QVERIFY(ring.isVisible());
        QVERIFY(ring.geometry().contains(second->geometry()));
        first->setFocus(Qt::MouseFocusReason);
        QVERIFY(!ring.isVisible());
    }

    void themeSwitchesLive()
    {
        const std::unique_ptr<Label> label(makeLabel("Words"_q));
        QSignalSpy changed(&Theme::instance(), &Theme::changed);
        Theme::instance().dress(*qApp, Scheme::Dark);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(label->palette().color(QPalette::WindowText), QColor(darkTokens.text));
        Theme::instance().dress(*qApp, Scheme::Light);
    }

    void nothingIsElidedAtDesignWidth()
    {
        for (QWidget* made : {qm::kit::makeSampleWindow(), qm::kit::makeComponentSheet(), qm::kit::makeWizardSample()}) {
            const std::unique_ptr<QWidget> window(made);
            window->show();
            QCoreApplication::processEvents();
            const paint::ElisionLog log;
            window->grab();
            QCOMPARE(log.taken(), QStringList());
        }
    }

    void darkDiffersFromLight()
    {
        const std::unique_ptr<QWidget> window(qm::kit::makeSampleWindow());
        window->show();
        QCoreApplication::processEvents();
        const QImage light = window->grab().toImage();
        Theme::instance().dress(*qApp, Scheme::Dark);
        QCoreApplication::processEvents();
        const QImage dark = window->grab().toImage();
        Theme::instance().dress(*qApp, Scheme::Light);
        QCoreApplication::processEvents();
        QVERIFY(light != dark);
        QCOMPARE(window->grab().toImage(), light);
    }

    void theChosenRowOfAListIsReadable()
    {
        ComboBox combo;
        combo.addItems({"Europe/London"_q, "Europe/Amsterdam"_q});
        combo.resize(240, 32);
        combo.show();
        combo.setCurrentIndex(1);
        combo.showPopup();
        QCoreApplication::processEvents();
        const QRect row = combo.view()->visualRect(combo.model()->index(1, 0));
        const QImage picture = combo.view()->viewport()->grab(row).toImage();
        int dark = 0;
        for (int x = 0; x < picture.width(); ++x) {
            for (int y = 0; y < picture.height(); ++y)
                dark += picture.pixelColor(x, y).lightness() < 110 ? 1 : 0;
        }
        QVERIFY2(dark > 50, qPrintable(QString::number(dark)));
    }

    void aCopiedSecretLeavesTheClipboard()
    {
        QClipboard* clipboard = QGuiApplication::clipboard();
        copySecret("Ab3-xyz"_q, 50);
        QCOMPARE(clipboard->text(), "Ab3-xyz"_q);
        QTRY_COMPARE(clipboard->text(), QString());
        copySecret("Ab3-xyz"_q, 50);
        clipboard->setText("copied since"_q);
        QTest::qWait(150);
        QCOMPARE(clipboard->text(), "copied since"_q);
    }

    void figuresHaveEqualWidth()
    {
        QCOMPARE(textWidth(Type::Digits, "1111"_q), textWidth(Type::Digits, "8888"_q));
        QVERIFY(textWidth(Type::Body, "1111"_q) < textWidth(Type::Body, "8888"_q));
    }
};

QTEST_MAIN(TestWidgets)
#include "test_widgets.moc"
