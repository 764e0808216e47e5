#include "core/model/computed.h"
#include "core/model/filter.h"
#include "core/model/people.h"

#include <QTest>

#include <rapidcheck.h>

using namespace qm::model;
using qm::base::Id;

namespace {

const QDate today(2026, 11, 23);

Record sales()
{
    Record record = emptyRecord(Entity::Department);
    record.id = Id{5};
    record.set(u"name", QStringLiteral("Sales & Service"));
    return record;
}

Record anna()
{
    Person person;
    person.name = QStringLiteral("Anna Kowalska");
    person.department = Id{5};
    person.start = QDate(2024, 3, 1);
    person.lastWorkingDay = QDate(2026, 11, 27);
    person.fte = 80;
    Record record = recordOf(person, Id{7}, 1);
    fillComputed(record, today);
    return record;
}

bool holds(const QString& text)
{
    const Record department = sales();
    const auto filter = Filter::fromText(text);
    if (!filter || !check(*filter, Entity::Person))
        qFatal("filter %s", qPrintable(text));
    return fits(*filter, anna(), today, [&](Entity, Id id) { return id == department.id ? &department : nullptr; });
}

Filter randomFilter(int depth)
{
    if (depth == 0 || *rc::gen::inRange(0, 3) == 0) {
        const auto word = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab c\"\\(),=<>~^!and7-.")));
        const auto path = *rc::gen::elementOf(std::vector<QString>{QStringLiteral("name"), QStringLiteral("department.name"), QStringLiteral("start")});
        const int kind = *rc::gen::inRange(0, 5);
        if (kind == 0)
            return Filter::condition(path, Operator::IsEmpty);
        if (kind == 1)
            return Filter::condition(path, Operator::Less, {Operand{RelativeDay{*rc::gen::inRange(-400, 400), 0}}});
        if (kind == 2)
            return Filter::condition(path, Operator::AnyOf, {Operand{QString::fromStdString(word)}, Operand{QStringLiteral("x")}});
        return Filter::condition(path, kind == 3 ? Operator::Is : Operator::Contains, {Operand{QString::fromStdString(word)}});
    }
    const int shape = *rc::gen::inRange(0, 3);
    if (shape == 0)
        return Filter::negation(randomFilter(depth - 1));
    std::vector<Filter> parts{randomFilter(depth - 1), randomFilter(depth - 1)};
    return shape == 1 ? Filter::all(std::move(parts)) : Filter::any(std::move(parts));
}

} // namespace

class TestFilter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void answers_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("expected");
        const auto row = [](const char* text, bool expected) { QTest::newRow(text) << QString::fromUtf8(text) << expected; };
        row("", true);
        row("name = \"anna kowalska\"", true);
        row("name = anna kowalska", true);
        row("name ~ kowal and status = leaving", true);
        row("department = \"sales & service\"", true);
        row("department = Sales", false);
        row("department ^= sales", true);
        row("department.name != Finance", true);
        row("status != left", true);
        row("status in (active, leaving)", true);
        row("not (status = left or fte < 50)", true);
        row("fte >= 80 and fte <= 80", true);
        row("last-working-day < today+7d", true);
        row("last-working-day < today+4d", false);
        row("last-working-day <= today+4d", true);
        row("start > today-1y", false);
        row("start < today-2m", true);
        row("manager is empty", true);
        row("manager is known", false);
        row("manager = Tom", false);
        row("manager != Tom", true);
        row("number < 5", false);
        row("legal-end < today", false);
        row("manager.name = Tom", false);
    }
    void answers()
    {
        QFETCH(QString, text);
        QFETCH(bool, expected);
        QCOMPARE(holds(text), expected);
    }
    void refusesWhatItCannotRead_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text : {"name", "name =", "name = a and", "(name = a", "name = \"open", "= a", "name == a", "name in a", "name is new", "name = a)"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void refusesWhatItCannotRead()
    {
        QFETCH(QString, text);
        const auto filter = Filter::fromText(text);
        QVERIFY(!filter.has_value());
        QCOMPARE(filter.error().code, qm::base::ErrorCode::FilterSyntax);
    }
    void refusesWhatDoesNotFitTheEntity_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text : {"colour = red", "department.colour = red", "name.first = a", "start = soon", "status = gone", "fte > much", "manager.manager.manager.manager.name = a"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void refusesWhatDoesNotFitTheEntity()
    {
        QFETCH(QString, text);
        const auto filter = Filter::fromText(text);
        QVERIFY(filter.has_value());
        QVERIFY(!check(*filter, Entity::Person).has_value());
    }
    void depthIsBounded()
    {
        QVERIFY(!Filter::fromText(QString(500, u'(') + QStringLiteral("name = a")).has_value());
        QVERIFY(!Filter::fromText(QStringLiteral("not ").repeated(500) + QStringLiteral("name = a")).has_value());
        QVERIFY(!Filter::fromText(QString(30'000, u'a')).has_value());
    }
    void textAndJsonRoundTrip()
    {
        QVERIFY(rc::check("filter text and JSON round trip", [] {
            const Filter filter = randomFilter(3);
            const auto json = Filter::fromJson(filter.toJson());
            RC_ASSERT(json.has_value());
            RC_ASSERT(*json == filter);
            const auto text = Filter::fromText(filter.toText());
            RC_ASSERT(text.has_value());
            RC_ASSERT(text->toText() == filter.toText());
        }));
    }
};

QTEST_APPLESS_MAIN(TestFilter)
#include "test_filter.moc"
