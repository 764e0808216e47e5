#include "kit.h"

#include "ui/format/cell.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/label.h"
#include "ui/widgets/nav_bar.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/gauges.h"
#include "ui/widgets/side_panel.h"
#include "ui/widgets/table.h"
#include "ui/widgets/table_foot.h"
#include "ui/widgets/tabs.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QMainWindow>
#include <QPainter>

namespace qm::kit {

using namespace qm::widgets;
using format::Cell;
using format::State;

namespace {

struct SampleRow
{
    const char* tag;
    const char* model;
    const char* holder;
    State state;
    const char* icon;
    const char* status;
    const char* seen;
    const char* due;
    bool overdue;
};

constexpr SampleRow sampleRows[] = {
    {"FH-0388", "Alder Book 14", "Tom Okafor", State::Ok, "", "In use", "12 min", "Mar 2027", false},
    {"FH-0391", "Alder Book 14", "Sofia Marchetti", State::Ok, "", "In use", "1 h", "Mar 2027", false},
    {"FH-0402", "Corvid X13", "Daniel Moyo", State::Act, "unlock", "Not encrypted", "3 h", "Jun 2026", true},
    {"FH-0412", "Alder Pro 16", "Jonas Weiss", State::Act, "", "Holder leaves", "2 h", "Sep 2027", false},
    {"FH-0413", "Alder Pro 16", "Hanneke de Vries", State::Ok, "", "In use", "25 min", "Sep 2027", false},
    {"FH-0417", "Pinewood T5", "Marta Sousa", State::Info, "bookmark", "Reserved", "", "Jan 2029", false},
    {"FH-0418", "Pinewood T5", "", State::Plain, "box", "In stock", "", "Jan 2029", false},
    {"FH-0420", "Corvid X13", "Oskar Nystr\303\266m", State::Ok, "", "In use", "4 h", "Jun 2026", true},
    {"FH-0424", "Alder Book 14", "Grace Mensah", State::Ok, "", "In use", "40 min", "Apr 2027", false},
    {"FH-0426", "Corvid X13", "Yusuf Demir", State::Unknown, "", "Not seen", "38 days", "Jun 2026", true},
    {"FH-0431", "Pinewood T5", "Chloe Bennett", State::Ok, "", "In use", "2 h", "Feb 2029", false},
    {"FH-0433", "Pinewood T5", "Elif Ayd\304\261n", State::Info, "truck", "In transit", "2 days", "Feb 2029", false},
    {"FH-0437", "Alder Pro 16", "Liam Doherty", State::Ok, "", "In use", "8 min", "Nov 2027", false},
    {"FH-0440", "Corvid X13", "Ben Achterberg", State::Act, "", "With leaver", "17 days", "Jul 2026", true},
    {"FH-0441", "Corvid X13", "", State::Attention, "wrench", "In repair", "9 days", "Jul 2026", true},
    {"FH-0446", "Alder Book 14", "Aoife Byrne", State::Ok, "", "In use", "1 h", "May 2027", false},
    {"FH-0452", "Pinewood T5", "Mateus Figueira", State::Ok, "", "In use", "5 h", "Mar 2029", false},
    {"FH-0455", "Pinewood T5", "", State::Plain, "box", "In stock", "", "Mar 2029", false},
};

QString str(const char* text)
{
    return QString::fromUtf8(text);
}

Cell sampleCell(const SampleRow& row, int column)
{
    switch (column) {
    case 0: return format::strong(str(row.tag));
    case 1: return format::text(str(row.model));
    case 2: return *row.holder ? format::person(str(row.holder)) : format::empty();
    case 3: {
        Cell cell = format::pill(row.state, str(row.status));
        if (*row.icon)
            cell.iconName = str(row.icon);
        return cell;
    }
    case 4: return *row.seen ? format::figure(str(row.seen)) : format::empty();
    default: return format::figure(str(row.due), row.overdue ? State::Attention : State::Plain);
    }
}

NavBar* sampleNav()
{
    auto* nav = new NavBar;
    nav->setCompany(QStringLiteral("Fernhill Instruments"));
    nav->setPerson(QStringLiteral("Maya Lindqvist"));
    nav->setTrust(QStringLiteral("11 of 13 sources fresh"), State::Attention);
    const auto add = [nav](const char* key, const char* icon, const char* words) {
        nav->addItem(str(key), str(icon), str(words));
    };
    add("home", "home", "Home");
    add("tasks", "list-checks", "My tasks");
    add("requests", "inbox", "Requests");
    add("moves", "user-plus", "Joiners & leavers");
    nav->addGroup(QStringLiteral("People and things"));
    add("people", "users", "People");
    add("devices", "laptop", "Devices");
    add("apps", "grid", "Apps & licences");
    add("access", "key", "Access");
    nav->addGroup(QStringLiteral("Money"));
    add("contracts", "file-text", "Contracts");
    add("spend", "bar-chart", "Spend");
    add("savings", "piggy-bank", "Savings");
    nav->addGroup(QStringLiteral("Safety"));
    add("findings", "shield-check", "Findings");
    add("reviews", "clipboard-check", "Access reviews");
    add("ai", "sparkles", "AI tools");
    for (const auto& [key, count] : {std::pair{"tasks", "9"}, {"requests", "5"}, {"people", "184"}, {"devices", "231"},
                                     {"apps", "130"}, {"findings", "33"}, {"reviews", "1"}, {"ai", "6"}})
        nav->setCount(str(key), str(count));
    nav->setCount(QStringLiteral("moves"), QStringLiteral("2"), State::Attention);
    nav->setCount(QStringLiteral("contracts"), QStringLiteral("4"), State::Act);
    nav->setCurrent(QStringLiteral("devices"));
    return nav;
}

PageHead* sampleHead()
{
    auto* head = new PageHead(QStringLiteral("Devices"));
    const auto add = [head](const char* verb, const char* icon, ButtonKind kind) {
        head->addAction(new Button(str(verb), kind, str(icon)));
    };
    add("As of today", "calendar-clock", ButtonKind::Ghost);
    add("Check a room", "scan", ButtonKind::Secondary);
    add("Import", "import", ButtonKind::Secondary);
    add("Add device", "plus", ButtonKind::Primary);
    return head;
}

QHBoxLayout* sampleTabs()
{
    auto* row = new QHBoxLayout;
    row->setContentsMargins(measure::sheetLeft, 0, measure::sheetRight, 0);
    auto* tabs = new Tabs;
    for (const auto& [words, count] : {std::pair{"All", "231"}, {"In use", "187"}, {"In stock", "19"}, {"Past refresh", "51"},
                                       {"Not encrypted", "5"}, {"Not seen for 30 days", "8"}, {"With leavers", "4"}})
        tabs->add(str(words), str(count));
    row->addWidget(tabs);
    row->addStretch(1);
    row->addWidget(new Button(QStringLiteral("Save view"), ButtonKind::Ghost, QStringLiteral("bookmark")));
    return row;
}

QHBoxLayout* sampleFilters()
{
    auto* row = new QHBoxLayout;
    row->setContentsMargins(measure::sheetLeft, 10, measure::sheetRight, 10);
    row->setSpacing(8);
    row->addWidget(new Chip(QStringLiteral("Kind"), QStringLiteral("is"), QStringLiteral("Laptop")));
    row->addWidget(new Chip(QStringLiteral("Site"), QStringLiteral("is any of"), QStringLiteral("Leeds, Utrecht")));
    row->addWidget(new Button(QStringLiteral("Filter"), ButtonKind::Ghost, QStringLiteral("plus")));
    row->addStretch(1);
    row->addWidget(new Button(QStringLiteral("Group: none"), ButtonKind::Ghost, QStringLiteral("layers")));
    row->addWidget(new Button(QStringLiteral("Columns"), ButtonKind::Ghost, QStringLiteral("columns")));
    row->addWidget(new Button(QStringLiteral("Export"), ButtonKind::Ghost, QStringLiteral("export")));
    return row;
}

Table* sampleTable(QObject* owner)
{
    auto* table = new Table(TableTicks::With);
    table->setColumnPlan({{83, 83, 0, 0}, {138, 100, 2, 0}, {158, 150, 1, 0}, {140, 132, 1, 0}, {84, 84, 0, 0}, {104, 104, 0, 0}});
    table->setModel(new SampleDevices(owner));
    table->horizontalHeader()->setSortIndicator(0, Qt::AscendingOrder);
    table->horizontalHeader()->setSortIndicatorShown(true);
    Ticks ticks;
    ticks.toggle(3);
    table->setTicks(ticks);
    table->selectRow(3);
    return table;
}

TableFoot* sampleFoot()
{
    auto* foot = new TableFoot;
    foot->setCounts(QStringLiteral("118 of 231 devices"), QStringLiteral("1 ticked"));
    foot->setSum(QStringLiteral("Cost"), str("\342\202\254152,904"));
    foot->setSum(QStringLiteral("Book value today"), str("\342\202\25441,730"));
    return foot;
}

SidePanel* samplePanel()
{
    auto* panel = new SidePanel;
    panel->begin(QStringLiteral("laptop"), QStringLiteral("FH-0412"), str("Alder Pro 16 \302\267 laptop"));
    Cell late = format::figure(QStringLiteral("ends 14 Sep 2026"), State::Attention);
    late.kind = format::CellKind::Icon;
    Cell on = format::text(QStringLiteral("On"));
    on.kind = format::CellKind::Icon;
    on.state = State::Ok;
    on.iconName = QStringLiteral("circle-check");
    panel->addFact(QStringLiteral("Serial number"), format::figure(QStringLiteral("AP16-7QX40291")), QStringLiteral("order, 2023"));
    panel->addFact(QStringLiteral("System"), format::text(QStringLiteral("macOS 15.1")), QStringLiteral("2 h ago"));
    panel->addFact(QStringLiteral("Disk encryption"), on, QStringLiteral("2 h ago"));
    panel->addFact(QStringLiteral("Warranty"), late, QStringLiteral("70 days over"));
    panel->addFact(QStringLiteral("Cost"), format::figure(str("\342\202\2542,149.00")), QStringLiteral("invoice 8841"));
    panel->addSection(QStringLiteral("History"), QStringLiteral("Show all 14"));
    auto* history = new Timeline;
    history->setEvents({{QStringLiteral("tag"), QStringLiteral("Return label sent"), QStringLiteral("Leaver run for Jonas Weiss"), QStringLiteral("today 09:02"), State::Info},
                        {QStringLiteral("wrench"), QStringLiteral("Back from repair, keyboard"), QStringLiteral("Maya Lindqvist"), QStringLiteral("3 Mar"), State::Plain},
                        {QStringLiteral("receipt"), QStringLiteral("Bought from Delfin IT"), str("invoice 8841 \302\267 \342\202\2542,149.00"), QStringLiteral("14 Sep 2023"), State::Ok}});
    panel->addWidget(history);
    return panel;
}

} // namespace

int SampleDevices::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(std::size(sampleRows));
}

