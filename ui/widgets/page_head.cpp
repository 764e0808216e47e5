#include "ui/widgets/page_head.h"

#include "ui/widgets/label.h"

#include <QBoxLayout>

namespace qm::widgets {

PageHead::PageHead(const QString& title, const QString& grey, QWidget* parent)
    : QWidget(parent)
    , m_title(makeLabel(title, Type::Title))
    , m_grey(makeLabel(grey, Type::Body, Tone::Second))
    , m_row(new QHBoxLayout(this))
{
    setFixedHeight(measure::pageHead);
    m_row->setContentsMargins(measure::sheetLeft, 2, measure::sheetRight, 0);
    m_row->setSpacing(8);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addStretch(1);
    words->addWidget(m_title);
    words->addWidget(m_grey);
    words->addStretch(1);
    m_row->addLayout(words, 1);
    setGrey(grey);
    // A long title gives way to the buttons instead of widening the window.
    for (Label* label : {m_title, m_grey})
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
}

void PageHead::setTitle(const QString& title)
{
    m_title->setText(title);
    m_title->setToolTip({});
}

void PageHead::setGrey(const QString& grey)
{
    m_grey->setText(grey);
    m_grey->setVisible(!grey.isEmpty());
}

void PageHead::setPicture(QWidget* picture)
{
    setFixedHeight(measure::pageHeadTall);
    m_row->insertWidget(0, picture);
    m_row->insertSpacing(1, 6);
}

void PageHead::addAction(QWidget* button)
{
    m_row->addWidget(button);
}

} // namespace qm::widgets
