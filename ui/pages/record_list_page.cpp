#include "ui/pages/record_list_page.h"

#include "core/base/when_done.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/table.h"
#include "ui/widgets/table_foot.h"
#include "ui/widgets/tabs.h"

#include <QBoxLayout>
#include <QHeaderView>

namespace qm::pages {

using namespace qm::widgets;

RecordListPage::RecordListPage(console::Console& console, model::Entity entity, QWidget* parent)
    : Page(console, parent)
    , m_entity(entity)
    , m_views(shippedViews(entity))
    , m_list(new models::RecordModel(console, entity, this))
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    buildHead();
    buildTabs();
    buildTable();
    connect(m_list, &models::RecordModel::loaded, this, &Page::loaded);
    connect(m_list, &models::RecordModel::failed, this, &Page::failed);
    connect(m_list, &models::RecordModel::counted, this, &RecordListPage::showCounts);
}

void RecordListPage::buildHead()
{
    m_head = new PageHead(format::entityPlural(m_entity));
    m_column->addWidget(m_head);
}

void RecordListPage::buildTabs()
{
    auto* row = new QHBoxLayout;
    row->setContentsMargins(measure::sheetLeft, 0, measure::sheetRight, 0);
    m_tabs = new Tabs;
    for (const RecordView& view : std::as_const(m_views))
        m_tabs->add(view.words);
    m_tabs->setCurrent(0);
    row->addWidget(m_tabs);
    row->addStretch(1);
    m_column->addLayout(row);
    m_column->addWidget(new Hairline(Qt::Horizontal));
    connect(m_tabs, &Tabs::chosen, this, &RecordListPage::showView);
}

void RecordListPage::buildTable()
{
    m_table = new Table(TableTicks::With);
    m_table->setModel(m_list);
    m_column->addWidget(m_table, 1);
    m_foot = new TableFoot;
    m_column->addWidget(m_foot);
}

void RecordListPage::reload()
{
    showView(m_tabs->current());
    countViews();
}

void RecordListPage::showView(int view)
{
    model::Query query;
    query.entity = m_entity;
    query.filter = m_views.at(view).filter;
    query.sort = m_views.at(view).sort;
    query.asOf = asOf();
    m_list->load(query);
}

void RecordListPage::countViews()
{
    for (int view = 0; view < m_views.size(); ++view) {
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
        });
    }
}

void RecordListPage::showCounts()
{
    const qint64 shown = m_list->rowCount();
    const QString plural = format::entityPlural(m_entity).toLower();
    const qint64 all = m_counts.value(0, shown);
    m_foot->setCounts(shown == all ? QStringLiteral("%1 %2").arg(format::countWord(all), plural) : tr("%1 of %2 %3").arg(format::countWord(shown), format::countWord(all), plural), {});
}

} // namespace qm::pages