int SampleDevices::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : 6;
}

QVariant SampleDevices::data(const QModelIndex& index, int role) const
{
    const Cell cell = sampleCell(sampleRows[index.row()], index.column());
    switch (role) {
    case format::CellRole: return QVariant::fromValue(cell);
    case format::RowIdRole: return qint64(index.row());
    case Qt::DisplayRole: return cell.text;
    case Qt::AccessibleTextRole: return format::spokenWords(cell);
    default: return {};
    }
}

QVariant SampleDevices::headerData(int section, Qt::Orientation orientation, int role) const
{
    static constexpr const char* titles[] = {"Tag", "Device", "Holder", "Status", "Last seen", "Refresh due"};
    if (orientation == Qt::Vertical)
        return {};
    if (role == Qt::TextAlignmentRole && section >= 4)
        return int(Qt::AlignRight);
    return role == Qt::DisplayRole ? QVariant(str(titles[section])) : QVariant();
}

QWidget* makeSampleWindow()
{
    auto* window = new QWidget;
    window->resize(1440, 900);
    auto* row = new QHBoxLayout(window);
    row->setContentsMargins(0, 0, measure::sheetInset, 0);
    row->setSpacing(0);
    row->addWidget(sampleNav());
    auto* sheet = new Card(Ground::Sheet);
    auto* inset = new QVBoxLayout;
    inset->setContentsMargins(0, measure::sheetInset, 0, measure::sheetInset);
    inset->addWidget(sheet);
    row->addLayout(inset, 1);
    sheet->body()->addWidget(sampleHead());
    sheet->body()->addLayout(sampleTabs());
    sheet->addLine();
    sheet->body()->addLayout(sampleFilters());
    sheet->addLine();
    auto* list = new QWidget;
    auto* column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(sampleTable(window), 1);
    column->addWidget(sampleFoot());
    auto* host = new PanelHost(list, samplePanel());
    host->setPanelShown(true);
    sheet->body()->addWidget(host, 1);
    return window;
}

} // namespace qm::kit
