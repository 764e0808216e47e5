#include "ui/widgets/pill.h"

#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/theme.h"

#include <QPainter>

namespace qm::widgets {

Pill::Pill(format::State state, const QString& words, QWidget* parent)
    : Pill(format::pill(state, words), parent)
{}

Pill::Pill(const format::Cell& cell, QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setCell(cell);
}

void Pill::setCell(const format::Cell& cell)
{
    m_cell = cell;
    setAccessibleName(format::spokenWords(cell));
    updateGeometry();
    update();
}

QSize Pill::sizeHint() const
{
    return {paint::pillWidth({m_cell.state, m_cell.iconName, m_cell.text}), measure::pillHeight};
}

void Pill::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paint::pill(painter, rect(), {m_cell.state, m_cell.iconName, m_cell.text, layoutDirection()});
}

CellView::CellView(const format::Cell& cell, QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setCell(cell);
}

void CellView::setCell(const format::Cell& cell)
{
    m_cell = cell;
    setAccessibleName(format::spokenWords(cell));
    updateGeometry();
    update();
}

QSize CellView::sizeHint() const
{
    const int words = qMax(textWidth(Type::DigitsStrong, m_cell.text), textWidth(Type::Small, m_cell.secondLine));
    return {words + 40, m_cell.secondLine.isEmpty() ? 24 : measure::twoLineRow - 8};
}

void CellView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintCell(painter, rect(), m_cell, {layoutDirection()});
}

Avatar::Avatar(const QString& name, int side, QWidget* parent)
    : QWidget(parent)
    , m_name(name)
{
    setFixedSize(side, side);
}

void Avatar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paint::avatar(painter, rect(), m_name);
}

IconTile::IconTile(const QString& icon, int side, QWidget* parent)
    : QWidget(parent)
    , m_icon(icon)
{
    setFixedSize(side, side);
}

void IconTile::setState(format::State state)
{
    m_state = state;
    update();
}

void IconTile::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (m_state == format::State::Plain)
        return paint::iconTile(painter, rect(), m_icon);
    const StateInk& ink = tokens().state(m_state);
    paint::box(painter, rect(), {ink.tint, {}, measure::radiusMenu});
    drawIcon(painter, rect(), m_icon, height() > 36 ? measure::iconTile : measure::iconInline, ink.text);
}

} // namespace qm::widgets
