#include "ui/widgets/cell_delegate.h"

#include "ui/widgets/label.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/table.h"
#include "ui/widgets/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace qm::widgets {

namespace {

Qt::Alignment columnAlign(const QModelIndex& index)
{
    const QVariant align = index.model()->headerData(index.column(), Qt::Horizontal, Qt::TextAlignmentRole);
    return align.isValid() ? Qt::Alignment(align.toInt() & Qt::AlignHorizontal_Mask) : Qt::Alignment();
}

bool isLastShownRow(const QModelIndex& index)
{
    return index.row() == index.model()->rowCount() - 1;
}

} // namespace

format::Cell cellAt(const QModelIndex& index)
{
    const QVariant cell = index.data(format::CellRole);
    if (cell.canConvert<format::Cell>())
        return cell.value<format::Cell>();
    return format::text(index.data(Qt::DisplayRole).toString());
}

CellDelegate::CellDelegate(Table* table)
    : QAbstractItemDelegate(table)
    , m_table(table)
{}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {measure::row, measure::row};
}

void CellDelegate::paintGround(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Tokens& t = tokens();
    const bool selected = option.state & QStyle::State_Selected;
    const bool hovered = m_table->hoveredRow() == index.row();
    if (selected || hovered)
        painter.fillRect(option.rect, QColor(selected ? t.selected : t.hover));
    if (isLastShownRow(index) && m_table->isLastLineHidden())
        return;
    const QRect line(option.rect.left(), option.rect.bottom(), option.rect.width(), 1);
    painter.fillRect(line, QColor(selected ? t.selectedEdge : t.line));
}

// Cuts edge padding and the tick off the first shown column; returns what is left for the cell itself.
QRect CellDelegate::paintLead(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    paint::Lane lane(option.rect.adjusted(0, 0, 0, -1), option.direction);
    const bool last = m_table->isLastShown(index.column());
    if (!m_table->isFirstShown(index.column())) {
        lane.skip(measure::cellGap);
        lane.trailing(last ? m_table->edgePadding() : measure::cellGap);
        return lane.rest();
    }
    const QRect edge(option.rect.left(), option.rect.top(), 3, option.rect.height());
    if (option.state & QStyle::State_Selected)
        painter.fillRect(QStyle::visualRect(option.direction, option.rect, edge), QColor(tokens().accent));
    lane.skip(m_table->edgePadding());
    lane.trailing(last ? m_table->edgePadding() : measure::cellGap);
    if (!m_table->hasTicks())
        return lane.rest();
    const QRect spot = lane.leading(measure::tick, m_table->leadWidth() - measure::tick);
    const bool on = m_table->ticks().contains(index.data(format::RowIdRole).toLongLong());
    const QRect square(spot.left(), option.rect.center().y() - measure::tick / 2, measure::tick, measure::tick);
    paint::tick(painter, square, on ? paint::Tick::On : paint::Tick::Off);
    return lane.rest();
}

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->setLayoutDirection(Qt::LeftToRight);
    paintGround(*painter, option, index);
    const QRect room = paintLead(*painter, option, index);
    const bool dimmed = index.data(format::DimmedRole).toBool();
    paintCell(*painter, room, cellAt(index), {option.direction, dimmed, columnAlign(index)});
}

bool CellDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                             const QModelIndex& index)
{
    const format::Cell cell = cellAt(index);
    QString words = index.data(Qt::ToolTipRole).toString();
    const int needed = textWidth(Type::Strong, cell.text) + 2 * measure::cellGap;
    if (words.isEmpty() && needed > option.rect.width())
        words = cell.secondLine.isEmpty() ? cell.text : cell.text + QLatin1Char('\n') + cell.secondLine;
    QToolTip::showText(event->globalPos(), plainTip(words), view);
    return true;
}

} // namespace qm::widgets
