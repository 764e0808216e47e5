#include "ui/shell/foot_strip.h"

#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"

#include <QBoxLayout>

namespace qm::shell {

using namespace qm::widgets;

FootStrip::FootStrip(QWidget* parent)
    : QWidget(parent)
    , m_progress(new ProgressLine)
    , m_row(new QHBoxLayout)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 0, 1, 0); // the sheet's edge shows beside it
    column->setSpacing(0);
    column->addWidget(new Hairline(Qt::Horizontal));
    m_row->setContentsMargins(measure::sheetLeft, 4, measure::sheetRight, 4);
    m_row->setSpacing(8);
    m_row->addWidget(m_progress, 1, Qt::AlignVCenter);
    column->addLayout(m_row);
}

Button* FootStrip::addVerb(const QString& words)
{
    auto* verb = new Button(words, ButtonKind::Ghost);
    m_row->addWidget(verb);
    return verb;
}

} // namespace qm::shell
