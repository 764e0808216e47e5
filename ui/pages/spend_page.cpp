#include "ui/pages/spend_page.h"

#include "ui/format/words.h"
#include "ui/pages/explain.h"
#include "ui/pages/month_chart.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/label.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QLocale>

namespace qm::pages {

using namespace qm::widgets;
using format::Cell;
using format::Tint;
using model::Entity;
using model::Filter;
using model::Operand;
using model::Operator;

namespace {

constexpr int chartHeight = 318, smallChart = 240, vendorsShown = 7, monthsInYear = 12;
constexpr std::size_t seriesCount = 7;

Cell changeCell(const base::Exact& now, const base::Exact& before)
{
    const QString share = format::shareWord(now, before);
    return share.isEmpty() ? format::empty() : format::figure(share);
}

QString monthName(QDate month)
{
    return QLocale().toString(month, QStringLiteral("MMMM yyyy"));
}

QString shortMonth(QDate month)
{
    return QLocale().toString(month, QStringLiteral("MMM yyyy"));
}

} // namespace

SpendPage::SpendPage(console::Console& console)
    : ReportPage(console, tr("Spend"))
{
    addAsOf();
    column()->addWidget(makeFigures());
    auto* upper = new QHBoxLayout;
    upper->setSpacing(measure::cardGap);
    upper->addWidget(makeRunRate(), 5);
    upper->addWidget(makeTwin(), 4);
    column()->addLayout(upper);
    auto* lower = new QHBoxLayout;
    lower->setSpacing(measure::cardGap);
    lower->addWidget(makeVendors(), 1);
    lower->addWidget(makeRenewals(), 1);
    lower->addWidget(makePerHead(), 1);
    column()->addLayout(lower);
    column()->addStretch(1);
    connect(&Theme::instance(), &Theme::changed, this, &SpendPage::paintCharts);
}

QWidget* SpendPage::makeFigures()
{
    auto* strip = new FigureStrip;
    m_now = new FigureCell(tr("Run rate"), QStringLiteral("\u2013"));
    m_year = new FigureCell(tr("Annualised"), QStringLiteral("\u2013"));
    m_head = new FigureCell(tr("Per employee"), QStringLiteral("\u2013"));
    m_ahead = new FigureCell(tr("Forecast in a year"), QStringLiteral("\u2013"));
    for (FigureCell* cell : {m_now, m_year, m_head, m_ahead})
        strip->add(cell);
    auto* cover = new CoverButton(tr("Run rate: open the licence lines it is made of"), m_now);
    connect(cover, &QAbstractButton::clicked, this, [this] { openLines(-1, m_report.thisMonth); });
    auto* explain = new ExplainButton(tr("Run rate"), m_now, [this] { return explainRunRate(m_report); });
    connect(explain, &ExplainButton::rowsAsked, this, [this] { openLines(-1, m_report.thisMonth); });
    return strip;
}

QWidget* SpendPage::makeRunRate()
{
    auto* card = new Card;
    card->addHead(tr("Monthly run rate"), tr("by category; a bar opens its lines"));
    m_chart = new MonthChart(tr("Monthly run rate by category; the table beside it has the figures"));
    m_chart->setFixedHeight(chartHeight);
    m_chart->setMinimumWidth(300);
    card->body()->addWidget(m_chart);
    card->body()->addStretch(1);
    connect(m_chart, &MonthChart::barChosen, this, &SpendPage::openLines);
    return card;
}

QWidget* SpendPage::makeTwin()
{
    auto* card = new Card;
    card->addHead(tr("The same in figures"), tr("a month"));
    m_twin = new CardTable(new CellRows({}, this), {{140, 100, 2, 0}, {70, 70, 0, 2}, {70, 70, 0, 0}, {82, 82, 0, 1}, {70, 70, 0, 3}}, measure::row);
    m_twin->setAccessibleName(tr("Run rate by category in figures"));
    card->body()->addWidget(m_twin);
    card->body()->addStretch(1);
    connect(m_twin, &CardTable::rowChosen, this, [this](int row) { openLines(row < m_report.categories.size() ? row : -1, m_report.thisMonth); });
    return card;
}

QWidget* SpendPage::makeVendors()
{
    using Side = ColumnHead::Side;
    m_vendorCard = new Card;
    m_vendorCard->addHead(tr("Top vendors"), tr("a year"));
    m_vendors = new CardTable(new CellRows({{tr("Vendor")}, {QString()}, {tr("A year"), Side::Trailing}, {tr("Change"), Side::Trailing}}, this),
                              {{104, 84, 2, 0}, {56, 36, 1, 1}, {84, 84, 0, 0}, {68, 68, 0, 2}}, 30);
    m_vendors->setAccessibleName(tr("Vendors by what they cost a year"));
    m_vendorCard->body()->addWidget(m_vendors);
    m_vendorCard->body()->addStretch(1);
    connect(m_vendors, &CardTable::rowChosen, this, &SpendPage::openVendor);
    return m_vendorCard;
}

QWidget* SpendPage::makeRenewals()
{
    auto* card = new Card;
    card->addHead(tr("Renewals by month"), tr("pale: not decided"));
    m_renewals = new MonthChart(tr("What renews in each of the next twelve months, decided and not decided"));
    m_renewals->setFixedHeight(smallChart);
    m_renewals->setLabels(MonthChart::Labels::EachMonth);
    m_renewals->setBarWidth(0.62);
    card->body()->addWidget(m_renewals);
    connect(m_renewals, &MonthChart::barChosen, this, [this](int, int month) { openRenewals(month); });
    return card;
}

QWidget* SpendPage::makePerHead()
{
    auto* card = new Card;
    card->addHead(tr("Cost per employee"), tr("a month"));
    m_perHead = new MonthChart(tr("Run rate a person over 36 months"));
    m_perHead->setFixedHeight(smallChart);
    card->body()->addWidget(m_perHead);
    return card;
}

void SpendPage::reload()
{
    ask(console().spend(asOf()), [this](console::SpendReport report) { show(report); });
}

void SpendPage::show(const console::SpendReport& report)
{
    m_report = report;
    const QString code = report.currency.code();
    head()->setGrey(report.ratesAsOf.isValid() ? tr("Licences and subscriptions, in %1 at the rates of %2").arg(code, format::dateWord(report.ratesAsOf)) : tr("Licences and subscriptions, in %1").arg(code));
    showNothing();
    showFigures();
    showTwin();
    showVendors();
    paintCharts();
}

void SpendPage::showNothing()
{
    const bool nothing = m_report.categories.isEmpty();
    if (!nothing)
        return setInstead(nullptr);
    auto* state = new EmptyState(QStringLiteral("bar-chart"), tr("No licence has a price yet"), tr("Spend follows from licence lines: what was bought, at what price, how often. Bring them in from a file or add them to an app."));
    state->setActions(tr("Import licence lines"));
    connect(state, &EmptyState::primaryAsked, this, [this] { Q_EMIT startWizard(QStringLiteral("import"), {}); });
    setInstead(state);
}

void SpendPage::paintCharts()
{
    if (m_report.months.empty())
        return;
    showRunRate();
    showRenewals();
    showPerHead();
}

QString SpendPage::money(const base::Exact& exact) const
{
    const auto amount = m_report.money(exact);
    return amount ? format::moneyWord(*amount) : QStringLiteral("?");
}

QString SpendPage::plain(const base::Exact& exact) const
{
    const auto amount = m_report.money(exact);
    return amount ? format::countWord(qRound64(double(amount->minor) / double(amount->currency.scale()))) : QStringLiteral("?");
}

double SpendPage::major(const base::Exact& exact) const
{
    return exact.approximate() / double(qMax<qint64>(1, m_report.currency.scale()));
}

const spend::MonthRate* SpendPage::monthAt(int offset) const
{
    const int at = m_report.thisMonth + offset;
    return at >= 0 && at < int(m_report.months.size()) ? &m_report.months[static_cast<std::size_t>(at)] : nullptr;
}

QString SpendPage::categoryWord(int category) const
{
    const QString name = m_report.categories.value(category);
    return name.isEmpty() ? tr("Everything else") : name;
}

void SpendPage::showFigures()
{
    const spend::MonthRate& now = m_report.now();
    const spend::MonthRate* before = monthAt(-monthsInYear);
    const spend::MonthRate* ahead = monthAt(monthsInYear);
    m_now->setFigure(money(now.total), tr("a month"));
    Cell rise = before ? changeCell(now.total, before->total) : Cell();
    rise.iconName = before && now.total.compare(before->total) < 0 ? QStringLiteral("trending-down") : QStringLiteral("trending-up");
    m_now->setMeaning(rise, before ? tr("on %1").arg(monthName(before->month)) : QString());
    m_year->setFigure(money(now.total * base::Exact(monthsInYear)), tr("a year"));
    m_year->setMeaning({}, m_report.vendors.size() == 1 ? tr("1 vendor") : tr("%1 vendors").arg(m_report.vendors.size()));
    m_head->setFigure(now.headcount > 0 ? money(now.total / base::Exact(now.headcount)) : QStringLiteral("\u2013"), tr("a month"));
    m_head->setMeaning({}, tr("%1 people").arg(now.headcount));
    if (!ahead)
        return;
    m_ahead->setFigure(money(ahead->total), tr("a month"));
    m_ahead->setMeaning(changeCell(ahead->total, now.total), tr("in %1, as decided today").arg(monthName(ahead->month)));
}

void SpendPage::showRunRate()
{
    QList<QDate> months;
    for (const spend::MonthRate& month : m_report.months)
        months << month.month;
    const int firstAhead = m_report.thisMonth + 1;
    m_chart->begin(months);
    m_chart->setToday(firstAhead);
    double top = 0;
    for (const spend::MonthRate& month : m_report.months)
        top = qMax(top, major(month.total));
    for (int category = 0; category < m_report.categories.size(); ++category) {
        QList<double> values;
        for (const spend::MonthRate& month : m_report.months)
            values << major(month.byCategory[static_cast<std::size_t>(category)]);
        const std::size_t colour = m_report.categories[category].isEmpty() ? seriesCount - 1 : std::min(std::size_t(category), seriesCount - 1);
        m_chart->addBars(values, firstAhead, tokens().chart[colour]);
    }
    const bool thousands = top >= 4000;
    const auto word = [this, thousands](double value) {
        const base::Money rounded{qRound64(thousands ? value / 1000 : value) * m_report.currency.scale(), m_report.currency};
        QString text = format::moneyWord(rounded);
        text.remove(QStringLiteral(".00"));
        return thousands ? tr("%1 k").arg(text) : text;
    };
    for (MonthChart* chart : {m_chart, m_renewals})
        chart->setAmountWord(word);
    QList<MonthChart::Mark> marks;
    for (const int offset : {-monthsInYear, 0, monthsInYear}) {
        if (const spend::MonthRate* month = monthAt(offset))
            marks << MonthChart::Mark{m_report.thisMonth + offset, major(month->total), money(month->total)};
    }
    m_chart->setMarks(marks);
    m_chart->finish(0, top * 1.08);
}

void SpendPage::showTwin()
{
    using Side = ColumnHead::Side;
    const spend::MonthRate* before = monthAt(-monthsInYear);
    const spend::MonthRate* ahead = monthAt(monthsInYear);
    const spend::MonthRate& now = m_report.now();
    m_twin->rows()->setHeads({{tr("Category")}, {before ? shortMonth(before->month) : QString(), Side::Trailing}, {shortMonth(now.month), Side::Trailing}, {tr("Change"), Side::Trailing}, {ahead ? shortMonth(ahead->month) : QString(), Side::Trailing}});
    const auto quiet = [this](const base::Exact& exact) {
        Cell cell = format::figure(plain(exact));
        return cell;
    };
    QList<CellRow> rows;
    for (int category = 0; category < m_report.categories.size(); ++category) {
        const auto at = static_cast<std::size_t>(category);
        Cell name = format::text(categoryWord(category));
        name.kind = format::CellKind::Swatch;
        const int colour = m_report.categories[category].isEmpty() ? int(seriesCount) - 1 : qMin(category, int(seriesCount) - 1);
        name.tint = static_cast<Tint>(int(Tint::Series0) + colour);
        rows << CellRow{{category + 1}, {name, before ? quiet(before->byCategory[at]) : format::empty(), quiet(now.byCategory[at]), before ? changeCell(now.byCategory[at], before->byCategory[at]) : format::empty(), ahead ? quiet(ahead->byCategory[at]) : format::empty()}};
    }
    rows << CellRow{{int(rows.size()) + 1}, {format::strong(tr("Total")), before ? quiet(before->total) : format::empty(), quiet(now.total), before ? changeCell(now.total, before->total) : format::empty(), ahead ? quiet(ahead->total) : format::empty()}};
    m_twin->rows()->setRows(rows);
}

void SpendPage::showVendors()
{
    QList<CellRow> rows;
    const double largest = m_report.vendors.empty() ? 1 : qMax(1.0, m_report.vendors.front().annual.approximate());
    for (const spend::VendorRate& vendor : m_report.vendors) {
        if (rows.size() == vendorsShown)
            break;
        const double share = vendor.annual.approximate() / largest;
        Cell bar = format::bar({{share, Tint::Accent}}, {});
        rows << CellRow{vendor.vendor, {format::text(vendor.name.isEmpty() ? tr("No vendor named") : vendor.name), bar, format::figure(money(vendor.annual)), changeCell(vendor.annual, vendor.annualBefore)}};
    }
    m_vendors->rows()->setRows(rows);
    m_vendorCard->setHeadGrey(tr("a year, %1 of %2").arg(rows.size()).arg(m_report.vendors.size()));
}

void SpendPage::showRenewals()
{
    QList<QDate> months;
    QList<double> decided, open;
    double top = 0;
    for (const spend::RenewalMonth& month : m_report.renewals) {
        months << month.month;
        decided << major(month.decided);
        open << major(month.open);
        top = qMax(top, decided.last() + open.last());
    }
    m_renewals->begin(months);
    m_renewals->addBars(decided, -1, tokens().accent);
    m_renewals->addOpenBars(open);
    m_renewals->finish(0, qMax(1.0, top));
}

void SpendPage::showPerHead()
{
    QList<QDate> months;
    QList<double> values;
    for (const spend::MonthRate& month : m_report.months) {
        months << month.month;
        values << (month.headcount > 0 ? major(month.total / base::Exact(month.headcount)) : 0.0);
    }
    m_perHead->setAmountWord([this](double value) {
        QString text = format::moneyWord({qRound64(value) * m_report.currency.scale(), m_report.currency});
        return text.remove(QStringLiteral(".00"));
    });
    m_perHead->begin(months);
    m_perHead->addLine(values, m_report.thisMonth + 1);
    m_perHead->setToday(m_report.thisMonth + 1);
    const spend::MonthRate& now = m_report.now();
    if (now.headcount > 0)
        m_perHead->setMarks({{m_report.thisMonth, values[m_report.thisMonth], money(now.total / base::Exact(now.headcount))}});
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    m_perHead->finish(*low, *high * 1.02);
}

void SpendPage::openLines(int category, int month)
{
    const QDate day = m_report.months.at(static_cast<std::size_t>(month)).month;
    if (category >= 0)
        return Q_EMIT openRecords(Entity::LicenceLine, spend::linesUnder(m_report, m_report.categories.value(category), day), tr("%1 in %2").arg(categoryWord(category), monthName(day)));
    const QString last = day.addMonths(1).addDays(-1).toString(Qt::ISODate);
    const Filter running = Filter::all({Filter::any({Filter::condition(QStringLiteral("start"), Operator::IsEmpty), Filter::condition(QStringLiteral("start"), Operator::AtMost, {Operand{last}})}),
                                        Filter::any({Filter::condition(QStringLiteral("end"), Operator::IsEmpty), Filter::condition(QStringLiteral("end"), Operator::Greater, {Operand{last}})})});
    Q_EMIT openRecords(Entity::LicenceLine, running, tr("Licence lines in %1").arg(monthName(day)));
}

void SpendPage::openVendor(int row)
{
    const spend::VendorRate& vendor = m_report.vendors.at(static_cast<std::size_t>(row));
    Q_EMIT openRecords(Entity::LicenceLine, Filter::condition(QStringLiteral("vendor"), Operator::Is, {Operand{vendor.name}}), tr("Licence lines of %1").arg(vendor.name));
}

void SpendPage::openRenewals(int month)
{
    const QDate day = m_report.renewals.at(static_cast<std::size_t>(month)).month;
    const Filter in = Filter::all({Filter::condition(QStringLiteral("term-end"), Operator::AtLeast, {Operand{day.toString(Qt::ISODate)}}),
                                   Filter::condition(QStringLiteral("term-end"), Operator::Less, {Operand{day.addMonths(1).toString(Qt::ISODate)}})});
    Q_EMIT openRecords(Entity::Contract, in, tr("Renewals in %1").arg(monthName(day)));
}

} // namespace qm::pages
