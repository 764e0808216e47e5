#include "core/exchange/cells.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

using namespace qm::exchange;
using namespace qm::model;

namespace {

QString read(Kind kind, const QString& cell, const CellForm& form)
{
    Field field;
    field.kind = kind;
    const auto value = readCell(field, cell, form);
    return value ? toText(*value) : qm::base::codeName(value.error().code);
}

CellForm euro(DecimalSign sign)
{
    return {DateOrder::Ask, sign, *qm::base::Currency::fromCode(u"EUR")};
}

std::vector<QStringView> views(const QStringList& cells)
{
    return {cells.begin(), cells.end()};
}

} // namespace

class TestCells : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void amounts_data()
    {
        QTest::addColumn<QString>("cell");
        QTest::addColumn<int>("sign");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* cell, DecimalSign sign, const char* expected) {
            QTest::newRow(cell) << QString::fromUtf8(cell) << static_cast<int>(sign) << QString::fromLatin1(expected);
        };
        row("$12.58", DecimalSign::Dot, "12.58 USD");
        row("2266.13", DecimalSign::Dot, "2266.13 EUR");
        row("€2.149,00", DecimalSign::Comma, "2149.00 EUR");
        row("1,234.50", DecimalSign::Dot, "1234.50 EUR");
        row("1.489", DecimalSign::Ask, "Ambiguous");
        row("1.489", DecimalSign::Comma, "1489.00 EUR");
        row("1.489", DecimalSign::Dot, "Invalid"); // the euro has no third decimal
        row("(12.00)", DecimalSign::Dot, "-12.00 EUR");
        row("12 CHF", DecimalSign::Dot, "12.00 CHF");
        row("twelve", DecimalSign::Dot, "Invalid");
        row("12.00 per month", DecimalSign::Dot, "Invalid");
        row("12,50", DecimalSign::Dot, "Ambiguous"); // it proves a comma where the column has dots
        row("12.50", DecimalSign::Comma, "Ambiguous");
        row("1.234.567", DecimalSign::Dot, "Ambiguous");
        row("5-10", DecimalSign::Dot, "Invalid");
        row("12 (3)", DecimalSign::Dot, "Invalid");
        row("12 50", DecimalSign::Dot, "Invalid");
        row("1 234.50", DecimalSign::Dot, "1234.50 EUR");
        row("1'234'567.50", DecimalSign::Dot, "1234567.50 EUR");
        row("-12.00", DecimalSign::Dot, "-12.00 EUR");
        row("12.00-", DecimalSign::Dot, "-12.00 EUR");
        row("-$12", DecimalSign::Dot, "-12.00 USD");
        row("$-12", DecimalSign::Dot, "-12.00 USD");
        row("CHF -12.00", DecimalSign::Dot, "-12.00 CHF");
        row("--12", DecimalSign::Dot, "Invalid");
        row("12 net", DecimalSign::Dot, "Invalid");
        row("12 pcs", DecimalSign::Dot, "Invalid");
        row("usd 12", DecimalSign::Dot, "12.00 USD");
        row("$12 CAD", DecimalSign::Dot, "12.00 CAD");
        row("EUR 12 USD", DecimalSign::Dot, "Invalid");
        row("$ 12 EUR", DecimalSign::Dot, "Invalid"); // two things
        row("$ 12 €", DecimalSign::Dot, "Invalid");
        row("US$ 12", DecimalSign::Dot, "Invalid"); // "US" is no currency
        row("$ 12 CAD", DecimalSign::Dot, "12.00 CAD");
        row("-", DecimalSign::Dot, "Invalid");
        row("$", DecimalSign::Dot, "Invalid");
    }
    void amounts()
    {
        QFETCH(QString, cell);
        QFETCH(int, sign);
        QFETCH(QString, expected);
        QCOMPARE(read(Kind::Money, cell, euro(static_cast<DecimalSign>(sign))), expected);
    }
    void aSymbolIsTheExpectedCurrencyOfItsFamily()
    {
        const auto inCurrency = [](const char* cell, const char* code) {
            return read(Kind::Money, QString::fromUtf8(cell), {DateOrder::Ask, DecimalSign::Dot, *qm::base::Currency::fromCode(QString::fromLatin1(code))});
        };
        QCOMPARE(inCurrency("$12.50", "CAD"), QStringLiteral("12.50 CAD"));
        QCOMPARE(inCurrency("$12.50", "AUD"), QStringLiteral("12.50 AUD"));
        QCOMPARE(inCurrency("$12.50", "EUR"), QStringLiteral("12.50 USD"));
        QCOMPARE(inCurrency("¥12.50", "CNY"), QStringLiteral("12.50 CNY"));
        QCOMPARE(inCurrency("¥12", "EUR"), QStringLiteral("12 JPY"));
        QCOMPARE(inCurrency("€12.50", "USD"), QStringLiteral("12.50 EUR"));
    }
    void dates_data()
    {
        QTest::addColumn<QString>("cell");
        QTest::addColumn<int>("order");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* cell, DateOrder order, const char* expected) {
            QTest::addRow("%s %d", cell, static_cast<int>(order)) << QString::fromLatin1(cell) << static_cast<int>(order) << QString::fromLatin1(expected);
        };
        row("1/23/23", DateOrder::MonthFirst, "2023-01-23");
        row("03/04/2023", DateOrder::DayFirst, "2023-04-03");
        row("03/04/2023", DateOrder::MonthFirst, "2023-03-04");
        row("03/04/2023", DateOrder::Ask, "Ambiguous");
        row("04/04/2023", DateOrder::Ask, "2023-04-04");
        row("2023-04-03", DateOrder::Ask, "2023-04-03");
        row("3.4.99", DateOrder::DayFirst, "1999-04-03");
        row("31/02/2024", DateOrder::DayFirst, "Invalid");
        row("2023-04-03 12:30", DateOrder::YearFirst, "2023-04-03");
        row("soon", DateOrder::DayFirst, "Invalid");
    }
    void dates()
    {
        QFETCH(QString, cell);
        QFETCH(int, order);
        QFETCH(QString, expected);
        CellForm form;
        form.dates = static_cast<DateOrder>(order);
        QCOMPARE(read(Kind::Date, cell, form), expected);
    }
    /// The form of a date as one expression says it, against the reader on a hundred thousand cells.
    void datesAreWhatTheirFormSays()
    {
        const QRegularExpression form(QStringLiteral("^(\\d{1,4})[-/.](\\d{1,2})[-/.](\\d{1,4})(?:[ T].*)?$"));
        const QString alphabet = QString::fromUtf8("0012399-/.-/. T\n\rx\u0663");
        QRandomGenerator random(1);
        for (int i = 0; i < 100'000; ++i) {
            QString cell;
            for (int left = random.bounded(14); left > 0; --left)
                cell.append(alphabet[random.bounded(static_cast<int>(alphabet.size()))]);
            const auto match = form.match(cell.trimmed());
            const bool yearFirst = match.capturedLength(1) == 4;
            const int year = match.captured(yearFirst ? 1 : 3).toInt();
            const int full = yearFirst || year >= 100 ? year : year < 70 ? 2000 + year : 1900 + year;
            const QDate expected(full, match.captured(2).toInt(), match.captured(yearFirst ? 3 : 1).toInt());
            CellForm dayFirst;
            dayFirst.dates = DateOrder::DayFirst;
            QCOMPARE(read(Kind::Date, cell, dayFirst), match.hasMatch() && expected.isValid() ? expected.toString(Qt::ISODate) : QStringLiteral("Invalid"));
        }
    }
    void oneCellDecidesForTheColumn()
    {
        QCOMPARE(dateOrderOf(views({QStringLiteral("03/04/2023"), QStringLiteral("14/09/2023")})), DateOrder::DayFirst);
        QCOMPARE(dateOrderOf(views({QStringLiteral("03/04/2023"), QStringLiteral("09/14/2023")})), DateOrder::MonthFirst);
        QCOMPARE(dateOrderOf(views({QStringLiteral("03/04/2023")})), DateOrder::Ask);
        QCOMPARE(dateOrderOf(views({QStringLiteral("2023-04-03")})), DateOrder::YearFirst);
        QCOMPARE(decimalSignOf(views({QStringLiteral("1.489"), QStringLiteral("2.149,00")})), DecimalSign::Comma);
        QCOMPARE(decimalSignOf(views({QStringLiteral("1.489"), QStringLiteral("979")})), DecimalSign::Ask);
        QCOMPARE(decimalSignOf(views({QStringLiteral("12"), QStringLiteral("13")})), DecimalSign::Dot);
    }
};

QTEST_APPLESS_MAIN(TestCells)
#include "test_cells.moc"
