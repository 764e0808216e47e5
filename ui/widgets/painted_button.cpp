#include "ui/widgets/painted_button.h"

#include "ui/widgets/theme.h"

#include <QKeyEvent>

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

// Arrow keys belong to the row or column that holds the button; the base class would move the focus by itself.
void PaintedButton::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down: event->ignore(); return;
    case Qt::Key_Return:
    case Qt::Key_Enter: click(); return;
    default: QAbstractButton::keyPressEvent(event);
    }
}

bool PaintedButton::event(QEvent* event)
{
    const bool enter = event->type() == QEvent::HoverEnter || event->type() == QEvent::HoverLeave;
    if (enter || event->type() == QEvent::EnabledChange)
        update();
    return QAbstractButton::event(event);
}

} // namespace qm::widgets
