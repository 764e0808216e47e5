#include "core/model/hardware.h"
#include "core/model/limits.h"
#include "core/model/people.h"

#include <QTest>

using namespace qm::model;
using qm::base::ErrorCode;
using qm::base::Id;

namespace {

const int start = describe(Entity::Person).indexOf(u"start");
const int name = describe(Entity::Person).indexOf(u"name");
const int mail = describe(Entity::Person).indexOf(u"work-mail");
const int manager = describe(Entity::Person).indexOf(u"manager");

std::optional<ErrorCode> wrong(Entity entity, int field, const Value& value)
{
    const auto checked = checkContent(entity, field, value);
    return checked ? std::nullopt : std::optional(checked.error().code);
}

} // namespace

/// What may stand in a field, as its description says.
class TestLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mailsAreShapedLikeMail_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("fits");
        for (const char* good : {"maya@x.example", "maya.lindqvist+it@sub.x.example", "o'neil@x.example", "m\xc3\xa4rta@xn--mrta-loa.example"})
            QTest::newRow(good) << QString::fromUtf8(good) << true;
        for (const char* bad : {"notamail", "@x.example", "maya@", "maya@x", "a@b@c.example", "maya lind@x.example", "maya@x..example", "maya@.example", "Maya <maya@x.example>", "a@x.example, b@x.example"})
            QTest::newRow(bad) << QString::fromUtf8(bad) << false;
        QTest::newRow("long") << QString(250, u'a') + QStringLiteral("@x.example") << false;
    }
    void mailsAreShapedLikeMail()
    {
        QFETCH(QString, text);
        QFETCH(bool, fits);
        QCOMPARE(wrong(Entity::Person, mail, Value(text)), fits ? std::nullopt : std::optional(ErrorCode::NotAMail));
    }
    void datesLieInTheYearsOfACompany()
    {
        for (const int year : {1900, 1949, 2201, 9999})
            QCOMPARE(wrong(Entity::Person, start, Value(QDate(year, 6, 1))), ErrorCode::OutOfRange);
        for (const QDate day : {QDate(1950, 1, 1), QDate(2026, 2, 28), QDate(2200, 12, 31)})
            QCOMPARE(wrong(Entity::Person, start, Value(day)), std::nullopt);
        const int seen = describe(Entity::Device).indexOf(u"last-seen");
        QCOMPARE(wrong(Entity::Device, seen, Value(QDateTime(QDate(1601, 1, 1), QTime(0, 0), Qt::UTC))), ErrorCode::OutOfRange);
    }
    void textsAreBounded()
    {
        QCOMPARE(wrong(Entity::Person, name, Value(QString(longestText, u'x'))), std::nullopt);
        const auto tooLong = checkContent(Entity::Person, name, Value(QString(60'000, u'x')));
        QCOMPARE(tooLong.error().code, ErrorCode::TextTooLong);
        QVERIFY(tooLong.error().subject.size() < 100);
        const int notes = describe(Entity::Person).indexOf(u"notes");
        QCOMPARE(wrong(Entity::Person, notes, Value(QString(60'000, u'x'))), std::nullopt);
        QCOMPARE(wrong(Entity::Person, notes, Value(QString(longestLongText + 1, u'x'))), ErrorCode::TextTooLong);
        QCOMPARE(shortened(QString(600, u'x'), longestText).size(), longestText);
        QCOMPARE(shortened(QStringLiteral("short"), longestText), QStringLiteral("short"));
    }
    void aNameIsOneLine()
    {
        for (const char16_t sign : {u'\n', u'\r', u'\t', u'\x1b', u'\x85', u'\u2028'}) {
            const auto broken = checkContent(Entity::Person, name, Value(QStringLiteral("Maya") + sign + QStringLiteral("Lindqvist")));
            QVERIFY(!broken && broken.error().code == ErrorCode::NotOneLine);
            QCOMPARE(broken.error().subject, QStringLiteral("person.name: Maya Lindqvist"));
        }
        QCOMPARE(wrong(Entity::Person, describe(Entity::Person).indexOf(u"notes"), Value(QStringLiteral("a\nb"))), std::nullopt);
        QCOMPARE(wrong(Entity::Account, describe(Entity::Account).indexOf(u"external-id"), Value(QStringLiteral("a\nb"))), std::nullopt);
        QCOMPARE(wrong(Entity::Person, name, Value(QString::fromUtf8("Ma\u200dya  L"))), std::nullopt); // a joiner is a letter's business
        QCOMPARE(onOneLine(QStringLiteral(" a\r\n\tb ")), QStringLiteral("a b"));
        QCOMPARE(onOneLine(QStringLiteral("a  b")), QStringLiteral("a  b"));
    }
    void numbersAreNotNegativeWhereTheyCount()
    {
        const int fte = describe(Entity::Person).indexOf(u"fte");
        QCOMPARE(wrong(Entity::Person, fte, Value(qint64(-1))), ErrorCode::OutOfRange);
        QCOMPARE(wrong(Entity::Person, fte, Value(qint64(0))), std::nullopt);
        const int cost = describe(Entity::Device).indexOf(u"cost");
        const auto euro = *qm::base::Currency::fromCode(u"EUR");
        QCOMPARE(wrong(Entity::Device, cost, Value(qm::base::Money{-1, euro})), ErrorCode::OutOfRange);
        const int amount = describe(Entity::InvoiceLine).indexOf(u"amount"); // a credit note
        QCOMPARE(wrong(Entity::InvoiceLine, amount, Value(qm::base::Money{-1, euro})), std::nullopt);
    }
    void choicesAreKeysOfTheField()
    {
        const int type = describe(Entity::Person).indexOf(u"type");
        QCOMPARE(wrong(Entity::Person, type, Value(QStringLiteral("contractor"))), std::nullopt);
        QCOMPARE(wrong(Entity::Person, type, Value(QStringLiteral("Contractor"))), ErrorCode::Invalid);
    }
    void nobodyIsAboveThemselves()
    {
        Record people[3];
        for (int i = 0; i < 3; ++i) {
            people[i] = emptyRecord(Entity::Person);
            people[i].id = Id{i + 1};
        }
        people[1].values[manager] = Value(Id{1}); // 2 reports to 1
        people[2].values[manager] = Value(Id{2}); // 3 reports to 2
        const RecordLookup lookup = [&people](Entity, Id id) { return id.value >= 1 && id.value <= 3 ? &people[id.value - 1] : nullptr; };
        QVERIFY(leadsBack(people[0], manager, Id{1}, lookup));
        QVERIFY(leadsBack(people[0], manager, Id{3}, lookup));
        QVERIFY(!leadsBack(people[2], manager, Id{1}, lookup));
        QVERIFY(!leadsBack(people[2], manager, Id{9}, lookup));
    }
};

QTEST_GUILESS_MAIN(TestLimits)
#include "test_limits.moc"
