#include "fixture.h"

#include "core/model/company.h"
#include "core/model/money_records.h"

#include <QTest>

using namespace qm;
using base::ErrorCode;
using model::Entity;
using model::Record;
using test::Workspace;

namespace {

Record department(const QString& name)
{
    model::Department department;
    department.name = name;
    return model::recordOf(department);
}

Record stored(Workspace& workspace, Entity entity, const QString& key)
{
    const auto found = workspace.store->find(entity, key);
    return found && *found ? **found : model::emptyRecord(entity);
}

/// People with the numbers P-0, P-1, ...
QList<model::Change> people(int count)
{
    QList<model::Change> changes;
    for (int i = 0; i < count; ++i)
        changes.append(model::createOf(test::person(QStringLiteral("P-%1").arg(i), QStringLiteral("Name %1").arg(i))));
    return changes;
}

model::Change withName(const Record& record, const QString& name)
{
    Record changed = record;
    changed.set(u"name", name);
    return *model::updateOf(record, changed);
}

} // namespace

/// Writing through the one door and reading back.
class TestStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatWasWritten();
    void placeholdersBecomeIds();
    void nobodyIsAboveThemselves();
    void refusesWhatBreaksARule();
    void nothingOfARefusedDraftStays();
    void laterEditsOfOtherFieldsMerge();
    void laterEditsOfTheSameFieldClash();
    void aDraftWithoutDifferenceWritesNothing();
    void aTableFilledAtOnceKeepsItsIndexes();
    void aTableFilledAtOnceHoldsNoValueTwice();
    void sortsAndPages();
    void aLargeContractIsDecidedEarlier();
};

void TestStore::keepsWhatWasWritten()
{
    Workspace workspace;
    model::Person person;
    person.number = QStringLiteral("P-1");
    person.name = QStringLiteral("Ünal Öztürk");
    person.start = QDate(2026, 1, 5);
    person.fte = 80;
    person.sourceSeen = QDateTime(QDate(2026, 1, 5), QTime(8, 30, 15, 250), Qt::UTC);
    const auto done = workspace.store->submit(test::draftOf({model::createOf(model::recordOf(person))}));
    QVERIFY(done);
    workspace.reopen();
    const Record read = stored(workspace, Entity::Person, QStringLiteral("p-1"));
    person.status = model::Person::Status::Active;
    QCOMPARE(read.values, model::recordOf(person).values);
    QCOMPARE(read.revision, 1);
    QCOMPARE(stored(workspace, Entity::Person, QStringLiteral("unal  OZTURK")).id, read.id);
}

void TestStore::placeholdersBecomeIds()
{
    Workspace workspace;
    Record anna = test::person(QStringLiteral("1"), QStringLiteral("Anna"));
    anna.set(u"department", base::Id{-1});
    anna.set(u"manager", base::Id{-2});
    const Record boss = test::person(QStringLiteral("2"), QStringLiteral("Bea"));
    const auto done = workspace.store->submit(test::draftOf({model::createOf(anna, {-3}), model::createOf(boss, {-2}), model::createOf(department(QStringLiteral("Sales")), {-1})}));
    QVERIFY(done);
    const Record read = stored(workspace, Entity::Person, QStringLiteral("1"));
    QCOMPARE(read.reference(u"manager"), stored(workspace, Entity::Person, QStringLiteral("2")).id);
    QCOMPARE(read.reference(u"department"), stored(workspace, Entity::Department, QStringLiteral("sales")).id);
}

void TestStore::nobodyIsAboveThemselves()
{
    Workspace workspace;
    const auto made = workspace.store->submit(test::draftOf({model::createOf(test::person(QStringLiteral("1"), QStringLiteral("Anna")), {-1}), model::createOf(test::person(QStringLiteral("2"), QStringLiteral("Bea")), {-2})}));
    QVERIFY(made);
    const auto reports = [&](const char16_t* who, const char16_t* to) {
        const Record before = stored(workspace, Entity::Person, QString::fromUtf16(who));
        Record after = before;
        after.set(u"manager", stored(workspace, Entity::Person, QString::fromUtf16(to)).id);
        return workspace.store->submit(test::draftOf({*model::updateOf(before, after)}));
    };
    QCOMPARE(reports(u"1", u"1").error().code, ErrorCode::Circular);
    QVERIFY(reports(u"2", u"1"));
    const auto refused = reports(u"1", u"2");
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Circular);
    QCOMPARE(refused.error().subject, QStringLiteral("person.manager: Bea"));
    // Two who change places do it in one draft.
    const Record anna = stored(workspace, Entity::Person, QStringLiteral("1"));
    const Record bea = stored(workspace, Entity::Person, QStringLiteral("2"));
    Record under = anna;
    under.set(u"manager", bea.id);
    Record above = bea;
    above.set(u"manager", model::Value());
    QVERIFY(workspace.store->submit(test::draftOf({*model::updateOf(anna, under), *model::updateOf(bea, above)})));
}

