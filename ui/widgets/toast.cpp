#include "ui/widgets/banner.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/painted_button.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QPainter>
#include <QStyle>

namespace qm::widgets {

namespace {

constexpr int toastHeight = 44, toastPad = 16, toastMargin = 14;

/// "Undo" on the dark ground of a toast.
class ToastUndo : public PaintedButton
{
public:
    using PaintedButton::PaintedButton;
    QSize sizeHint() const override { return {textWidth(Type::Strong, text()) + 1, 24}; }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        paint::text(painter, rect(), text(), {Type::Strong, tokens().toastLink, Qt::AlignHCenter});
    }
};

constexpr int tick = 16, tickRoom = tick + 9;

} // namespace

Toast::Toast(const QString& words, const QString& undoKey, QWidget* parent)
    : QWidget(parent)
    , m_words(words)
    , m_key(undoKey)
    , m_undo(new ToastUndo(tr("Undo"), this))
{
    setAccessibleName(words);
    m_undo->setAccessibleName(tr("Undo: %1").arg(words));
    m_timer.setSingleShot(true);
    m_timer.setInterval(measure::toastMs);
    parent->installEventFilter(this);
    connect(&m_timer, &QTimer::timeout, this, &Toast::goUnlessUsed);
    connect(m_undo, &QAbstractButton::clicked, this, [this] {
        Q_EMIT undoAsked();
        deleteLater();
    });
}

void Toast::popUp()
{
    place();
    show();
    raise();
    m_timer.start();
}

void Toast::withoutUndo()
{
    m_key.clear();
    m_isUndoable = false;
    m_undo->hide();
}

void Toast::place()
{
    const int key = m_key.isEmpty() ? 0 : paint::keyCapWidth(m_key) + 10;
    const int undoWidth = !m_isUndoable ? 0 : 40 + m_undo->sizeHint().width() + key;
    const int inner = tickRoom + textWidth(Type::Strong, m_words) + 1 + undoWidth; // a fraction of a letter, too
    const QSize size(inner + 2 * toastPad + 2 * toastMargin, toastHeight + 2 * toastMargin);
    const QRect room = parentWidget()->rect();
    const QRect spot(room.left() + 6, room.bottom() - size.height() - 2 - m_lift, size.width(), size.height());
    setGeometry(QStyle::visualRect(layoutDirection(), room, spot));
    const QRect undo(width() - toastMargin - toastPad - key - m_undo->sizeHint().width(), (height() - 24) / 2,
                     m_undo->sizeHint().width(), 24);
    m_undo->setGeometry(QStyle::visualRect(layoutDirection(), rect(), undo));
}

void Toast::goUnlessUsed()
{
    if (underMouse() || m_undo->hasFocus())
        m_timer.start();
    else
        deleteLater();
}

void Toast::enterEvent(QEnterEvent*)
{
    m_timer.stop();
}

void Toast::leaveEvent(QEvent*)
{
    m_timer.start();
}

bool Toast::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parent() && event->type() == QEvent::Resize)
        place();
    return QWidget::eventFilter(watched, event);
}

void Toast::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Tokens& t = tokens();
    const QRect sheet = rect().adjusted(toastMargin, toastMargin, -toastMargin, -toastMargin);
    paint::shadow(painter, sheet, measure::radiusMenu);
    paint::box(painter, sheet, {t.tooltip, {}, measure::radiusMenu});
    paint::Lane lane(sheet.adjusted(toastPad, 0, -toastPad, 0), layoutDirection());
    drawIcon(painter, lane.leading(tick, tickRoom - tick), QStringLiteral("check"), tick, t.toastTick);
    if (!m_key.isEmpty()) {
        const QRect cap = lane.trailing(paint::keyCapWidth(m_key));
        const QRect box(cap.left(), sheet.center().y() - 9, cap.width(), measure::keyCap);
        paint::box(painter, box, {{}, mixed(t.tooltip, t.tooltipText, 0.4), 4});
        paint::text(painter, box, m_key, {Type::Key, t.tooltipText, Qt::AlignHCenter});
    }
    paint::text(painter, lane.rest(), m_words, {Type::Strong, t.tooltipText, Qt::AlignLeft, layoutDirection()});
}

} // namespace qm::widgets
