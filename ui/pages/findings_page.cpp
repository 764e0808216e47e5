#include "ui/pages/findings_page.h"

#include "ui/format/words.h"
#include "ui/pages/home_cards.h"
#include "ui/widgets/card.h"

#include <QBoxLayout>

namespace qm::pages {

using namespace qm::widgets;
using format::State;

namespace {

format::Cell findingCell(const console::FindingRow& row)
{
    if (row.verdict() == console::Verdict::NothingToCheck)
        return format::pill(State::Unknown, FindingsPage::tr("Nothing to check"));
    if (row.count == 0)
        return format::pill(State::Ok, FindingsPage::tr("Holds"));
    switch (row.policy.severity) {
    case guard::Severity::Act: return format::pill(State::Act, FindingsPage::tr("Act now"));
    case guard::Severity::Attention: return format::pill(State::Attention, FindingsPage::tr("Look at it"));
    case guard::Severity::Unknown: break;
    }
    return format::pill(State::Unknown, FindingsPage::tr("Not known"));
}

/// Over no records at all nothing holds and nothing fails.
QString headWords(const std::vector<console::FindingRow>& findings)
{
    qint64 open = 0, failed = 0, checked = 0;
    for (const console::FindingRow& row : findings) {
        open += row.count;
        failed += row.count > 0 ? 1 : 0;
        checked += row.verdict() == console::Verdict::NothingToCheck ? 0 : 1;
    }
    if (checked == 0)
        return FindingsPage::tr("%1 rules, nothing to check yet").arg(findings.size());
    if (open > 0)
        return FindingsPage::tr("%1 records fail %2 of %3 rules").arg(format::countWord(open)).arg(failed).arg(checked);
    return checked == qint64(findings.size()) ? FindingsPage::tr("%1 rules, every one holds").arg(checked) : FindingsPage::tr("%1 of %2 rules could be checked, each of them holds").arg(checked).arg(findings.size());
}

} // namespace

FindingsPage::FindingsPage(console::Console& console)
    : ReportPage(console, tr("Findings"))
{
    addAsOf();
    auto* card = new Card;
    auto* rows = new CellRows({{tr("How it stands")}, {tr("Rule")}, {tr("What to do")}, {tr("Records"), ColumnHead::Side::Trailing}}, this);
    m_table = new CardTable(rows, {{150, 150, 0, 0}, {300, 240, 2, 0}, {300, 200, 2, 1}, {70, 70, 0, 0}}, measure::twoLineRow + 2);
    m_table->setAccessibleName(tr("Rules and how many records fail them"));
    connect(m_table, &CardTable::rowChosen, this, &FindingsPage::openAt);
    card->body()->addWidget(m_table);
    column()->addWidget(card);
    column()->addStretch(1);
}

void FindingsPage::reload()
{
    ask(console().findings(asOf()), [this](const std::vector<console::FindingRow>& findings) { show(findings); });
}

void FindingsPage::show(const std::vector<console::FindingRow>& findings)
{
    m_findings = findings;
    std::stable_sort(m_findings.begin(), m_findings.end(), [](const auto& a, const auto& b) { return (a.count > 0) > (b.count > 0); });
    QList<CellRow> rows;
    for (const console::FindingRow& row : m_findings) {
        format::Cell rule = format::text(row.policy.title);
        rule.secondLine = row.policy.why;
        const bool holds = row.count == 0;
        rows << CellRow{{rows.size() + 1}, {findingCell(row), rule, holds ? format::empty() : format::text(row.policy.next), format::figure(format::countWord(row.count))}, holds ? CellRow::Look::Dimmed : CellRow::Look::Normal};
    }
    m_table->rows()->setRows(rows);
    head()->setGrey(headWords(m_findings));
}

void FindingsPage::openAt(int row)
{
    const guard::Policy& policy = m_findings.at(static_cast<std::size_t>(row)).policy;
    Q_EMIT openRecords(policy.entity, policy.filter, policy.title);
}

} // namespace qm::pages
