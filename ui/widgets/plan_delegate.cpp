#include "ui/widgets/plan_delegate.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/plan_list.h"
#include "ui/widgets/theme.h"

#include <QPainter>

namespace qm::widgets {

namespace {

using format::PlanLine;
using format::State;

constexpr int planGap = 16, planMoney = 92, planWhen = 74, planOwner = 150, planWhat = 10;

struct PlanInk
{
    QColor strong, plain;
    Qt::LayoutDirection direction;
};

PlanInk inkFor(const PlanLine& line, Qt::LayoutDirection direction)
{
    const Tokens& t = tokens();
    return line.ticked ? PlanInk{t.text, t.text3, direction} : PlanInk{t.text3, t.text3, direction};
}

void paintMoney(QPainter& painter, const QRect& rect, const PlanLine& line, const PlanInk& ink)
{
    const bool back = line.moneyState == State::Ok && line.ticked;
    const bool none = line.money.isEmpty();
    const QColor colour = none ? QColor(tokens().text3) : back ? QColor(tokens().ok.text) : ink.strong;
    paint::text(painter, rect, none ? QStringLiteral("\u2013") : line.money,
                {Type::Digits, colour, Qt::AlignRight, ink.direction});
}

void paintWhen(QPainter& painter, const QRect& rect, const PlanLine& line, const PlanInk& ink)
{
    if (line.outcome == State::Plain) {
        paint::text(painter, rect, line.when, {Type::Digits, tokens().text2, Qt::AlignRight, ink.direction});
        return;
    }
    const paint::PillLook look{line.outcome, format::stateIcon(line.outcome), line.outcomeWord, ink.direction};
    paint::Lane lane(rect, ink.direction);
    const QRect spot = lane.trailing(paint::pillWidth(look));
    const QRect pill(spot.left(), rect.center().y() - 9, spot.width(), measure::pillHeight);
    paint::pill(painter, pill, look);
}

void paintOwner(QPainter& painter, const QRect& rect, const PlanLine& line, const PlanInk& ink)
{
    paint::Lane lane(rect, ink.direction);
    const QRect spot = lane.leading(20, 6);
    const QRect disc(spot.left(), rect.center().y() - 9, 20, 20);
    const bool automatic = line.owner.isEmpty();
    if (automatic)
        drawIcon(painter, disc, QStringLiteral("bolt"), 15, tokens().text3);
    else
        paint::avatar(painter, disc, line.owner);
    const QString words = automatic ? PlanList::tr("automatic") : line.owner;
    paint::text(painter, lane.rest(), words, {Type::Body, tokens().text2, Qt::AlignLeft, ink.direction});
}

// The name never gives way to its detail: what is left after it belongs to the detail.
void paintWhat(QPainter& painter, const QRect& rect, const PlanLine& line, const PlanInk& ink)
{
    paint::Lane lane(rect, ink.direction);
    const QRect what = lane.leading(textWidth(Type::Strong, line.what) + 1, planWhat);
    paint::text(painter, what, line.what, {Type::Strong, ink.strong, Qt::AlignLeft, ink.direction});
    paint::text(painter, lane.rest(), line.detail, {Type::Body, ink.plain, Qt::AlignLeft, ink.direction});
}

void paintWarning(QPainter& painter, const QRect& rect, const QString& words, const PlanInk& ink)
{
    paint::Lane lane(rect, ink.direction);
    drawIcon(painter, lane.leading(13, 5), QStringLiteral("triangle-alert"), 13, tokens().attention.solid);
    paint::text(painter, lane.rest(), words, {Type::Small, tokens().attention.text, Qt::AlignLeft, ink.direction});
}

} // namespace

PlanDelegate::PlanDelegate(PlanList* list)
    : QAbstractItemDelegate(list)
    , m_list(list)
{}

QSize PlanDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QVariant group = index.data(format::GroupRole);
    if (group.isValid())
        return {option.rect.width(), measure::groupRow};
    const auto line = index.data(format::PlanLineRole).value<PlanLine>();
    return {option.rect.width(), line.warning.isEmpty() ? measure::planLine : measure::planLineWarned};
}

void PlanDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->setLayoutDirection(Qt::LeftToRight);
    const QVariant group = index.data(format::GroupRole);
    if (group.isValid())
        return paintGroup(*painter, option, group.value<format::GroupLine>());
    if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, QColor(tokens().hover));
    PlanLine line = index.data(format::PlanLineRole).value<PlanLine>();
    paintLine(*painter, option, line);
}

void PlanDelegate::paintLine(QPainter& painter, const QStyleOptionViewItem& option, const PlanLine& line) const
{
    const PlanInk ink = inkFor(line, option.direction);
    const QRect top(option.rect.left(), option.rect.top(), option.rect.width(), measure::planLine);
    paint::Lane lane(top, option.direction);
    lane.skip(m_list->edgePadding());
    lane.trailing(m_list->edgePadding());
    if (m_list->areTicksShown()) {
        const QRect spot = lane.leading(measure::tick, planGap);
        const QRect box(spot.left(), top.center().y() - 7, measure::tick, measure::tick);
        paint::tick(painter, box, line.ticked ? paint::Tick::On : paint::Tick::Off);
    }
    const QRect spot = lane.leading(measure::sign, planGap - 4);
    paint::sign(painter, {spot.left(), top.center().y() - 8, measure::sign, measure::sign}, line.sign);
    const QRect rule(lane.rest().left(), option.rect.bottom(), lane.rest().width(), 1);
    paint::hairline(painter, rule, tokens().line);
    paintMoney(painter, lane.trailing(planMoney, 6), line, ink);
    paintWhen(painter, lane.trailing(line.outcome == State::Plain ? planWhen : 120, 8), line, ink);
    paintOwner(painter, lane.trailing(planOwner, 12), line, ink);
    paintWhat(painter, lane.rest(), line, ink);
    if (line.warning.isEmpty())
        return;
    const QRect lower(rule.left(), top.bottom() - 5, rule.width(), measure::planLineWarned - measure::planLine);
    paintWarning(painter, lower, line.warning, ink);
}

void PlanDelegate::paintGroup(QPainter& painter, const QStyleOptionViewItem& option, const format::GroupLine& group) const
{
    const Tokens& t = tokens();
    const QRect rect = option.rect;
    painter.fillRect(rect, QColor(t.subtle));
    paint::hairline(painter, {rect.left(), rect.bottom(), rect.width(), 1}, t.line);
    if (rect.top() > 0)
        paint::hairline(painter, {rect.left(), rect.top() - 1, rect.width(), 1}, t.line);
    paint::Lane lane(rect, option.direction);
    lane.skip(m_list->edgePadding());
    lane.trailing(m_list->edgePadding());
    const QRect title = lane.leading(textWidth(Type::DigitsBold, group.title) + 1, planWhat);
    paint::text(painter, title, group.title, {Type::DigitsBold, t.text, Qt::AlignLeft, option.direction});
    const QRect sum = lane.trailing(textWidth(Type::DigitsSmall, group.sum) + 1, 12);
    paint::text(painter, sum, group.sum, {Type::DigitsSmall, t.text2, Qt::AlignRight, option.direction});
    paint::text(painter, lane.rest(), group.detail, {Type::Body, t.text2, Qt::AlignLeft, option.direction});
}

} // namespace qm::widgets
