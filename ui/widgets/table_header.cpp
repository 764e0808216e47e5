#include "ui/widgets/table_header.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/table.h"
#include "ui/widgets/theme.h"

#include <QMouseEvent>
#include <QPainter>

namespace qm::widgets {

namespace {

constexpr int sortArrow = 12;

paint::Tick allTick(const Ticks& ticks)
{
    if (ticks.exceptions().isEmpty())
        return ticks.isAll() ? paint::Tick::On : paint::Tick::Off;
    return paint::Tick::Part;
}

} // namespace

TableHeader::TableHeader(Table* table)
    : QHeaderView(Qt::Horizontal, table)
    , m_table(table)
{
    setSectionsClickable(true);
    setSectionsMovable(true);
    setHighlightSections(false);
    setMinimumSectionSize(32);
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setAutoFillBackground(false);
    viewport()->setAutoFillBackground(false);
}

QSize TableHeader::sizeHint() const
{
    return {100, measure::headerRow};
}

void TableHeader::paintEvent(QPaintEvent* event)
{
    QHeaderView::paintEvent(event);
    QPainter painter(viewport());
    paint::hairline(painter, {0, height() - 1, viewport()->width(), 1}, tokens().line);
}

QRect TableHeader::paintLead(QPainter& painter, const QRect& rect, int column) const
{
    const bool first = m_table->isFirstShown(column);
    paint::Lane lane(rect, layoutDirection());
    lane.skip(first ? m_table->edgePadding() : measure::cellGap);
    lane.trailing(m_table->isLastShown(column) ? m_table->edgePadding() : measure::cellGap);
    if (!first || !m_table->hasTicks())
        return lane.rest();
    const QRect spot = lane.leading(measure::tick, m_table->leadWidth() - measure::tick);
    const QRect square(spot.left(), rect.center().y() - measure::tick / 2, measure::tick, measure::tick);
    paint::tick(painter, square, allTick(m_table->ticks()));
    return lane.rest();
}

void TableHeader::paintSection(QPainter* painter, const QRect& rect, int logicalIndex) const
{
    const Tokens& t = tokens();
    painter->setLayoutDirection(Qt::LeftToRight);
    paint::Lane lane(paintLead(*painter, rect, logicalIndex), layoutDirection());
    const QString words = model()->headerData(logicalIndex, Qt::Horizontal).toString();
    const QVariant asked = model()->headerData(logicalIndex, Qt::Horizontal, Qt::TextAlignmentRole);
    const bool sorted = isSortIndicatorShown() && sortIndicatorSection() == logicalIndex;
    const int wordsWidth = textWidth(Type::Caption, words) + 1;
    if (asked.toInt() & Qt::AlignRight)
        lane.skip(qMax(0, lane.width() - wordsWidth - (sorted ? sortArrow + 4 : 0)));
    const QColor ink = sorted ? t.text : t.text3;
    paint::text(*painter, lane.leading(wordsWidth, 4), words, {Type::Caption, ink, Qt::AlignLeft, layoutDirection()});
    if (!sorted)
        return;
    const bool up = sortIndicatorOrder() == Qt::AscendingOrder;
    const QString arrow = up ? QStringLiteral("arrow-up") : QStringLiteral("arrow-down");
    drawIcon(*painter, lane.leading(sortArrow), arrow, sortArrow, t.text);
}

bool TableHeader::isOnTick(const QPoint& position) const
{
    if (!m_table->hasTicks() || !m_table->isFirstShown(logicalIndexAt(position)))
        return false;
    const int column = logicalIndexAt(position);
    const int left = sectionViewportPosition(column);
    const int reach = m_table->edgePadding() + m_table->leadWidth() - measure::cellGap;
    const int inside = layoutDirection() == Qt::LeftToRight ? position.x() - left
                                                            : left + sectionSize(column) - position.x();
    return inside < reach;
}

void TableHeader::mousePressEvent(QMouseEvent* event)
{
    if (isOnTick(event->pos())) {
        m_table->toggleAll();
        viewport()->update();
        return;
    }
    m_sizesBefore = sizes();
    m_orderBefore = order();
    QHeaderView::mousePressEvent(event);
}

void TableHeader::mouseReleaseEvent(QMouseEvent* event)
{
    QHeaderView::mouseReleaseEvent(event);
    const QList<int> now = sizes();
    QList<int> resized;
    for (int column = 0; column < qMin(now.size(), m_sizesBefore.size()); ++column) {
        if (now[column] != m_sizesBefore[column])
            resized << column;
    }
    if (!resized.isEmpty() || order() != m_orderBefore)
        Q_EMIT m_table->arranged(resized);
}

QList<int> TableHeader::sizes() const
{
    QList<int> sizes;
    for (int column = 0; column < count(); ++column)
        sizes << sectionSize(column);
    return sizes;
}

QList<int> TableHeader::order() const
{
    QList<int> order;
    for (int column = 0; column < count(); ++column)
        order << visualIndex(column);
    return order;
}

} // namespace qm::widgets
