#include "ui/widgets/plan_list.h"

#include "ui/format/cell.h"
#include "ui/widgets/plan_delegate.h"
#include "ui/widgets/theme.h"

#include <QFocusEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

namespace qm::widgets {

PlanList::PlanList(QWidget* parent)
    : QListView(parent)
    , m_edgePadding(measure::sheetLeft)
{
    setItemDelegate(new PlanDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollMode(ScrollPerPixel);
    verticalScrollBar()->setSingleStep(measure::planLine);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setResizeMode(Adjust);
    setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    connect(&Theme::instance(), &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void PlanList::setTicksShown(bool shown)
{
    m_ticksShown = shown;
    viewport()->update();
}

void PlanList::setEdgePadding(int padding)
{
    m_edgePadding = padding;
    viewport()->update();
}

void PlanList::toggle(const QModelIndex& index)
{
    if (!m_ticksShown || index.data(format::GroupRole).isValid())
        return;
    const bool on = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    model()->setData(index, on ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

bool PlanList::isOnTick(const QPoint& position) const
{
    const int inside = layoutDirection() == Qt::LeftToRight ? position.x() : viewport()->width() - position.x();
    return inside < m_edgePadding + measure::tick + 8;
}

void PlanList::keyPressEvent(QKeyEvent* event)
{
    m_keyboardFocus = true;
    const QModelIndex current = currentIndex();
    if (event->key() == Qt::Key_Space && current.isValid())
        return toggle(current);
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && current.isValid()) {
        Q_EMIT opened(current);
        return;
    }
    QListView::keyPressEvent(event);
}

void PlanList::mousePressEvent(QMouseEvent* event)
{
    m_keyboardFocus = false;
    const QModelIndex index = indexAt(event->pos());
    QListView::mousePressEvent(event);
    if (index.isValid() && isOnTick(event->pos()))
        toggle(index);
}

void PlanList::mouseDoubleClickEvent(QMouseEvent* event)
{
    const QModelIndex index = indexAt(event->pos());
    if (index.isValid() && !isOnTick(event->pos()))
        Q_EMIT opened(index);
}

void PlanList::focusInEvent(QFocusEvent* event)
{
    m_keyboardFocus = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    QListView::focusInEvent(event);
}

void PlanList::paintEvent(QPaintEvent* event)
{
    QListView::paintEvent(event);
    if (!m_keyboardFocus || !hasFocus() || !currentIndex().isValid())
        return;
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(QColor(tokens().focus), 2));
    const QRectF line = QRectF(visualRect(currentIndex())).adjusted(3, 1, -3, -2);
    painter.drawRoundedRect(line, measure::radiusTick, measure::radiusTick);
}

} // namespace qm::widgets
