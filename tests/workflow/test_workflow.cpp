#include "core/model/company.h"
#include "core/model/hardware.h"
#include "core/model/identity.h"
#include "core/model/money_records.h"
#include "core/model/software.h"
#include "core/workflow/completeness.h"
#include "core/workflow/join_plan.h"
#include "core/workflow/leave_plan.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace qm::workflow;
using namespace qm::model;
using qm::base::Id;

namespace {

const QDate today(2026, 11, 23);

/// A company of a few records, built by hand; ids are given out in order.
class SmallCompany
{
public:
    SmallCompany()
    {
        std::vector<Record> templates;
        std::vector<Record> steps;
        QHash<qint64, Id> ids;
        for (const Change& change : starterTemplates()) {
            Record record = emptyRecord(change.entity);
            record.id = next();
            record.revision = 1;
            for (const FieldValue& each : change.after)
                record.values[each.field] = each.value;
            if (change.entity == Entity::Template)
                ids.insert(change.id.value, record.id);
            else
                record.set(u"template", ids.value(record.reference(u"template").value));
            (change.entity == Entity::Template ? templates : steps).push_back(record);
        }
        m_snapshot.add(Entity::Template, templates);
        m_snapshot.add(Entity::TemplateStep, steps);
        Department sales;
        sales.name = QStringLiteral("Sales");
        department = put(recordOf(sales));
        Source source;
        source.name = QStringLiteral("Directory");
        source.kind = Source::Kind::Vendor;
        App app;
        app.name = QStringLiteral("Directory");
        directory = put(recordOf(app));
        source.app = directory;
        source.lastRead = QDateTime(today, QTime(8, 0), Qt::UTC);
        connection = put(recordOf(source));
        app.name = QStringLiteral("Trackline");
        tracker = put(recordOf(app));
        Entitlement group;
        group.name = QStringLiteral("Directory / Sales");
        group.title = QStringLiteral("Sales");
        group.app = directory;
        group.externalId = QStringLiteral("g-1");
        salesGroup = put(recordOf(group));
        LicenceLine line;
        line.number = QStringLiteral("L-1");
        line.name = QStringLiteral("Trackline Team");
        line.app = tracker;
        line.quantity = 3;
        line.unitPrice = qm::base::Money{1200, *qm::base::Currency::fromCode(u"EUR")};
        licence = put(recordOf(line));
        manager = addPerson("Sofia Marchetti");
        for (const char* name : {"Daniel Moyo", "Tom Okafor", "Grace Mensah"})
            staff.append(addPerson(name));
        Device laptop;
        laptop.tag = QStringLiteral("FH-0418");
        laptop.kind = QStringLiteral("Laptop");
        laptop.status = Device::Status::InStock;
        device = put(recordOf(laptop));
        capabilities[connection] = {QStringLiteral("user.create"), QStringLiteral("user.suspend"), QStringLiteral("group.add"), QStringLiteral("group.remove")};
    }

    Id addPerson(const char* name)
    {
        Person person;
        person.name = QString::fromLatin1(name);
        person.workMail = person.name.section(u' ', 0, 0).toLower() + QStringLiteral("@x.example");
        person.department = department;
        person.manager = manager;
        const Id id = put(recordOf(person));
        Account account;
        account.person = id;
        account.login = person.workMail;
        account.state = Account::State::Active;
        account.app = directory;
        account.source = connection;
        account.externalId = QStringLiteral("ext-%1").arg(id.value);
        account.name = QStringLiteral("Directory / ") + person.workMail;
        Grant grant;
        grant.name = QStringLiteral("Directory / Sales / ") + person.workMail;
        grant.account = put(recordOf(account));
        grant.entitlement = salesGroup;
        put(recordOf(grant));
        account.app = tracker;
        account.source = {};
        account.name = QStringLiteral("Trackline / ") + person.workMail;
        Seat seat;
        seat.name = QStringLiteral("Trackline Team / ") + person.name;
        seat.account = put(recordOf(account));
        seat.licenceLine = licence;
        seat.person = id;
        put(recordOf(seat));
        return id;
    }