void TestStore::refusesWhatBreaksARule()
{
    Workspace workspace;
    QVERIFY(workspace.store->submit(test::draftOf({model::createOf(department(QStringLiteral("Sales")), {-1}), model::createOf(test::person(QStringLiteral("P-1"), QStringLiteral("Anna")))})));
    const auto codeOf = [&](const model::Change& change) { return workspace.store->submit(test::draftOf({change})).error(); };

    const auto duplicate = codeOf(model::createOf(test::person(QStringLiteral("p-1"), QStringLiteral("Ben"))));
    QCOMPARE(duplicate.code, ErrorCode::Duplicate);
    QCOMPARE(duplicate.subject, QStringLiteral("person.number: p-1"));
    QCOMPARE(codeOf(model::createOf(test::person(QStringLiteral("2"), QString()))).code, ErrorCode::Required);

    Record odd = test::person(QStringLiteral("3"), QStringLiteral("Odd"));
    odd.set(u"type", QStringLiteral("robot"));
    QCOMPARE(codeOf(model::createOf(odd)).code, ErrorCode::Invalid);
    Record lost = test::person(QStringLiteral("4"), QStringLiteral("Lost"));
    lost.set(u"department", base::Id{4711});
    QCOMPARE(codeOf(model::createOf(lost)).code, ErrorCode::NotFound);

    Record member = stored(workspace, Entity::Person, QStringLiteral("P-1"));
    Record moved = member;
    const Record sales = stored(workspace, Entity::Department, QStringLiteral("Sales"));
    moved.set(u"department", sales.id);
    QVERIFY(workspace.store->submit(test::draftOf({*model::updateOf(member, moved)})));
    const auto inUse = codeOf(model::removeOf(sales));
    QCOMPARE(inUse.code, ErrorCode::InUse);
    QCOMPARE(inUse.subject, QStringLiteral("Sales"));
}

void TestStore::nothingOfARefusedDraftStays()
{
    Workspace workspace;
    const QByteArray before = test::exportOf(workspace.path());
    const auto good = model::createOf(test::person(QStringLiteral("1"), QStringLiteral("Anna")));
    QVERIFY(!workspace.store->submit(test::draftOf({good, good})));
    QCOMPARE(test::exportOf(workspace.path()), before);
    QCOMPARE(test::rawValue(workspace.path(), "SELECT count(*) FROM audit_change"), QStringLiteral("0"));
}

void TestStore::laterEditsOfOtherFieldsMerge()
{
    Workspace workspace;
    QVERIFY(workspace.store->submit(test::draftOf({model::createOf(test::person(QStringLiteral("1"), QStringLiteral("Anna")))})));
    const Record seen = stored(workspace, Entity::Person, QStringLiteral("1"));
    QVERIFY(workspace.store->submit(test::draftOf({withName(seen, QStringLiteral("Anna Berg"))})));
    Record titled = seen;
    titled.set(u"title", QStringLiteral("Engineer"));
    QVERIFY(workspace.store->submit(test::draftOf({*model::updateOf(seen, titled)})));
    const Record now = stored(workspace, Entity::Person, QStringLiteral("1"));
    QCOMPARE(now.text(u"name"), QStringLiteral("Anna Berg"));
    QCOMPARE(now.text(u"title"), QStringLiteral("Engineer"));
    QCOMPARE(now.revision, 3);
}

void TestStore::laterEditsOfTheSameFieldClash()
{
    Workspace workspace;
    QVERIFY(workspace.store->submit(test::draftOf({model::createOf(test::person(QStringLiteral("1"), QStringLiteral("Anna")))})));
    const Record seen = stored(workspace, Entity::Person, QStringLiteral("1"));
    QVERIFY(workspace.store->submit(test::draftOf({withName(seen, QStringLiteral("Anna Berg"))})));
    const auto clash = workspace.store->submit(test::draftOf({withName(seen, QStringLiteral("Anna Dahl"))}));
    QVERIFY(!clash);
    QCOMPARE(clash.error().code, ErrorCode::Conflict);
    QCOMPARE(clash.error().subject, QStringLiteral("Anna Berg"));
    QVERIFY(workspace.store->lastConflict());
    QCOMPARE(model::toText(workspace.store->lastConflict()->current.front().value), QStringLiteral("Anna Berg"));
    QVERIFY(!workspace.store->submit(test::draftOf({model::removeOf(seen)})));
}

void TestStore::aDraftWithoutDifferenceWritesNothing()
{
    Workspace workspace;
    QVERIFY(workspace.store->submit(test::draftOf({model::createOf(test::person(QStringLiteral("1"), QStringLiteral("Anna")))})));
    const Record seen = stored(workspace, Entity::Person, QStringLiteral("1"));
    model::Change same = withName(seen, QStringLiteral("x"));
    same.after.front().value = QStringLiteral("Anna");
    const auto done = workspace.store->submit(test::draftOf({same}));
    QVERIFY(done);
    QVERIFY(!done->id.isValid());
    QCOMPARE(stored(workspace, Entity::Person, QStringLiteral("1")).revision, 1);
}

