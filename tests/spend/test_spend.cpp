#include "core/model/company.h"
#include "core/model/money_records.h"
#include "core/model/people.h"
#include "core/model/software.h"
#include "core/spend/run_rate.h"
#include "core/spend/seats.h"

#include <QSet>
#include <QTest>

using namespace qm;
using base::Exact;
using base::Id;
using model::Entity;
using model::Record;

namespace {

const QDate today(2026, 11, 23);

base::Currency code(const char* text)
{
    return *base::Currency::fromCode(QString::fromLatin1(text));
}

/// Collects records of a small ledger and hands them out as a snapshot.
class Ledger
{
public:
    Ledger()
    {
        model::Company company;
        company.name = QStringLiteral("Fernhill");
        company.baseCurrency = QStringLiteral("EUR");
        put(model::recordOf(company));
        addRate("USD", QDate(2025, 1, 31), "0.95");
        addRate("USD", QDate(2026, 10, 31), "0.90");
    }
    void addRate(const char* currency, QDate date, const char* rate)
    {
        put(model::recordOf(model::ExchangeRate{QString::fromLatin1(currency) + date.toString(Qt::ISODate), QString::fromLatin1(currency), date, QString::fromLatin1(rate)}));
    }
    Id put(Record record)
    {
        record.id = Id{++m_last};
        m_records[static_cast<int>(record.entity)].push_back(record);
        return record.id;
    }
    Id addApp(const char* category)
    {
        model::App app;
        app.name = QString::fromLatin1(category) + QString::number(m_last);
        app.category = QString::fromLatin1(category);
        return put(model::recordOf(app));
    }
    model::LicenceLine line(Id app, base::Money price, qint64 quantity) const
    {
        model::LicenceLine line;
        line.name = QStringLiteral("line");
        line.app = app;
        line.unitPrice = price;
        line.quantity = quantity;
        line.start = QDate(2025, 2, 1);
        return line;
    }
    model::Snapshot snapshot() const
    {
        model::Snapshot snapshot(today);
        for (auto it = m_records.begin(); it != m_records.end(); ++it)
            snapshot.add(static_cast<Entity>(it.key()), it.value());
        return snapshot;
    }

private:
    QHash<int, std::vector<Record>> m_records;
    qint64 m_last = 0;
};

Record actual(qint64 id, const char* date, qint64 minor, const char* file)
{
    model::InvoiceLine line;
    line.name = QString::number(id);
    line.date = QDate::fromString(QString::fromLatin1(date), Qt::ISODate);
    line.amount = base::Money{minor, code("EUR")};
    line.app = Id{1};
    line.fileHash = QString::fromLatin1(file);
    return model::recordOf(line, Id{id});
}

} // namespace

