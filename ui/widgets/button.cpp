#include "ui/widgets/button.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/theme.h"

#include <QPainter>

namespace qm::widgets {

namespace {

constexpr int buttonPad = 13, buttonIconGap = 8, linkIconGap = 5;

struct ButtonInks
{
    QColor fill, edge, words, icon;
};

ButtonInks restingInks(ButtonKind kind)
{
    const Tokens& t = tokens();
    switch (kind) {
    case ButtonKind::Primary: return {t.accent, {}, t.onAccent, t.onAccent};
    case ButtonKind::Danger: return {t.danger, {}, t.onAccent, t.onAccent};
    case ButtonKind::DangerQuiet: return {t.raised, t.lineStrong, t.act.text, t.act.text};
    case ButtonKind::Ghost: return {{}, {}, t.text2, t.text2};
    case ButtonKind::Secondary: break;
    }
    return {t.raised, t.lineStrong, t.text, t.text2};
}

QColor hoveredFill(ButtonKind kind)
{
    const Tokens& t = tokens();
    if (kind == ButtonKind::Primary)
        return t.accentHover;
    return kind == ButtonKind::Danger ? t.dangerHover : t.hover;
}

QColor pressedFill(ButtonKind kind)
{
    const Tokens& t = tokens();
    const bool filled = kind == ButtonKind::Primary || kind == ButtonKind::Danger;
    return filled ? mixed(hoveredFill(kind), t.text, 0.12) : QColor(t.press);
}

ButtonInks disabledInks(ButtonKind kind)
{
    const Tokens& t = tokens();
    if (kind == ButtonKind::Ghost)
        return {{}, {}, t.disabled, t.disabled};
    return {t.subtle, t.line, t.disabled, t.disabled};
}

struct ButtonMood
{
    bool enabled, hovered, pressed;
};

ButtonInks inksFor(ButtonKind kind, ButtonMood mood)
{
    if (!mood.enabled)
        return disabledInks(kind);
    ButtonInks inks = restingInks(kind);
    if (mood.pressed)
        inks.fill = pressedFill(kind);
    else if (mood.hovered)
        inks.fill = hoveredFill(kind);
    return inks;
}

} // namespace

Button::Button(const QString& verb, ButtonKind kind, const QString& icon)
    : PaintedButton(verb)
    , m_kind(kind)
{
    setIconName(icon);
}

void Button::setKind(ButtonKind kind)
{
    m_kind = kind;
    update();
}

QSize Button::sizeHint() const
{
    const int icon = iconName().isEmpty() ? 0 : measure::iconInline + buttonIconGap;
    const int height = qMax(measure::control, lineHeight(Type::Strong) + 14);
    return {2 * buttonPad + icon + textWidth(Type::Strong, text()) + 1, height};
}

void Button::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const ButtonInks inks = inksFor(m_kind, {isEnabled(), isHovered(), isPressed()});
    if (inks.fill.isValid())
        paint::box(painter, rect(), {inks.fill, inks.edge, measure::radiusControl});
    const int content = sizeHint().width() - 2 * buttonPad;
    const int side = qMax(6, (width() - content) / 2);
    paint::Lane lane(rect().adjusted(side, 0, -side, 0), layoutDirection());
    if (!iconName().isEmpty()) {
        const QRect spot = lane.leading(measure::iconInline, buttonIconGap);
        drawIcon(painter, spot, mirroredIcon(iconName(), layoutDirection()), measure::iconInline, inks.icon);
    }
    paint::text(painter, lane.rest(), text(), {Type::Strong, inks.words, Qt::AlignLeft, layoutDirection()});
}

IconButton::IconButton(const QString& icon, const QString& name, ButtonKind kind)
    : m_kind(kind)
{
    setIconName(icon);
    setToolTip(plainTip(name));
    setAccessibleName(name);
}

QSize IconButton::sizeHint() const
{
    return {measure::control, measure::control};
}

void IconButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const ButtonInks inks = inksFor(m_kind, {isEnabled(), isHovered(), isPressed()});
    if (inks.fill.isValid())
        paint::box(painter, rect(), {inks.fill, inks.edge, measure::radiusControl});
    drawIcon(painter, rect(), mirroredIcon(iconName(), layoutDirection()), measure::iconInline, inks.icon);
}

LinkButton::LinkButton(const QString& words, const QString& trailingIcon)
    : PaintedButton(words)
{
    setIconName(trailingIcon);
    setRingRadius(measure::radiusTick);
}

QSize LinkButton::sizeHint() const
{
    const int icon = iconName().isEmpty() ? 0 : measure::iconPill + 1 + linkIconGap;
    return {textWidth(Type::SmallStrong, text()) + icon + 1, 24};
}

void LinkButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QColor ink = isEnabled() ? tokens().accentText : tokens().disabled;
    paint::Lane lane(rect(), layoutDirection());
    if (!iconName().isEmpty()) {
        const QRect spot = lane.trailing(measure::iconPill + 1, linkIconGap);
        drawIcon(painter, spot, mirroredIcon(iconName(), layoutDirection()), measure::iconPill + 1, ink);
    }
    const QRect words = lane.rest();
    const int drawn = paint::text(painter, words, text(), {Type::SmallStrong, ink, Qt::AlignLeft, layoutDirection()});
    if (isHovered())
        paint::hairline(painter, {words.left(), words.center().y() + 8, drawn, 1}, ink);
}

} // namespace qm::widgets
