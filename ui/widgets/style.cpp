#include "ui/widgets/style.h"

#include "ui/widgets/paint.h"
#include "ui/widgets/theme.h"

#include <QPainter>
#include <QStyleOption>

namespace qm::widgets {

namespace {

paint::Tick tickOf(QStyle::State state)
{
    if (state & QStyle::State_NoChange)
        return paint::Tick::Part;
    return state & QStyle::State_On ? paint::Tick::On : paint::Tick::Off;
}

QRect centredSquare(const QRect& rect, int side)
{
    return {rect.left() + (rect.width() - side) / 2, rect.top() + (rect.height() - side) / 2, side, side};
}

void drawRadio(QPainter& painter, const QRect& square, QStyle::State state)
{
    const Tokens& t = tokens();
    const bool on = state & QStyle::State_On;
    const QColor edge = on ? QColor() : QColor(t.field);
    paint::box(painter, square, {on ? t.accent : t.surface, edge, square.height() / 2.0});
    if (on)
        paint::box(painter, centredSquare(square, 6), {t.onAccent, {}, 3});
}

} // namespace

Style::Style()
    : QProxyStyle(QStringLiteral("Fusion"))
{}

int Style::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    switch (metric) {
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight: return measure::tick;
    case PM_SmallIconSize:
    case PM_ButtonIconSize: return measure::iconInline;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing: return 8;
    case PM_DefaultFrameWidth: return 1;
    case PM_ScrollBarExtent: return 10;
    case PM_MenuHMargin:
    case PM_MenuVMargin: return 4;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical: return 0;
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                     QStyleHintReturn* returned) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_ItemView_ShowDecorationSelected:
    case SH_UnderlineShortcut: return 0;
    case SH_ComboBox_Popup: return 0;
    case SH_ToolTip_WakeUpDelay: return 500;
    case SH_Widget_Animation_Duration: return 0;
    case SH_ScrollBar_ContextMenu: return 0;
    default: return QProxyStyle::styleHint(hint, option, widget, returned);
    }
}

// The end of a header beside a scroll bar belongs to the surface.
void Style::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                        const QWidget* widget) const
{
    if (element != CE_HeaderEmptyArea)
        QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                          const QWidget* widget) const
{
    switch (element) {
    case PE_FrameFocusRect:
    case PE_PanelScrollAreaCorner: return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        paint::tick(*painter, centredSquare(option->rect, measure::tick), tickOf(option->state));
        return;
    case PE_IndicatorRadioButton: drawRadio(*painter, centredSquare(option->rect, measure::tick), option->state); return;
    default: QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

} // namespace qm::widgets
