#include "core/exchange/import_plan.h"
#include "core/model/people.h"

#include <QTest>

using namespace qm::exchange;
using namespace qm::model;
using qm::files::CsvTable;

namespace {

const auto euro = *qm::base::Currency::fromCode(u"EUR");

CsvTable table(const QByteArray& text)
{
    auto parsed = qm::files::parseCsv(text);
    if (!parsed)
        qFatal("not a table");
    return std::move(*parsed);
}

Snapshot withPeople(const QList<Person>& people)
{
    Snapshot snapshot(QDate(2026, 11, 23));
    std::vector<Record> records;
    for (const Person& person : people)
        records.push_back(recordOf(person, qm::base::Id{static_cast<qint64>(records.size()) + 100}, 1));
    snapshot.add(Entity::Person, records);
    return snapshot;
}

Person called(const char* name, const char* mail)
{
    Person person;
    person.name = QString::fromUtf8(name);
    person.workMail = QString::fromUtf8(mail);
    return person;
}

ImportPlan plan(const QByteArray& text, Entity entity, const Snapshot& snapshot)
{
    const CsvTable parsed = table(text);
    return planImport(parsed, guessMapping(parsed, entity, euro), snapshot);
}

QString afterOf(const ImportPlan& import, int row, const char* key)
{
    const Change& change = import.draft.changes.at(import.rows.at(static_cast<std::size_t>(row)).change);
    const int field = describe(change.entity).indexOf(QString::fromLatin1(key));
    for (const FieldValue& each : change.after) {
        if (each.field == field)
            return toText(each.value);
    }
    return {};
}

CsvTable sample(const char* name)
{
    auto parsed = qm::files::readCsv(QStringLiteral(QM_SHARED_DIR "/samples/") + QLatin1String(name));
    return parsed ? std::move(*parsed) : CsvTable();
}

#define NEED_SAMPLE(name) \
    if (sample(name).rowCount() == 0) \
    QSKIP("the sample spreadsheets are not here")

} // namespace

