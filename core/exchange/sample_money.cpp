#include "core/exchange/sample_software.h"
#include "core/model/company.h"
#include "core/model/money_records.h"
#include "core/model/workflow_records.h"

#include <QCryptographicHash>
#include <QTimeZone>

namespace qm::exchange {
namespace {

using base::Id;
using model::InvoiceLine;

QString hashOfFile(const QString& file)
{
    return QString::fromLatin1(QCryptographicHash::hash(file.toUtf8(), QCryptographicHash::Sha256).toHex());
}

void makeRates(SampleLedger& ledger, SampleDice& dice)
{
    for (int back = 30; back >= 0; --back) {
        const QDate month = ledger.today().addMonths(-back);
        const QDate last = QDate(month.year(), month.month(), 1).addDays(-1);
        const std::pair<const char*, int> currencies[] = {{"USD", 9100}, {"GBP", 11650}};
        for (const auto& [code, level] : currencies) {
            const int rate = level + dice.between(-160, 160);
            const QString text = QStringLiteral("%1.%2").arg(rate / 10000).arg(rate % 10000, 4, 10, QLatin1Char('0'));
            ledger.create(model::ExchangeRate{QStringLiteral("%1 %2").arg(QLatin1String(code), last.toString(Qt::ISODate)), QLatin1String(code), last, text}, last);
        }
    }
}

/// Writes invoice lines; names are made unique by file and line.
class Billing
{
public:
    explicit Billing(SampleLedger& ledger)
        : m_ledger(ledger)
    {}

    void invoice(const SampleApp& app, QDate date, base::Money amount, InvoiceLine::Match match)
    {
        InvoiceLine line;
        line.merchant = app.name;
        line.app = app.app;
        line.contract = app.contract;
        line.match = match;
        write(line, date, amount, QStringLiteral("invoice-%1-%2.pdf").arg(app.name.toLower().remove(u' '), date.toString(QStringLiteral("yyyy-MM"))));
    }

    void expense(Id app, const QString& merchant, QDate date, base::Money amount)
    {
        InvoiceLine line;
        line.merchant = merchant;
        line.app = app;
        line.match = m_copies > 0 ? InvoiceLine::Match::Duplicate : InvoiceLine::Match::Matched;
        const QString copy = m_copies > 0 ? QStringLiteral(" (copy)") : QString();
        write(line, date, amount, QStringLiteral("card-%1%2.csv").arg(date.toString(QStringLiteral("yyyy-MM")), copy));
    }
    void beginCopy() { m_copies = 1; }

private:
    void write(InvoiceLine& line, QDate date, base::Money amount, const QString& file)
    {
        line.date = date;
        line.amount = amount;
        line.file = file;
        line.fileHash = hashOfFile(file);
        line.fileLine = ++m_lines[file];
        line.name = QStringLiteral("%1 #%2").arg(file).arg(*line.fileLine);
        m_ledger.create(line, date);
    }

