#pragma once

#include "core/console/console.h"
#include "ui/pages/cell_rows.h"

#include <QWidget>

namespace qm::widgets {
class SegmentBar;
class Table;
class Tabs;
}

class QHBoxLayout;

namespace qm::wizards {

/// What an import would do: five counts that add up to the rows of the file, then the rows, those with a problem
/// first.
class ImportCheck : public QWidget
{
    Q_OBJECT

public:
    explicit ImportCheck(QWidget* parent = nullptr);
    void show(const console::ImportPlan& plan);
    /// The five counts as shown, in order: new, changed, the same, left out, refused.
    QList<int> counts() const;

private:
    void showCounts();
    void showRows(int tab);
    pages::CellRow cells(const console::ImportRow& row) const;
    QString reason(const console::ImportRow& row) const;
    bool needsLook(const console::ImportRow& row) const;

    console::ImportPlan m_plan;
    QMultiHash<qint64, console::ImportIssue> m_issues;
    QHBoxLayout* m_counts;
    widgets::SegmentBar* m_bar;
    widgets::Tabs* m_tabs;
    widgets::Table* m_table;
    pages::CellRows* m_rows;
};

} // namespace qm::wizards
