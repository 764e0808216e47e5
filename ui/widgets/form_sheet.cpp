#include "ui/widgets/form_sheet.h"

#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/label.h"
#include "ui/widgets/overlay.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>

namespace qm::widgets {

namespace {

constexpr int formMargin = 18, formWidth = 560, formPad = 24, aboveAndBelow = 80;

} // namespace

FormSheet::FormSheet(const QString& title, QWidget* parent)
    : QDialog(parent, Qt::Dialog | Qt::FramelessWindowHint)
    , m_words(makeLabel({}, Type::Small, Tone::Third))
    , m_safe(new Button(tr("Cancel")))
    , m_verb(new Button({}, ButtonKind::Primary))
{
    setAttribute(Qt::WA_TranslucentBackground);
    setWindowTitle(title);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(formMargin + 1, formMargin, formMargin + 1, formMargin);
    column->setSpacing(0);
    Label* head = makeLabel(title, Type::Title);
    head->setContentsMargins(formPad, 18, formPad, 12);
    column->addWidget(head);
    auto* content = new QWidget;
    m_body = new QVBoxLayout(content);
    m_body->setContentsMargins(formPad, 4, formPad, 20);
    m_body->setSpacing(14);
    auto* scroll = new QScrollArea;
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    column->addWidget(scroll, 1);
    column->addWidget(new Hairline(Qt::Horizontal));
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(formPad, 12, formPad, 12);
    foot->setSpacing(8);
    foot->addWidget(m_words, 1);
    foot->addWidget(m_safe);
    foot->addWidget(m_verb);
    column->addLayout(foot);
    connect(m_safe, &QAbstractButton::clicked, this, &QDialog::reject);
    connect(m_verb, &QAbstractButton::clicked, this, &FormSheet::verbAsked);
}

void FormSheet::setVerbs(const QString& safe, const QString& verb)
{
    m_safe->setText(safe);
    m_verb->setText(verb);
    m_verb->setVisible(!verb.isEmpty());
}

void FormSheet::setFootWords(const QString& words)
{
    m_words->setText(words);
}

void FormSheet::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QRect sheet = rect().adjusted(formMargin, formMargin, -formMargin, -formMargin);
    paint::shadow(painter, sheet, measure::radiusDialog);
    paint::box(painter, sheet, {tokens().raised, tokens().lineStrong, measure::radiusDialog});
}

void FormSheet::showEvent(QShowEvent* event)
{
    const int wanted = m_body->parentWidget()->sizeHint().height() + 150 + 2 * formMargin;
    QWidget* under = parentWidget() ? parentWidget()->window() : nullptr;
    const int room = under ? under->height() - aboveAndBelow : wanted;
    setFixedSize(formWidth + 2 * formMargin, qMin(wanted, room));
    if (under) {
        m_scrim = new Scrim(under);
        m_scrim->show();
        move(under->mapToGlobal(QPoint((under->width() - width()) / 2, (under->height() - height()) / 2)));
    }
    QDialog::showEvent(event);
}

void FormSheet::hideEvent(QHideEvent* event)
{
    delete m_scrim;
    QDialog::hideEvent(event);
}

} // namespace qm::widgets