    SampleLedger& m_ledger;
    QHash<QString, qint64> m_lines;
    int m_copies = 0;
};

void billContract(SampleLedger& ledger, Billing& billing, const SampleApp& app)
{
    const base::Currency currency = app.terms.unitPrice ? app.terms.unitPrice->currency : app.terms.baseFee->currency;
    for (QDate date = app.contractStart; date <= ledger.today(); date = date.addMonths(app.contractMonths)) {
        if (date < ledger.firstDay())
            continue;
        const bool isLast = date.addMonths(app.contractMonths) > ledger.today();
        const bool differs = isLast && app.name == u"Deskhand"; // the planted invoice that differs from its contract
        const qint64 minor = app.yearlyMinor * app.contractMonths / 12 * (differs ? 107 : 100) / 100;
        billing.invoice(app, date, {minor, currency}, differs ? InvoiceLine::Match::Differs : InvoiceLine::Match::Matched);
    }
}

void billTail(SampleLedger& ledger, Billing& billing, const SampleSoftware& software)
{
    const base::Currency euro = *base::Currency::fromCode(u"EUR");
    const QDate thisMonth(ledger.today().year(), ledger.today().month(), 1);
    for (int back = 29; back >= 1; --back) {
        const QDate date = thisMonth.addMonths(-back).addDays(6);
        for (std::size_t i = 0; i < software.tail.size(); ++i) {
            const QDate found = ledger.today().addDays(-static_cast<int>(i) * 10);
            if (i % 10 < 8 && found <= date)
                billing.expense(software.tail[i], QStringLiteral("CARD %1").arg(1000 + i), date, {static_cast<qint64>(500 + (i * 331) % 3400), euro});
        }
    }
    billing.beginCopy(); // last month's expense file came in twice
    const QDate date = thisMonth.addMonths(-1).addDays(6);
    for (std::size_t i = 3; i < std::min<std::size_t>(25, software.tail.size()); ++i) {
        if (i % 10 < 8 && ledger.today().addDays(-static_cast<int>(i) * 10) <= date)
            billing.expense(software.tail[i], QStringLiteral("CARD %1").arg(1000 + i), date, {static_cast<qint64>(500 + (i * 331) % 3400), euro});
    }
}

void makeSources(SampleLedger& ledger, const SampleSoftware& software, const QDateTime& now)
{
    for (int i = 0; i < 13; ++i) {
        model::Source source;
        const bool isFile = i == 11;
        const SampleApp& app = software.paid[static_cast<std::size_t>(i * 2)];
        source.name = isFile ? QStringLiteral("Expense file") : app.name + QStringLiteral(" list");
        source.kind = model::Source::Kind::File;
        source.app = isFile ? Id{} : app.app;
        source.state = model::Source::State::Ready;
        source.givesUsage = !isFile && !app.noUsage;
        source.lastRead = isFile ? now.addDays(-41) : i == 12 ? now.addDays(-22) : now.addSecs(-3600 * (i % 6 + 1));
        ledger.create(source, ledger.today().addDays(-300));
    }
}

/// A run with its lines, so many of them done.
struct SampleRun
{
    QString number;
    QString title;
    model::Run::Occasion occasion = model::Run::Occasion::Leave;
    Id person;
    QDateTime effectiveAt;
    QStringList lines;
    int done = 0;
};

void makeRun(SampleLedger& ledger, const SampleRun& wanted, const QDateTime& now)
{
    model::Run run;
    run.number = wanted.number;
    run.title = wanted.title;
    run.occasion = wanted.occasion;
    run.person = wanted.person;
    run.effectiveAt = wanted.effectiveAt;
    run.noticeAt = now.addDays(-10);
    run.started = now.addDays(-2);
    const Id runId = ledger.create(run, ledger.today().addDays(-2));
    for (int i = 0; i < wanted.lines.size(); ++i) {
        model::Step step;
        step.run = runId;
        step.position = i + 1;
        step.name = QStringLiteral("%1 #%2").arg(wanted.number).arg(i + 1);
        step.title = wanted.lines.at(i);
        step.sign = wanted.occasion == model::Run::Occasion::Join ? QStringLiteral("+") : QStringLiteral("-");
        step.kind = model::Step::Kind::Human;
        step.target = wanted.title;
        step.state = i < wanted.done ? model::Step::State::Done : model::Step::State::Waiting;
        step.due = wanted.effectiveAt;
        step.started = now.addDays(-2);
        if (i < wanted.done)
            step.finished = now.addDays(-1);
        step.baselineMinutes = 15;
        ledger.create(step, ledger.today().addDays(-2));
    }
}

} // namespace

void makeMoney(SampleLedger& ledger, SampleDice& dice, const SampleSoftware& software)
{
    makeRates(ledger, dice);
    Billing billing(ledger);
    for (const SampleApp& app : software.paid)
        billContract(ledger, billing, app);
    for (const SampleApp& app : software.services)
        billContract(ledger, billing, app);
    billTail(ledger, billing, software);
}

void makeSourcesAndRuns(SampleLedger& ledger, const SampleStaff& staff, const SampleSoftware& software, const QDateTime& now)
{
    makeSources(ledger, software, now);
    const QStringList leaving = {QStringLiteral("Change the lab password"), QStringLiteral("Remove from Formwerk CAD"), QStringLiteral("Take back the laptop"), QStringLiteral("Name a new contract owner"), QStringLiteral("Hand over the shared folders"), QStringLiteral("Close the company card")};
    const QStringList joining = {QStringLiteral("Reserve a laptop"), QStringLiteral("Order a 27-inch monitor"), QStringLiteral("Account in Meridian Workspace"), QStringLiteral("Account in Relay Chat"), QStringLiteral("Hand over the laptop and check every login")};
    const std::size_t third = 3;
    if (staff.people.size() > third) {
        const SamplePerson& leaver = staff.people[third];
        makeRun(ledger, {QStringLiteral("R-0001"), leaver.person.name, model::Run::Occasion::Leave, leaver.id, model::leavesAt(leaver.person), leaving, 2}, now);
    }
    const SamplePerson& joiner = staff.people.back();
    makeRun(ledger, {QStringLiteral("R-0002"), joiner.person.name, model::Run::Occasion::Join, joiner.id, QDateTime(joiner.person.start, QTime(9, 0), Qt::UTC), joining, 3}, now);
}

} // namespace qm::exchange
