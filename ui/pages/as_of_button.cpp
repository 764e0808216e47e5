#include "ui/pages/as_of_button.h"

#include "ui/format/words.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"
#include "ui/widgets/overlay.h"

#include <QBoxLayout>

namespace qm::pages {

using namespace qm::widgets;

AsOfButton::AsOfButton(QDate today)
    : Button(tr("As of today"), ButtonKind::Ghost, QStringLiteral("calendar-clock"))
    , m_today(today)
{
    connect(this, &QAbstractButton::clicked, this, &AsOfButton::open);
}

void AsOfButton::setDay(QDate day)
{
    m_day = day == m_today ? QDate() : day;
    setText(m_day.isValid() ? tr("As of %1").arg(format::dateWord(m_day)) : tr("As of today"));
    setKind(m_day.isValid() ? ButtonKind::Secondary : ButtonKind::Ghost);
    updateGeometry();
}

void AsOfButton::open()
{
    auto* card = new Card;
    auto* popover = new Popover(card, this);
    card->body()->setContentsMargins(20, 16, 20, 16);
    card->body()->setSpacing(12);
    auto* date = new DateEdit(m_day.isValid() ? m_day : m_today);
    date->setMaximumDate(m_today);
    auto* room = new FormField(tr("Show everything as it was on"), date, tr("The end of that day. Nothing can be changed there."));
    card->body()->addWidget(room);
    auto* verbs = new QHBoxLayout;
    verbs->setSpacing(8);
    auto* back = new Button(tr("Today"));
    auto* show = new Button(tr("Show this day"), ButtonKind::Primary);
    verbs->addStretch(1);
    verbs->addWidget(back);
    verbs->addWidget(show);
    card->body()->addLayout(verbs);
    connect(back, &QAbstractButton::clicked, this, [this, popover] {
        popover->close();
        Q_EMIT chosen({});
    });
    connect(date, &QLineEdit::returnPressed, show, &QAbstractButton::click);
    connect(show, &QAbstractButton::clicked, this, [this, popover, date, room] {
        const QDate day = date->date();
        if (!day.isValid())
            return room->setError(tr("Write a day up to today, like 4 Dec 2025"));
        popover->close();
        Q_EMIT chosen(day == m_today ? QDate() : day);
    });
    popover->popUp();
    date->setFocus(Qt::PopupFocusReason);
}

} // namespace qm::pages
