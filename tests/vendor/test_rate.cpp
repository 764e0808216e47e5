#include "core/vendor/rate.h"

#include <QTest>

#include <rapidcheck.h>

using namespace qm::vendor;

namespace {

BudgetRule budget(qint64 count, qint64 seconds, const char* match = "")
{
    BudgetRule rule;
    rule.match = QRegularExpression(QString::fromLatin1(match));
    rule.count = count;
    rule.seconds = seconds;
    return rule;
}

const QString kGet = QStringLiteral("GET /users");
const QString kPost = QStringLiteral("POST /users");

} // namespace

/// Budgets, the vendor's own word on them, and the rest for a dead one.
class TestRate : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void neverMoreThanTheBudgetInAnySpan()
    {
        const bool holds = rc::check("sliding budget", [] {
            const auto count = *rc::gen::inRange(1, 8);
            const auto seconds = *rc::gen::inRange(1, 5);
            const auto gaps = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 900));
            RateRule rule;
            rule.budgets = {budget(count, seconds)};
            Pacer pacer(rule);
            std::vector<qint64> left;
            qint64 now = 1'000'000;
            for (const int gap : gaps) {
                now += gap;
                now += pacer.waitMs(kGet, now);
                RC_ASSERT(pacer.waitMs(kGet, now) == 0);
                pacer.note(kGet, now);
                left.push_back(now);
            }
            for (std::size_t i = 0; i + static_cast<std::size_t>(count) < left.size(); ++i)
                RC_ASSERT(left[i + static_cast<std::size_t>(count)] - left[i] >= seconds * 1000);
        });
        QVERIFY(holds);
    }

    void eachBudgetLooksAtItsOwnCalls()
    {
        RateRule rule;
        rule.budgets = {budget(1, 10, "^POST "), budget(3, 10)};
        Pacer pacer(rule);
        pacer.note(kPost, 0);
        QCOMPARE(pacer.waitMs(kPost, 1000), 9000);
        QCOMPARE(pacer.waitMs(kGet, 1000), 0);
    }

    void dearCallsCountForMore()
    {
        RateRule rule;
        rule.budgets = {budget(10, 60)};
        rule.budgets[0].costs.emplace_back(QRegularExpression(QStringLiteral("^POST")), 5);
        rule.budgets[0].otherCost = 1;
        Pacer pacer(rule);
        pacer.note(kPost, 0);
        pacer.note(kGet, 0);
        QCOMPARE(pacer.waitMs(kPost, 30'000), 30'000);
        QCOMPARE(pacer.waitMs(kGet, 30'000), 0);
    }

    void theVendorsOwnCountPauses()
    {
        RateRule rule;
        rule.pace = {"x-remaining", "x-reset", WaitUnit::Auto, 2};
        Pacer pacer(rule);
        const QDateTime now = QDateTime::fromSecsSinceEpoch(1'790'000'000, Qt::UTC);
        pacer.learn({200, {{"x-remaining", "3"}, {"x-reset", "1790000060"}}, {}}, now);
        QCOMPARE(pacer.waitMs(kGet, now.toMSecsSinceEpoch()), 0);
        pacer.learn({200, {{"x-remaining", "2"}, {"x-reset", "1790000060"}}, {}}, now);
        QCOMPARE(pacer.waitMs(kGet, now.toMSecsSinceEpoch()), 60'000);
        pacer.learn({200, {{"x-remaining", "nonsense"}}, {}}, now);
        QCOMPARE(pacer.waitMs(kGet, now.toMSecsSinceEpoch()), 60'000);
    }

    void aDistantResetIsBounded()
    {
        RateRule rule;
        rule.pace = {"x-remaining", "x-reset", WaitUnit::EpochSeconds, 0};
        Pacer pacer(rule);
        const QDateTime now = QDateTime::fromSecsSinceEpoch(1'790'000'000, Qt::UTC);
        pacer.learn({200, {{"x-remaining", "0"}, {"x-reset", "9999999999"}}, {}}, now);
        QCOMPARE(pacer.waitMs(kGet, now.toMSecsSinceEpoch()), 15 * 60 * 1000);
    }

    void aDeadVendorIsGivenRestAndTriedAgain()
    {
        Breaker breaker;
        for (int i = 0; i < 4; ++i)
            breaker.failure(1000);
        QVERIFY(!breaker.isOpen(1000));
        breaker.failure(1000);
        QVERIFY(breaker.isOpen(1000));
        QVERIFY(!breaker.isOpen(breaker.openUntilMs()));
        const qint64 first = breaker.openUntilMs();
        breaker.failure(first);
        QVERIFY(breaker.openUntilMs() - first > first - 1000);
        breaker.success();
        QVERIFY(!breaker.isOpen(first));
    }
};

QTEST_GUILESS_MAIN(TestRate)
#include "test_rate.moc"
