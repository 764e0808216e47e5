#include "ui/widgets/painted_button.h"

#include "ui/widgets/theme.h"

#include <QEvent>

namespace qm::widgets {

PaintedButton::PaintedButton(const QString& text, QWidget* parent)
    : QAbstractButton(parent)
{
    setText(text);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setRingRadius(measure::radiusControl);
    connect(&Theme::instance(), &Theme::changed, this, &QWidget::updateGeometry);
}

void PaintedButton::setIconName(const QString& name)
{
    m_iconName = name;
    updateGeometry();
    update();
}

bool PaintedButton::event(QEvent* event)
{
    const bool enter = event->type() == QEvent::HoverEnter || event->type() == QEvent::HoverLeave;
    if (enter || event->type() == QEvent::EnabledChange)
        update();
    return QAbstractButton::event(event);
}

} // namespace qm::widgets
