#include "office.h"

#include "core/model/company.h"
#include "core/model/software.h"
#include "core/model/step_state.h"

using namespace qm;
using namespace qm::test;
using base::ErrorCode;
using base::Id;
using fake::await;
using model::Entity;
using model::Plan;
using model::PlanLine;
using model::Step;

/// Taking back: a run as a plan of its own, a sync as one motion, and the last thing that somebody did.
class TestConsoleUndo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aJoinersRunGoesBackAtTheVendorToo()
    {
        Office office;
        const auto joined = office.apply(office.joinPlan());
        QCOMPARE(office.vendorUser().active, true);
        QCOMPARE(office.directory.groups.at(QStringLiteral("g-1")).members, QStringList(QStringLiteral("u-1")));
        QCOMPARE(office.read(Entity::Device, office.device).text(u"status"), QStringLiteral("in-transit"));
        const Plan plan = office.undoOf(joined.run);
        QVERIFY(plan.title.contains(QStringLiteral("R-0001")));
        QCOMPARE(office.vendorUser().active, true); // planning does nothing
        const auto undone = office.apply(plan);
        office.closeAll(undone.run);
        for (const run::JournalStep& each : office.journal(undone.run).steps)
            QVERIFY2(model::isClosed(each.step.state), qPrintable(each.step.title + u' ' + each.record.text(u"state") + u' ' + each.step.result));
        QCOMPARE(office.vendorUser().active, false);
        QCOMPARE(office.directory.groups.at(QStringLiteral("g-1")).members, QStringList());
        QCOMPARE(office.count(Entity::Person), 1);
        QCOMPARE(office.count(Entity::Grant), 0);
        const model::Record device = office.read(Entity::Device, office.device);
        QCOMPARE(device.text(u"status"), QStringLiteral("in-stock"));
        QVERIFY(!device.reference(u"holder").isValid());
        model::Query query;
        query.entity = Entity::Account;
        const auto accounts = await(office.console->load(query));
        QCOMPARE(accounts->size(), 1U); // it is still there at the vendor
        QCOMPARE(accounts->front().text(u"state"), QStringLiteral("suspended"));
        QVERIFY(!accounts->front().reference(u"person").isValid());
        QVERIFY(office.space.store->verify({}, {})->ok());
    }
    void whatWasBuiltOnAStepGoesBeforeIt()
    {
        Office office;
        const auto joined = office.apply(office.joinPlan());
        const Plan plan = office.undoOf(joined.run);
        const PlanLine* group = lineTitled(plan, QStringLiteral("Sales"));
        const PlanLine* person = lineTitled(plan, QStringLiteral("Take back: Add Maya Lindqvist"));
        QVERIFY(group && person);
        QCOMPARE(group->action, QStringLiteral("group.remove"));
        QCOMPARE(group->input.value(QStringLiteral("id")), QStringLiteral("u-1"));
        const auto account = std::find_if(plan.lines.begin(), plan.lines.end(), [](const PlanLine& line) { return line.action == u"user.suspend"; });
        QVERIFY(account != plan.lines.end());
        QCOMPARE(account->input.value(QStringLiteral("id")), QStringLiteral("u-1"));
        QVERIFY(account->dependsOn.contains(group->position));
        QVERIFY(person->dependsOn.contains(account->position));
    }
    void openStepsAreStopped()
    {
        Office office;
        const auto joined = office.apply(office.joinPlan());
        const bool hasOpen = joined.waiting > 0;
        QVERIFY(hasOpen); // people's steps of the template
        const Plan plan = office.undoOf(joined.run);
        QVERIFY(plan.lines.front().title.contains(QStringLiteral("Stop R-0001")));
        office.apply(plan);
        const run::JournalRun stopped = office.journal(joined.run);
        QCOMPARE(stopped.run.state, model::Run::State::Cancelled);
        for (const run::JournalStep& each : stopped.steps) {
            QVERIFY(model::isClosed(each.step.state));
            if (each.step.state == Step::State::Cancelled)
                QVERIFY(!each.step.result.isEmpty());
        }
        const auto open = await(office.console->unfinishedRuns());
        QVERIFY(std::find(open->begin(), open->end(), joined.run) == open->end());
    }
    void aPersonsStepBecomesATask()
    {
        Office office;
        const auto joined = office.apply(office.joinPlan());
        office.closeAll(joined.run);
        const Plan plan = office.undoOf(joined.run);
        const PlanLine* task = lineTitled(plan, QStringLiteral("Undo by hand"));
        QVERIFY(task);
        QCOMPARE(task->kind, Step::Kind::Human);
        QVERIFY(task->ticked);
    }
    void aLeaversRunGoesBack()
    {
        Office office;
        office.apply(office.joinPlan());
        const Id maya = office.maya();
        console::LeaveRequest request;
        request.person = maya;
        request.at = office.space.clock.now();
        request.heir = office.sofia;
        const auto left = office.apply(Office::must(await(office.console->planLeave(request))));
        office.closeAll(left.run);
        QCOMPARE(office.vendorUser().active, false);
        QCOMPARE(office.directory.groups.at(QStringLiteral("g-1")).members, QStringList());
        const auto back = office.apply(office.undoOf(left.run));
        office.closeAll(back.run);
        QCOMPARE(office.vendorUser().active, true);
        QCOMPARE(office.directory.groups.at(QStringLiteral("g-1")).members, QStringList(QStringLiteral("u-1")));
        QCOMPARE(office.count(Entity::Grant), 1);
        QVERIFY(!model::as<model::Person>(office.read(Entity::Person, maya)).lastWorkingDay.isValid());
        QCOMPARE(office.read(Entity::Device, office.device).reference(u"holder"), maya);
    }
    void whatChangedSinceStaysAndSaysWhy()
    {
        Office office;
        const auto joined = office.apply(office.joinPlan());
        QVERIFY(await(office.console->set(Entity::Person, office.maya(), {{QStringLiteral("title"), QStringLiteral("Lead")}})));
        const Plan plan = office.undoOf(joined.run);
        const PlanLine* person = lineTitled(plan, QStringLiteral("Can't be taken back: Add Maya Lindqvist"));
        QVERIFY(person);
        QVERIFY(!person->ticked);
        QVERIFY2(person->warning.contains(QStringLiteral("changed since")), qPrintable(person->warning));
        const auto undone = office.apply(plan);
        office.closeAll(undone.run);
        QCOMPARE(office.count(Entity::Person), 2);
        QCOMPARE(office.vendorUser().active, false);
        QCOMPARE(Office::must(await(office.console->run(undone.run))).run.state, model::Run::State::Done);
    }
    void whatOthersUseByNowStays()
    {
        Office office;
        const auto joined = office.apply(office.joinPlan());
        model::Record department = model::recordOf(model::Department{QStringLiteral("Sales"), {}, office.maya()});
        office.put({department});
        const Plan plan = office.undoOf(joined.run);
        const PlanLine* person = lineTitled(plan, QStringLiteral("Can't be taken back: Add Maya Lindqvist"));
        QVERIFY(person && person->warning.contains(QStringLiteral("used by other records")));
        office.apply(plan);
        QCOMPARE(office.count(Entity::Person), 2);
    }
    void whatWasSoBeforeTheRunIsLeftAtTheVendor()
    {
        Office office;
        office.directory.users[QStringLiteral("u-1")] = {QStringLiteral("maya@x.example"), true};
        const auto joined = office.apply(office.joinPlan());
        const Plan plan = office.undoOf(joined.run);
        for (const PlanLine& line : plan.lines)
            QVERIFY(line.action != u"user.suspend");
        const auto undone = office.apply(plan);
        office.closeAll(undone.run);
        QCOMPARE(office.vendorUser().active, true);
        QCOMPARE(office.count(Entity::Person), 1);
    }
    void whatHasNoWayBackIsListed()
    {
        Office office;
        office.directory.users[QStringLiteral("u-9")] = {QStringLiteral("tom@x.example"), true};
        Plan plan;
        plan.title = QStringLiteral("Tom");
        PlanLine line;
        line.position = 1;
        line.kind = Step::Kind::Vendor;
        line.sign = model::Sign::Irreversible;
        line.title = QStringLiteral("Close the account");
        line.target = QStringLiteral("Directory");
        line.action = QStringLiteral("user.delete");
        line.source = office.source;
        line.input = {{QStringLiteral("id"), QStringLiteral("u-77")}};
        plan.lines = {line};
        const auto done = office.apply(plan);
        const Plan undo = office.undoOf(done.run);
        QCOMPARE(undo.lines.size(), 1);
        QVERIFY(!undo.lines.front().ticked);
        QVERIFY(!undo.lines.front().warning.isEmpty());
    }
    void aRunThatDidNothingHasNothingToTakeBack()
    {
        Office office;
        Plan plan;
        plan.title = QStringLiteral("Nothing");
        PlanLine line;
        line.position = 1;
        line.title = QStringLiteral("Left out");
        line.ticked = false;
        plan.lines = {line};
        const auto done = office.apply(plan);
        const auto undo = await(office.console->planUndo(done.run));
        QVERIFY(!undo);
        QCOMPARE(undo.error().code, ErrorCode::Refused);
    }
    void anOldUndoPlanIsStale()
    {
        Office office;
        const auto joined = office.apply(office.joinPlan());
        const Plan plan = office.undoOf(joined.run);
        QVERIFY(await(office.console->set(Entity::Person, office.maya(), {{QStringLiteral("title"), QStringLiteral("Lead")}})));
        const auto refused = await(office.console->apply(plan, {}));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::StalePlan);
    }
    void aSyncGoesBackAsOneMotion()
    {
        Office office;
        office.directory.users[QStringLiteral("u-1")] = {QStringLiteral("maya@x.example"), true};
        office.directory.users[QStringLiteral("u-2")] = {QStringLiteral("tom@x.example"), true};
        office.directory.groups[QStringLiteral("g-1")].members = QStringList{QStringLiteral("u-1"), QStringLiteral("u-2")};
        const QByteArray before = exportOf(office.space.path());
        office.space.clock.set(office.space.clock.now().addSecs(60));
        QVERIFY(await(office.console->sync(office.source, {})));
        QCOMPARE(office.count(Entity::Account), 2);
        QCOMPARE(office.count(Entity::Grant), 2);
        const Id syncSet = await(office.console->activity({}, 1))->front().set.id;
        const auto undone = await(office.console->undo(syncSet));
        QVERIFY2(undone, undone ? "" : qPrintable(undone.error().subject + undone.error().detail));
        QCOMPARE(exportOf(office.space.path()), before);
        QVERIFY(office.space.store->verify({}, {})->ok());
    }
    void whatWasReadIsTakenBackByItsNameOnly()
    {
        Office office;
        office.directory.users[QStringLiteral("u-1")] = {QStringLiteral("maya@x.example"), true};
        QVERIFY(await(office.console->sync(office.source, {})));
        QVERIFY(await(office.console->undo({}))); // the edit before that sync
        QCOMPARE(office.count(Entity::Device), 0);
        QCOMPARE(office.count(Entity::Account), 1);
        ConsoleBench fresh;
        const auto nothing = await(fresh.console->undo({}));
        QVERIFY(!nothing);
        QCOMPARE(nothing.error().code, ErrorCode::NothingToUndo);
    }
    void aSyncThatCannotGoBackWholeStaysWhole()
    {
        Office office;
        office.directory.users[QStringLiteral("u-1")] = {QStringLiteral("maya@x.example"), true};
        office.directory.groups[QStringLiteral("g-1")].members = QStringList{QStringLiteral("u-1")};
        office.space.clock.set(office.space.clock.now().addSecs(60));
        QVERIFY(await(office.console->sync(office.source, {})));
        const Id syncSet = await(office.console->activity({}, 1))->front().set.id;
        model::Query query;
        query.entity = Entity::Account;
        const Id account = await(office.console->ids(query))->front();
        QVERIFY(await(office.console->set(Entity::Account, account, {{QStringLiteral("role"), QStringLiteral("Owner")}})));
        const QByteArray before = exportOf(office.space.path());
        const auto refused = await(office.console->undo(syncSet));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Conflict);
        QCOMPARE(exportOf(office.space.path()), before);
    }
    void aSyncThatOthersBuiltOnStaysWhole()
    {
        Office office;
        office.directory.users[QStringLiteral("u-1")] = {QStringLiteral("maya@x.example"), true};
        office.directory.groups[QStringLiteral("g-1")].members = QStringList{QStringLiteral("u-1")};
        office.space.clock.set(office.space.clock.now().addSecs(60));
        QVERIFY(await(office.console->sync(office.source, {})));
        const Id syncSet = await(office.console->activity({}, 1))->front().set.id;
        model::Query query;
        query.entity = Entity::Account;
        model::LicenceLine line;
        line.app = office.app;
        line.name = QStringLiteral("Business");
        model::Seat seat;
        seat.licenceLine = office.put({model::recordOf(line)}).front();
        seat.name = QStringLiteral("Business / Maya");
        seat.account = await(office.console->ids(query))->front();
        office.put({model::recordOf(seat)});
        const QByteArray before = exportOf(office.space.path());
        const auto streams = office.space.store->streamStates(office.source)->keys();
        QVERIFY(!streams.isEmpty());
        const auto refused = await(office.console->undo(syncSet));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::InUse);
        QCOMPARE(exportOf(office.space.path()), before); // the grants as well
        QCOMPARE(office.space.store->streamStates(office.source)->keys().size(), streams.size());
    }
    void theLastThingDoneMayBeARun()
    {
        Office office;
        const auto joined = office.apply(office.joinPlan());
        const auto undone = await(office.console->undo({}));
        QVERIFY(!undone);
        QCOMPARE(undone.error().code, ErrorCode::UndoByPlan);
        QCOMPARE(undone.error().subject, joined.number);
        office.put({test::person(QStringLiteral("P-7"), QStringLiteral("Grace Mensah"))});
        QVERIFY(await(office.console->undo({})));
        QVERIFY(!await(office.console->find(Entity::Person, QStringLiteral("P-7"))));
    }
};

QTEST_GUILESS_MAIN(TestConsoleUndo)
#include "test_console_undo.moc"
