#include "ui/pages/record_list_page.h"

#include "core/base/when_done.h"
#include "ui/pages/as_of_button.h"
#include "ui/pages/cell_editor.h"
#include "ui/pages/filter_bar.h"
#include "ui/pages/filter_words.h"
#include "ui/pages/record_panel.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/side_panel.h"
#include "ui/widgets/table.h"
#include "ui/widgets/table_foot.h"
#include "ui/widgets/tabs.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QShortcut>

namespace qm::pages {

using namespace qm::widgets;
using base::Id;

namespace {

constexpr int countSettleMs = 150;

} // namespace

RecordListPage::RecordListPage(console::Console& console, model::Entity entity, QWidget* parent)
    : Page(console, parent)
    , m_entity(entity)
    , m_memory(entity)
    , m_views(shippedViews(entity))
    , m_list(new models::RecordModel(console, entity, this))
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    if (const QStringList kept = m_memory.columns(); !kept.isEmpty())
        m_list->setColumns(kept);
    m_countTimer.setSingleShot(true);
    m_countTimer.setInterval(countSettleMs);
    connect(&m_countTimer, &QTimer::timeout, this, &RecordListPage::countViews);
    buildHead();
    buildTabs();
    buildFilters();
    buildTable();
    buildPanel();
    connectList();
    m_isSettingUp = false;
}

void RecordListPage::buildHead()
{
    const QString one = format::entityWord(m_entity).toLower();
    m_head = new PageHead(format::entityPlural(m_entity));
    m_asOfButton = new AsOfButton(console().clock().today());
    auto* import = new Button(tr("Import"), ButtonKind::Secondary, QStringLiteral("import"));
    m_add = new Button(tr("Add %1").arg(one), ButtonKind::Primary, QStringLiteral("plus"));
    m_head->addAction(m_asOfButton);
    addNeighbour();
    m_head->addAction(import);
    m_head->addAction(m_add);
    m_column->addWidget(m_head);
    connect(m_asOfButton, &AsOfButton::chosen, this, &Page::asOfChosen);
    connect(import, &QAbstractButton::clicked, this, &RecordListPage::startImport);
    connect(m_add, &QAbstractButton::clicked, this, [this] { openForm(model::emptyRecord(m_entity)); });
}

/// Apps and what is bought of them share one place of the navigation.
void RecordListPage::addNeighbour()
{
    const bool isApps = m_entity == model::Entity::App;
    if (!isApps && m_entity != model::Entity::LicenceLine)
        return;
    auto* other = new Button(isApps ? tr("Licence lines") : tr("Apps"), ButtonKind::Ghost, isApps ? QStringLiteral("layers") : QStringLiteral("grid"));
    m_head->addAction(other);
    connect(other, &QAbstractButton::clicked, this, [this, isApps] { Q_EMIT openPage(isApps ? QStringLiteral("licence-line") : QStringLiteral("app")); });
}

void RecordListPage::buildTabs()
{
    auto* row = new QHBoxLayout;
    row->setContentsMargins(measure::sheetLeft, 0, measure::sheetRight, 0);
    m_tabs = new Tabs;
    for (const RecordView& view : std::as_const(m_views))
        m_tabs->add(view.words);
    addSavedViews();
    m_tabs->setCurrent(0);
    row->addWidget(m_tabs);
    row->addStretch(1);
    auto* save = new Button(tr("Save view"), ButtonKind::Ghost, QStringLiteral("bookmark"));
    row->addWidget(save);
    connect(save, &QAbstractButton::clicked, this, [this, save] { openViewMenu(save); });
    m_column->addLayout(row);
    m_column->addWidget(new Hairline(Qt::Horizontal));
    connect(m_tabs, &Tabs::chosen, this, &RecordListPage::showView);
}

void RecordListPage::buildFilters()
{
    m_filters = new FilterBar(m_entity);
    m_columns = new Button(tr("Columns"), ButtonKind::Ghost, QStringLiteral("columns"));
    m_export = new Button(tr("Export"), ButtonKind::Ghost, QStringLiteral("export"));
    m_filters->addEnd(m_columns);
    m_filters->addEnd(m_export);
    m_column->addWidget(m_filters);
    m_column->addWidget(new Hairline(Qt::Horizontal));
    connect(m_filters, &FilterBar::changed, this, [this] {
        m_head->setGrey({});
        m_isVisited = false;
        load();
    });
    connect(m_columns, &QAbstractButton::clicked, this, &RecordListPage::openColumns);
    connect(m_export, &QAbstractButton::clicked, this, &RecordListPage::openExport);
}

