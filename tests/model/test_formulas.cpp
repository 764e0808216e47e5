#include "core/model/renewal.h"
#include "core/model/seat_classes.h"

#include <QTest>

#include <rapidcheck.h>

using namespace qm::model;
using qm::base::Exact;

namespace {

QDate day(const char* text)
{
    return QDate::fromString(QString::fromLatin1(text), Qt::ISODate);
}

Contract tacit(const char* start, int initial, int renewal)
{
    Contract contract;
    contract.start = day(start);
    contract.initialMonths = initial;
    contract.renewalMonths = renewal;
    contract.renewal = Contract::Renewal::Tacit;
    return contract;
}

SeatCounts workedExample()
{
    SeatCounts counts;
    counts.purchased = 100;
    counts.byClass = {4, 1, 3, 17, 9, 48, 6};
    return counts;
}

} // namespace

/// The vectors of F1-F7 that the product is held to.
class TestFormulas : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cancellationDeadline()
    {
        Contract contract = tacit("2024-08-28", 12, 12);
        contract.noticeMonths = 2;
        RenewalDates dates = renewalDates(contract, day("2026-02-11"), {});
        QCOMPARE(dates.termEnd, day("2026-08-28"));
        QCOMPARE(dates.deadlineDay, day("2026-06-28"));
        QCOMPARE(dates.deadline, day("2026-06-26"));

        contract = tacit("2020-08-01", 36, 12);
        contract.noticeMonths = 3;
        dates = renewalDates(contract, day("2023-10-31"), {});
        QCOMPARE(dates.termEnd, day("2024-08-01"));
        QCOMPARE(dates.deadlineDay, day("2024-05-01"));
        QCOMPARE(dates.deadline, day("2024-05-01"));

        contract = tacit("2025-12-31", 12, 0);
        contract.renewal = Contract::Renewal::Express;
        contract.noticeDays = 90;
        dates = renewalDates(contract, day("2026-01-01"), {});
        QCOMPARE(dates.termEnd, day("2026-12-31"));
        QCOMPARE(dates.deadlineDay, day("2026-10-02"));
        QCOMPARE(dates.deadline, day("2026-10-02"));

        contract = tacit("2024-02-29", 12, 12);
        contract.noticeMonths = 1;
        dates = renewalDates(contract, day("2027-06-01"), {});
        QCOMPARE(dates.termEnd, day("2028-02-29"));
        QCOMPARE(dates.deadlineDay, day("2028-01-29"));
        QCOMPARE(dates.deadline, day("2028-01-28"));

        dates = renewalDates(tacit("2026-01-31", 1, 1), day("2026-03-10"), {});
        QCOMPARE(dates.termEnd, day("2026-03-31"));
        QVERIFY(dates.noticeUnknown);
    }
    void holidaysAndPostMoveTheDeadline()
    {
        Contract contract = tacit("2024-08-28", 12, 12);
        contract.noticeMonths = 2;
        contract.postalDays = 3;
        const WorkCalendar calendar{{day("2026-06-26")}};
        QCOMPARE(renewalDates(contract, day("2026-02-11"), calendar).deadline, day("2026-06-22"));
    }
    void decisionDay()
    {
        Contract contract = tacit("2024-08-28", 12, 12);
        contract.noticeMonths = 2;
        QCOMPARE(renewalDates(contract, day("2026-02-11"), {}).decideBy, day("2026-05-27"));
        const auto euro = [](qint64 cents) { return qm::base::Money{cents, *qm::base::Currency::fromCode(u"EUR")}; };
        const auto decideBy = [&](std::optional<qm::base::Money> setValue) { return renewalDates(contract, Reckoning(day("2026-02-11"), setValue), {}).decideBy; };
        QCOMPARE(decideBy(euro(2'000'000)), day("2026-04-27")); // what it costs is not known
        contract.annualValue = euro(2'000'000);
        QCOMPARE(decideBy({}), day("2026-05-27"));
        QCOMPARE(decideBy(euro(2'000'000)), day("2026-05-27")); // not above it
        QCOMPARE(decideBy(euro(1'999'999)), day("2026-04-27"));
        QCOMPARE(decideBy(qm::base::Money{9'999'999, *qm::base::Currency::fromCode(u"USD")}), day("2026-04-27")); // can't be compared
    }
    void neverRenewingHasNoDeadline()
    {
        Contract contract = tacit("2026-01-01", 12, 0);
        contract.renewal = Contract::Renewal::Never;
        const RenewalDates dates = renewalDates(contract, day("2026-02-01"), {});
        QCOMPARE(dates.termEnd, day("2027-01-01"));
        QVERIFY(!dates.deadline.isValid());
    }
    void absurdTermsEnd()
    {
        Contract contract = tacit("2024-01-31", 1, 1);
        contract.initialMonths = 4'000'000'000;
        QVERIFY(!renewalDates(contract, day("2026-02-01"), {}).termEnd.isValid());
        contract.initialMonths = 1;
        QVERIFY(renewalDates(contract, day("7999-02-01"), {}).termEnd.isValid());
    }
    void termEndNeverDrifts()
    {
        QVERIFY(rc::check("every boundary is start + n months, the first not before the day", [] {
            const QDate start = QDate(2015, 1, 1).addDays(*rc::gen::inRange(0, 3000));
            Contract contract = tacit("2020-01-01", *rc::gen::inRange(1, 40), *rc::gen::inRange(1, 40));
            contract.start = start;
            const QDate today = start.addDays(*rc::gen::inRange(0, 5000));
            const QDate end = renewalDates(contract, today, {}).termEnd;
            RC_ASSERT(end >= today);
            bool isBoundary = false;
            for (int k = 0; k < 400 && !isBoundary; ++k)
                isBoundary = start.addMonths(int(*contract.initialMonths + k * *contract.renewalMonths)) == end;
            RC_ASSERT(isBoundary);
        }));
    }
    void seatClassesSumUp()
    {
        const SeatCounts counts = workedExample();
        QCOMPARE(counts.assigned(), 88);
        QCOMPARE(counts.spare(), 12);
        QCOMPARE(counts.over(), 0);
        QCOMPARE(counts.wasted(), 37);
    }
    void grossAndRealisable()
    {
        const Exact gross = grossWaste(workedExample(), {Exact(24000), Exact(9600)});
        QCOMPARE(gross.rounded(), std::optional<qint64>(1017600));
        SavingGate monthly;
        monthly.monthlyOrTrueDown = true;
        monthly.monthsLeftInYear = 5;
        QCOMPARE(realisable(gross, monthly, day("2026-11-23")).thisYear.rounded(), std::optional<qint64>(424000));
        SavingGate late;
        late.deadline = day("2026-11-20");
        late.monthsLeftInYear = 5;
        const RealisableSaving saving = realisable(gross, late, day("2026-11-23"));
        QCOMPARE(saving.thisYear.rounded(), std::optional<qint64>(0));
        QCOMPARE(saving.nextTerm.rounded(), std::optional<qint64>(1017600));
    }
    void firstClassThatFits()
    {
        const QDate today = day("2026-11-23");
        SeatFacts seat;
        seat.usageKnown = true;
        seat.assigned = today.addDays(-100);
        seat.lastUse = today;
        seat.activePercent = 10;
        QCOMPARE(classify(seat, today, {}), SeatClass::Active);
        seat.cheaperTier = true;
        QCOMPARE(classify(seat, today, {}), SeatClass::Underused);
        seat.lastUse = today.addDays(-60);
        QCOMPARE(classify(seat, today, {}), SeatClass::Unused);
        seat.lastUse = {};
        QCOMPARE(classify(seat, today, {}), SeatClass::NeverUsed);
        seat.assigned = today.addDays(-14);
        QCOMPARE(classify(seat, today, {}), SeatClass::Active);
        seat.usageKnown = false;
        QCOMPARE(classify(seat, today, {}), SeatClass::Unknown);
        seat.suspended = true;
        QCOMPARE(classify(seat, today, {}), SeatClass::Suspended);
        seat.holderEmployed = false;
        QCOMPARE(classify(seat, today, {}), SeatClass::Leaver);
    }
    void invariantsHold()
    {
        QVERIFY(rc::check("classes sum to A; A + spare - over = P", [] {
            std::vector<SeatFacts> seats(static_cast<std::size_t>(*rc::gen::inRange(0, 60)));
            const QDate today(2026, 11, 23);
            for (SeatFacts& seat : seats) {
                seat.holderEmployed = *rc::gen::arbitrary<bool>();
                seat.suspended = *rc::gen::arbitrary<bool>();
                seat.usageKnown = *rc::gen::arbitrary<bool>();
                seat.assigned = today.addDays(-*rc::gen::inRange(0, 200));
                seat.lastUse = *rc::gen::arbitrary<bool>() ? today.addDays(-*rc::gen::inRange(0, 200)) : QDate();
            }
            const int purchased = *rc::gen::inRange(0, 80);
            const SeatCounts counts = countSeats(seats, purchased, today, {});
            RC_ASSERT(counts.assigned() == int(seats.size()));
            RC_ASSERT(counts.assigned() + counts.spare() - counts.over() == purchased);
        }));
    }
    void rightSizeAddsTheBuffer()
    {
        RightSize plan;
        plan.plannedJoiners = 5;
        plan.plannedLeavers = 3;
        plan.bufferPercent = 10;
        QCOMPARE(rightSize(workedExample(), plan), 62); // (48 + 6 + 5 - 3) x 1.1 = 61.6
    }
};

QTEST_APPLESS_MAIN(TestFormulas)
#include "test_formulas.moc"
