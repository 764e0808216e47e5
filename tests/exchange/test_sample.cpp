#include "core/exchange/sample.h"
#include "core/model/identity.h"
#include "core/model/people.h"
#include "core/model/renewal.h"
#include "core/model/snapshot.h"
#include "core/model/software.h"

#include <QSet>
#include <QTest>

using namespace qm;
using namespace qm::model;

namespace {

const QDateTime now(QDate(2026, 11, 23), QTime(9, 0), Qt::UTC);

/// The company as it stands after all drafts, checked on the way.
class Replayed
{
public:
    explicit Replayed(const exchange::SampleOptions& options)
    {
        QDateTime last;
        for (const Draft& draft : exchange::sampleCompany(options)) {
            isInOrder = isInOrder && (!last.isValid() || last <= draft.effectiveAt);
            last = draft.effectiveAt;
            for (const Change& change : draft.changes)
                m_sameDraft.insert(change.id);
            for (const Change& change : draft.changes)
                apply(change);
        }
    }
    int count(Entity entity) const { return static_cast<int>(std::count_if(records.begin(), records.end(), [entity](const Record& r) { return r.entity == entity; })); }
    template <class T, class F>
    int countIf(Entity entity, F fits) const
    {
        int n = 0;
        for (const Record& record : records)
            n += record.entity == entity && fits(as<T>(record)) ? 1 : 0;
        return n;
    }

    QHash<base::Id, Record> records;
    bool isInOrder = true;
    bool isKnown = true; ///< every reference names a record of the same or an earlier draft

private:
    void apply(const Change& change)
    {
        if (change.op == ChangeOp::Create) {
            records.insert(change.id, emptyRecord(change.entity));
            records[change.id].id = change.id;
        }
        for (const FieldValue& each : change.after) {
            const auto* id = std::get_if<base::Id>(&each.value);
            isKnown = isKnown && (!id || records.contains(*id) || m_sameDraft.contains(*id));
            records[change.id].values[each.field] = each.value;
        }
    }

    QSet<base::Id> m_sameDraft;
};

} // namespace

/// The sample company is as it is described, whatever the seed.
class TestSample : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isAsDescribed_data()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed : {1U, 2U, 77U})
            QTest::addRow("seed %u", seed) << seed;
    }
    void isAsDescribed()
    {
        QFETCH(quint32, seed);
        const Replayed company({184, seed, now});
        const QDate today = now.date();
        QVERIFY(company.isInOrder);
        QVERIFY(company.isKnown);
        QCOMPARE(company.countIf<Person>(Entity::Person, [today](const Person& p) { return isEmployedOn(p, today); }), 184);
        QCOMPARE(company.count(Entity::Site), 4);
        QCOMPARE(company.count(Entity::App), 130);
        QCOMPARE(company.count(Entity::Contract), 60);
        QCOMPARE(company.count(Entity::Device), 206);
        QCOMPARE(company.countIf<Account>(Entity::Account, [](const Account& a) { return !a.person.isValid(); }), 7);
        QCOMPARE(company.countIf<Account>(Entity::Account, [](const Account& a) { return a.shared.value_or(false); }), 2);
        QCOMPARE(company.countIf<App>(Entity::App, [](const App& a) { return a.isAi.value_or(false); }), 31);
        QCOMPARE(company.countIf<App>(Entity::App, [](const App& a) { return a.isAi.value_or(false) && !a.reviewed.isValid(); }), 6);
        const auto deadlineIn = [today](const Contract& c, int from, int to) {
            const RenewalDates dates = renewalDates(c, today, {});
            const qint64 days = today.daysTo(dates.deadline);
            return dates.deadline.isValid() && dates.termEnd > today && days >= from && days <= to;
        };
        QCOMPARE(company.countIf<Contract>(Entity::Contract, [&](const Contract& c) { return deadlineIn(c, 0, 30); }), 4);
        QCOMPARE(company.countIf<Contract>(Entity::Contract, [&](const Contract& c) { return deadlineIn(c, -400, -1); }), 3);
        const int seats = company.count(Entity::Seat);
        QVERIFY2(seats > 2500 && seats < 3000, qPrintable(QString::number(seats)));
    }
    void isTheSameEachTime()
    {
        const auto first = exchange::sampleCompany({60, 5, now});
        const auto second = exchange::sampleCompany({60, 5, now});
        QCOMPARE(first.size(), second.size());
        for (std::size_t i = 0; i < first.size(); ++i)
            QCOMPARE(first[i].changes, second[i].changes);
        QVERIFY(exchange::sampleCompany({60, 6, now}).front().changes != first.front().changes);
    }
    void scales_data()
    {
        QTest::addColumn<int>("people");
        for (int people : {1, 2, 5, 12, 400})
            QTest::addRow("%d people", people) << people;
    }
    void scales()
    {
        QFETCH(int, people);
        const Replayed company({people, 3, now});
        QCOMPARE(company.countIf<Person>(Entity::Person, [](const Person& p) { return isEmployedOn(p, now.date()); }), people);
    }
};

QTEST_APPLESS_MAIN(TestSample)
#include "test_sample.moc"
