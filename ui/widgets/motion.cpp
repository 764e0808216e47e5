#include "ui/widgets/motion.h"

#include <QGraphicsOpacityEffect>
#include <QPropertyAnimation>
#include <QWidget>

namespace qm::widgets {

namespace {

Motion& currentMotion()
{
    static Motion motion = Motion::Still;
    return motion;
}

} // namespace

void setMotion(Motion motion)
{
    currentMotion() = motion;
}

Motion motion()
{
    return currentMotion();
}

void fadeIn(QWidget* widget, int milliseconds)
{
    if (motion() == Motion::Still)
        return;
    auto* effect = new QGraphicsOpacityEffect(widget);
    effect->setOpacity(0);
    widget->setGraphicsEffect(effect);
    auto* fade = new QPropertyAnimation(effect, "opacity", effect);
    fade->setDuration(milliseconds);
    fade->setStartValue(0.0);
    fade->setEndValue(1.0);
    fade->setEasingCurve(QEasingCurve::OutCubic);
    QObject::connect(fade, &QAbstractAnimation::finished, widget, [widget] { widget->setGraphicsEffect(nullptr); });
    fade->start();
}

} // namespace qm::widgets
