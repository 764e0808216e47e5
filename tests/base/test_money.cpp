#include "core/base/money.h"

#include <QTest>

#include <rapidcheck.h>

using namespace qm::base;

class TestMoney : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsAndWrites_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("ok");
        QTest::addColumn<qint64>("minor");
        QTest::addColumn<QString>("written");
        QTest::newRow("euro") << "1234.56 EUR" << true << qint64(123456) << "1234.56 EUR";
        QTest::newRow("code first") << "eur 12.5" << true << qint64(1250) << "12.50 EUR";
        QTest::newRow("yen has no decimals") << "-3 JPY" << true << qint64(-3) << "-3 JPY";
        QTest::newRow("dinar has three") << "0.005 KWD" << true << qint64(5) << "0.005 KWD";
        QTest::newRow("typographic minus") << QString(QChar(0x2212)) + QStringLiteral("1.00 USD") << true << qint64(-100) << "-1.00 USD";
        QTest::newRow("too many decimals") << "1.234 EUR" << false << qint64(0) << "";
        QTest::newRow("yen with decimals") << "1.5 JPY" << false << qint64(0) << "";
        QTest::newRow("no currency") << "12.00" << false << qint64(0) << "";
        QTest::newRow("words") << "twelve EUR" << false << qint64(0) << "";
        QTest::newRow("too large") << "99999999999999999999 EUR" << false << qint64(0) << "";
        QTest::newRow("grouping is not guessed") << "1,234.00 EUR" << false << qint64(0) << "";
    }
    void readsAndWrites()
    {
        QFETCH(QString, text);
        QFETCH(bool, ok);
        QFETCH(qint64, minor);
        QFETCH(QString, written);
        const auto money = Money::fromText(text);
        QCOMPARE(money.has_value(), ok);
        if (ok) {
            QCOMPARE(money->minor, minor);
            QCOMPARE(money->toText(), written);
        }
    }
    void roundsHalfToEven()
    {
        QCOMPARE(Exact(5, 2).rounded(), std::optional<qint64>(2));
        QCOMPARE(Exact(7, 2).rounded(), std::optional<qint64>(4));
        QCOMPARE(Exact(-5, 2).rounded(), std::optional<qint64>(-2));
        QCOMPARE(Exact(-7, 2).rounded(), std::optional<qint64>(-4));
        QCOMPARE(Exact(1, 3).rounded(), std::optional<qint64>(0));
        QCOMPARE(Exact(-2, 3).rounded(), std::optional<qint64>(-1));
    }
    void overflowIsSeen()
    {
        const Exact huge(std::numeric_limits<qint64>::max());
        QVERIFY(!(huge + huge).isValid());
        QVERIFY(!(huge * huge).rounded().has_value());
        QVERIFY(!(Exact(1) / Exact(0)).isValid());
        QVERIFY((huge * Exact(2, 2)).isValid());
    }
    void textRoundTrips()
    {
        QVERIFY(rc::check("money text round trip", [] {
            const auto minor = *rc::gen::inRange<qint64>(-1'000'000'000'000, 1'000'000'000'000);
            const auto code = *rc::gen::elementOf(std::vector<QString>{QStringLiteral("EUR"), QStringLiteral("JPY"), QStringLiteral("KWD")});
            const Money money{minor, *Currency::fromCode(code)};
            const auto back = Money::fromText(money.toText());
            RC_ASSERT(back.has_value());
            RC_ASSERT(*back == money);
        }));
    }
    void sumsDoNotDependOnOrder()
    {
        QVERIFY(rc::check("exact sums are associative", [] {
            const auto part = [] { return Exact(*rc::gen::inRange<qint64>(-100000, 100000), *rc::gen::elementOf(std::vector<qint64>{1, 3, 12, 24, 36, 10000})); };
            const Exact a = part(), b = part(), c = part();
            RC_ASSERT((a + b) + c == a + (b + c));
            RC_ASSERT(a - a == Exact(0));
        }));
    }
};

QTEST_APPLESS_MAIN(TestMoney)
#include "test_money.moc"
