#include "ui/widgets/form_sheet.h"

#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/label.h"
#include "ui/widgets/scroll.h"

#include <QBoxLayout>
#include <QScrollBar>

namespace qm::widgets {

namespace {

constexpr int formWidth = 560, formPad = 24, aboveAndBelow = 80;

} // namespace

FormSheet::FormSheet(const QString& title, QWidget* parent)
    : SheetDialog(title, parent)
    , m_words(makeLabel({}, Type::Small, Tone::Third))
    , m_safe(new Button(tr("Cancel")))
    , m_verb(new Button({}, ButtonKind::Primary))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(floatMargin + 1, floatMargin, floatMargin + 1, floatMargin);
    column->setSpacing(0);
    Label* head = makeLabel(title, Type::Title);
    head->setContentsMargins(formPad, 18, formPad, 12);
    column->addWidget(head);
    auto* content = new QWidget;
    m_body = new QVBoxLayout(content);
    m_body->setContentsMargins(formPad, 4, formPad, 20);
    m_body->setSpacing(14);
    m_scroll = makeScroll(content);
    column->addWidget(m_scroll, 1);
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

QSize FormSheet::sizeIn(QSize room) const
{
    const int aroundFields = layout()->sizeHint().height() - m_scroll->sizeHint().height();
    const int wanted = m_body->parentWidget()->sizeHint().height() + aroundFields;
    return {formWidth + 2 * floatMargin, qMin(wanted, room.height() - aboveAndBelow)};
}

QWidget* FormSheet::firstFocus() const
{
    QWidget* fields = m_body->parentWidget();
    for (QWidget* next = fields->nextInFocusChain(); next != fields; next = next->nextInFocusChain()) {
        if (fields->isAncestorOf(next) && next->focusPolicy() & Qt::TabFocus && next->isEnabled())
            return next;
    }
    return m_safe;
}

} // namespace qm::widgets
