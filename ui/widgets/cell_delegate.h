#pragma once

#include "ui/format/cell.h"

#include <QAbstractItemDelegate>

namespace qm::widgets {

class Table;

/// Paints one format::Cell into a visual rectangle: used by the delegate, and by anything else that shows a cell.
/// `dimmed` paints every word in the third text colour; without an alignment figures trail and all else leads.
struct CellPaint
{
    Qt::LayoutDirection direction = Qt::LeftToRight;
    bool dimmed = false;
    Qt::Alignment align{};
};
void paintCell(QPainter& painter, const QRect& rect, const format::Cell& cell, const CellPaint& how);

/// Paints the cells of a Table with row ground, tick lane, selection edge and focus ring.
class CellDelegate : public QAbstractItemDelegate
{
    Q_OBJECT

public:
    explicit CellDelegate(Table* table);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;

private:
    QRect paintLead(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    void paintGround(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;

    Table* m_table;
};

/// The cell of an index, or its display text as a plain cell.
format::Cell cellAt(const QModelIndex& index);

} // namespace qm::widgets