void TestStore::aTableFilledAtOnceKeepsItsIndexes()
{
    const QByteArray indexes = "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_schema WHERE type = 'index' ORDER BY name)";
    Workspace workspace;
    const QString before = test::rawValue(workspace.path(), indexes);
    QVERIFY(workspace.store->submit(test::draftOf(people(6000))));
    QCOMPARE(test::rawValue(workspace.path(), indexes), before);
    QCOMPARE(workspace.store->submit(test::draftOf(people(1))).error().subject, QStringLiteral("person.number: P-0"));
    QCOMPARE(stored(workspace, Entity::Person, QStringLiteral("p-5999")).text(u"name"), QStringLiteral("Name 5999"));
    const auto checked = workspace.store->verify({}, {});
    QVERIFY(checked && checked->ok());
}

void TestStore::aTableFilledAtOnceHoldsNoValueTwice()
{
    Workspace workspace;
    QVERIFY(workspace.store->submit(test::draftOf(people(2))));
    const QByteArray before = test::exportOf(workspace.path());
    const auto withStored = workspace.store->submit(test::draftOf(people(6000)));
    QCOMPARE(withStored.error().code, ErrorCode::Duplicate);
    QVERIFY(withStored.error().subject.startsWith(QStringLiteral("person.number: P-")));
    auto repeated = people(6002).mid(2);
    repeated.append(model::createOf(test::person(QStringLiteral("p-4711"), QStringLiteral("Again"))));
    QCOMPARE(workspace.store->submit(test::draftOf(repeated)).error().subject, QStringLiteral("person.number: p-4711"));
    QCOMPARE(test::exportOf(workspace.path()), before);
    QVERIFY(workspace.store->submit(test::draftOf(people(6002).mid(2))));
}

void TestStore::sortsAndPages()
{
    Workspace workspace;
    QList<model::Change> changes;
    for (const char* name : {"cecil", "Anna", "ben", "Ängla"})
        changes.append(model::createOf(test::person(QString::number(changes.size()), QString::fromUtf8(name))));
    QVERIFY(workspace.store->submit(test::draftOf(changes)));
    model::Query query;
    const auto namesOf = [&] {
        QStringList names;
        for (const Record& record : workspace.store->load(query).value_or({}))
            names.append(record.text(u"name"));
        return names.join(u' ');
    };
    QCOMPARE(namesOf(), QStringLiteral("Ängla Anna ben cecil"));
    query.order = Qt::DescendingOrder;
    query.limit = 2;
    query.offset = 1;
    QCOMPARE(namesOf(), QStringLiteral("ben Anna"));
    query.filter = model::Filter::fromText(u"status = active and name ~ AN").value();
    QCOMPARE(workspace.store->count(query).value_or(-1), 2);
}

void TestStore::aLargeContractIsDecidedEarlier()
{
    Workspace workspace;
    const base::Currency euro = *base::Currency::fromCode(u"EUR");
    model::Contract contract;
    contract.number = contract.name = QStringLiteral("C-1");
    contract.start = workspace.clock.today().addDays(-100);
    contract.initialMonths = contract.renewalMonths = 12;
    contract.noticeMonths = 2;
    contract.annualValue = base::Money{30'000'00, euro};
    model::Company company;
    company.name = QStringLiteral("Fernhill");
    company.baseCurrency = euro.code();
    QVERIFY(workspace.store->submit(test::draftOf({model::createOf(model::recordOf(contract)), model::createOf(model::recordOf(company))})));
    const auto load = [&](Entity entity) {
        model::Query query;
        query.entity = entity;
        return workspace.store->load(query)->front();
    };
    const Record before = load(Entity::Contract);
    const QDate deadline = model::as<model::Contract>(before).deadline;
    QCOMPARE(model::as<model::Contract>(before).decideBy, deadline.addDays(-30));
    const Record small = load(Entity::Company);
    Record large = small;
    large.set(u"large-contract", base::Money{20'000'00, euro});
    QVERIFY(workspace.store->submit(test::draftOf({*model::updateOf(small, large)})));
    QCOMPARE(model::as<model::Contract>(load(Entity::Contract)).decideBy, deadline.addDays(-60));
    QCOMPARE(model::as<model::Contract>(workspace.store->recordsById(Entity::Contract, {before.id})->front()).decideBy, deadline.addDays(-60));
    model::Query early;
    early.entity = Entity::Contract;
    early.filter = model::Filter::fromText(QStringLiteral("decide-by < %1").arg(deadline.addDays(-40).toString(Qt::ISODate))).value();
    QCOMPARE(workspace.store->count(early).value_or(-1), 1);
}

QTEST_GUILESS_MAIN(TestStore)
#include "test_store.moc"
