#include "ui/widgets/date_edit.h"

#include "ui/format/words.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QCalendarWidget>
#include <QKeyEvent>
#include <QPainter>
#include <QStyle>

namespace qm::widgets {

namespace {
constexpr int arrowRoom = 28, arrowSize = 15;
}

DateEdit::DateEdit(QDate date, QWidget* parent)
    : QLineEdit(parent)
{
    setFont(widgets::font(Type::Digits));
    setTextMargins(0, 0, arrowRoom - 8, 0);
    setDate(date);
    connect(this, &QLineEdit::textEdited, this, &DateEdit::read);
    connect(this, &QLineEdit::editingFinished, this, [this] {
        if (m_date.isValid())
            setText(format::dateWord(m_date));
    });
}

void DateEdit::setDate(QDate date)
{
    setText(date.isValid() ? format::dateWord(date) : QString());
    take(date);
}

void DateEdit::read(const QString& text)
{
    const QDate day = format::dayFromWords(text, QDate::currentDate());
    take(m_latest.isValid() && day > m_latest ? QDate() : day);
}

void DateEdit::take(QDate date)
{
    const bool isNew = date.isValid() && date != m_date;
    m_date = date;
    if (isNew)
        Q_EMIT dateChanged(date);
}

QRect DateEdit::arrowSpot() const
{
    return QStyle::visualRect(layoutDirection(), rect(), QRect(width() - arrowRoom, 0, arrowRoom, height()));
}

void DateEdit::paintEvent(QPaintEvent* event)
{
    QLineEdit::paintEvent(event);
    QPainter painter(this);
    drawIcon(painter, arrowSpot(), QStringLiteral("chevron-down"), arrowSize, isEnabled() ? tokens().text2 : tokens().disabled);
}

void DateEdit::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && arrowSpot().contains(event->pos()))
        return openCalendar();
    QLineEdit::mousePressEvent(event);
}

void DateEdit::mouseMoveEvent(QMouseEvent* event)
{
    setCursor(arrowSpot().contains(event->pos()) ? Qt::ArrowCursor : Qt::IBeamCursor);
    QLineEdit::mouseMoveEvent(event);
}

void DateEdit::keyPressEvent(QKeyEvent* event)
{
    const bool opens = event->key() == Qt::Key_F4 || (event->key() == Qt::Key_Down && event->modifiers().testFlag(Qt::AltModifier));
    if (opens)
        return openCalendar();
    const int days = event->key() == Qt::Key_Up ? 1 : event->key() == Qt::Key_Down ? -1 : 0;
    if (days == 0 || !m_date.isValid())
        return QLineEdit::keyPressEvent(event);
    const QDate moved = m_date.addDays(days);
    setDate(m_latest.isValid() ? qMin(moved, m_latest) : moved);
}

/// What is typed replaces the day that stands there.
void DateEdit::focusInEvent(QFocusEvent* event)
{
    QLineEdit::focusInEvent(event);
    QMetaObject::invokeMethod(this, &QLineEdit::selectAll, Qt::QueuedConnection); // the press would unselect it
}

void DateEdit::openCalendar()
{
    auto* calendar = new QCalendarWidget(this);
    calendar->setWindowFlags(Qt::Popup);
    calendar->setAttribute(Qt::WA_DeleteOnClose);
    calendar->setFirstDayOfWeek(Qt::Monday);
    calendar->setVerticalHeaderFormat(QCalendarWidget::NoVerticalHeader);
    if (m_latest.isValid())
        calendar->setMaximumDate(m_latest);
    if (m_date.isValid())
        calendar->setSelectedDate(m_date);
    const auto choose = [this, calendar](QDate day) {
        setDate(day);
        calendar->close();
    };
    connect(calendar, &QCalendarWidget::clicked, this, choose);
    connect(calendar, &QCalendarWidget::activated, this, choose);
    calendar->move(mapToGlobal(QPoint(0, height() + 4)));
    calendar->show();
    calendar->setFocus();
}

} // namespace qm::widgets
