#include "ui/widgets/overlay.h"

#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QEvent>
#include <QGridLayout>
#include <QPainter>

namespace qm::widgets {

namespace {

constexpr int floatMargin = 18, dialogWidth = 580;

QRect floatingSheet(const QWidget* widget)
{
    return widget->rect().adjusted(floatMargin, floatMargin, -floatMargin, -floatMargin);
}

void paintFloating(QWidget* widget, int radius)
{
    QPainter painter(widget);
    const QRect sheet = floatingSheet(widget);
    paint::shadow(painter, sheet, radius);
    paint::box(painter, sheet, {tokens().raised, tokens().lineStrong, double(radius)});
}

} // namespace

Scrim::Scrim(QWidget* parent)
    : QWidget(parent)
{
    setGeometry(parent->rect());
    parent->installEventFilter(this);
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
    : QDialog(parent, Qt::Dialog | Qt::FramelessWindowHint)
    , m_top(new QHBoxLayout)
    , m_safe(new Button(tr("Cancel")))
    , m_verb(new Button({}, ButtonKind::Primary))
{
    setAttribute(Qt::WA_TranslucentBackground);
    setWindowTitle(question);
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
    setFixedWidth(dialogWidth + 2 * floatMargin);
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

void Dialog::paintEvent(QPaintEvent*)
{
    paintFloating(this, measure::radiusDialog);
}

void Dialog::showEvent(QShowEvent* event)
{
    if (QWidget* under = parentWidget() ? parentWidget()->window() : nullptr) {
        m_scrim = new Scrim(under);
        m_scrim->show();
    }
    m_safe->setFocus(Qt::OtherFocusReason);
    QDialog::showEvent(event);
}

void Dialog::hideEvent(QHideEvent* event)
{
    delete m_scrim;
    QDialog::hideEvent(event);
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

Popover::Popover(QWidget* content, QWidget* parent)
    : QWidget(parent, Qt::Popup | Qt::FramelessWindowHint | Qt::NoDropShadowWindowHint)
{
    setAttribute(Qt::WA_TranslucentBackground);
    setAttribute(Qt::WA_DeleteOnClose);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(floatMargin, floatMargin, floatMargin, floatMargin);
    column->addWidget(content);
}

void Popover::popUpUnder(QWidget* anchor)
{
    adjustSize();
    const QPoint corner = anchor->mapToGlobal(QPoint(0, anchor->height()));
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const int left = mirrored ? corner.x() + anchor->width() - width() + floatMargin : corner.x() - floatMargin;
    move(left, corner.y() + 4 - floatMargin);
    show();
}

void Popover::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paint::shadow(painter, floatingSheet(this), measure::radiusCard);
}

} // namespace qm::widgets