void RecordListPage::buildTable()
{
    m_table = new Table(TableTicks::With);
    m_table->setAccessibleName(format::entityPlural(m_entity));
    m_table->setModel(m_list);
    m_table->setColumnPlan(columnPlan(*m_list, m_memory.widths()));
    connect(m_table, &Table::arranged, this, &RecordListPage::rememberColumns);
    m_table->setItemDelegate(new CellEditor(m_table));
    m_table->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_table->horizontalHeader()->setSectionsClickable(true);
    m_table->horizontalHeader()->setSortIndicatorShown(true);
    m_foot = new TableFoot;
    connect(m_table->horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, [this](int column, Qt::SortOrder order) {
        m_sort = m_list->columns().value(column);
        m_order = order;
        load();
    });
    connect(m_table, &Table::ticksChanged, this, &RecordListPage::showCounts);
    connect(m_table, &Table::opened, this, &RecordListPage::openRow);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &RecordListPage::followCurrent);
    auto* remove = new QShortcut(QKeySequence::Delete, m_table);
    remove->setContext(Qt::WidgetShortcut);
    connect(remove, &QShortcut::activated, this, [this] { askRemove(selectedIds()); });
}

void RecordListPage::buildPanel()
{
    auto* list = new QWidget;
    auto* column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_table, 1);
    column->addWidget(m_foot);
    m_panel = new RecordPanel(console());
    m_host = new PanelHost(list, m_panel);
    m_column->addWidget(m_host, 1);
    connect(m_panel, &SidePanel::closed, this, &RecordListPage::closePanel);
    connect(m_panel, &SidePanel::moreAsked, this, &RecordListPage::openMore);
    connect(m_panel, &RecordPanel::openAsked, this, &Page::openRecord);
    connect(m_panel, &RecordPanel::failed, this, &Page::failed);
    connect(m_panel, &RecordPanel::shown, this, [this] { m_host->setPanelShown(true); });
}

void RecordListPage::connectList()
{
    connect(m_list, &models::RecordModel::loaded, this, [this] {
        showEmpty();
        restoreCurrent();
        Q_EMIT loaded();
        // Behind the rows: counting a long list must not keep anybody waiting for its first page.
        if (!std::exchange(m_isCounted, true))
            countViews();
    });
    connect(m_list, &models::RecordModel::failed, this, &Page::failed);
    connect(m_list, &models::RecordModel::counted, this, [this] {
        showCounts();
        showEmpty();
    });
    connect(m_list, &models::RecordModel::patched, m_panel, &RecordPanel::refresh);
    connect(m_list, &models::RecordModel::editRefused, this, &RecordListPage::refuse);
    connect(m_list, &models::RecordModel::edited, this, [this](const models::FieldEdit& edit, Id changeSet) {
        dropRefusal();
        const model::EntityDescription& description = model::describe(m_entity);
        Q_EMIT toast(tr("%1 changed").arg(format::fieldWord(description.field(description.indexOf(edit.field)))), changeSet);
    });
    connect(&console(), &console::Console::changed, this, [this] {
        if (m_list->isLoaded())
            m_countTimer.start();
    });
}

// What is shown

void RecordListPage::reload()
{
    m_isCounted = false;
    load();
}

void RecordListPage::setAsOf(QDate day)
{
    m_asOfButton->setDay(day);
    m_add->setEnabled(!day.isValid());
    Page::setAsOf(day);
    if (m_host->isPanelShown())
        m_panel->show(m_entity, m_panel->id(), day);
}

void RecordListPage::search()
{
    m_filters->search();
}

bool RecordListPage::leaveLevel()
{
    if (m_host->isPanelShown()) {
        closePanel();
        return true;
    }
    if (!m_filters->isNarrowed())
        return false;
    m_filters->clear();
    return true;
}

void RecordListPage::showView(int view)
{
    const QStringList before = columnsOnScreen();
    m_head->setGrey({});
    m_view = view;
    m_table->setTicks({});
    const RecordView& chosen = m_views.at(view);
    if (chosen.isSaved())
        m_sort.clear();
    const QStringList own = m_memory.columns().isEmpty() ? models::defaultColumns(m_entity) : m_memory.columns();
    const QStringList wanted = chosen.isSaved() ? chosen.columns : own;
    if (wanted != before)
        applyColumns(wanted);
    load();
}

void RecordListPage::load()
{
    if (m_isSettingUp)
        return;
    const RecordView& view = m_views.at(m_view);
    model::Query query;
    query.entity = m_entity;
    query.filter = both(view.filter, m_filters->filter());
    query.asOf = asOf();
    query.sort = m_sort.isEmpty() ? view.sort : m_sort;
    query.order = m_sort.isEmpty() ? view.order : m_order;
    const int sorted = query.sort.isEmpty() ? 0 : m_list->columnOf(query.sort);
    const QSignalBlocker quiet(m_table->horizontalHeader());
    m_table->horizontalHeader()->setSortIndicator(sorted, query.order);
    m_list->load(query);
}

void RecordListPage::showFilter(const model::Filter& filter, const QString& title)
{
    m_view = 0;
    m_tabs->setCurrent(0);
    m_filters->setFilter(filter);
    m_head->setGrey(title); // until somebody narrows it otherwise
    m_isVisited = true;
}