class TestSpend : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyCadenceIsBroughtToAMonth()
    {
        Ledger ledger;
        const Id app = ledger.addApp("Sales");
        ledger.put(model::recordOf(ledger.line(app, {1000, code("EUR")}, 3))); // 30.00 a month
        auto yearly = ledger.line(app, {10000, code("EUR")}, 1);
        yearly.cadence = model::LicenceLine::Cadence::Yearly; // 8.333... a month
        ledger.put(model::recordOf(yearly));
        auto base = ledger.line(app, {500, code("EUR")}, 10);
        base.included = 4;
        base.baseFee = base::Money{2000, code("EUR")}; // 20 + 6 x 5 = 50.00 a month
        ledger.put(model::recordOf(base));
        const spend::SpendReport report = spend::planSpend(ledger.snapshot());
        QCOMPARE(report.now().total, Exact(3000) + Exact(10000, 12) + Exact(5000));
        QCOMPARE(report.money(report.now().total)->toText(), QStringLiteral("88.33 EUR"));
        QCOMPARE(report.money(report.now().total * Exact(12))->toText(), QStringLiteral("1060.00 EUR"));
    }
    void commitmentsAtTheSigningRateForecastsAtTheLatest()
    {
        Ledger ledger;
        ledger.put(model::recordOf(ledger.line(ledger.addApp("Sales"), {10000, code("USD")}, 1)));
        const spend::SpendReport report = spend::planSpend(ledger.snapshot());
        QCOMPARE(report.money(report.now().total)->toText(), QStringLiteral("95.00 EUR"));
        QCOMPARE(report.money(report.months.back().total)->toText(), QStringLiteral("90.00 EUR"));
        QCOMPARE(report.ratesAsOf, QDate(2026, 10, 31));
        QCOMPARE(report.months.size(), std::size_t(37));
    }
    void aCurrencyWithoutRateIsLeftOutAndSaid()
    {
        Ledger ledger;
        ledger.put(model::recordOf(ledger.line(ledger.addApp("Sales"), {10000, code("CHF")}, 1)));
        const spend::SpendReport report = spend::planSpend(ledger.snapshot());
        QCOMPARE(report.linesWithoutRate, 1);
        QCOMPARE(report.now().total, Exact(0));
    }
    void yenHasNoCents()
    {
        Ledger ledger;
        ledger.addRate("JPY", QDate(2025, 1, 31), "0.006");
        ledger.put(model::recordOf(ledger.line(ledger.addApp("Sales"), {10000, code("JPY")}, 1)));
        const spend::SpendReport report = spend::planSpend(ledger.snapshot());
        QCOMPARE(report.money(report.now().total)->toText(), QStringLiteral("60.00 EUR"));
    }
    void partsAddUpToTheTotal()
    {
        Ledger ledger;
        for (const char* category : {"a", "b", "c", "d", "e", "f", "g", "h"})
            ledger.put(model::recordOf(ledger.line(ledger.addApp(category), {1234, code("EUR")}, 7)));
        const spend::SpendReport report = spend::planSpend(ledger.snapshot());
        QCOMPARE(report.categories.size(), 7);
        QVERIFY(report.categories.back().isEmpty());
        for (const spend::MonthRate& month : report.months) {
            Exact sum(0);
            for (const Exact& part : month.byCategory)
                sum += part;
            QCOMPARE(sum, month.total);
        }
    }
    void barsOpenTheirLines()
    {
        Ledger ledger;
        const Id app = ledger.addApp("Sales");
        auto ended = ledger.line(app, {100, code("EUR")}, 1);
        ended.end = QDate(2026, 6, 1);
        ledger.put(model::recordOf(ended));
        ledger.put(model::recordOf(ledger.line(app, {100, code("EUR")}, 1)));
        const model::Snapshot snapshot = ledger.snapshot();
        const spend::SpendReport report = spend::planSpend(snapshot);
        const auto count = [&](QDate month) {
            const model::Filter filter = spend::linesUnder(report, QStringLiteral("Sales"), month);
            const auto& lines = snapshot.all(Entity::LicenceLine);
            return std::count_if(lines.begin(), lines.end(), [&](const Record& record) { return model::fits(filter, record, today, snapshot.lookup()); });
        };
        QCOMPARE(count(QDate(2026, 5, 1)), 2);
        QCOMPARE(count(QDate(2026, 6, 1)), 1);
        QCOMPARE(count(QDate(2024, 12, 1)), 0);
    }
    void sameLineInAnotherFileIsARepeat()
    {
        const std::vector<Record> lines = {actual(1, "2026-10-01", 100, "f1"), actual(2, "2026-10-01", 100, "f1"), actual(3, "2026-10-01", 100, "f2"),
                                           actual(4, "2026-10-01", 100, "f2"), actual(5, "2026-10-01", 100, "f2"), actual(6, "2026-10-02", 100, "f2")};
        QCOMPARE(spend::repeatedActuals(lines), (QSet<Id>{Id{3}, Id{4}})); // two in one file are real; a third in the other is new
    }
    void seatsAreCountedByLine()
    {
        Ledger ledger;
        auto line = ledger.line(ledger.addApp("Sales"), {2000, code("EUR")}, 5);
        line.trueDown = true;
        const Id licence = ledger.put(model::recordOf(line));
        model::Person gone;
        gone.name = QStringLiteral("Gone");
        gone.lastWorkingDay = today.addDays(-1);
        model::Seat seat;
        seat.licenceLine = licence;
        seat.name = QStringLiteral("s1");
        seat.person = ledger.put(model::recordOf(gone));
        ledger.put(model::recordOf(seat));
        seat.person = {};
        seat.name = QStringLiteral("s2");
        ledger.put(model::recordOf(seat)); // unknown: never waste
        const spend::SeatReport report = spend::planSeats(ledger.snapshot());
        QCOMPARE(report.total.of(model::SeatClass::Leaver), 1);
        QCOMPARE(report.total.of(model::SeatClass::Unknown), 1);
        QCOMPARE(report.total.spare(), 3);
        QCOMPARE(report.gross.rounded(), std::optional<qint64>(4 * 24000));
        QCOMPARE(report.thisYear.rounded(), std::optional<qint64>(4 * 2000)); // December is left of a calendar year
    }
};

QTEST_APPLESS_MAIN(TestSpend)
#include "test_spend.moc"