    Id put(Record record)
    {
        record.id = next();
        record.revision = 1;
        std::vector<Record> all = m_snapshot.all(record.entity);
        all.push_back(record);
        m_snapshot.add(record.entity, all);
        return record.id;
    }
    void takeEverythingFrom(Id person)
    {
        std::vector<Record> accounts = m_snapshot.all(Entity::Account);
        QSet<Id> theirs;
        for (Record& account : accounts) {
            if (account.reference(u"person") != person)
                continue;
            theirs.insert(account.id);
            account.set(u"state", QStringLiteral("suspended"));
        }
        m_snapshot.add(Entity::Account, accounts);
        const auto without = [this](Entity entity, auto isTheirs) {
            std::vector<Record> left = m_snapshot.all(entity);
            std::erase_if(left, isTheirs);
            m_snapshot.add(entity, left);
        };
        without(Entity::Grant, [&](const Record& grant) { return theirs.contains(grant.reference(u"account")); });
        without(Entity::Seat, [&](const Record& seat) { return seat.reference(u"person") == person; });
    }
    void membershipsAreWholeAt(const QDateTime& at)
    {
        Record source = *m_snapshot.record(Entity::Source, connection);
        source.set(u"told-whole", QStringLiteral("{\"membership\":\"%1\"}").arg(at.toString(Qt::ISODateWithMs)));
        m_snapshot.add(Entity::Source, {source});
    }
    const Snapshot& snapshot() const { return m_snapshot; }

    Id department, directory, tracker, connection, salesGroup, licence, manager, device;
    QList<Id> staff;
    Capabilities capabilities;

private:
    Id next() { return Id{++m_last}; }

    Snapshot m_snapshot{today};
    qint64 m_last = 0;
};

JoinRequest priya(const SmallCompany& company)
{
    JoinRequest request;
    request.person.name = QStringLiteral("Priya Raman");
    request.person.workMail = QStringLiteral("priya@x.example");
    request.person.start = QDate(2026, 12, 7);
    request.person.department = company.department;
    request.person.manager = company.manager;
    return request;
}

const PlanLine* lineWith(const Plan& plan, const QString& action)
{
    for (const PlanLine& line : plan.lines) {
        if (line.action == action)
            return &line;
    }
    return nullptr;
}

int countOf(const Plan& plan, const QString& action)
{
    return static_cast<int>(std::count_if(plan.lines.begin(), plan.lines.end(), [&action](const PlanLine& line) { return line.action == action; }));
}

} // namespace

