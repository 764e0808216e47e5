#include "core/model/change.h"
#include "core/model/identity.h"
#include "core/model/people.h"

#include <QRegularExpression>
#include <QTest>

using namespace qm::model;

class TestDescriptions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyEntityIsDescribedOnce()
    {
        QSet<QString> keys;
        for (const Entity entity : allEntities()) {
            const EntityDescription& description = describe(entity);
            QCOMPARE(description.entity, entity);
            QVERIFY(!keys.contains(description.key));
            keys.insert(description.key);
            QCOMPARE(entityFromKey(description.key), std::optional(entity));
            QVERIFY(description.keyField >= 0 && description.titleField >= 0);
        }
    }
    void fieldKeysAreWords()
    {
        static const QRegularExpression word(QStringLiteral("^[a-z][a-z0-9-]*$"));
        for (const Entity entity : allEntities()) {
            QSet<QString> keys;
            for (const Field& field : describe(entity).fields) {
                QVERIFY2(word.match(field.key).hasMatch(), qPrintable(field.key));
                QVERIFY2(!keys.contains(field.key), qPrintable(field.key));
                keys.insert(field.key);
                QVERIFY(field.label && *field.label);
                QCOMPARE(field.kind == Kind::Choice, !field.choices.empty());
            }
        }
    }
    void structsRoundTrip()
    {
        Person person;
        person.name = QStringLiteral("Anna Kowalska");
        person.type = Person::Type::Contractor;
        person.fte = 80;
        person.department = {5};
        person.lastWorkingDay = QDate(2026, 11, 27);
        const Person back = as<Person>(recordOf(person));
        QCOMPARE(back.name, person.name);
        QCOMPARE(back.type, person.type);
        QCOMPARE(back.fte, person.fte);
        QCOMPARE(back.department, person.department);
        QCOMPARE(back.lastWorkingDay, person.lastWorkingDay);
        QVERIFY(isEmpty(recordOf(person).value(u"number")));
        QCOMPARE(recordOf(back), recordOf(person));
    }
    void statusFollowsTheDates()
    {
        Person person;
        const QDate today(2026, 11, 23);
        QCOMPARE(statusOn(person, today), Person::Status::Active);
        person.start = today.addDays(1);
        QCOMPARE(statusOn(person, today), Person::Status::Upcoming);
        QCOMPARE(statusOn(person, today.addDays(1)), Person::Status::Active);
        person.lastWorkingDay = today.addDays(10);
        QCOMPARE(statusOn(person, today.addDays(10)), Person::Status::Leaving);
        QCOMPARE(statusOn(person, today.addDays(11)), Person::Status::Left);
        person.lastWorkingDay = {};
        person.leaveFrom = today.addDays(2);
        QCOMPARE(statusOn(person, today.addDays(3)), Person::Status::OnLeave);
    }
    void theLastHourKeepsItsZone()
    {
        Person person;
        person.lastWorkingDay = QDate(2026, 11, 27);
        person.lastHour = QStringLiteral("17:00");
        person.timeZone = QStringLiteral("Europe/Amsterdam");
        QCOMPARE(leavesAt(person), QDateTime(QDate(2026, 11, 27), QTime(16, 0), Qt::UTC));
    }
    void changesRoundTripAndReverse()
    {
        Person person;
        person.name = QStringLiteral("Anna");
        Record before = recordOf(person, {7}, 3);
        Record after = before;
        after.set(u"name", QStringLiteral("Anna Kowalska"));
        after.set(u"fte", qint64(50));
        const auto change = updateOf(before, after);
        QVERIFY(change.has_value());
        QCOMPARE(change->after.size(), 2);
        const auto back = changeFromJson(toJson(*change));
        QVERIFY(back.has_value());
        QCOMPARE(*back, *change);
        QCOMPARE(reversed(reversed(createOf(before))).after, createOf(before).after);
        QVERIFY(!updateOf(before, before).has_value());
    }
};

QTEST_APPLESS_MAIN(TestDescriptions)
#include "test_descriptions.moc"
