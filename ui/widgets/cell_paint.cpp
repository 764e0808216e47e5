#include "ui/widgets/cell_delegate.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/theme.h"

#include <QPainter>

namespace qm::widgets {

namespace {

using format::Cell;
using format::CellKind;
using format::State;

constexpr int cellIconGap = 6, pictureGap = 8, barFigure = 44;

Qt::Alignment alignOf(const Cell& cell, const CellPaint& how)
{
    if (how.align)
        return how.align;
    return cell.kind == CellKind::Figure ? Qt::AlignRight : Qt::AlignLeft;
}

Type cellType(const Cell& cell)
{
    if (cell.kind == CellKind::Figure)
        return Type::Digits;
    const bool strong = cell.kind == CellKind::Strong || (!cell.secondLine.isEmpty() && cell.kind != CellKind::Quiet);
    return strong ? Type::Strong : Type::Body;
}

QColor cellInk(const Cell& cell, const CellPaint& how)
{
    const Tokens& t = tokens();
    if (how.dimmed)
        return t.text3;
    switch (cell.kind) {
    case CellKind::Quiet:
    case CellKind::Icon:
    case CellKind::Unknown: break;
    case CellKind::Empty: return t.text3;
    case CellKind::Link: return t.accentText;
    default: return cell.state == State::Plain || cell.state == State::Ok ? t.text : t.state(cell.state).text;
    }
    const bool plain = cell.state == State::Plain || cell.state == State::Ok || cell.state == State::Unknown;
    return plain ? t.text2 : t.state(cell.state).text;
}

QColor iconInk(const Cell& cell)
{
    const Tokens& t = tokens();
    if (cell.kind == CellKind::Link)
        return t.accentText;
    return cell.state == State::Plain ? QColor(t.text2) : QColor(t.state(cell.state).solid);
}

// One line, or two lines of which the second is small and grey.
int cellWords(QPainter& painter, const QRect& rect, const Cell& cell, const CellPaint& how)
{
    const Qt::Alignment align = alignOf(cell, how);
    const QColor ink = cellInk(cell, how);
    if (cell.secondLine.isEmpty())
        return paint::text(painter, rect, cell.text, {cellType(cell), ink, align, how.direction});
    const int height = lineHeight(Type::Body) + 1;
    const QRect upper(rect.left(), rect.center().y() - height + 1, rect.width(), height);
    const bool figures = cell.kind == CellKind::Figure;
    const Type type = figures ? Type::Digits : Type::Strong;
    const bool warned = cell.state != State::Plain && cell.state != State::Ok;
    const QColor lower = warned ? QColor(tokens().state(cell.state).text) : QColor(tokens().text3);
    const QColor first = how.dimmed ? QColor(tokens().text3) : QColor(tokens().text);
    const int width = paint::text(painter, upper, cell.text, {type, first, align, how.direction});
    const Type small = figures ? Type::DigitsSmall : Type::Small;
    paint::text(painter, upper.translated(0, height - 1), cell.secondLine, {small, lower, align, how.direction});
    return width;
}

void figureCell(QPainter& painter, const QRect& rect, const Cell& cell, const CellPaint& how)
{
    const int width = cellWords(painter, rect, cell, how);
    if (cell.iconName.isEmpty() || !cell.secondLine.isEmpty())
        return;
    paint::Lane lane(rect, how.direction);
    lane.trailing(width + cellIconGap);
    drawIcon(painter, lane.trailing(13), cell.iconName, 13, tokens().state(cell.state).solid);
}

void pictureCell(QPainter& painter, const QRect& rect, const Cell& cell, const CellPaint& how)
{
    const bool person = cell.kind == CellKind::Person;
    const int side = cell.secondLine.isEmpty() ? (person ? measure::avatarSmall : 20) : measure::avatar;
    paint::Lane lane(rect, how.direction);
    const QRect spot = lane.leading(side, pictureGap);
    const QRect square(spot.left(), rect.center().y() - side / 2 + 1, side, side);
    if (person)
        paint::avatar(painter, square, cell.text);
    else
        paint::tile(painter, square, cell.text);
    cellWords(painter, lane.rest(), cell, how);
}

void iconCell(QPainter& painter, const QRect& rect, const Cell& cell, const CellPaint& how)
{
    paint::Lane lane(rect, how.direction);
    const QString icon = cell.kind == CellKind::Unknown ? format::stateIcon(State::Unknown) : cell.iconName;
    const Type type = cell.kind == CellKind::Link ? Type::Strong : Type::Body;
    if (alignOf(cell, how) & Qt::AlignRight)
        lane.skip(qMax(0, rect.width() - textWidth(type, cell.text) - 15 - cellIconGap));
    if (!icon.isEmpty())
        drawIcon(painter, lane.leading(14, cellIconGap), mirroredIcon(icon, how.direction), 14, iconInk(cell));
    paint::text(painter, lane.rest(), cell.text, {type, cellInk(cell, how), Qt::AlignLeft, how.direction});
}

void barCell(QPainter& painter, const QRect& rect, const Cell& cell, const CellPaint& how)
{
    paint::Lane lane(rect, how.direction);
    const int figureWidth = cell.text.isEmpty() ? 0 : barFigure;
    const QRect figure = lane.trailing(figureWidth, figureWidth ? cellIconGap : 0);
    const QRect room = lane.rest();
    const QRect thin(room.left(), room.center().y() - measure::thinBar / 2 + 1, room.width(), measure::thinBar);
    paint::bar(painter, thin, cell.segments, how.direction);
    paint::text(painter, figure, cell.text, {Type::DigitsSmall, tokens().text2, Qt::AlignRight, how.direction});
}

void pillCell(QPainter& painter, const QRect& rect, const Cell& cell, const CellPaint& how)
{
    const paint::PillLook look{cell.state, cell.iconName, cell.text, how.direction};
    paint::Lane lane(rect, how.direction);
    const QRect spot = lane.leading(paint::pillWidth(look));
    const int top = rect.center().y() - measure::pillHeight / 2 + 1;
    paint::pill(painter, {spot.left(), top, spot.width(), measure::pillHeight}, look);
}

void swatchCell(QPainter& painter, const QRect& rect, const Cell& cell, const CellPaint& how)
{
    paint::Lane lane(rect, how.direction);
    const QRect spot = lane.leading(10, pictureGap);
    paint::box(painter, {spot.left(), rect.center().y() - 4, 10, 10}, {paint::tintColour(cell.tint), {}, 3});
    cellWords(painter, lane.rest(), cell, how);
}

void signCell(QPainter& painter, const QRect& rect, const Cell& cell, const CellPaint& how)
{
    paint::Lane lane(rect, how.direction);
    const QRect spot = lane.leading(measure::sign, pictureGap);
    const int top = rect.center().y() - measure::sign / 2 + 1;
    paint::sign(painter, {spot.left(), top, measure::sign, measure::sign}, cell.sign);
    cellWords(painter, lane.rest(), cell, how);
}

} // namespace

void paintCell(QPainter& painter, const QRect& rect, const Cell& cell, const CellPaint& how)
{
    switch (cell.kind) {
    case CellKind::Figure: return figureCell(painter, rect, cell, how);
    case CellKind::Pill: return pillCell(painter, rect, cell, how);
    case CellKind::Person:
    case CellKind::Tile: return pictureCell(painter, rect, cell, how);
    case CellKind::Icon:
    case CellKind::Link:
    case CellKind::Unknown: return iconCell(painter, rect, cell, how);
    case CellKind::Bar: return barCell(painter, rect, cell, how);
    case CellKind::Sign: return signCell(painter, rect, cell, how);
    case CellKind::Mark: return paint::mark(painter, rect, cell.mark);
    case CellKind::Swatch: return swatchCell(painter, rect, cell, how);
    case CellKind::Empty:
    case CellKind::Text:
    case CellKind::Strong:
    case CellKind::Quiet: break;
    }
    cellWords(painter, rect, cell, how);
}

} // namespace qm::widgets
