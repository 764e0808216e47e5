#pragma once

#include "ui/models/record_model.h"
#include "ui/pages/list_memory.h"
#include "ui/pages/page.h"
#include "ui/pages/record_views.h"
#include "ui/widgets/column_plan.h"

#include <QTimer>

class QVBoxLayout;

namespace qm::widgets {
class Banner;
class Button;
class EmptyState;
class PageHead;
class PanelHost;
class Table;
class TableFoot;
class Tabs;
} // namespace qm::widgets

namespace qm::print {
struct ListPaper;
}

namespace qm::pages {

class AsOfButton;
class FilterBar;
class RecordForm;
class RecordPanel;

/// The one list page: views, filters, table and side panel of any entity.
class RecordListPage : public Page
{
    Q_OBJECT

public:
    RecordListPage(console::Console& console, model::Entity entity, QWidget* parent = nullptr);

    QString key() const override { return model::describe(m_entity).key; }
    void reload() override;
    void setAsOf(QDate day) override;
    void search() override;
    bool leaveLevel() override;

    /// Shows the records of a filter as chips over the first view.
    void showFilter(const model::Filter& filter, const QString& title);
    /// Somebody comes by the navigation: what a finding or a figure had narrowed is whole again.
    void endVisit();
    /// Puts the side panel on a record.
    void showRecord(base::Id id);

    /// Writes what is on screen as a PDF.
    void writePdf(const QString& path);
    void print(std::shared_ptr<QPagedPaintDevice> device) override;

    models::RecordModel& list() { return *m_list; }
    widgets::Table& table() { return *m_table; }
    FilterBar& filters() { return *m_filters; }
    RecordPanel& panel() { return *m_panel; }

private:
    void buildHead();
    void addNeighbour();
    void buildTabs();
    void buildFilters();
    void buildTable();
    void buildPanel();
    void connectList();
    void showView(int view);
    void load();
    void countViews();
    void countView(int view);
    void showCounts();
    void showEmpty();
    void followCurrent();
    void restoreCurrent();
    void closePanel();
    QStringList columnsOnScreen() const;
    void applyColumns(const QStringList& keys);
    void rememberColumns(const QList<int>& resized);
    void toggleColumn(const QString& key);
    void openColumns();
    void addSavedViews();
    void openViewMenu(QWidget* anchor);
    void askViewName(QWidget* anchor);
    void saveView(const QString& name);
    void dropView(int view);
    void openMore(QWidget* anchor);
    void openRow(const QModelIndex& index);
    void openForm(const model::Record& record);
    void refuse(const models::FieldEdit& edit, const base::Error& error);
    void dropRefusal();
    void askRemove();
    void remove(const std::vector<base::Id>& ids);
    void openExport();
    void exportList();
    void writeExport(const QString& path);
    void readPaper(const std::function<void(const print::ListPaper&)>& set);
    print::ListPaper paperOf(const std::vector<model::Record>& records, const models::TitleBook& book) const;
    std::vector<base::Id> idsToExport() const;
    std::vector<base::Id> tickedIds() const;
    std::vector<base::Id> selectedIds() const;

    model::Entity m_entity;
    ListMemory m_memory;
    QList<RecordView> m_views;
    models::RecordModel* m_list;
    QVBoxLayout* m_column;
    widgets::PageHead* m_head = nullptr;
    AsOfButton* m_asOfButton = nullptr;
    widgets::Button* m_add = nullptr;
    widgets::Tabs* m_tabs = nullptr;
    FilterBar* m_filters = nullptr;
    widgets::Button* m_columns = nullptr;
    widgets::Button* m_export = nullptr;
    widgets::Banner* m_refusal = nullptr;
    widgets::Table* m_table = nullptr;
    widgets::TableFoot* m_foot = nullptr;
    RecordPanel* m_panel = nullptr;
    widgets::PanelHost* m_host = nullptr;
    QHash<int, qint64> m_counts;
    QTimer m_countTimer;
    base::Id m_current; ///< the record the cursor is on, over loads
    QString m_sort; ///< chosen by a click on a heading; empty: the view's own
    Qt::SortOrder m_order = Qt::AscendingOrder;
    int m_view = 0;
    bool m_isSettingUp = true;
    bool m_isVisited = false; ///< narrowed by another page, and nobody has changed that yet
    bool m_isCounted = false;
};

/// How the columns of a list share the width; those that somebody drew keep theirs.
QList<widgets::ColumnPlan> columnPlan(const models::RecordModel& list, const QHash<QString, int>& widths);

} // namespace qm::pages