void RecordListPage::endVisit()
{
    if (m_isVisited)
        m_filters->setFilter({});
}

void RecordListPage::showRecord(Id id)
{
    m_current = id;
    m_panel->show(m_entity, id, asOf());
    restoreCurrent();
}

void RecordListPage::countViews()
{
    countView(0);
}

/// One after the other, so that rows somebody scrolls to come between.
void RecordListPage::countView(int view)
{
    if (view >= m_views.size())
        return;
    model::Query query;
    query.entity = m_entity;
    query.filter = m_views.at(view).filter;
    query.asOf = asOf();
    base::whenDone(console().count(query), this, [this, view](const base::Result<qint64>& count) {
        if (!count)
            return;
        m_counts[view] = *count;
        m_tabs->setCount(view, format::countWord(*count));
        showCounts();
        countView(view + 1);
    });
}

void RecordListPage::showCounts()
{
    const qint64 shown = m_list->isPartial() ? m_counts.value(m_view, m_list->rowCount()) : m_list->rowCount();
    const qint64 all = m_counts.value(0, shown);
    const QString plural = (all == 1 ? format::entityWord(m_entity) : format::entityPlural(m_entity)).toLower();
    const qint64 ticked = m_table->ticks().count(m_list->rowCount());
    const QString words = shown == all ? QStringLiteral("%1 %2").arg(format::countWord(all), plural) : tr("%1 of %2 %3").arg(format::countWord(shown), format::countWord(all), plural);
    m_foot->setCounts(words, ticked > 0 ? tr("%1 ticked").arg(format::countWord(ticked)) : QString());
    m_export->setText(ticked > 0 ? tr("Export %1").arg(format::countWord(ticked)) : tr("Export"));
}

/// An empty list tells what it is for; one that is only narrowed tells what to drop.
void RecordListPage::showEmpty()
{
    const bool isEmpty = m_list->rowCount() == 0;
    const bool isNarrowed = m_view != 0 || m_filters->isNarrowed();
    m_add->setVisible(!isEmpty || isNarrowed);
    if (!isEmpty)
        return m_table->setEmptyState(nullptr);
    const EmptyWords words = emptyWords(m_entity);
    auto* state = isNarrowed ? new EmptyState(QStringLiteral("filter"), tr("Nothing fits"), tr("No %1 fit this view and its filters.").arg(format::entityPlural(m_entity).toLower()))
                             : new EmptyState(words.icon, words.title, words.words);
    if (isNarrowed)
        state->setActions({}, m_filters->isNarrowed() ? tr("Drop the filters") : tr("Show all"));
    else
        state->setActions(tr("Import a file"), tr("Add %1").arg(format::entityWord(m_entity).toLower()));
    connect(state, &EmptyState::primaryAsked, this, &RecordListPage::startImport);
    connect(state, &EmptyState::secondaryAsked, this, [this, isNarrowed] {
        if (!isNarrowed)
            return openForm(model::emptyRecord(m_entity));
        if (m_filters->isNarrowed())
            return m_filters->clear();
        m_tabs->setCurrent(0);
        showView(0);
    }, Qt::QueuedConnection); // the state is replaced by what it asks for
    m_table->setEmptyState(state);
}

// The cursor and the panel

void RecordListPage::followCurrent()
{
    const Id id = m_list->idAt(m_table->currentIndex().row());
    if (!id.isValid() || id == m_current)
        return;
    m_current = id;
    if (m_host->isPanelShown())
        m_panel->show(m_entity, id, asOf());
}

/// After a load the cursor stays on its record.
void RecordListPage::restoreCurrent()
{
    const int row = m_current.isValid() ? m_list->rowOf(m_current) : -1;
    if (row < 0)
        return;
    m_table->selectRow(row);
    m_table->scrollTo(m_list->index(row, 0));
}

void RecordListPage::openRow(const QModelIndex& index)
{
    const Id id = m_list->idAt(index.row());
    if (id.isValid())
        showRecord(id);
}

void RecordListPage::closePanel()
{
    m_host->setPanelShown(false);
    m_table->setFocus(Qt::OtherFocusReason);
}

std::vector<Id> RecordListPage::tickedIds() const
{
    std::vector<Id> ids;
    for (const Id id : m_list->ids()) {
        if (m_table->ticks().contains(id.value))
            ids.push_back(id);
    }
    return ids;
}

/// The ticked ones, else the selected rows.
std::vector<Id> RecordListPage::selectedIds() const
{
    std::vector<Id> ids = tickedIds();
    const QModelIndexList rows = ids.empty() ? m_table->selectionModel()->selectedRows() : QModelIndexList();
    for (const QModelIndex& row : rows)
        ids.push_back(m_list->idAt(row.row()));
    return ids;
}

} // namespace qm::pages
