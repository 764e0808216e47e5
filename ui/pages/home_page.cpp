#include "ui/pages/home_page.h"

#include "ui/format/words.h"
#include "ui/pages/home_cards.h"
#include "ui/pages/run_words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/gauges.h"
#include "ui/widgets/label.h"

#include <QBoxLayout>

namespace qm::pages {

using namespace qm::widgets;
using format::State;
using format::Tint;
using model::Entity;
using model::Filter;

namespace {

constexpr int renewalsShown = 6, runsShown = 5, findingsShown = 7, homeRefreshMs = 400, sideWidth = 358;

constexpr QMargins rowRoom(measure::cardPadding - 1, 2, measure::cardPadding - 1, 10);

Label* calmLine(Card* card, const QString& words)
{
    Label* line = makeParagraph(words, Type::Body, Tone::Third);
    line->setContentsMargins(measure::cardPadding - 1, 12, measure::cardPadding - 1, 16);
    card->body()->addWidget(line);
    line->hide();
    return line;
}

} // namespace

HomePage::HomePage(console::Console& console)
    : ReportPage(console, tr("What needs care"))
{
    addAsOf();
    auto* leaver = new Button(tr("Leaver"), ButtonKind::Secondary, QStringLiteral("user-minus"));
    auto* joiner = new Button(tr("Joiner"), ButtonKind::Primary, QStringLiteral("user-plus"));
    m_headButtons = {leaver, joiner};
    for (Button* button : m_headButtons)
        head()->addAction(button);
    connect(leaver, &QAbstractButton::clicked, this, [this] { Q_EMIT startWizard(QStringLiteral("leave"), {}); });
    connect(joiner, &QAbstractButton::clicked, this, [this] { Q_EMIT startWizard(QStringLiteral("join"), {}); });
    column()->addWidget(makeFigures());
    auto* halves = new QHBoxLayout;
    halves->setSpacing(measure::cardGap);
    auto* main = new QVBoxLayout;
    auto* side = new QVBoxLayout;
    for (QVBoxLayout* half : {main, side})
        half->setSpacing(measure::cardGap);
    main->addWidget(makeRenewals());
    main->addWidget(makeRuns());
    main->addWidget(makeTrust());
    main->addStretch(1);
    side->addWidget(makeFindings());
    side->addWidget(makeSavings());
    side->addStretch(1);
    auto* right = new QWidget;
    right->setFixedWidth(sideWidth);
    side->setContentsMargins(0, 0, 0, 0);
    right->setLayout(side);
    halves->addLayout(main, 1);
    halves->addWidget(right);
    column()->addLayout(halves, 1);
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(homeRefreshMs);
    connect(&m_refresh, &QTimer::timeout, this, [this] {
        if (isVisible())
            reload();
    });
    const auto soon = [this] {
        if (!m_refresh.isActive())
            m_refresh.start();
    };
    connect(&console, &console::Console::changed, this, soon);
}

QWidget* HomePage::makeFigures()
{
    auto* strip = new FigureStrip;
    m_rate = new FigureCell(tr("Run rate"), QStringLiteral("\u2013"));
    m_decide = new FigureCell(tr("To decide within 30 days"), QStringLiteral("\u2013"));
    m_saving = new FigureCell(tr("Savings left this year"), QStringLiteral("\u2013"));
    m_usage = new FigureCell(tr("Usage known"), QStringLiteral("\u2013"));
    m_line = new Sparkline;
    m_rate->figureRow()->addWidget(m_line);
    m_usageBar = new SegmentBar;
    m_usage->body()->addSpacing(6);
    m_usage->body()->addWidget(m_usageBar);
    strip->add(m_rate, 4);
    strip->add(m_decide, 3);
    strip->add(m_saving, 3);
    strip->add(m_usage, 3);
    cover(m_rate, tr("Run rate: open spend"), &HomePage::openSpend);
    cover(m_decide, tr("To decide within 30 days: open the contracts"), &HomePage::openDecisions);
    cover(m_saving, tr("Savings: open the licence lines with seats nobody needs"), &HomePage::openSavings);
    cover(m_usage, tr("Usage known: open the seats without usage"), &HomePage::openUsage);
    explain(m_rate, tr("Run rate"), [this] { return explainRunRate(m_home.spend); }, &HomePage::openSpend);
    explain(m_decide, tr("To decide within 30 days"), [this] { return explainDecisions(m_home); }, &HomePage::openDecisions);
    explain(m_saving, tr("Savings"), [this] { return explainSavings(m_home); }, &HomePage::openSavings);
    explain(m_usage, tr("Usage known"), [this] { return explainUsage(m_home); }, &HomePage::openUsage);
    return strip;
}

void HomePage::cover(FigureCell* cell, const QString& name, void (HomePage::*open)())
{
    auto* button = new CoverButton(name, cell);
    connect(button, &QAbstractButton::clicked, this, open);
}

void HomePage::explain(FigureCell* cell, const QString& figure, std::function<Explanation()> words, void (HomePage::*open)())
{
    auto* button = new ExplainButton(figure, cell, std::move(words));
    connect(button, &ExplainButton::rowsAsked, this, open);
}

QWidget* HomePage::makeRenewals()
{
    auto* card = new Card;
    m_allContracts = new LinkButton(tr("All contracts"), QStringLiteral("arrow-right"));
    card->addHead(tr("Renewals"), tr("by decision date"))->addWidget(m_allContracts);
    connect(m_allContracts, &QAbstractButton::clicked, this, [this] { Q_EMIT openRecords(Entity::Contract, Filter(), tr("Contracts")); });
    m_renewals = new CardTable(new CellRows(renewalHeads(), this),
                               {{108, 108, 0, 0}, {170, 148, 2, 0}, {124, 92, 1, 1}, {66, 66, 0, 2}, {82, 82, 0, 0}, {116, 116, 0, 0}}, measure::twoLineRow);
    m_renewals->setAccessibleName(tr("Renewals by decision date"));
    connect(m_renewals, &CardTable::rowChosen, this, &HomePage::openRenewal);
    card->body()->addWidget(m_renewals);
    m_noRenewals = calmLine(card, tr("No open contract has a date ahead. Contracts come with an import or are added by hand."));
    return card;
}

QWidget* HomePage::makeRuns()
{
    auto* card = m_runCard = new Card;
    auto* all = new LinkButton(tr("All runs"), QStringLiteral("arrow-right"));
    card->addHead(tr("Joiners and leavers"), tr("under way"))->addWidget(all);
    connect(all, &QAbstractButton::clicked, this, [this] { Q_EMIT openPage(QStringLiteral("runs")); });
    m_runs = new CardTable(new CellRows(runHeads(), this), {{330, 310, 3, 0}, {128, 128, 0, 0}, {120, 110, 0, 1}, {62, 62, 0, 0}}, measure::twoLineRow + 4);
    m_runs->setAccessibleName(tr("Joiners and leavers under way"));
    connect(m_runs, &CardTable::rowChosen, this, &HomePage::openRunAt);
    card->body()->addWidget(m_runs);
    m_noRuns = calmLine(card, tr("Nobody is joining or leaving right now."));
    return card;
}

QWidget* HomePage::makeFindings()
{
    auto* card = m_findingCard = new Card;
    auto* all = new LinkButton(tr("Show all"), QStringLiteral("arrow-right"));
    card->addHead(tr("Findings"), QStringLiteral(" "))->addWidget(all);
    connect(all, &QAbstractButton::clicked, this, [this] { Q_EMIT openPage(QStringLiteral("findings")); });
    card->addLine();
    m_findings = paddedColumn(card, 0, rowRoom);
    return card;
}

QWidget* HomePage::makeSavings()
{
    auto* card = new Card;
    card->addHead(tr("Savings found"), tr("a year"));
    auto* column = paddedColumn(card, 8, rowRoom);
    m_savingBar = new SegmentBar;
    column->addWidget(m_savingBar);
    m_savingLines = new QVBoxLayout;
    m_savingLines->setSpacing(6);
    column->addLayout(m_savingLines);
    column->addSpacing(6);
    return card;
}

QWidget* HomePage::makeTrust()
{
    auto* card = new Card;
    card->addHead(tr("How far to trust this page"));
    card->addLine();
    m_trust = paddedColumn(card, 0, rowRoom);
    return card;
}

void HomePage::reload()
{
    ask(console().home(asOf()), [this](console::HomeReport home) { show(home); });
}

void HomePage::show(const console::HomeReport& home)
{
    m_home = home;
    head()->setGrey(homeGrey(home));
    showEmpty();
    showFigures();
    showRenewals();
    showRuns();
    showFindings();
    showTrust();
    showSavings();
}

bool HomePage::isEmpty() const
{
    return m_home.contracts == 0 && m_home.spend.now().headcount == 0 && m_home.runs.empty() && m_home.sources.empty() && m_home.openFindings() == 0;
}

void HomePage::showEmpty()
{
    const bool empty = isEmpty();
    for (Button* button : std::as_const(m_headButtons))
        button->setVisible(!empty);
    if (!empty)
        return setInstead(nullptr);
    auto* state = new EmptyState(QStringLiteral("import"), tr("Nothing to care for yet"),
                                 tr("Bring in people, devices or contracts from a file, or connect a system that knows them. Nothing is written before you have read it."));
    state->setActions(tr("Import a file"), tr("Connect a system"));
    connect(state, &EmptyState::primaryAsked, this, [this] { Q_EMIT startWizard(QStringLiteral("import"), {}); });
    connect(state, &EmptyState::secondaryAsked, this, [this] { Q_EMIT openPage(QStringLiteral("source")); });
    setInstead(state);
}

void HomePage::showFigures()
{
    const std::pair<FigureCell*, HomeFigure> cells[] = {{m_rate, runRateFigure(m_home)}, {m_decide, decideFigure(m_home)}, {m_saving, savingsFigure(m_home)}, {m_usage, usageFigure(m_home)}};
    for (const auto& [cell, figure] : cells) {
        cell->setFigure(figure.figure, figure.unit);
        cell->setAccessibleName(QStringLiteral("%1: %2 %3").arg(figure.label, figure.figure, figure.unit));
        if (!figure.meaning.isEmpty())
            cell->setMeaning(figure.strong, figure.meaning);
    }
    m_line->setValues(runRateLine(m_home));
    m_usageBar->setSegments(usageSegments(m_home), usageFigure(m_home).figure);
}

void HomePage::showRenewals()
{
    QList<CellRow> rows;
    for (const console::RenewalRow& row : m_home.renewals) {
        if (rows.size() < renewalsShown)
            rows << renewalCells(row, m_home.today);
    }
    m_renewals->rows()->setRows(rows);
    m_renewals->setVisible(!rows.isEmpty());
    m_noRenewals->setVisible(rows.isEmpty());
    m_allContracts->setText(m_home.contracts > 0 ? tr("All %1 contracts").arg(format::countWord(m_home.contracts)) : tr("Contracts"));
    m_allContracts->updateGeometry();
}

void HomePage::showRuns()
{
    QList<CellRow> rows;
    for (const console::RunRow& run : m_home.runs) {
        if (rows.size() < runsShown)
            rows << runCells(run, m_home.today);
    }
    m_runs->rows()->setRows(rows);
    m_runs->setVisible(!rows.isEmpty());
    m_noRuns->setVisible(rows.isEmpty());
    m_runCard->setHeadGrey(rows.isEmpty() ? QString() : tr("%1 under way").arg(m_home.runs.size()));
}

void HomePage::showFindings()
{
    clearLayout(m_findings);
    m_findingCard->setHeadGrey(tr("%1 open").arg(format::countWord(m_home.openFindings())));
    int shown = 0, rest = 0;
    qint64 restRecords = 0;
    for (const console::FindingRow& row : m_home.findings) {
        if (row.count == 0)
            continue;
        if (shown == findingsShown) {
            ++rest;
            restRecords += row.count;
            continue;
        }
        if (shown++ > 0)
            m_findings->addWidget(new Hairline(Qt::Horizontal));
        auto* button = new RowButton({stateOf(row.policy.severity), {}, row.policy.title, {}, format::countWord(row.count), {}});
        connect(button, &QAbstractButton::clicked, this, [this, policy = row.policy] { Q_EMIT openRecords(policy.entity, policy.filter, policy.title); });
        m_findings->addWidget(button);
    }
    if (rest > 0) {
        m_findings->addWidget(new Hairline(Qt::Horizontal));
        auto* button = new RowButton({State::Plain, QStringLiteral("layers"), rest == 1 ? tr("1 more rule") : tr("%1 more rules").arg(rest), {}, format::countWord(restRecords), {}});
        connect(button, &QAbstractButton::clicked, this, [this] { Q_EMIT openPage(QStringLiteral("findings")); });
        m_findings->addWidget(button);
    }
    const bool isChecked = std::any_of(m_home.findings.begin(), m_home.findings.end(), [](const auto& row) { return row.verdict() != console::Verdict::NothingToCheck; });
    if (shown == 0)
        m_findings->addWidget(makeParagraph(isChecked ? tr("Every rule holds today.") : tr("Nothing to check yet."), Type::Body, Tone::Third));
}

void HomePage::showTrust()
{
    clearLayout(m_trust);
    bool first = true;
    for (const RowButton::Content& content : trustRows(m_home, console().clock().now())) {
        if (!first)
            m_trust->addWidget(new Hairline(Qt::Horizontal));
        first = false;
        auto* row = new RowButton(content);
        connect(row, &QAbstractButton::clicked, this, [this] { Q_EMIT openPage(QStringLiteral("source")); });
        m_trust->addWidget(row);
    }
    if (first)
        m_trust->addWidget(makeParagraph(tr("No system is connected; everything here was entered or imported."), Type::Body, Tone::Third));
}

void HomePage::showSavings()
{
    clearLayout(m_savingLines);
    const double gross = m_home.seats.gross.approximate();
    const auto money = [this](const base::Exact& exact) {
        const auto amount = m_home.spend.money(exact);
        return amount ? format::moneyWord(*amount) : QStringLiteral("?");
    };
    QList<format::Segment> segments;
    for (const SavingPart& part : savingParts(m_home)) {
        segments << format::Segment{gross > 0 ? part.amount.approximate() / gross : 0, part.tint};
        m_savingLines->addWidget(legendLine(part.tint, part.words, money(part.amount)));
    }
    m_savingBar->setSegments(segments, tr("Shares of the savings found"));
    m_savingLines->addWidget(new Hairline(Qt::Horizontal));
    m_savingLines->addWidget(sumLine(tr("Found in all, a year"), money(m_home.seats.gross)));
}

void HomePage::openSpend()
{
    Q_EMIT openPage(QStringLiteral("spend"));
}

void HomePage::openDecisions()
{
    Q_EMIT openRecords(Entity::Contract, contractsToDecide(), tr("To decide within 30 days"));
}

void HomePage::openSavings()
{
    Q_EMIT openRecords(Entity::LicenceLine, linesWithSavings(m_home), tr("Seats nobody needs"));
}

void HomePage::openUsage()
{
    const auto known = Filter::condition(QStringLiteral("usage-known"), model::Operator::IsNot, {model::Operand{QStringLiteral("yes")}});
    Q_EMIT openRecords(Entity::Seat, known, tr("Seats without usage"));
}

void HomePage::openRenewal(int row)
{
    if (const base::Id id = m_renewals->rows()->idAt(row); id.isValid())
        Q_EMIT openRecord(Entity::Contract, id);
}

void HomePage::openRunAt(int row)
{
    if (const base::Id id = m_runs->rows()->idAt(row); id.isValid())
        Q_EMIT openRun(id);
}

} // namespace qm::pages
