#include "ui/wizards/import_check.h"

#include "ui/format/words.h"
#include "ui/pages/parts.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/gauges.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/table.h"
#include "ui/widgets/tabs.h"

#include <QBoxLayout>
#include <QCoreApplication>

namespace qm::wizards {

using namespace qm::widgets;
using console::RowOutcome;
using format::State;
using format::Tint;

namespace {

enum CheckTab { LookTab, NewTab, ChangedTab, SameTab, AllTab };

struct OutcomeLook
{
    RowOutcome outcome;
    const char* below;
    const char* pill;
    State state;
    Tint tint;
};

constexpr OutcomeLook outcomeLooks[] = {
    {RowOutcome::Create, QT_TRANSLATE_NOOP("check", "added by this import"), QT_TRANSLATE_NOOP("check", "New"), State::Ok, Tint::Ok},
    {RowOutcome::Update, QT_TRANSLATE_NOOP("check", "before and after below"), QT_TRANSLATE_NOOP("check", "Changed"), State::Info, Tint::Accent},
    {RowOutcome::Unchanged, QT_TRANSLATE_NOOP("check", "left untouched"), QT_TRANSLATE_NOOP("check", "The same"), State::Plain, Tint::Free},
    {RowOutcome::LeftOut, QT_TRANSLATE_NOOP("check", "nothing in any column"), QT_TRANSLATE_NOOP("check", "Left out"), State::Exempt, Tint::Neutral},
    {RowOutcome::Refused, QT_TRANSLATE_NOOP("check", "not imported, see below"), QT_TRANSLATE_NOOP("check", "Not imported"), State::Act, Tint::Act}};

QString checkTr(const char* words)
{
    return QCoreApplication::translate("check", words);
}

const OutcomeLook& lookOf(RowOutcome outcome)
{
    for (const OutcomeLook& look : outcomeLooks) {
        if (look.outcome == outcome)
            return look;
    }
    return outcomeLooks[0];
}

} // namespace

ImportCheck::ImportCheck(QWidget* parent)
    : QWidget(parent)
    , m_counts(new QHBoxLayout)
    , m_bar(new SegmentBar)
    , m_tabs(new Tabs)
    , m_table(new Table)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(measure::sheetLeft, 16, measure::sheetRight, 16);
    column->setSpacing(measure::cardGap);
    auto* counts = new Card;
    m_counts->setContentsMargins(0, 0, 0, 0);
    m_counts->setSpacing(0);
    counts->body()->addLayout(m_counts);
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(measure::cardPadding - 1, 0, measure::cardPadding - 1, 14);
    bar->addWidget(m_bar);
    counts->body()->addLayout(bar);
    column->addWidget(counts);
    auto* list = new Card;
    auto* head = new QHBoxLayout;
    head->setContentsMargins(measure::cardPadding - 1, 4, measure::cardPadding - 1, 0); // margins do not mirror
    for (const QString& words : {tr("Needs a look"), tr("New"), tr("Changed"), tr("The same"), tr("All rows")})
        m_tabs->add(words);
    head->addWidget(m_tabs);
    head->addStretch(1);
    list->body()->addLayout(head);
    list->addLine();
    m_rows = new pages::CellRows({{tr("Row"), pages::ColumnHead::Side::Leading}, {tr("Record")}, {tr("What happens")}, {tr("Why")}}, this);
    m_table->setEdgePadding(measure::cardPadding - 1);
    m_table->setColumnPlan({{60, 60, 0, 0}, {180, 130, 1, 0}, {130, 130, 0, 0}, {420, 220, 3, 0}});
    m_table->setModel(m_rows);
    m_table->setAccessibleName(tr("Rows of the file"));
    m_table->setEmptyState(new EmptyState(QStringLiteral("circle-check"), tr("Nothing here"), tr("No row of the file is of this kind.")));
    list->body()->addWidget(m_table, 1);
    column->addWidget(list, 1);
    connect(m_tabs, &Tabs::chosen, this, &ImportCheck::showRows);
}

QList<int> ImportCheck::counts() const
{
    QList<int> counts;
    for (const OutcomeLook& look : outcomeLooks)
        counts << m_plan.count(look.outcome);
    return counts;
}

