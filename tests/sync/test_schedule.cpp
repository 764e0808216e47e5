#include "core/sync/schedule.h"

#include <QTest>

using namespace qm;
using base::Id;

namespace {

QDateTime at(int day, int hour, int minute = 0)
{
    return QDateTime(QDate(2026, 11, day), QTime(hour, minute), Qt::UTC);
}
const QDateTime started = at(20, 8);

sync::Schedule every(qint64 minutes, const QDateTime& lastLook = {})
{
    sync::Schedule schedule;
    schedule.source = Id{1};
    schedule.everyMinutes = minutes;
    schedule.lastLook = lastLook;
    return schedule;
}
bool isDue(const sync::Schedule& schedule, const QDateTime& now)
{
    return !sync::dueSources({schedule}, now, started).empty();
}

} // namespace

/// When sources are read by themselves; the tests run in UTC.
class TestSchedule : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theInterval()
    {
        QVERIFY(isDue(every(60), at(20, 9)));
        QVERIFY(!isDue(every(60, at(20, 9)), at(20, 9, 59)));
        QVERIFY(isDue(every(60, at(20, 9)), at(20, 10)));
        QVERIFY(!isDue(every(0, at(1, 9)), at(20, 10)));
        QVERIFY(isDue(every(60, at(25, 9)), at(20, 9))); // the clock was set back
    }
    void atTheStart()
    {
        sync::Schedule schedule = every(0, at(20, 7, 59));
        schedule.onStart = true;
        QVERIFY(isDue(schedule, at(20, 8)));
        schedule.lastLook = at(20, 8);
        QVERIFY(!isDue(schedule, at(20, 12)));
    }
    void quietHours()
    {
        sync::Schedule day = every(1);
        day.quietFrom = QTime(9, 0);
        day.quietTo = QTime(17, 0);
        QVERIFY(isDue(day, at(20, 8, 59)));
        QVERIFY(!isDue(day, at(20, 9)));
        QVERIFY(!isDue(day, at(20, 16, 59)));
        QVERIFY(isDue(day, at(20, 17)));
        sync::Schedule night = every(1);
        night.quietFrom = QTime(22, 0);
        night.quietTo = QTime(6, 0);
        QVERIFY(isDue(night, at(20, 21, 59)));
        QVERIFY(!isDue(night, at(20, 22)));
        QVERIFY(!isDue(night, at(20, 0)));
        QVERIFY(!isDue(night, at(20, 5, 59)));
        QVERIFY(isDue(night, at(20, 6)));
        night.quietTo = night.quietFrom;
        QVERIFY(isDue(night, at(20, 22)));
        night.quietTo = QTime();
        QVERIFY(isDue(night, at(20, 23)));
    }
    void failuresMakeItWait()
    {
        sync::Schedule schedule = every(60, at(20, 9));
        schedule.failures = 2;
        QCOMPARE(sync::waitMinutes(schedule), 240);
        QVERIFY(!isDue(schedule, at(20, 12, 59)));
        QVERIFY(isDue(schedule, at(20, 13)));
        schedule.failures = 99;
        QCOMPARE(sync::waitMinutes(schedule), 24 * 60);
        schedule.everyMinutes = 3 * 24 * 60;
        QCOMPARE(sync::waitMinutes(schedule), 3 * 24 * 60);
        schedule.everyMinutes = std::numeric_limits<qint64>::max() / 2;
        QCOMPARE(sync::waitMinutes(schedule), 366 * 24 * 60);
    }
    void whoNeedsAPersonWaitsForOne()
    {
        sync::Schedule schedule = every(60);
        schedule.onStart = true;
        schedule.needsPerson = true;
        QVERIFY(!isDue(schedule, at(20, 9)));
    }
    void theOldestLookComesFirst()
    {
        sync::Schedule a = every(1, at(20, 9));
        sync::Schedule b = every(1, at(19, 9));
        b.source = Id{2};
        sync::Schedule never = every(1);
        never.source = Id{3};
        QCOMPARE(sync::dueSources({a, b, never}, at(21, 9), started), (std::vector<Id>{Id{3}, Id{2}, Id{1}}));
    }
};

QTEST_APPLESS_MAIN(TestSchedule)
#include "test_schedule.moc"