class TestWorkflow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void joinerGetsWhatPeersHave()
    {
        const SmallCompany company;
        const auto plan = planJoin(company.snapshot(), priya(company), company.capabilities);
        QVERIFY(plan.has_value());
        const PlanLine* account = lineWith(*plan, QStringLiteral("user.create"));
        QVERIFY(account);
        QCOMPARE(countOf(*plan, QStringLiteral("user.create")), 2);
        const auto byMachine = std::count_if(plan->lines.begin(), plan->lines.end(), [](const PlanLine& line) { return line.kind == Step::Kind::Vendor; });
        QCOMPARE(byMachine, 2); // the account and the group of the connected directory
        const PlanLine* group = lineWith(*plan, QStringLiteral("group.add"));
        QVERIFY(group);
        QCOMPARE(group->input.value(QStringLiteral("group")), QStringLiteral("g-1"));
        QVERIFY(group->input.value(QStringLiteral("id")).startsWith(QStringLiteral("{step.")));
        QVERIFY(group->dependsOn.size() >= 2);
        QCOMPARE(lineWith(*plan, QStringLiteral("device.reserve"))->target, QStringLiteral("FH-0418"));
    }
    void missingSeatIsBoughtAndCosts()
    {
        const SmallCompany company; // 4 hold a seat of 3
        const auto plan = planJoin(company.snapshot(), priya(company), company.capabilities);
        const PlanLine* seat = lineWith(*plan, QStringLiteral("seat.assign"));
        QVERIFY(seat);
        QCOMPARE(seat->title, QStringLiteral("Buy 1 seat in Trackline"));
        QCOMPARE(seat->monthlyCost->minor, qint64(1200));
        QCOMPARE(seat->due, QDateTime(QDate(2026, 12, 4), QTime(9, 0), Qt::UTC));
    }
    void chosenKitWins()
    {
        const SmallCompany company;
        JoinRequest request = priya(company);
        request.apps = QList<Id>{};
        request.entitlements = QList<Id>{};
        request.device = Id{};
        const auto plan = planJoin(company.snapshot(), request, company.capabilities);
        QVERIFY(plan.has_value());
        QVERIFY(!lineWith(*plan, QStringLiteral("user.create")));
        QVERIFY(!lineWith(*plan, QStringLiteral("device.reserve")));
    }
    void theFirstOfADepartmentGetsTheDirectory()
    {
        SmallCompany company;
        Department lab;
        lab.name = QStringLiteral("Lab");
        Entitlement group;
        group.name = QStringLiteral("Directory / lab");
        group.title = QStringLiteral("lab");
        group.app = company.directory;
        JoinRequest request = priya(company);
        request.person.department = company.put(recordOf(lab));
        company.put(recordOf(group));
        const auto plan = planJoin(company.snapshot(), request, company.capabilities);
        QVERIFY(plan.has_value());
        QCOMPARE(countOf(*plan, QStringLiteral("user.create")), 1);
        QCOMPARE(countOf(*plan, QStringLiteral("group.add")), 1);
        request.person.workMail.clear();
        QCOMPARE(planJoin(company.snapshot(), request, company.capabilities).error().subject, QStringLiteral("work-mail"));
    }
    void joinerNeedsNameDayAndOwnMail()
    {
        const SmallCompany company;
        JoinRequest request = priya(company);
        request.person.start = {};
        QCOMPARE(planJoin(company.snapshot(), request, {}).error().code, qm::base::ErrorCode::Required);
        request = priya(company);
        request.person.workMail = QStringLiteral("TOM@x.example");
        QCOMPARE(planJoin(company.snapshot(), request, {}).error().code, qm::base::ErrorCode::Duplicate);
    }
    void contractorsHaveTheirOwnTemplate()
    {
        const SmallCompany company;
        Person person;
        person.type = Person::Type::Contractor;
        QCOMPARE(titleOf(*fittingTemplate(company.snapshot(), Template::Occasion::Join, person)), QStringLiteral("Contractor joins"));
        person.type = Person::Type::Intern;
        QCOMPARE(titleOf(*fittingTemplate(company.snapshot(), Template::Occasion::Join, person)), QStringLiteral("Everyone joins"));
    }
    void leaverPlanCoversTheUnion()
    {
        const SmallCompany company;
        LeaveRequest request;
        request.person = company.manager;
        request.at = QDateTime(QDate(2026, 11, 27), QTime(17, 0), Qt::UTC);
        request.heir = company.staff.front();
        const auto plan = planLeave(company.snapshot(), request, company.capabilities);
        QVERIFY(plan.has_value());
        QCOMPARE(countOf(*plan, QStringLiteral("user.suspend")), 2);
        QCOMPARE(countOf(*plan, QStringLiteral("group.remove")), 1);
        QCOMPARE(countOf(*plan, QStringLiteral("seat.reclaim")), 1);
        QCOMPARE(countOf(*plan, QStringLiteral("owner.handover")), 2); // the heir can't be their own manager: a question
        const PlanLine* suspend = lineWith(*plan, QStringLiteral("user.suspend"));
        QCOMPARE(suspend->due, request.at);
        QVERIFY(!suspend->item.isEmpty());
        QCOMPARE(plan->monthlyCosts().front().minor, qint64(-1200));
        const auto ownerless = std::count_if(plan->lines.begin(), plan->lines.end(), [](const PlanLine& line) { return line.warning.contains(QStringLiteral("no owner")); });
        QCOMPARE(ownerless, 1);
    }
    void theLeaverIsNoHeir()
    {
        const SmallCompany company;
        LeaveRequest request;
        request.person = company.manager;
        request.at = QDateTime(QDate(2026, 11, 27), QTime(17, 0), Qt::UTC);
        request.heir = company.manager;
        QCOMPARE(planLeave(company.snapshot(), request, {}).error().code, qm::base::ErrorCode::Invalid);
    }
    void whoHasLeftNeitherLeavesNorInherits()
    {
        SmallCompany company;
        Person gone;
        gone.name = QStringLiteral("Gone Already");
        gone.lastWorkingDay = today.addDays(-3);
        const Id id = company.put(recordOf(gone));
        LeaveRequest request;
        request.at = QDateTime(QDate(2026, 11, 27), QTime(17, 0), Qt::UTC);
        request.person = id;
        QCOMPARE(planLeave(company.snapshot(), request, {}).error().code, qm::base::ErrorCode::Refused);
        request.person = company.manager;
        request.heir = id;
        QCOMPARE(planLeave(company.snapshot(), request, {}).error().code, qm::base::ErrorCode::Invalid);
    }
    void nobodyLeavesTwiceAtOnce()
    {
        SmallCompany company;
        LeaveRequest request;
        request.person = company.manager;
        request.at = QDateTime(QDate(2026, 11, 27), QTime(17, 0), Qt::UTC);
        Run run;
        run.number = QStringLiteral("R-0001");
        run.title = QStringLiteral("Sofia Marchetti");
        run.occasion = Run::Occasion::Leave;
        run.person = company.manager;
        const auto plan = planLeave(company.snapshot(), request, {});
        QVERIFY(plan);
        Step step;
        step.run = company.put(recordOf(run));
        for (const PlanLine& line : plan->lines) {
            step.name = QStringLiteral("R-0001 #%1").arg(line.position);
            step.item = line.item;
            company.put(recordOf(step));
        }
        const auto twice = planLeave(company.snapshot(), request, {});
        QVERIFY(!twice);
        QCOMPARE(twice.error().code, qm::base::ErrorCode::Refused);
    }
    void completenessCountsEverySourceOnce()
    {
        SmallCompany company;
        Run run;
        run.person = company.staff.front();
        run.noticeAt = QDateTime(today, QTime(9, 0), Qt::UTC);
        Completeness open = completenessOf(company.snapshot(), run, {});
        QCOMPARE(open.total(), 4); // two accounts, a grant, a seat
        QCOMPARE(open.percent(), 0);
        QCOMPARE(open.sourcesNotProven, QStringList{QStringLiteral("Directory")});
        std::vector<Step> steps;
        for (const ClosedItem& item : open.items) {
            Step step;
            step.item = item.item;
            step.kind = Step::Kind::Vendor;
            step.state = Step::State::Done;
            step.evidence = QStringLiteral("{\"readBack\":\"HTTP 200\"}");
            steps.push_back(step);
        }
        QCOMPARE(completenessOf(company.snapshot(), run, steps).closed(), 0); // all of it is there again
        company.takeEverythingFrom(run.person);
        steps.back().evidence = QStringLiteral("{\"yields\":{\"id\":\"x\"}}"); // said done, never read back
        const Completeness almost = completenessOf(company.snapshot(), run, steps);
        QCOMPARE(almost.closed(), 3);
        QCOMPARE(almost.total(), 4);
        QCOMPARE(almost.percent(), 75);
    }
    void whoIsNotToHaveAnAppIsInNoneOfItsGroups()
    {
        const SmallCompany company;
        JoinRequest request;
        request.person.name = QStringLiteral("Maya Lindqvist");
        request.person.workMail = QStringLiteral("maya@x.example");
        request.person.start = today.addDays(7);
        request.person.department = company.department;
        const auto groupLines = [&] {
            const auto plan = planJoin(company.snapshot(), request, company.capabilities);
            if (!plan)
                qFatal("no plan");
            return std::count_if(plan->lines.begin(), plan->lines.end(), [&](const PlanLine& line) { return line.source == company.connection; });
        };
        QCOMPARE(groupLines(), 2); // the account and its group are usual
        request.apps = QList<Id>{company.tracker};
        QCOMPARE(groupLines(), 0);
        request.entitlements = QList<Id>{company.salesGroup}; // named all the same
        QCOMPARE(groupLines(), 2);
    }
    void anAccountThatIsNotKnownToBeShutIsHeld()
    {
        SmallCompany company;
        Run run;
        run.person = company.staff.front();
        const int before = completenessOf(company.snapshot(), run, {}).total();
        for (const auto& [state, isHeld] : {std::pair{Account::State::Unknown, true}, {Account::State::Active, true}, {Account::State::Suspended, false}, {Account::State::Closed, false}}) {
            SmallCompany with;
            Account account;
            account.name = QStringLiteral("Imported / somebody");
            account.person = with.staff.front();
            account.state = state;
            with.put(recordOf(account));
            QCOMPARE(completenessOf(with.snapshot(), run, {}).total(), before + (isHeld ? 1 : 0));
        }
    }
    void whatStandsOpenIsOpenWhateverSomebodySaid()
    {
        SmallCompany company;
        Run run;
        run.person = company.staff.front();
        Step step;
        step.item = completenessOf(company.snapshot(), run, {}).items.front().item;
        step.state = Step::State::Done;
        step.evidence = QStringLiteral("{\"byHand\":true}");
        QCOMPARE(completenessOf(company.snapshot(), run, {step}).closed(), 0);
        company.takeEverythingFrom(run.person);
        QCOMPARE(completenessOf(company.snapshot(), run, {step}).closed(), 1);
    }
    void ofTwoStepsForOneThingTheLaterCounts()
    {
        const SmallCompany company;
        Run run;
        run.person = company.manager;
        Step first;
        first.item = QStringLiteral("grant:999");
        first.state = Step::State::Done;
        Step again = first;
        again.state = Step::State::Planned;
        const int held = completenessOf(company.snapshot(), run, {}).total();
        const Completeness both = completenessOf(company.snapshot(), run, {first, again});
        QCOMPARE(both.total(), held + 1);
        QCOMPARE(both.closed(), 0);
        QCOMPARE(completenessOf(company.snapshot(), run, {again, first}).closed(), 1);
    }
    void whatWasLeftOutCountsWhileTheyHoldIt()
    {
        SmallCompany company;
        Run run;
        run.person = company.staff.front();
        const Completeness held = completenessOf(company.snapshot(), run, {});
        QCOMPARE(held.unplanned(), held.total());
        Step step;
        step.item = held.items.front().item;
        for (const Step::State leftOut : {Step::State::Skipped, Step::State::Cancelled}) {
            step.state = leftOut;
            const Completeness without = completenessOf(company.snapshot(), run, {step});
            QCOMPARE(without.total(), held.total());
            QCOMPARE(without.unplanned(), held.total());
        }
        step.state = Step::State::Waiting;
        QCOMPARE(completenessOf(company.snapshot(), run, {step}).unplanned(), held.total() - 1);
        company.takeEverythingFrom(run.person);
        QCOMPARE(completenessOf(company.snapshot(), run, {step}).total(), 1);
        step.state = Step::State::Cancelled;
        QCOMPARE(completenessOf(company.snapshot(), run, {step}).total(), 0);
    }
    void whatALaterWholeListNoLongerShowsIsProven()
    {
        SmallCompany company;
        Run run;
        run.person = company.staff.front();
        Step step;
        step.kind = Step::Kind::Vendor;
        step.state = Step::State::Done;
        step.source = company.connection;
        step.item = QStringLiteral("grant:999"); // gone from the snapshot
        step.action = QStringLiteral("group.remove");
        step.finished = QDateTime(today, QTime(7, 0), Qt::UTC);
        QCOMPARE(completenessOf(company.snapshot(), run, {step}).closed(), 0); // read at eight, but changes only
        company.membershipsAreWholeAt(QDateTime(today, QTime(8, 0), Qt::UTC));
        QCOMPARE(completenessOf(company.snapshot(), run, {step}).closed(), 1);
        step.action = QStringLiteral("user.suspend"); // accounts were not told whole
        QCOMPARE(completenessOf(company.snapshot(), run, {step}).closed(), 0);
        step.finished = QDateTime(today, QTime(9, 0), Qt::UTC);
        QCOMPARE(completenessOf(company.snapshot(), run, {step}).closed(), 0);
        step.evidence = QStringLiteral("{\"byHand\":true}");
        const Completeness said = completenessOf(company.snapshot(), run, {step});
        QCOMPARE(said.closed(), 1);
        QVERIFY(said.items.front().byHand);
    }
    void whatTheyOwnIsHeldToo()
    {
        SmallCompany company;
        const Id leaver = company.staff.front();
        Contract contract;
        contract.number = QStringLiteral("C-1");
        contract.owner = leaver;
        const Id owned = company.put(recordOf(contract));
        Run run;
        run.person = leaver;
        const Completeness open = completenessOf(company.snapshot(), run, {});
        QCOMPARE(open.total(), 5);
        QCOMPARE(open.items.back().item, QStringLiteral("contract:%1/owner").arg(owned.value));
        QCOMPARE(open.items.back().closing, QStringLiteral("data-transferred"));
        run.person = company.manager; // everybody reports to her
        QVERIFY(completenessOf(company.snapshot(), run, {}).total() >= 4 + company.staff.size());
    }
    void aSeatPromisedToAJoinerIsNotFree()
    {
        SmallCompany company;
        const int before = freeSeatsOf(company.snapshot(), company.tracker).free;
        const auto first = planJoin(company.snapshot(), priya(company), company.capabilities);
        QVERIFY(first && !first->sets.isEmpty());
        Seat seat;
        seat.name = QStringLiteral("Trackline Team / Priya Raman");
        seat.licenceLine = company.licence;
        Step step;
        step.name = QStringLiteral("R-0001 #1");
        step.changes = QString::fromUtf8(QJsonDocument(QJsonArray{toJson(createOf(recordOf(seat), Id{900}))}).toJson());
        company.put(recordOf(step));
        QCOMPARE(freeSeatsOf(company.snapshot(), company.tracker).free, before - 1);
        const auto second = planJoin(company.snapshot(), priya(company), company.capabilities);
        QVERIFY(second && second->sets != first->sets);
        step.state = Step::State::Done; // the seat stands by itself then
        SmallCompany later;
        later.put(recordOf(step));
        QCOMPARE(freeSeatsOf(later.snapshot(), later.tracker).free, before);
    }
    void sevenDaysLaterIsTheSameHourThere()
    {
        SmallCompany company;
        Person ann;
        ann.name = QStringLiteral("Ann Berg");
        ann.timeZone = QStringLiteral("Europe/Berlin");
        ann.manager = company.manager;
        const Id person = company.put(recordOf(ann));
        Template quick;
        quick.name = QStringLiteral("Quick");
        quick.occasion = Template::Occasion::Leave;
        TemplateStep step;
        step.templateId = company.put(recordOf(quick));
        step.name = QStringLiteral("Quick #1");
        step.position = 1;
        step.title = QStringLiteral("Look again");
        step.offsetDays = 7;
        company.put(recordOf(step));
        LeaveRequest request;
        request.person = person;
        request.templateId = step.templateId;
        request.at = QDateTime(QDate(2027, 3, 24), QTime(16, 0), Qt::UTC); // 17:00, four days before the clocks go forward
        const auto plan = planLeave(company.snapshot(), request, {});
        QVERIFY(plan);
        QCOMPARE(plan->lines.front().due, QDateTime(QDate(2027, 3, 31), QTime(15, 0), Qt::UTC)); // 17:00 there
    }
    void aPersonGetsTheVendorsOwnWords()
    {
        SmallCompany company;
        Ability readOnly;
        readOnly.manual.insert(QStringLiteral("user.suspend"), QStringLiteral("Open People and press Suspend."));
        company.capabilities[company.connection] = readOnly;
        const LeaveRequest request{company.staff.front(), QDateTime(today, QTime(17, 0), Qt::UTC), {}, {}, {}};
        const auto plan = planLeave(company.snapshot(), request, company.capabilities);
        QVERIFY(plan);
        bool found = false;
        for (const PlanLine& line : plan->lines) {
            QVERIFY(line.kind != Step::Kind::Vendor);
            found = found || (line.kind == Step::Kind::Human && line.detail.contains(QStringLiteral("press Suspend")));
        }
        QVERIFY(found);
    }
    void whatDestroysDataIsIrreversibleInThePlan()
    {
        SmallCompany company;
        company.capabilities[company.connection].destroys.insert(QStringLiteral("user.suspend"));
        const LeaveRequest request{company.staff.front(), QDateTime(today, QTime(17, 0), Qt::UTC), {}, {}, {}};
        const auto plan = planLeave(company.snapshot(), request, company.capabilities);
        const auto line = std::find_if(plan->lines.begin(), plan->lines.end(), [](const PlanLine& each) { return each.action == u"user.suspend" && each.kind == Step::Kind::Vendor; });
        QVERIFY(line != plan->lines.end());
        QCOMPARE(line->sign, Sign::Irreversible);
        QVERIFY(!line->warning.isEmpty());
    }
    void aJoinersActionIsToldWhatVendorsAskFor()
    {
        SmallCompany company;
        company.capabilities[company.connection].makesPassword.insert(QStringLiteral("user.create"));
        const auto plan = planJoin(company.snapshot(), priya(company), company.capabilities);
        const auto line = std::find_if(plan->lines.begin(), plan->lines.end(), [](const PlanLine& each) { return each.action == u"user.create" && each.kind == Step::Kind::Vendor; });
        QVERIFY(line != plan->lines.end());
        QCOMPARE(line->input.value(QStringLiteral("department")), QStringLiteral("Sales"));
        QVERIFY(!line->input.value(QStringLiteral("name")).isEmpty());
        QCOMPARE(line->input.value(QStringLiteral("password")), newSecret); // never the secret itself
    }
};

QTEST_APPLESS_MAIN(TestWorkflow)
#include "test_workflow.moc"
