#include "core/vendor/retry.h"

#include <QTest>

#include <limits>

using namespace qm::vendor;

/// How long to wait, from what vendors say about it.
class TestRetry : public QObject
{
    Q_OBJECT

    const QDateTime m_now = QDateTime(QDate(2026, 1, 1), QTime(12, 0), Qt::UTC);

private Q_SLOTS:
    void readsHeaders_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("milliseconds"); // -1: can't be read
        QTest::newRow("seconds") << QByteArrayLiteral(" 3 ") << qint64(3000);
        QTest::newRow("parts of a second") << QByteArrayLiteral("0.25") << qint64(250);
        QTest::newRow("instant") << QByteArray::number(m_now.toSecsSinceEpoch() + 9) << qint64(9000);
        QTest::newRow("instant in ms") << QByteArray::number(m_now.toMSecsSinceEpoch() + 9) << qint64(9);
        QTest::newRow("past instant") << QByteArray::number(m_now.toSecsSinceEpoch() - 9) << qint64(0);
        QTest::newRow("date") << QByteArrayLiteral("Thu, 01 Jan 2026 12:00:05 GMT") << qint64(5000);
        QTest::newRow("past date") << QByteArrayLiteral("Thu, 01 Jan 2026 11:00:05 GMT") << qint64(0);
        for (const char* bad : {"", "soon", "-1", "nan", "inf", "1e999", "Thu, 99 Jan 2026 12:00:05 GMT"})
            QTest::addRow("bad \"%s\"", bad) << QByteArray(bad) << qint64(-1);
    }
    void readsHeaders()
    {
        QFETCH(QByteArray, text);
        QFETCH(qint64, milliseconds);
        QCOMPARE(waitFromHeader(text, WaitUnit::Auto, m_now).value_or(-1), milliseconds);
    }
    void hugeNumbersStayNumbers()
    {
        QVERIFY(waitFromHeader("9e30", WaitUnit::Seconds, m_now).value_or(-1) > 0);
    }
    void theFirstRuleThatFitsDecides()
    {
        RetryPolicy policy;
        policy.limits = {{{403, 429},
                          {},
                          {{"x-ratelimit-remaining", "0"}},
                          {},
                          "x-ratelimit-reset",
                          WaitUnit::EpochSeconds,
                          0,
                          1},
                         {{403}, {}, {}, QStringLiteral("secondary"), {}, WaitUnit::Auto, 60, 2}};
        ReplyView reply{403,
                        {{"x-ratelimit-remaining", "0"},
                         {"x-ratelimit-reset", QByteArray::number(m_now.toSecsSinceEpoch() + 7)}},
                        {}};
        QCOMPARE(limitedWait(reply, policy, 1, m_now).value_or(-1), 7000);
        reply = {403, {}, "a SECONDARY rate limit"};
        QCOMPARE(limitedWait(reply, policy, 3, m_now).value_or(-1), 240'000);
        reply = {403, {}, "no"};
        QVERIFY(!limitedWait(reply, policy, 1, m_now));
        QCOMPARE(limitedWait({429, {}, {}}, policy, 1, m_now).value_or(-1), 0);
        QVERIFY(!limitedWait({503, {}, {}}, policy, 1, m_now));
        QVERIFY(!limitedWait({200, {{"retry-after", "5"}}, {}}, policy, 1, m_now));
    }
    void backoffDoublesWithinItsCap()
    {
        RetryPolicy policy;
        policy.firstWaitMs = 100;
        policy.longestWaitMs = 300;
        QCOMPARE(backoff(policy, 1, 0), 50);
        QCOMPARE(backoff(policy, 2, 0.5), 150);
        QCOMPARE(backoff(policy, 50, 1), 300);
    }
};

QTEST_APPLESS_MAIN(TestRetry)
#include "test_retry.moc"
