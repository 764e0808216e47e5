#pragma once

#include "ui/models/activity_model.h"
#include "ui/models/title_book.h"
#include "ui/pages/page.h"

namespace qm::widgets {
class PanelHost;
class SidePanel;
class Table;
} // namespace qm::widgets

namespace qm::pages {

/// The audit list: when, who, what, why, and the way back of each row. The side panel tells the changes of one.
class ActivityPage : public Page
{
    Q_OBJECT

public:
    explicit ActivityPage(console::Console& console, QWidget* parent = nullptr);

    QString key() const override { return QStringLiteral("activity"); }
    void reload() override;
    bool leaveLevel() override;

    models::ActivityModel& list() { return *m_list; }
    widgets::Table& table() { return *m_table; }

private:
    void click(const QModelIndex& index);
    void askUndo(base::Id changeSet, qint64 changes);
    void undo(base::Id changeSet);
    void openSet(base::Id changeSet);
    void fillPanel(const model::ChangeSet& set);
    void addFacts(const model::Change& change);
    void closePanel();

    models::ActivityModel* m_list;
    models::TitleBook m_book;
    widgets::Table* m_table;
    widgets::SidePanel* m_panel;
    widgets::PanelHost* m_host;
};

} // namespace qm::pages