void ImportCheck::show(const console::ImportPlan& plan)
{
    m_plan = plan;
    m_issues.clear();
    for (const console::ImportIssue& issue : plan.issues)
        m_issues.insert(issue.row, issue);
    showCounts();
    const auto look = std::count_if(plan.rows.begin(), plan.rows.end(), [this](const auto& row) { return needsLook(row); });
    const qint64 tabs[] = {qint64(look), plan.count(RowOutcome::Create), plan.count(RowOutcome::Update), plan.count(RowOutcome::Unchanged), qint64(plan.rows.size())};
    for (int i = 0; i < 5; ++i)
        m_tabs->setCount(i, format::countWord(tabs[i]));
    const int first = look > 0 ? LookTab : AllTab;
    m_tabs->setCurrent(first);
    showRows(first);
}

void ImportCheck::showCounts()
{
    pages::clearLayout(m_counts);
    QList<format::Segment> segments;
    const double whole = qMax<double>(1, double(m_plan.rows.size()));
    for (const OutcomeLook& look : outcomeLooks) {
        const int count = m_plan.count(look.outcome);
        auto* cell = new FigureCell(checkTr(look.pill), format::countWord(count), count == 1 ? tr("row") : tr("rows"));
        cell->setMeaning({}, count > 0 ? checkTr(look.below) : tr("none"));
        if (m_counts->count() > 0)
            m_counts->addWidget(new Hairline(Qt::Vertical));
        m_counts->addWidget(cell, 1);
        if (count > 0)
            segments << format::Segment{count / whole, look.tint};
    }
    m_bar->setSegments(segments, tr("Rows of the file by what happens to them"));
}

bool ImportCheck::needsLook(const console::ImportRow& row) const
{
    return row.outcome == RowOutcome::Refused || m_issues.contains(row.row);
}

QString ImportCheck::reason(const console::ImportRow& row) const
{
    QStringList words;
    for (const console::ImportIssue& issue : m_issues.values(row.row))
        words << (issue.column.isEmpty() ? format::sentence(issue) : tr("%1 (column %2)").arg(format::sentence(issue), issue.column));
    if (!words.isEmpty())
        return words.join(QStringLiteral("; "));
    if (row.outcome != RowOutcome::Update || row.change < 0)
        return {};
    const model::Change& change = m_plan.draft.changes[row.change];
    const model::EntityDescription& description = model::describe(change.entity);
    for (qsizetype i = 0; i < change.after.size(); ++i) {
        const model::Field& field = description.field(change.after[i].field);
        const bool names = field.kind == model::Kind::Reference;
        const QString after = names ? tr("another record") : format::valueWord(field, change.after[i].value, {});
        const QString before = names || i >= change.before.size() ? QString() : format::valueWord(field, change.before[i].value, {});
        words << tr("%1: %2 \u2192 %3").arg(format::fieldWord(field), before.isEmpty() ? QStringLiteral("\u2013") : before, after);
    }
    return words.join(QStringLiteral("; "));
}

pages::CellRow ImportCheck::cells(const console::ImportRow& row) const
{
    const OutcomeLook& look = lookOf(row.outcome);
    const QString why = reason(row);
    return {{row.row}, {format::quiet(QString::number(row.row)), format::strong(row.title.isEmpty() ? tr("no name") : row.title), format::pill(look.state, checkTr(look.pill)), why.isEmpty() ? format::empty() : format::text(why)}};
}

void ImportCheck::showRows(int tab)
{
    static constexpr RowOutcome outcomes[] = {RowOutcome::Refused, RowOutcome::Create, RowOutcome::Update, RowOutcome::Unchanged};
    QList<pages::CellRow> refused, others;
    for (const console::ImportRow& row : m_plan.rows) {
        const bool fits = tab == AllTab || (tab == LookTab ? needsLook(row) : row.outcome == outcomes[tab]);
        if (fits)
            (row.outcome == RowOutcome::Refused ? refused : others) << cells(row);
    }
    m_rows->setRows(refused + others);
}

} // namespace qm::wizards
