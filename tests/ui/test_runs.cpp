#include "office.h"

#include "core/model/hardware.h"
#include "core/model/people.h"
#include "core/model/workflow_records.h"
#include "core/model/company.h"
#include "tests/console/console_bench.h"
#include "ui/pages/parts.h"
#include "ui/pages/run_page.h"
#include "ui/pages/run_view.h"
#include "ui/pages/step_sheet.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/field.h"
#include "ui/widgets/label.h"
#include "ui/wizards/leave_wizard.h"
#include "ui/wizards/undo_wizard.h"

#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>

using namespace qm;
using model::Entity;
using model::Run;
using model::Step;
using model::TemplateStep;
using office::Office;
using office::Stage;

namespace {

TemplateStep stepOf(int position, TemplateStep::Kind kind, const QString& title)
{
    TemplateStep step;
    step.name = QStringLiteral("Quick #%1").arg(position);
    step.templateId = base::Id{-1};
    step.position = position;
    step.kind = kind;
    step.title = title;
    return step;
}

/// A company of one leaver with a laptop, and a way to leave of its own.
class Desk : public Office
{
public:
    explicit Desk(const std::vector<TemplateStep>& steps, std::shared_ptr<office::MovedClock> moved = std::make_shared<office::MovedClock>())
        : Office(false, moved)
        , clock(std::move(moved))
    {
        model::Template quick;
        quick.name = QStringLiteral("Quick");
        quick.occasion = model::Template::Occasion::Leave;
        model::Site york;
        york.name = QStringLiteral("New York");
        york.timeZone = QStringLiteral("America/New_York");
        const base::Id site{-3};
        QList<model::Change> changes{model::createOf(model::recordOf(quick), base::Id{-1}), model::createOf(model::recordOf(york), site)};
        for (const TemplateStep& step : steps)
            changes.append(model::createOf(model::recordOf(step)));
        model::Person leaver;
        leaver.number = QStringLiteral("P-1");
        leaver.name = QStringLiteral("Tom Visser");
        leaver.start = QDate(2020, 1, 1);
        leaver.site = site;
        changes.append(model::createOf(model::recordOf(leaver), base::Id{-2}));
        model::Device laptop;
        laptop.tag = QStringLiteral("FH-1");
        laptop.kind = QStringLiteral("Laptop");
        laptop.status = model::Device::Status::InUse;
        laptop.holder = base::Id{-2};
        changes.append(model::createOf(model::recordOf(laptop)));
        const auto written = fake::await(console().submit(changes));
        if (!written)
            qFatal("no desk: %s", qPrintable(written.error().subject));
        for (const model::Change& change : written->changes) {
            if (change.entity == Entity::Person)
                tom = change.id;
            if (change.entity == Entity::Template)
                quickLeave = change.id;
        }
    }

    console::LeaveRequest leaving(int seconds)
    {
        console::LeaveRequest request;
        request.person = tom;
        request.at = clock->now().addSecs(seconds);
        request.templateId = quickLeave;
        return request;
    }
    base::Id startLeave(int seconds)
    {
        const auto plan = fake::await(console().planLeave(leaving(seconds)));
        if (!plan)
            qFatal("no plan: %s %s", qPrintable(plan.error().subject), qPrintable(plan.error().detail));
        const auto run = fake::await(console().start(*plan));
        if (!run)
            qFatal("no run: %s", qPrintable(run.error().subject));
        return *run;
    }

    std::shared_ptr<office::MovedClock> clock;
    base::Id tom, quickLeave;
};

TemplateStep laptopComesBack()
{
    TemplateStep step = stepOf(1, TemplateStep::Kind::Local, QStringLiteral("Take back {device}"));
    step.action = QStringLiteral("device.return");
    step.offsetDays = 0;
    return step;
}

} // namespace

