#pragma once

#include "ui/models/record_model.h"
#include "ui/pages/page.h"
#include "ui/pages/record_views.h"

class QVBoxLayout;

namespace qm::widgets {
class Button;
class Card;
class EmptyState;
class PageHead;
class Table;
class TableFoot;
class Tabs;
} // namespace qm::widgets

namespace qm::pages {

/// The one list page: views, filters, table and side panel of any entity.
class RecordListPage : public Page
{
    Q_OBJECT

public:
    RecordListPage(console::Console& console, model::Entity entity, QWidget* parent = nullptr);

    QString key() const override { return model::describe(m_entity).key; }
    void reload() override;

    models::RecordModel& list() { return *m_list; }
    widgets::Table& table() { return *m_table; }

private:
    void buildHead();
    void buildTabs();
    void buildTable();
    void showView(int view);
    void countViews();
    void showCounts();

    model::Entity m_entity;
    QList<RecordView> m_views;
    models::RecordModel* m_list;
    QVBoxLayout* m_column;
    widgets::PageHead* m_head = nullptr;
    widgets::Tabs* m_tabs = nullptr;
    widgets::Table* m_table = nullptr;
    widgets::TableFoot* m_foot = nullptr;
    QHash<int, qint64> m_counts;
};

} // namespace qm::pages
