#pragma once

#include "ui/widgets/column_plan.h"
#include "ui/widgets/ticks.h"
#include "ui/widgets/tokens.h"

#include <QTableView>

namespace qm::widgets {

class TableHeader;

enum class TableTicks : quint8 { Without, With };

/// The dense list of the program: paints format::Cell, 36 px rows, ticks by row id, focus ring around the row,
/// copies as tab-separated text. Stays fast at a million rows: fixed row height, cached lines, no style sheet.
class Table : public QTableView
{
    Q_OBJECT

public:
    explicit Table(TableTicks ticks = TableTicks::Without, QWidget* parent = nullptr);

    void setColumnPlan(const QList<ColumnPlan>& plan);
    void setRowHeight(int height);
    /// Space before the first and after the last column: 28 on a sheet, 20 in a card.
    void setEdgePadding(int padding);
    int edgePadding() const { return m_edgePadding; }
    /// Shown in the middle when there are no rows. Takes ownership.
    void setEmptyState(QWidget* widget);
    /// Leaves the last hairline out where a card edge follows.
    void setLastLineHidden();
    bool isLastLineHidden() const { return m_lastLineHidden; }

    const Ticks& ticks() const { return m_ticks; }
    void setTicks(const Ticks& ticks);
    bool hasTicks() const { return m_tickMode == TableTicks::With; }
    /// Width of the tick lane inside the first shown column.
    int leadWidth() const;
    bool isFirstShown(int column) const;
    bool isLastShown(int column) const;
    /// A column's width as a plan says it: without the padding at the edges.
    int plannedWidth(int column) const;
    int hoveredRow() const { return m_hoveredRow; }
    /// The selection, or the current row, as tab-separated words with a heading line.
    QString selectionAsText() const;
    void setModel(QAbstractItemModel* model) override;

Q_SIGNALS:
    void ticksChanged();
    /// Somebody moved columns, or drew the ones named.
    void arranged(const QList<int>& resized);
    /// Enter or double click.
    void opened(const QModelIndex& index);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    friend class TableHeader;
    void build();
    void layOutColumns();
    void placeEmptyState();
    void setHoveredRow(int row);
    void updateRow(int row);
    void toggleTick(int row);
    void toggleAll();
    bool isOnTick(const QPoint& position) const;
    QRect rowRect(int row) const;
    qint64 rowId(int row) const;
    QList<int> shownColumns() const;

    Ticks m_ticks;
    QList<ColumnPlan> m_plan;
    QWidget* m_emptyState = nullptr;
    TableHeader* m_header = nullptr;
    TableTicks m_tickMode;
    int m_hoveredRow = -1;
    int m_edgePadding = measure::sheetLeft;
    bool m_lastLineHidden = false;
    bool m_keyboardFocus = false;
};

} // namespace qm::widgets
