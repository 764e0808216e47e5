#include "core/exchange/sample_software.h"

#include "core/model/money_records.h"

#include <QJsonArray>

namespace qm::exchange {
namespace {

using base::Id;
using model::App;
using model::Contract;
using model::LicenceLine;

/// Nine of 60 run from month to month.
bool isMonthly(int n)
{
    return n == 5 || n == 19 || n == 21 || n == 26 || n >= 55;
}

/// Dates and notice of the n-th contract: three have missed their last day, four are inside 30 days.
class ContractTerms
{
public:
    ContractTerms(SampleDice& dice, QDate today)
        : m_dice(dice)
        , m_today(today)
    {}

    Contract next()
    {
        const int n = m_count++;
        Contract contract;
        contract.noticeDays = n % 10 < 5 ? 30 : n % 10 < 8 ? 60 : 90;
        contract.paymentTerms = QStringLiteral("30 days");
        contract.lastRiseTenths = m_dice.percent(70) ? m_dice.between(0, 90) : 0;
        if (isMonthly(n)) {
            monthly(contract);
            return contract;
        }
        const int months = n % 10 == 7 ? (n % 20 == 7 ? 24 : 36) : 12;
        contract.initialMonths = months;
        contract.renewal = n >= 42 ? Contract::Renewal::Express : Contract::Renewal::Tacit;
        contract.renewalMonths = contract.renewal == Contract::Renewal::Tacit ? std::optional<qint64>(months) : std::nullopt;
        const QDate end = deadlineOf(n).addDays(*contract.noticeDays);
        const bool isNew = n >= 22 && n < 26; // the AI tools came last
        const int terms = contract.renewal != Contract::Renewal::Tacit || isNew ? 1 : months == 12 ? m_dice.between(3, 5) : 2;
        // A term that begins on the 29th to 31st would be clamped in short months and move the deadline.
        contract.start = QDate(end.year(), end.month(), std::min(end.day(), 28)).addMonths(-months * terms);
        contract.signedOn = contract.start.addDays(-10);
        return contract;
    }

private:
    void monthly(Contract& contract)
    {
        contract.renewal = Contract::Renewal::Never;
        contract.noticeDays = std::nullopt;
        contract.start = m_today.addDays(-m_dice.between(200, 1300));
        contract.signedOn = contract.start;
    }

    QDate deadlineOf(int n)
    {
        static constexpr int missed[] = {-18, -12, -6};
        static constexpr int soon[] = {6, 11, 18, 27};
        if (n >= 8 && n < 11)
            return m_today.addDays(missed[n - 8]);
        if (n >= 12 && n < 16)
            return m_today.addDays(soon[n - 12]);
        return m_today.addDays(36 + (n * 29) % 235);
    }

    SampleDice& m_dice;
    QDate m_today;
    int m_count = 0;
};

base::Currency currencyOf(const QJsonValue& row)
{
    return *base::Currency::fromCode(row[QStringLiteral("currency")].toString(QStringLiteral("EUR")));
}

/// Makes apps, contracts and licence lines from the tables.
class Buying
{
public:
    Buying(SampleLedger& ledger, SampleDice& dice, const SampleStaff& staff)
        : m_ledger(ledger)
        , m_dice(dice)
        , m_staff(staff)
        , m_terms(dice, ledger.today())
    {}

    SampleSoftware run()
    {
        SampleSoftware software;
        const QJsonArray paid = sampleTables()[QStringLiteral("paid")].toArray();
        const QJsonArray services = sampleTables()[QStringLiteral("services")].toArray();
        for (const QJsonValue& row : paid)
            software.paid.push_back(paidApp(row));
        for (const QJsonValue& row : services)
            software.services.push_back(service(row.toString()));
        makeTail(software);
        return software;
    }

private:
    /// Somebody who has been there from the start, so that what they own can be as old.
    Id owner(int n) const { return m_staff.people[static_cast<std::size_t>(n % std::max(1, m_staff.current * 2 / 5))].id; }

    Id vendor(const QString& name)
    {
        model::Vendor vendor;
        vendor.name = name;
        vendor.portal = QStringLiteral("https://%1.example").arg(name.toLower().remove(u' '));
        return m_ledger.create(vendor, m_ledger.firstDay());
    }

