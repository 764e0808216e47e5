#include "ui/widgets/focus_ring.h"

#include "ui/widgets/theme.h"

#include <QApplication>
#include <QFocusEvent>
#include <QPainter>

namespace qm::widgets {

namespace {

constexpr int ringReach = 4;

// Coming back to a window or from a menu says nothing about how the focus got here first.
bool isReturn(Qt::FocusReason reason)
{
    return reason == Qt::ActiveWindowFocusReason || reason == Qt::PopupFocusReason || reason == Qt::MenuBarFocusReason;
}

bool isKeyboardReason(Qt::FocusReason reason)
{
    return reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason;
}

} // namespace

FocusRing::FocusRing(QWidget* window)
    : QWidget(window)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    hide();
    qApp->installEventFilter(this);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) { follow(now); });
}

void FocusRing::follow(QWidget* target)
{
    const bool ours = target && target->window() == window() && target->property("ringRadius").isValid();
    m_target = ours && m_keyboard ? target : nullptr;
    watch(m_target);
    place();
}

// The ring lies above every ancestor, so it has to move when one of them moves (a scrolled page).
void FocusRing::watch(QWidget* target)
{
    m_watched.clear();
    for (QWidget* widget = target; widget && widget != window(); widget = widget->parentWidget())
        m_watched << widget;
}

void FocusRing::place()
{
    setVisible(m_target && m_target->isVisible());
    if (!isVisible())
        return;
    const QPoint corner = m_target->mapTo(window(), QPoint(0, 0));
    const int reach = ringReach;
    setGeometry(QRect(corner, m_target->size()).adjusted(-reach, -reach, reach, reach));
    raise();
    update();
}

// The reason is known only from the focus event itself, which comes before focusChanged.
bool FocusRing::eventFilter(QObject* watched, QEvent* event)
{
    const auto type = event->type();
    if (type == QEvent::FocusIn && !isReturn(static_cast<QFocusEvent*>(event)->reason()))
        m_keyboard = isKeyboardReason(static_cast<QFocusEvent*>(event)->reason());
    const bool moves = type == QEvent::Move || type == QEvent::Resize || type == QEvent::Hide || type == QEvent::Show;
    if (moves && m_target && m_watched.contains(qobject_cast<QWidget*>(watched)))
        place();
    if (type == QEvent::FocusIn && watched->isWidgetType())
        follow(static_cast<QWidget*>(watched));
    return QWidget::eventFilter(watched, event);
}

void FocusRing::paintEvent(QPaintEvent*)
{
    if (!m_target)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double radius = m_target->property("ringRadius").toInt() + 2;
    painter.setPen(QPen(QColor(tokens().focus), 2));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), radius, radius);
}

} // namespace qm::widgets
