#include "office.h"

#include "ui/pages/record_list_page.h"
#include "ui/pages/run_page.h"
#include "ui/pages/run_view.h"
#include "ui/widgets/button.h"
#include "ui/widgets/field.h"
#include "ui/widgets/file_dialog.h"
#include "ui/widgets/plan_list.h"
#include "ui/widgets/wizard_frame.h"
#include "ui/wizards/all_wizards.h"
#include "ui/wizards/choices.h"
#include "ui/wizards/import_check.h"
#include "ui/wizards/import_wizard.h"
#include "ui/wizards/join_wizard.h"
#include "ui/wizards/leave_wizard.h"
#include "ui/wizards/plan_model.h"
#include "ui/wizards/undo_wizard.h"

#include <QComboBox>
#include <QFile>
#include <QFileInfo>
#include <QFileSystemModel>
#include <QLabel>
#include <QLineEdit>
#include <QProcess>
#include <QSignalSpy>

#include <numeric>

using namespace qm;
using office::Office;
using office::Stage;
using widgets::PlanList;
using widgets::WizardFrame;

bool load(pages::Page* wizard)
{
    QSignalSpy loaded(wizard, &pages::Page::loaded);
    wizard->reload();
    return loaded.wait(10'000);
}

auto activePeople(Office& office)
{
    model::Query query;
    query.filter = *model::Filter::fromText(u"status = active");
    return fake::await(office.console().load(query));
}

class TestWizards : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { widgets::Theme::instance().dress(*qApp, qEnvironmentVariable("QM_THEME") == u"dark" ? widgets::Scheme::Dark : widgets::Scheme::Light); }

    void joinerFromNameToRun()
    {
        Office office;
        auto* wizard = new wizards::JoinWizard(office.console());
        Stage stage(wizard);
        QVERIFY(load(wizard));
        auto* frame = wizard->findChild<WizardFrame*>();
        QVERIFY(office::click(wizard, QStringLiteral("Choose the kit")));
        QCOMPARE(frame->step(), 0); // the fields say what is missing
        stage.shoot(QStringLiteral("join-errors"));
        QTest::keyClicks(office::named<QLineEdit>(wizard, QStringLiteral("Given name")), QStringLiteral("Priya"));
        QTest::keyClicks(office::named<QLineEdit>(wizard, QStringLiteral("Family name")), QStringLiteral("Raman"));
        QTest::keyClicks(office::named<QLineEdit>(wizard, QStringLiteral("Work mail")), QStringLiteral("priya.raman@fernhill.example"));
        office::named<QComboBox>(wizard, QStringLiteral("Department"))->setCurrentIndex(2);
        office::named<QComboBox>(wizard, QStringLiteral("Site (optional)"))->setCurrentIndex(1);
        for (const widgets::FormField* field : wizard->findChildren<widgets::FormField*>())
            QVERIFY(!field->hasError()); // an error goes when its field is edited
        stage.shoot(QStringLiteral("join-person"));
        QTest::mouseClick(frame->primary(), Qt::LeftButton);
        QTest::mouseDClick(frame->primary(), Qt::LeftButton); // this one event alone: the second half
        QTest::mouseRelease(frame->primary(), Qt::LeftButton);
        QCOMPARE(frame->step(), 1); // not two steps
        QTest::qWait(200);
        stage.shoot(QStringLiteral("join-role"));
        QVERIFY(office::click(wizard, QStringLiteral("Choose the apps")));
        QCOMPARE(frame->step(), 2);
        stage.shoot(QStringLiteral("join-apps"));
        QVERIFY(office::click(wizard, QStringLiteral("Make the plan")));
        QTRY_COMPARE_WITH_TIMEOUT(frame->step(), 3, 10'000);
        stage.shoot(QStringLiteral("join-plan"));
        auto* model = wizard->findChild<wizards::PlanModel*>();
        const int all = model->plan().tickedCount();
        QVERIFY(all > 2);
        QVERIFY(model->setData(model->index(1), Qt::Unchecked, Qt::CheckStateRole));
        QVERIFY(model->plan().tickedCount() < all - 1); // what needs the person falls with them
        stage.shoot(QStringLiteral("join-unticked"));
        for (int row = 0; row < model->rowCount(); ++row)
            model->setData(model->index(row), Qt::Checked, Qt::CheckStateRole);
        QCOMPARE(model->plan().tickedCount(), all);
        QVERIFY(office::click(wizard, QStringLiteral("Apply ")));
        QTRY_COMPARE_WITH_TIMEOUT(frame->step(), 4, 20'000);
        auto* run = wizard->findChild<pages::RunView*>();
        QTRY_VERIFY_WITH_TIMEOUT(!run->report().run.steps.empty(), 10'000);
        QTest::qWait(300);
        stage.shoot(QStringLiteral("join-result"));
        QTRY_VERIFY_WITH_TIMEOUT(fake::await(office.console().find(model::Entity::Person, QStringLiteral("Priya Raman"))), 20'000);
        closeTasks(office, run);
        QTRY_VERIFY_WITH_TIMEOUT(run->progress().percent() >= 4, 10'000);
    }

    void leaverPlanHoldsEverything()
    {
        Office office;
        const auto people = activePeople(office);
        QVERIFY(people && !people->empty());
        auto* wizard = new wizards::LeaveWizard(office.console(), people->front().id);
        Stage stage(wizard);
        QVERIFY(load(wizard));
        stage.shoot(QStringLiteral("leave-who"));
        QVERIFY(office::click(wizard, QStringLiteral("Make the plan")));
        auto* frame = wizard->findChild<WizardFrame*>();
        QTRY_COMPARE_WITH_TIMEOUT(frame->step(), 1, 10'000);
        stage.shoot(QStringLiteral("leave-plan"));
        QVERIFY(office::click(wizard, QStringLiteral("Apply ")));
        QTRY_COMPARE_WITH_TIMEOUT(frame->step(), 2, 20'000);
        auto* run = wizard->findChild<pages::RunView*>();
        QTRY_VERIFY_WITH_TIMEOUT(!run->report().run.steps.empty(), 10'000);
        QTest::qWait(300);
        stage.shoot(QStringLiteral("leave-result"));
        QVERIFY(run->isLeaver());
        // What is due later can be done earlier, unless it waits for another step.
        const auto early = [run] {
            int found = 0;
            for (const console::JournalStep& each : run->report().run.steps) {
                const bool later = each.step.kind == model::Step::Kind::Human && each.step.state == model::Step::State::Planned;
                if (later && console::isReady(run->report().run, each.step) && office::button(run, QStringLiteral("Done early: ") + each.step.title))
                    ++found;
            }
            return found;
        };
        QTRY_VERIFY_WITH_TIMEOUT(early() > 0, 10'000);
    }

    /// A dialog that looks into the workspace's folder must leave its locks: another process that reads meanwhile would
    /// take the log away with everything in it.
    void aFileDialogLeavesTheWorkspaceAlone()
    {
        Office office;
        const QString workspace = office.path(QStringLiteral("w.quartermaster"));
        QWidget window;
        auto* dialog = new widgets::FileDialog(&window, widgets::FileDialog::Purpose::Open, QStringLiteral("Choose a file"));
        dialog->setDirectory(QFileInfo(workspace).path());
        dialog->open();
        auto* files = dialog->findChild<QFileSystemModel*>();
        QVERIFY(files);
        QTRY_VERIFY(files->rowCount(files->index(QFileInfo(workspace).path())) > 0);
        for (int row = 0; row < files->rowCount(files->index(QFileInfo(workspace).path())); ++row) {
            const QModelIndex each = files->index(row, 0, files->index(QFileInfo(workspace).path()));
            QVERIFY(!files->type(each).isNull());
            QVERIFY(!files->fileIcon(each).isNull());
        }
        QTest::qWait(300); // the model learns of icons in a thread of its own
        QProcess reader;
        reader.start(QStringLiteral(QM_BIN_DIR "/qmctl"), {QStringLiteral("--workspace"), workspace, QStringLiteral("list"), QStringLiteral("person"), QStringLiteral("--limit"), QStringLiteral("1")});
        QVERIFY(reader.waitForFinished(20'000));
        QCOMPARE(reader.exitCode(), 0);
        QVERIFY(QFileInfo::exists(workspace + QStringLiteral("-wal")));
        QProcess writer;
        writer.start(QStringLiteral(QM_BIN_DIR "/qmctl"), {QStringLiteral("--workspace"), workspace, QStringLiteral("add"), QStringLiteral("site"), QStringLiteral("name=Bergen")});
        QVERIFY(writer.waitForFinished(20'000));
        QCOMPARE(writer.exitCode(), 1);
        QVERIFY(writer.readAllStandardError().contains("open in another Quartermaster"));
        dialog->reject();
    }

    void aNameThatNobodyHasIsAsked()
    {
        Office office;
        const auto people = activePeople(office);
        QVERIFY(people && !people->empty());
        auto* wizard = new wizards::LeaveWizard(office.console(), people->front().id);
        Stage stage(wizard);
        QVERIFY(load(wizard));
        office::named<QComboBox>(wizard, QStringLiteral("Hand everything to (optional)"))->setEditText(QStringLiteral("Tom Nobdy"));
        QVERIFY(office::click(wizard, QStringLiteral("Make the plan")));
        QCOMPARE(wizard->findChild<WizardFrame*>()->step(), 0);
        QVERIFY(says(wizard, QStringLiteral("Nobody here is called \u201cTom Nobdy\u201d")));
    }

    void twoOfOneNameAreToldApart()
    {
        model::Snapshot snapshot(QDate(2026, 11, 23));
        std::vector<model::Record> records;
        for (const char* mail : {"anna1@x.example", "anna2@x.example"}) {
            model::Person person;
            person.name = QStringLiteral("Anna Smith");
            person.workMail = QString::fromLatin1(mail);
            records.push_back(model::recordOf(person));
            records.back().id = base::Id{qint64(records.size())};
        }
        snapshot.add(model::Entity::Person, records);
        QComboBox box;
        wizards::fillChoices(&box, {snapshot, model::Entity::Person, {}});
        QCOMPARE(box.itemText(0), QStringLiteral("Anna Smith \u00b7 anna1@x.example"));
        QVERIFY(box.itemText(1) != box.itemText(0));
    }

    void aRunIsTakenBackFromItsPage()
    {
        Office office;
        console::JoinRequest request;
        request.person.name = QStringLiteral("Priya Raman");
        request.person.given = QStringLiteral("Priya");
        request.person.family = QStringLiteral("Raman");
        request.person.workMail = QStringLiteral("priya.raman@fernhill.example");
        request.person.start = QDate(2026, 11, 23);
        const auto plan = fake::await(office.console().planJoin(request));
        QVERIFY(plan);
        const auto joined = fake::await(office.console().apply(*plan, {}));
        QVERIFY(joined);
        auto* page = new pages::RunPage(office.console(), joined->run);
        Stage runStage(page);
        QSignalSpy asked(page, &pages::Page::startWizard);
        page->reload();
        QTRY_VERIFY_WITH_TIMEOUT(office::button(page, QStringLiteral("Take back")), 10'000);
        runStage.shoot(QStringLiteral("undo-run"));
        QVERIFY(office::click(page, QStringLiteral("Take back")));
        QCOMPARE(asked.count(), 1);
        QCOMPARE(asked.front().at(0).toString(), QStringLiteral("undo"));
        auto* wizard = new wizards::UndoWizard(office.console(), asked.front().at(1).value<base::Id>());
        Stage stage(wizard);
        wizard->reload();
        auto* model = wizard->findChild<wizards::PlanModel*>();
        QTRY_VERIFY_WITH_TIMEOUT(model->plan().tickedCount() > 0, 10'000);
        stage.shoot(QStringLiteral("undo-plan"));
        QVERIFY(office::click(wizard, QStringLiteral("Apply ")));
        QTRY_COMPARE_WITH_TIMEOUT(wizard->findChild<WizardFrame*>()->step(), 1, 20'000);
        QTRY_VERIFY(wizard->findChild<pages::RunView*>()->isVisible()); // not before it has something to tell
        stage.shoot(QStringLiteral("undo-result"));
        QTRY_VERIFY_WITH_TIMEOUT(!fake::await(office.console().find(model::Entity::Person, QStringLiteral("Priya Raman"))), 20'000);
    }

    void importFromFileToUndo()
    {
        Office office(false);
        const QString path = office.path(QStringLiteral("devices.csv"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("Asset No.,Serial,Model,Purchased,Remarks 2\n"
                   "FH-1,AB-1,Alder Book 14,03/04/2023,\nFH-2,AB-2,Corvid X13,05/06/2023,see Tom\n,,,,\nFH-2,AB-9,Corvid X13,,\n");
        file.close();
        auto* wizard = new wizards::ImportWizard(office.console());
        Stage stage(wizard);
        stage.shoot(QStringLiteral("import-file"));
        office::named<QComboBox>(wizard, QStringLiteral("What the file holds"))->setCurrentIndex(1);
        wizard->open(path);
        auto* frame = wizard->findChild<WizardFrame*>();
        QTRY_COMPARE_WITH_TIMEOUT(frame->step(), 1, 10'000);
        QTest::qWait(200);
        stage.shoot(QStringLiteral("import-columns"));
        QVERIFY(!frame->primary()->isEnabled()); // a date can be read two ways
        QVERIFY(office::click(wizard, QStringLiteral("day first")));
        QTest::qWait(200);
        QVERIFY(office::click(wizard, QStringLiteral("Check ")));
        QTRY_COMPARE_WITH_TIMEOUT(frame->step(), 2, 10'000);
        stage.shoot(QStringLiteral("import-check"));
        const QList<int> counts = wizard->findChild<wizards::ImportCheck*>()->counts();
        QCOMPARE(std::accumulate(counts.begin(), counts.end(), 0), 4);
        QCOMPARE(counts.first(), 2);
        QCOMPARE(QApplication::focusWidget(), frame->primary());
        QVERIFY(office::click(wizard, QStringLiteral("Apply 2 rows")));
        QTRY_COMPARE_WITH_TIMEOUT(frame->step(), 3, 10'000);
        stage.shoot(QStringLiteral("import-result"));
        QVERIFY(says(wizard, QStringLiteral("devices.csv \u00b7 2 rows imported")));
        QVERIFY(!says(wizard, QStringLiteral("nothing written")));
        QCOMPARE(QApplication::focusWidget(), frame->primary());
        model::Query devices;
        devices.entity = model::Entity::Device;
        QCOMPARE(*fake::await(office.console().count(devices)), 2);
        QVERIFY(office::click(wizard, QStringLiteral("Undo")));
        QTRY_COMPARE_WITH_TIMEOUT(*fake::await(office.console().count(devices)), 0, 10'000);
    }

    void realFiles_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<model::Entity>("entity");
        QTest::addColumn<int>("rows");
        QTest::newRow("people") << QStringLiteral("users-sample.csv") << model::Entity::Person << 100;
        QTest::newRow("devices") << QStringLiteral("assets-sample.csv") << model::Entity::Device << 22;
        QTest::newRow("licences") << QStringLiteral("licenses-sample.csv") << model::Entity::LicenceLine << 50;
    }
    /// From the file to its undo, twice: the second time there is nothing to do.
    void realFiles()
    {
        QFETCH(const QString, name);
        QFETCH(const model::Entity, entity);
        QFETCH(const int, rows);
        const QString path = QStringLiteral(QM_SHARED_DIR "/samples/") + name;
        if (!QFileInfo::exists(path))
            QSKIP("the sample files are not beside the project");
        Office office(false);
        const auto toCheck = [&](wizards::ImportWizard* wizard) {
            auto* kind = office::named<QComboBox>(wizard, QStringLiteral("What the file holds"));
            kind->setCurrentIndex(kind->findData(int(entity)));
            wizard->open(path);
            auto* frame = wizard->findChild<WizardFrame*>();
            if (!QTest::qWaitFor([frame] { return frame->step() == 1; }, 10'000))
                return false;
            if (!frame->primary()->isEnabled() && !office::click(wizard, QStringLiteral("month first")))
                return false;
            return office::click(wizard, QStringLiteral("Check ")) && QTest::qWaitFor([frame] { return frame->step() == 2; }, 20'000);
        };
        model::Query query;
        query.entity = entity;
        auto* first = new wizards::ImportWizard(office.console());
        Stage stage(first);
        QVERIFY(toCheck(first));
        QCOMPARE(first->findChild<wizards::ImportCheck*>()->counts().first(), rows);
        QCOMPARE(*fake::await(office.console().count(query)), 0); // nothing is written yet
        QTest::qWait(200);
        stage.shoot(QStringLiteral("real-") + QString::fromLatin1(QTest::currentDataTag()));
        QVERIFY(office::click(first, QStringLiteral("Apply ")));
        QTRY_COMPARE_WITH_TIMEOUT(first->findChild<WizardFrame*>()->step(), 3, 20'000);
        QCOMPARE(*fake::await(office.console().count(query)), rows);
        auto* again = new wizards::ImportWizard(office.console());
        Stage second(again);
        QVERIFY(toCheck(again));
        const QList<int> counts = again->findChild<wizards::ImportCheck*>()->counts();
        QCOMPARE(counts.at(0), 0);
        QCOMPARE(counts.at(1), 0);
        QVERIFY(office::click(first, QStringLiteral("Undo")));
        QTRY_COMPARE_WITH_TIMEOUT(*fake::await(office.console().count(query)), 0, 20'000);
    }

    void aFileIsKeptForLater()
    {
        Office office(false);
        const QString path = office.path(QStringLiteral("people.csv"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("Name,Job title\nPriya Raman,Buyer\n");
        file.close();
        {
            auto* wizard = new wizards::ImportWizard(office.console());
            Stage stage(wizard);
            wizard->open(path);
            QTRY_COMPARE_WITH_TIMEOUT(wizard->findChild<WizardFrame*>()->step(), 1, 10'000);
            QSignalSpy finished(wizard, &pages::Page::finished);
            QVERIFY(office::click(wizard, QStringLiteral("Save and close")));
            QCOMPARE(finished.count(), 1);
        }
        auto* again = new wizards::ImportWizard(office.console());
        Stage stage(again);
        QCOMPARE(again->findChild<WizardFrame*>()->step(), 1);
        QVERIFY(says(again, QStringLiteral("people.csv")));
    }

    /// The cross, Escape and the navigation keep like "Save and close".
    void whatIsEnteredIsKeptHoweverTheWizardIsLeft()
    {
        Office office;
        const auto people = activePeople(office);
        const base::Id who = people->at(0).id;
        for (const char* way : {"Close", "Save and close", "left"}) {
            auto* wizard = new wizards::LeaveWizard(office.console(), who);
            Stage stage(wizard);
            QVERIFY(load(wizard));
            auto* hour = office::named<QLineEdit>(wizard, QStringLiteral("At what hour"));
            hour->setText(QStringLiteral("11:30"));
            QSignalSpy toasts(wizard, &pages::Page::toast);
            if (QLatin1String(way) == QLatin1String("left"))
                wizard->left();
            else
                QVERIFY(office::click(wizard, QLatin1String(way)));
            QCOMPARE(toasts.count(), 1);
            wizard->left(); // the window throws it away now: nothing is kept twice
            QCOMPARE(toasts.count(), 1);
            auto* again = new wizards::LeaveWizard(office.console(), {});
            Stage next(again);
            QVERIFY(load(again));
            QCOMPARE(office::named<QLineEdit>(again, QStringLiteral("At what hour"))->text(), QStringLiteral("11:30"));
            QVERIFY(office::named<QComboBox>(again, QStringLiteral("Who leaves"))->currentText() == model::titleOf(people->at(0)));
            QSignalSpy started(again, &pages::Page::startWizard);
            QVERIFY(office::click(again, QStringLiteral("Start over")));
            QCOMPARE(started.count(), 1);
            again->left();
        }
        auto* wizard = new wizards::LeaveWizard(office.console(), {});
        Stage fresh(wizard);
        QVERIFY(load(wizard));
        QVERIFY(office::named<QComboBox>(wizard, QStringLiteral("Who leaves"))->currentText() != model::titleOf(people->at(0)));
        QVERIFY(!office::button(wizard, QStringLiteral("Start over")));
    }

    void typingReplacesWhatStandsInASearchableField()
    {
        Office office;
        auto* wizard = new wizards::LeaveWizard(office.console(), {});
        Stage stage(wizard);
        QVERIFY(load(wizard));
        stage->window()->activateWindow();
        auto* who = office::named<QComboBox>(wizard, QStringLiteral("Who leaves"));
        QTRY_VERIFY(who->hasFocus());
        QTRY_VERIFY(who->lineEdit()->hasSelectedText());
        QTest::keyClicks(who->lineEdit(), QStringLiteral("ama"));
        QCOMPARE(who->currentText(), QStringLiteral("ama"));
        who->setCurrentIndex(2);
        QTest::mouseClick(who->lineEdit(), Qt::LeftButton);
        QTRY_COMPARE(who->lineEdit()->selectedText(), who->itemText(2));
    }

    void theListSaysWhatTheFileHolds()
    {
        Office office(false);
        auto* list = new pages::RecordListPage(office.console(), model::Entity::LicenceLine);
        Stage before(list);
        QSignalSpy asked(list, &pages::Page::startWizard);
        QVERIFY(office::click(list, QStringLiteral("Import")));
        QCOMPARE(asked.count(), 1);
        auto* wizard = qobject_cast<wizards::ImportWizard*>(wizards::allWizards().value(QStringLiteral("import"))(office.console(), asked.front().at(1).value<base::Id>()));
        Stage stage(wizard);
        QCOMPARE(office::named<QComboBox>(wizard, QStringLiteral("What the file holds"))->currentText(), format::entityPlural(model::Entity::LicenceLine));
    }
    void aStoppedReadingComesTooLate()
    {
        Office office(false);
        const QString path = office.path(QStringLiteral("people.csv"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("Name,Job title\nPriya Raman,Buyer\n");
        file.close();
        auto* wizard = new wizards::ImportWizard(office.console());
        Stage stage(wizard);
        wizard->open(path);
        QVERIFY(says(wizard, QStringLiteral("Reading people.csv")));
        QVERIFY(office::click(wizard, QStringLiteral("Stop")));
        QTest::qWait(300);
        QCOMPARE(wizard->findChild<WizardFrame*>()->step(), 0);
        wizard->open(path);
        QTRY_COMPARE_WITH_TIMEOUT(wizard->findChild<WizardFrame*>()->step(), 1, 10'000);
    }

    void escapeLeavesTheWizard()
    {
        Office office(false);
        auto* wizard = new wizards::LeaveWizard(office.console(), {});
        Stage stage(wizard);
        QSignalSpy finished(wizard, &pages::Page::finished);
        wizard->reload();
        QTest::keyClick(wizard->findChild<WizardFrame*>(), Qt::Key_Escape);
        QCOMPARE(finished.count(), 1);
    }

private:
    static bool says(QWidget* page, const QString& words)
    {
        const auto labels = page->findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(), [&](QLabel* label) { return label->text().contains(words); });
    }
    static void closeTasks(Office& office, pages::RunView* run)
    {
        const auto steps = run->report().run.steps; // what the view holds moves on while this waits
        for (const console::JournalStep& each : steps) {
            if (each.step.state == model::Step::State::Waiting)
                QVERIFY(fake::await(office.console().closeStep(each.record.id, QStringLiteral("done"))));
        }
    }
};

QTEST_MAIN(TestWizards)
#include "test_wizards.moc"