    Contract contractFor(const QString& name, Id vendorId)
    {
        Contract contract = m_terms.next();
        contract.number = QStringLiteral("C-%1").arg(200 + ++m_contracts, 4, 10, QLatin1Char('0'));
        contract.name = name;
        contract.vendor = vendorId;
        contract.owner = m_contracts == 17 && m_staff.leavers() > 2 ? m_staff.leaver(1).id : owner(m_contracts * 5);
        return contract;
    }

    SampleApp paidApp(const QJsonValue& row)
    {
        SampleApp made;
        made.name = row[QStringLiteral("app")].toString();
        made.vendor = vendor(row[QStringLiteral("vendor")].toString());
        made.noUsage = row[QStringLiteral("noUsage")].toBool();
        App app;
        app.name = made.name;
        app.vendor = made.vendor;
        app.function = row[QStringLiteral("function")].toString();
        app.category = row[QStringLiteral("category")].toString() == u"Everything" ? QStringLiteral("Finance and people") : row[QStringLiteral("category")].toString();
        app.owner = owner(m_contracts * 3);
        app.deputy = m_dice.percent(60) ? owner(m_contracts * 3 + 7) : Id{};
        app.state = App::State::Approved;
        app.signIn = m_dice.percent(60) ? QStringLiteral("Gatehouse") : QStringLiteral("Password");
        app.isAi = row[QStringLiteral("ai")].toBool();
        app.reviewed = m_ledger.today().addDays(-m_dice.between(30, 500));
        app.found = m_ledger.firstDay();
        made.app = m_ledger.create(app, m_ledger.firstDay());
        makeLines(made, row);
        return made;
    }

    void makeLines(SampleApp& made, const QJsonValue& row)
    {
        const base::Currency currency = currencyOf(row);
        Contract contract = contractFor(made.name, made.vendor);
        made.contractMonths = contract.initialMonths ? 12 : 1;
        made.contractStart = contract.start;
        const int scale = std::max(1, m_staff.current);
        const int seats = std::max(1, scale * row[QStringLiteral("share")].toInt() / 100);
        // The table holds costs of 184 people in major units; a tenth more brings the whole to its yearly sum.
        made.yearlyMinor = row[QStringLiteral("cost")].toInteger() * 110 * scale / 184;
        const int bought = seats + std::max(1, seats * 7 / 100);
        LicenceLine line;
        line.app = made.app;
        line.vendor = made.vendor;
        line.tier = QStringLiteral("Business");
        line.cadence = made.contractMonths == 1 ? LicenceLine::Cadence::Monthly : LicenceLine::Cadence::Yearly;
        line.quantity = bought;
        line.unitPrice = base::Money{made.yearlyMinor / bought / (made.contractMonths == 1 ? 12 : 1), currency};
        if (row[QStringLiteral("cheaper")].toInt() > 0)
            line.cheaperPrice = base::Money{line.unitPrice->minor * row[QStringLiteral("cheaper")].toInt() / 100, currency};
        line.trueDown = made.contractMonths == 1;
        contract.annualValue = base::Money{line.unitPrice->minor * bought * (made.contractMonths == 1 ? 12 : 1), currency};
        made.contract = m_ledger.create(contract, contract.start);
        line.contract = made.contract;
        addHistory(made, line);
        made.terms = line;
    }

    /// The line of today and up to two earlier ones: fewer seats at a lower price.
    void addHistory(SampleApp& made, LicenceLine& line)
    {
        const QDate today = m_ledger.today();
        const QDate first = std::max(made.contractStart, today.addMonths(-36));
        QDate begin = today.addDays(-m_dice.between(20, 330));
        line.number = QStringLiteral("L-%1").arg(++m_lines, 4, 10, QLatin1Char('0'));
        line.name = made.name;
        line.start = std::max(begin, first);
        made.line = m_ledger.create(line, line.start);
        LicenceLine earlier = line;
        for (int back = 1; back <= 2 && earlier.start > first; ++back) {
            earlier.end = earlier.start;
            earlier.start = back == 2 ? first : std::max(first, earlier.end.addMonths(-12));
            earlier.quantity = std::max<qint64>(1, *earlier.quantity * m_dice.between(92, 98) / 100);
            earlier.unitPrice->minor = earlier.unitPrice->minor * m_dice.between(93, 100) / 100;
            if (made.name == u"Ledgerline" && back == 1) // the planted change of currency
                earlier.unitPrice = base::Money{earlier.unitPrice->minor * 86 / 100, *base::Currency::fromCode(u"GBP")};
            earlier.cheaperPrice.reset();
            earlier.number = QStringLiteral("L-%1").arg(++m_lines, 4, 10, QLatin1Char('0'));
            earlier.name = QStringLiteral("%1 until %2").arg(made.name, earlier.end.toString(QStringLiteral("MMM yyyy")));
            m_ledger.create(earlier, earlier.start);
        }
    }