class TestImportPlan : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cellsBeyondTheHeadingAreNamed()
    {
        const ImportPlan told = plan("Name,Work mail\nA B,a@x.example,extra, ,cells\nC D,c@x.example,,\n", Entity::Person, withPeople({}));
        QCOMPARE(told.count(RowOutcome::Create), 2);
        QCOMPARE(told.issues.size(), 1);
        QCOMPARE(told.issues.front().kind, IssueKind::ExtraCells);
        QCOMPARE(told.issues.front().row, 2);
        QCOMPARE(told.issues.front().value, QStringLiteral("extra, cells"));
    }
    void aNameOnSeveralLinesIsPutOnOne()
    {
        const ImportPlan told = plan("Name,Manager,Notes\n\"Anna\nCosta\",,\"a\nb\"\nBob,\"Anna\r\n\tCosta\",\n", Entity::Person, withPeople({}));
        QCOMPARE(told.count(RowOutcome::Create), 2);
        QCOMPARE(afterOf(told, 0, "name"), QStringLiteral("Anna Costa"));
        QCOMPARE(afterOf(told, 0, "notes"), QStringLiteral("a\nb"));
        QCOMPARE(afterOf(told, 1, "manager"), QString::number(told.draft.changes.at(told.rows.at(0).change).id.value));
        QCOMPARE(told.issues.size(), 2);
        for (const ImportIssue& issue : told.issues) {
            QCOMPARE(issue.kind, IssueKind::SeveralLines);
            QCOMPARE(issue.value, QStringLiteral("Anna Costa"));
        }
        QCOMPARE(told.issues.front().column, QStringLiteral("Name"));
    }
    void createsUpdatesAndLeavesAlone()
    {
        const Snapshot here = withPeople({called("Tom Okafor", "tom@fernhill.example"), called("Sofia Marchetti", "sofia@fernhill.example")});
        const ImportPlan import = plan("Email,First name,Last name,Job title\n"
                                       "tom@fernhill.example,Tom,Okafor,Buyer\n"
                                       "SOFIA@fernhill.example,,,\n"
                                       "new@fernhill.example,Elif,Aydin,Engineer\n"
                                       ",,,\n", Entity::Person, here);
        QCOMPARE(import.count(RowOutcome::Update), 1);
        QCOMPARE(import.count(RowOutcome::Create), 1);
        QCOMPARE(import.count(RowOutcome::LeftOut), 1);
        QCOMPARE(afterOf(import, 2, "name"), QStringLiteral("Elif Aydin"));
        QCOMPARE(afterOf(import, 0, "title"), QStringLiteral("Buyer"));
    }
    void emptyCellsEraseNothing()
    {
        Person tom = called("Tom Okafor", "tom@fernhill.example");
        tom.title = QStringLiteral("Buyer");
        const ImportPlan import = plan("Email,Job title\ntom@fernhill.example,\n", Entity::Person, withPeople({tom}));
        QCOMPARE(import.count(RowOutcome::Unchanged), 1);
        QVERIFY(import.draft.changes.isEmpty());
    }
    void rowsMayNameLaterRows()
    {
        const ImportPlan import = plan("Name,Email,Manager\nAnna,anna@x.example,Bob\nBob,bob@x.example,Bob\n", Entity::Person, withPeople({}));
        QCOMPARE(import.count(RowOutcome::Create), 2);
        const Change& bob = import.draft.changes.at(import.rows.at(1).change);
        QCOMPARE(afterOf(import, 0, "manager"), QString::number(bob.id.value));
        QCOMPARE(import.issues.size(), 1);
        QCOMPARE(import.issues.front().kind, IssueKind::IsItself);
        QCOMPARE(import.issues.front().row, 3);
        QCOMPARE(import.issues.front().column, QStringLiteral("Manager"));
    }
    void unknownPeopleAreNotInvented()
    {
        const ImportPlan import = plan("Tag,User\nFH-1,k. nowotny\nFH-2,Karel Novotny\n", Entity::Device, withPeople({called("Karel Novotný", "k@x.example")}));
        QCOMPARE(import.count(RowOutcome::Create), 2);
        QCOMPARE(afterOf(import, 1, "holder"), QStringLiteral("100"));
        QCOMPARE(afterOf(import, 1, "status"), QStringLiteral("in-use"));
        QCOMPARE(afterOf(import, 0, "status"), QStringLiteral("in-stock"));
        QCOMPARE(import.issues.front().kind, IssueKind::NoSuchRecord);
        QCOMPARE(import.issues.front().about, QString::fromUtf8("Karel Novotný"));
    }
    void uniqueValuesOfOthersAreRefused()
    {
        Person tom = called("Tom", "tom@x.example");
        tom.number = QStringLiteral("7");
        Person sofia = called("Sofia", "sofia@x.example");
        sofia.number = QStringLiteral("8");
        const ImportPlan import = plan("Employee number,Name,Email\n7,Tom,sofia@x.example\n9,New,new@x.example\n9,New,other@x.example\n", Entity::Person, withPeople({tom, sofia}));
        QCOMPARE(import.rows.at(0).outcome, RowOutcome::Refused);
        QCOMPARE(import.rows.at(1).outcome, RowOutcome::Create);
        QCOMPARE(import.rows.at(2).outcome, RowOutcome::Refused);
        QCOMPARE(import.issues.at(0).kind, IssueKind::BelongsToOther);
        QCOMPARE(import.issues.at(1).kind, IssueKind::Repeated);
    }
    void aNameOfSeveralIsNoNewRecord()
    {
        const Snapshot here = withPeople({called("Anna Smith", ""), called("Anna Smith", "")});
        const ImportPlan import = plan("Name,Job title\nAnna Smith,Buyer\nBen Okafor,Buyer\n", Entity::Person, here);
        QCOMPARE(import.rows.at(0).outcome, RowOutcome::Refused);
        QCOMPARE(import.rows.at(1).outcome, RowOutcome::Create);
        QCOMPARE(import.issues.size(), 1);
        QCOMPARE(import.issues.front().kind, IssueKind::SeveralMatch);
        QCOMPARE(import.issues.front().column, QStringLiteral("Name"));
        QCOMPARE(import.issues.front().row, 2);
    }
    void anAmountThatProvesTheOtherSignIsNamed()
    {
        const CsvTable parsed = table("Tag,Cost\nFH-1,12.50\nFH-2,\"12,50\"\n");
        const ImportPlan import = planImport(parsed, guessMapping(parsed, Entity::Device, euro), withPeople({}));
        QCOMPARE(afterOf(import, 0, "cost"), QStringLiteral("12.50 EUR"));
        QCOMPARE(afterOf(import, 1, "cost"), QString());
        QCOMPARE(import.issues.size(), 1);
        QCOMPARE(import.issues.front().kind, IssueKind::TwoReadings);
        QCOMPARE(import.issues.front().row, 3);
    }
    void whatReadsTwoWaysIsAsked()
    {
        const CsvTable parsed = table("Tag,Bought,Cost\nFH-1,03/04/2023,1.489\n");
        Mapping mapping = guessMapping(parsed, Entity::Device, euro);
        QCOMPARE(questionsOf(parsed, mapping).size(), 2);
        const ImportPlan asked = planImport(parsed, mapping, withPeople({}));
        QCOMPARE(asked.issues.size(), 2);
        QCOMPARE(asked.issues.front().kind, IssueKind::TwoReadings);
        QCOMPARE(asked.count(RowOutcome::Create), 1);
        mapping.columns[1].form.dates = DateOrder::DayFirst;
        mapping.columns[2].form.decimals = DecimalSign::Comma;
        const ImportPlan answered = planImport(parsed, mapping, withPeople({}));
        QVERIFY(answered.issues.isEmpty());
        QCOMPARE(afterOf(answered, 0, "purchased"), QStringLiteral("2023-04-03"));
        QCOMPARE(afterOf(answered, 0, "cost"), QStringLiteral("1489.00 EUR"));
    }
    void columnsCanBeSentElsewhere()
    {
        const CsvTable parsed = table("Tag,Remarks 2\nFH-1,see Tom\n");
        Mapping mapping = guessMapping(parsed, Entity::Device, euro);
        QCOMPARE(mapping.columns.at(1).certainty, Certainty::None);
        const auto changed = withTarget(parsed, mapping, QStringLiteral("remarks 2"), QStringLiteral("notes"));
        QVERIFY(changed.has_value());
        QCOMPARE(changed->columns.at(1).target, QStringLiteral("notes"));
        QVERIFY(!withTarget(parsed, mapping, QStringLiteral("none"), QStringLiteral("notes")).has_value());
        QVERIFY(!withTarget(parsed, mapping, QStringLiteral("Tag"), QStringLiteral("colour")).has_value());
    }
    void realPeople()
    {
        NEED_SAMPLE("users-sample.csv");
        const CsvTable parsed = sample("users-sample.csv");
        const ImportPlan import = planImport(parsed, guessMapping(parsed, Entity::Person, euro), withPeople({}));
        QCOMPARE(import.count(RowOutcome::Create), 100);
        QCOMPARE(import.count(RowOutcome::Refused), 0);
        QCOMPARE(afterOf(import, 0, "name"), QStringLiteral("Reagen Tenant"));
        QCOMPARE(afterOf(import, 0, "last-working-day"), QStringLiteral("2022-12-04"));
        const auto itself = std::count_if(import.issues.begin(), import.issues.end(), [](const ImportIssue& issue) { return issue.kind == IssueKind::IsItself; });
        QVERIFY(itself >= 1);
        QCOMPARE(import.alsoAdded.value(static_cast<int>(Entity::Site)), 100);
    }
    void realDevices()
    {
        NEED_SAMPLE("assets-sample.csv");
        const CsvTable parsed = sample("assets-sample.csv");
        const ImportPlan import = planImport(parsed, guessMapping(parsed, Entity::Device, euro), withPeople({called("Gage McCrackem", "gmccrackem2a@bing.com")}));
        QCOMPARE(import.count(RowOutcome::Create), 22);
        QCOMPARE(import.alsoAdded.value(static_cast<int>(Entity::Person)), 8);
        QCOMPARE(afterOf(import, 1, "holder"), QStringLiteral("100"));
        QCOMPARE(afterOf(import, 0, "purchased"), QStringLiteral("2023-01-23"));
        QCOMPARE(afterOf(import, 0, "model"), QStringLiteral("Macbook Pro 13\""));
        QCOMPARE(afterOf(import, 0, "refresh-due"), QStringLiteral("2028-10-27"));
    }
    void realLicences()
    {
        NEED_SAMPLE("licenses-sample.csv");
        const CsvTable parsed = sample("licenses-sample.csv");
        const ImportPlan import = planImport(parsed, guessMapping(parsed, Entity::LicenceLine, euro), withPeople({}));
        QCOMPARE(import.count(RowOutcome::Create), 50);
        QCOMPARE(afterOf(import, 0, "cost"), QStringLiteral("12.58 USD"));
        QCOMPARE(afterOf(import, 0, "quantity"), QStringLiteral("56"));
        QCOMPARE(afterOf(import, 0, "end"), QStringLiteral("2016-02-26"));
        QVERIFY(afterOf(import, 0, "notes").contains(u'\n'));
        QVERIFY(!afterOf(import, 0, "holder").isEmpty());
        QVERIFY(!afterOf(import, 0, "licensed-to").isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestImportPlan)
#include "test_import_plan.moc"
