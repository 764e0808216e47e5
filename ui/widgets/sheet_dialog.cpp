#include "ui/widgets/sheet_dialog.h"

#include "ui/widgets/motion.h"
#include "ui/widgets/overlay.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QEvent>
#include <QPainter>

namespace qm::widgets {

SheetDialog::SheetDialog(const QString& title, QWidget* parent)
    : QDialog(parent ? parent->window() : nullptr, (parent ? Qt::SubWindow : Qt::Dialog) | Qt::FramelessWindowHint)
{
    setAttribute(Qt::WA_TranslucentBackground);
    setWindowTitle(title);
    setAccessibleName(title);
}

void SheetDialog::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QRect sheet = rect().adjusted(floatMargin, floatMargin, -floatMargin, -floatMargin);
    paint::shadow(painter, sheet, measure::radiusDialog);
    paint::box(painter, sheet, {tokens().raised, tokens().lineStrong, measure::radiusDialog});
}

void SheetDialog::place()
{
    const QWidget* under = isWindow() ? nullptr : parentWidget();
    const QSize wanted = sizeIn(under ? under->size() : QSize(QWIDGETSIZE_MAX, QWIDGETSIZE_MAX));
    setFixedSize(wanted);
    if (under)
        move((under->width() - wanted.width()) / 2, (under->height() - wanted.height()) / 2);
}

void SheetDialog::showEvent(QShowEvent* event)
{
    QDialog::showEvent(event);
    m_focusBefore = QApplication::focusWidget();
    if (!isWindow()) {
        m_scrim = new Scrim(parentWidget());
        m_scrim->holdKeys();
        m_scrim->show();
        m_scrim->raise();
        raise();
        parentWidget()->installEventFilter(this);
    }
    place();
    fadeIn(this, measure::sheetMs);
    if (QWidget* first = firstFocus())
        first->setFocus(Qt::OtherFocusReason);
}

void SheetDialog::hideEvent(QHideEvent* event)
{
    delete m_scrim;
    if (m_focusBefore && m_focusBefore != this && !isAncestorOf(m_focusBefore))
        m_focusBefore->setFocus(Qt::OtherFocusReason);
    QDialog::hideEvent(event);
}

bool SheetDialog::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        place();
    return QDialog::eventFilter(watched, event);
}

} // namespace qm::widgets
