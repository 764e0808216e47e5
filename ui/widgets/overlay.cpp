#include "ui/widgets/overlay.h"

#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/motion.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QBoxLayout>
#include <QEvent>
#include <QGridLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QShortcut>

namespace qm::widgets {

namespace {

constexpr int dialogWidth = 580;

} // namespace

Scrim::Scrim(QWidget* parent)
    : QWidget(parent)
{
    setGeometry(parent->rect());
    parent->installEventFilter(this);
}

Scrim::~Scrim()
{
    for (const QPointer<QShortcut>& shortcut : std::as_const(m_held)) {
        if (shortcut)
            shortcut->setEnabled(true);
    }
}

void Scrim::holdKeys()
{
    const auto shortcuts = window()->findChildren<QShortcut*>();
    for (QShortcut* shortcut : shortcuts) {
        if (!shortcut->isEnabled())
            continue;
        shortcut->setEnabled(false);
        m_held.append(shortcut);
    }
}

void Scrim::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), QColor(tokens().scrim));
}

void Scrim::mousePressEvent(QMouseEvent*)
{
    Q_EMIT clicked();
}

bool Scrim::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parent() && event->type() == QEvent::Resize)
        setGeometry(parentWidget()->rect());
    return QWidget::eventFilter(watched, event);
}

Dialog::Dialog(const QString& question, const QString& consequence, QWidget* parent)
    : SheetDialog(question, parent)
    , m_top(new QHBoxLayout)
    , m_safe(new Button(tr("Cancel")))
    , m_verb(new Button({}, ButtonKind::Primary))
{
    setAccessibleDescription(consequence);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(floatMargin + 24, floatMargin + 20, floatMargin + 22, floatMargin + 18);
    column->setSpacing(18);
    m_top->setSpacing(12);
    auto* words = new QVBoxLayout;
    words->setSpacing(3);
    words->addWidget(makeLabel(question, Type::Section));
    Label* text = makeParagraph(consequence);
    words->addWidget(text);
    m_top->addLayout(words, 1);
    column->addLayout(m_top);
    auto* verbs = new QHBoxLayout;
    verbs->setSpacing(8);
    verbs->addStretch(1);
    verbs->addWidget(m_safe);
    verbs->addWidget(m_verb);
    column->addLayout(verbs);
    connect(m_safe, &QAbstractButton::clicked, this, &QDialog::reject);
    connect(m_verb, &QAbstractButton::clicked, this, &QDialog::accept);
}

void Dialog::setVerbs(const QString& safe, const QString& verb)
{
    m_safe->setText(safe);
    m_verb->setText(verb);
}

void Dialog::setDangerous(const QString& icon)
{
    m_verb->setKind(ButtonKind::Danger);
    auto* picture = new IconTile(icon, 36);
    picture->setState(format::State::Act);
    m_top->insertWidget(0, picture, 0, Qt::AlignTop);
}

QSize Dialog::sizeIn(QSize room) const
{
    const int width = qMin(dialogWidth + 2 * floatMargin, room.width());
    return {width, layout()->totalHeightForWidth(width)};
}

QWidget* Dialog::firstFocus() const
{
    return m_safe;
}

ExplainCard::ExplainCard(const QString& title, const QList<ExplainLine>& lines, const QString& link, QWidget* parent)
    : QWidget(parent)
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(20, 14, 20, 14);
    grid->setHorizontalSpacing(14);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(0, 1);
    grid->setColumnMinimumWidth(2, 64);
    grid->addWidget(makeLabel(title, Type::Section), 0, 0, 1, 2);
    grid->addWidget(makeLabel(tr("Explain"), Type::Small, Tone::Third), 0, 2, Qt::AlignRight);
    grid->setRowMinimumHeight(0, 28);
    int row = 1;
    for (const ExplainLine& line : lines) {
        const bool unknown = line.weight == ExplainLine::Weight::Unknown;
        const bool result = line.weight == ExplainLine::Weight::Result;
        if (unknown) {
            auto* words = new CellView(format::unknown(line.words));
            words->setMinimumWidth(textWidth(Type::Body, line.words) + 24);
            grid->addWidget(words, row++, 0, 1, link.isEmpty() ? 3 : 1);
            continue;
        }
        grid->addWidget(makeLabel(line.words, result ? Type::Strong : Type::Body, Tone::Second), row, 0);
        grid->addWidget(makeLabel(line.figure, result ? Type::DigitsBold : Type::Digits), row, 1, Qt::AlignRight);
        grid->addWidget(makeLabel(line.source, Type::Small, Tone::Third), row++, 2, Qt::AlignRight);
    }
    if (link.isEmpty())
        return;
    auto* open = new LinkButton(link);
    const bool lastUnknown = !lines.isEmpty() && lines.last().weight == ExplainLine::Weight::Unknown;
    grid->addWidget(open, lastUnknown ? row - 1 : row, 1, 1, 2, Qt::AlignRight);
    connect(open, &QAbstractButton::clicked, this, &ExplainCard::linkAsked);
}

void ExplainCard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paint::box(painter, rect(), {tokens().raised, tokens().lineStrong, measure::radiusCard});
}

Popover::Popover(QWidget* content, QWidget* anchor)
    : QWidget(anchor->window(), Qt::SubWindow | Qt::FramelessWindowHint)
    , m_anchor(anchor)
{
    setAttribute(Qt::WA_DeleteOnClose);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(floatMargin, floatMargin, floatMargin, floatMargin);
    column->addWidget(content);
    setLayoutDirection(anchor->layoutDirection());
    qApp->installEventFilter(this);
}

void Popover::popUp()
{
    const QSize size = sizeHint();
    const QRect room = parentWidget()->rect();
    const QPoint corner = m_anchor->mapTo(parentWidget(), QPoint(0, m_anchor->height()));
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const int left = mirrored ? corner.x() + m_anchor->width() - size.width() + floatMargin : corner.x() - floatMargin;
    const int top = corner.y() + 4 - floatMargin;
    const QPoint place(qBound(room.left(), left, qMax(0, room.right() - size.width())), qBound(room.top(), top, qMax(0, room.bottom() - size.height())));
    setGeometry(QRect(place, size));
    show();
    raise();
    fadeIn(this, measure::hoverMs);
}

void Popover::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paint::shadow(painter, rect().adjusted(floatMargin, floatMargin, -floatMargin, -floatMargin), measure::radiusCard);
}

void Popover::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QWidget::keyPressEvent(event);
}

bool Popover::eventFilter(QObject* watched, QEvent* event)
{
    // A list or a calendar that a field of the popover opened is a window above it.
    auto* pressed = event->type() == QEvent::MouseButtonPress ? qobject_cast<QWidget*>(watched) : nullptr;
    if (pressed && pressed->window() == window() && pressed != this && !isAncestorOf(pressed))
        close();
    return QWidget::eventFilter(watched, event);
}

void Popover::hideEvent(QHideEvent* event)
{
    QWidget* focus = QApplication::focusWidget();
    if (m_anchor && (!focus || focus == this || isAncestorOf(focus)))
        m_anchor->setFocus(Qt::OtherFocusReason);
    QWidget::hideEvent(event);
}

} // namespace qm::widgets