/// Runs as somebody sees them while they go on.
class TestRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { widgets::Theme::instance().dress(*qApp, qEnvironmentVariable("QM_THEME") == u"dark" ? widgets::Scheme::Dark : widgets::Scheme::Light); }

    void aLeaverIsDoneAtTheirHourWithoutAClick()
    {
        Desk desk({laptopComesBack()});
        const base::Id run = desk.startLeave(2);
        auto* page = new pages::RunPage(desk.console(), run);
        Stage stage(page);
        page->reload();
        auto* view = page->findChild<pages::RunView*>();
        desk.console().keepWorking();
        QTRY_COMPARE_WITH_TIMEOUT(view->report().run.steps.size(), std::size_t(1), 10'000);
        QTest::qWait(300);
        QCOMPARE(view->report().run.run.state, Run::State::Running);
        desk.clock->advance(3);
        QTRY_COMPARE_WITH_TIMEOUT(view->report().run.run.state, Run::State::Done, 10'000);
    }

    /// Three months of notice, and a phone in the meantime.
    void whatCameSinceIsPlannedFromTheRunsPage()
    {
        Desk desk({laptopComesBack()});
        const base::Id run = desk.startLeave(86'400);
        auto* page = new pages::RunPage(desk.console(), run);
        Stage stage(page);
        page->reload();
        auto* view = page->findChild<pages::RunView*>();
        QTRY_COMPARE_WITH_TIMEOUT(view->report().run.steps.size(), std::size_t(1), 10'000);
        QVERIFY(!office::button(page, QStringLiteral("Plan the rest")));
        model::Device phone;
        phone.tag = QStringLiteral("FH-2");
        phone.kind = QStringLiteral("Phone");
        phone.holder = desk.tom;
        QVERIFY(fake::await(desk.console().submit({model::createOf(model::recordOf(phone))})));
        page->reload();
        QTRY_VERIFY_WITH_TIMEOUT(office::button(page, QStringLiteral("Plan the rest")), 10'000);
        stage.shoot(QStringLiteral("run-rest"));
        QSignalSpy asked(page, &pages::Page::startWizard);
        QVERIFY(office::click(page, QStringLiteral("Plan the rest")));
        QCOMPARE(asked.at(0), (QVariantList{QStringLiteral("leave"), QVariant::fromValue(desk.tom)}));

        auto* wizard = new wizards::LeaveWizard(desk.console(), desk.tom);
        Stage second(wizard);
        QSignalSpy loaded(wizard, &pages::Page::loaded);
        wizard->reload();
        QVERIFY(loaded.wait(10'000));
        second.shoot(QStringLiteral("leave-rest"));
        QVERIFY(office::click(wizard, QStringLiteral("Make the plan")));
        auto* plan = wizard->findChild<wizards::PlanModel*>();
        QTRY_COMPARE_WITH_TIMEOUT(plan->plan().lines.size(), 2, 10'000);
        QCOMPARE(plan->plan().lines.front().title, QStringLiteral("Note that Tom Visser leaves")); // the first plan's template did not
        QCOMPARE(plan->plan().lines.back().target, QStringLiteral("FH-2"));
    }

    void whatIsPausedWaitsForAClick()
    {
        Desk desk({laptopComesBack()});
        const base::Id run = desk.startLeave(2);
        desk.console().keepWorking();
        auto* page = new pages::RunPage(desk.console(), run);
        Stage stage(page);
        page->reload();
        auto* view = page->findChild<pages::RunView*>();
        QVERIFY(office::click(page, QStringLiteral("Pause")));
        QTRY_COMPARE_WITH_TIMEOUT(view->report().run.run.state, Run::State::Paused, 10'000);
        QTRY_VERIFY(!office::button(page, QStringLiteral("Pause")));
        desk.clock->advance(3);
        QTest::qWait(700);
        QCOMPARE(view->report().run.run.state, Run::State::Paused);
        QVERIFY(office::click(page, QStringLiteral("Carry on")));
        QTRY_COMPARE_WITH_TIMEOUT(view->report().run.run.state, Run::State::Done, 10'000);
    }

    /// More tasks than the card beside it shows: each is closed from its row, with a note.
    void everyTaskIsClosedFromItsRow()
    {
        std::vector<TemplateStep> steps;
        for (int i = 1; i <= 14; ++i)
            steps.push_back(stepOf(i, TemplateStep::Kind::Human, QStringLiteral("Task %1").arg(i)));
        Desk desk(steps);
        const base::Id run = desk.startLeave(2);
        auto* page = new pages::RunPage(desk.console(), run);
        Stage stage(page);
        page->reload();
        auto* table = office::named<pages::CardTable>(page, QStringLiteral("Steps of the run"));
        QTRY_COMPARE_WITH_TIMEOUT(table->rows()->rowCount(), 14, 10'000);
        const base::Id last = table->rows()->idAt(13);
        Q_EMIT table->rowChosen(13);
        auto* sheet = page->window()->findChild<pages::StepSheet*>();
        QVERIFY(sheet && sheet->isVisible());
        QTest::keyClicks(sheet->findChild<QLineEdit*>(), QStringLiteral("left with Ada"));
        stage.shoot(QStringLiteral("run-step"));
        QVERIFY(office::click(sheet, QStringLiteral("Done: Task")));
        auto* view = page->findChild<pages::RunView*>();
        const auto note = [&] {
            for (const console::JournalStep& each : view->report().run.steps) {
                if (each.record.id == last && each.step.state == Step::State::Done)
                    return each.step.result;
            }
            return QString();
        };
        QTRY_COMPARE_WITH_TIMEOUT(note(), QStringLiteral("left with Ada"), 10'000);
    }

    void anErrorOfReadingGoesWhenItCanBeRead()
    {
        Desk desk({laptopComesBack()});
        const base::Id run = desk.startLeave(2);
        auto* page = new pages::RunPage(desk.console(), run);
        Stage stage(page);
        auto* view = page->findChild<pages::RunView*>();
        Q_EMIT view->unread({base::ErrorCode::FileUnreadable, QStringLiteral("t"), {}});
        QVERIFY(page->findChild<widgets::Banner*>());
        page->reload();
        QTRY_VERIFY_WITH_TIMEOUT(!page->findChild<widgets::Banner*>(), 10'000);
        QSignalSpy failed(page, &pages::Page::failed);
        Q_EMIT view->failed({base::ErrorCode::Refused, QStringLiteral("t"), {}});
        QCOMPARE(failed.count(), 1);
        QVERIFY(!page->findChild<widgets::Banner*>());
    }

    void aFirstPasswordGoesWithItsSheet()
    {
        test::ConsoleBench bench;
        bench.secrets.put(QStringLiteral("step-78/password"), QByteArrayLiteral("Ab3-xyz"));
        console::JournalStep step;
        step.record.id = base::Id{78};
        step.step.title = QStringLiteral("Account in Directory");
        step.step.evidence = QStringLiteral("{\"secrets\":[\"password\"]}");
        QWidget window;
        window.resize(1000, 700);
        window.show();
        auto* sheet = new pages::StepSheet(*bench.console, step, pages::StepVerb::None, &window);
        sheet->open();
        const auto shows = [sheet](const QString& words) {
            const auto labels = sheet->findChildren<widgets::Label*>();
            return std::any_of(labels.begin(), labels.end(), [&](const widgets::Label* label) { return label->text() == words; });
        };
        QVERIFY(!shows(QStringLiteral("Ab3-xyz")));
        QVERIFY(office::click(sheet, QStringLiteral("Show once")));
        QTRY_VERIFY(shows(QStringLiteral("Ab3-xyz")));
        QVERIFY(office::click(sheet, QStringLiteral("Copy")));
        QTRY_COMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("Ab3-xyz"));
        sheet->close();
        QVERIFY(!shows(QStringLiteral("Ab3-xyz")));
    }

    void theHourIsReadAtTheirSite()
    {
        Desk desk({laptopComesBack()});
        auto* wizard = new wizards::LeaveWizard(desk.console(), desk.tom);
        Stage stage(wizard);
        QSignalSpy loaded(wizard, &pages::Page::loaded);
        wizard->reload();
        QVERIFY(loaded.wait(10'000));
        auto* zone = office::named<QComboBox>(wizard, QStringLiteral("Time zone"));
        QVERIFY(zone);
        QCOMPARE(zone->currentText(), QStringLiteral("America/New_York"));
        zone->setCurrentIndex(-1);
        QVERIFY(office::click(wizard, QStringLiteral("Make the plan")));
        QTest::qWait(200);
        QCOMPARE(wizard->findChild<widgets::WizardFrame*>()->step(), 0); // nobody guesses
        zone->setCurrentText(QStringLiteral("America/New_York"));
        QVERIFY(office::click(wizard, QStringLiteral("Make the plan")));
        auto* plan = wizard->findChild<wizards::PlanModel*>();
        QTRY_VERIFY_WITH_TIMEOUT(!plan->plan().lines.isEmpty(), 10'000);
        QCOMPARE(plan->plan().timeZone, QStringLiteral("America/New_York"));
        QCOMPARE(plan->plan().effectiveAt.time(), QTime(22, 0)); // 17:00 there, in winter
    }

    void aPlanThatComesTooLateIsNotShown()
    {
        Desk desk({laptopComesBack()});
        auto* wizard = new wizards::LeaveWizard(desk.console(), desk.tom);
        Stage stage(wizard);
        QSignalSpy loaded(wizard, &pages::Page::loaded);
        wizard->reload();
        QVERIFY(loaded.wait(10'000));
        auto* frame = wizard->findChild<widgets::WizardFrame*>();
        frame->primary()->click();
        QVERIFY(!frame->primary()->isEnabled());
        office::named<QLineEdit>(wizard, QStringLiteral("At what hour"))->setText(QStringLiteral("12:00"));
        QVERIFY(frame->primary()->isEnabled());
        QTest::qWait(700);
        QCOMPARE(frame->step(), 0);
        frame->primary()->click();
        QTRY_COMPARE_WITH_TIMEOUT(frame->step(), 1, 10'000);
    }

    /// There is nothing to apply, whatever the verb would say.
    void aRefusedPlanCanNotBeApplied()
    {
        Desk desk({laptopComesBack()});
        auto plan = fake::await(desk.console().planLeave(desk.leaving(60)));
        QVERIFY(plan);
        plan->untick(1);
        const auto run = fake::await(desk.console().apply(*plan, {}));
        QVERIFY(run);
        auto* wizard = new wizards::UndoWizard(desk.console(), run->run); // nothing of it was done
        Stage stage(wizard);
        wizard->reload();
        auto* frame = wizard->findChild<widgets::WizardFrame*>();
        QTRY_VERIFY_WITH_TIMEOUT(wizard->findChild<widgets::Banner*>(), 10'000);
        QVERIFY(!frame->primary()->isEnabled());
    }
};

QTEST_MAIN(TestRuns)
#include "test_runs.moc"