    SampleApp service(const QString& name)
    {
        SampleApp made;
        made.name = name;
        made.vendor = vendor(name + QStringLiteral(" Ltd"));
        Contract contract = contractFor(name, made.vendor);
        made.contractStart = contract.start;
        made.contractMonths = contract.initialMonths ? 12 : 1;
        made.yearlyMinor = qint64(m_dice.between(600, 3600)) * 100 * m_staff.current / 184;
        const base::Currency currency = *base::Currency::fromCode(m_contracts % 6 == 0 ? u"GBP" : u"EUR");
        contract.annualValue = base::Money{made.yearlyMinor, currency};
        made.contract = m_ledger.create(contract, contract.start);
        LicenceLine line;
        line.number = QStringLiteral("L-%1").arg(++m_lines, 4, 10, QLatin1Char('0'));
        line.name = name;
        line.contract = made.contract;
        line.vendor = made.vendor;
        line.metric = LicenceLine::Metric::Site;
        line.cadence = made.contractMonths == 1 ? LicenceLine::Cadence::Monthly : LicenceLine::Cadence::Yearly;
        line.baseFee = base::Money{made.yearlyMinor / (made.contractMonths == 1 ? 12 : 1), currency};
        line.start = contract.start;
        made.line = m_ledger.create(line, line.start);
        made.terms = line;
        return made;
    }

    /// Three new ones a month turn up; 31 of all apps are AI tools, six of them not reviewed.
    void makeTail(SampleSoftware& software)
    {
        const QJsonArray first = sampleTables()[QStringLiteral("tailFirst")].toArray();
        const QJsonArray second = sampleTables()[QStringLiteral("tailSecond")].toArray();
        const QJsonArray functions = sampleTables()[QStringLiteral("tailFunctions")].toArray();
        constexpr int tail = 102;
        constexpr int aiTools = 27;
        for (int i = 0; i < tail; ++i) {
            App app;
            app.name = first.at(i % first.size()).toString() + second.at((i * 4 + i / static_cast<int>(first.size())) % second.size()).toString();
            app.function = functions.at((i * 4 + i / static_cast<int>(first.size())) % functions.size()).toString();
            app.category = QString();
            app.isAi = i < aiTools;
            app.state = i % 5 == 0 ? App::State::Approved : App::State::InReview;
            app.offboarding = App::Offboarding::Ignore;
            app.found = m_ledger.today().addDays(-i * 10);
            if (!*app.isAi || i >= 6)
                app.reviewed = app.found.addDays(9);
            if (*app.isAi) {
                app.category = QStringLiteral("AI tools");
                app.state = i < 6 ? App::State::InReview : i % 4 == 0 ? App::State::Closed : App::State::Conditions;
            }
            software.tail.push_back(m_ledger.create(app, app.found));
            if (i % 10 < 8 && app.state != App::State::Closed)
                tinyLine(app, software.tail.back());
        }
    }

    void tinyLine(const App& app, Id appId)
    {
        LicenceLine line;
        line.number = QStringLiteral("L-%1").arg(++m_lines, 4, 10, QLatin1Char('0'));
        line.name = app.name + QStringLiteral(" (card)");
        line.app = appId;
        line.metric = LicenceLine::Metric::Usage;
        line.baseFee = base::Money{m_dice.between(500, 3900), *base::Currency::fromCode(u"EUR")};
        line.start = app.found;
        m_ledger.create(line, line.start);
    }

    SampleLedger& m_ledger;
    SampleDice& m_dice;
    const SampleStaff& m_staff;
    ContractTerms m_terms;
    int m_contracts = 0;
    int m_lines = 0;
};

} // namespace

SampleSoftware makeSoftware(SampleLedger& ledger, SampleDice& dice, const SampleStaff& staff)
{
    return Buying(ledger, dice, staff).run();
}

} // namespace qm::exchange
