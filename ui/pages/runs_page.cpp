#include "ui/pages/runs_page.h"

#include "ui/format/words.h"
#include "ui/pages/run_words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/tabs.h"

#include <QBoxLayout>

namespace qm::pages {

using namespace qm::widgets;

namespace {
constexpr int runsRefreshMs = 400;
enum RunsTab { UnderWayTab, FinishedTab };
}

RunsPage::RunsPage(console::Console& console)
    : ReportPage(console, tr("Joiners & leavers"))
    , m_tabs(new Tabs)
    , m_card(new Card)
{
    auto* leaver = new Button(tr("Leaver"), ButtonKind::Secondary, QStringLiteral("user-minus"));
    auto* joiner = new Button(tr("Joiner"), ButtonKind::Primary, QStringLiteral("user-plus"));
    head()->addAction(leaver);
    head()->addAction(joiner);
    connect(leaver, &QAbstractButton::clicked, this, [this] { Q_EMIT startWizard(QStringLiteral("leave"), {}); });
    connect(joiner, &QAbstractButton::clicked, this, [this] { Q_EMIT startWizard(QStringLiteral("join"), {}); });
    m_tabs->add(tr("Under way"));
    m_tabs->add(tr("Finished"));
    m_tabs->setCurrent(UnderWayTab);
    column()->addWidget(m_tabs);
    m_table = new CardTable(new CellRows(runHeads(), this), {{300, 200, 3, 0}, {140, 140, 0, 0}, {180, 120, 1, 1}, {62, 62, 0, 0}}, measure::twoLineRow + 4);
    m_table->setAccessibleName(tr("Joiners and leavers"));
    m_card->body()->addWidget(m_table);
    column()->addWidget(m_card);
    column()->addStretch(1);
    connect(m_tabs, &Tabs::chosen, this, &RunsPage::showTab);
    connect(m_table, &CardTable::rowChosen, this, [this](int row) { Q_EMIT openRun(m_table->rows()->idAt(row)); });
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(runsRefreshMs);
    connect(&m_refresh, &QTimer::timeout, this, [this] { reload(); });
    connect(&console, &console::Console::changed, this, [this](const model::ChangeSet& set) {
        if (!console::runsIn(set).isEmpty() && isVisible() && !m_refresh.isActive())
            m_refresh.start();
    });
}

void RunsPage::reload()
{
    ask(console().home(asOf()), [this](const console::HomeReport& home) {
        m_open.clear();
        for (const console::RunRow& run : home.runs)
            m_open << runCells(run, home.today);
        readFinished();
    });
}

void RunsPage::readFinished()
{
    model::Query query;
    query.entity = model::Entity::Run;
    query.filter = model::Filter::condition(QStringLiteral("state"), model::Operator::AnyOf, {model::Operand{QStringLiteral("done")}, model::Operand{QStringLiteral("cancelled")}});
    query.asOf = asOf();
    ask(console().load(query), [this](const std::vector<model::Record>& records) {
        m_finished.clear();
        for (const model::Record& record : records) {
            const auto run = model::as<model::Run>(record);
            console::RunRow row;
            row.run = record.id;
            row.title = run.title;
            row.occasion = run.occasion;
            row.state = run.state;
            row.effectiveAt = run.effectiveAt;
            row.detail = run.number;
            CellRow cells = runCells(row, day());
            cells.cells[2] = run.finished.isValid() ? format::text(tr("finished %1").arg(format::dayWord(run.finished.toLocalTime().date(), day()))) : format::empty();
            m_finished << cells;
        }
        m_tabs->setCount(UnderWayTab, format::countWord(m_open.size()));
        m_tabs->setCount(FinishedTab, format::countWord(m_finished.size()));
        showTab(m_tabs->current());
    });
}

void RunsPage::showTab(int tab)
{
    const bool none = m_open.isEmpty() && m_finished.isEmpty();
    m_table->rows()->setRows(tab == FinishedTab ? m_finished : m_open);
    m_card->setVisible(m_table->rows()->rowCount() > 0);
    head()->setGrey(m_open.isEmpty() ? tr("nobody under way") : tr("%1 under way").arg(m_open.size()));
    if (!none)
        return setInstead(nullptr);
    auto* state = new EmptyState(QStringLiteral("user-plus"), tr("Nobody joins or leaves right now"), tr("A joiner or a leaver becomes a plan of lines that you read, tick and apply. What was done is proven here, line by line."));
    setInstead(state);
}

} // namespace qm::pages
