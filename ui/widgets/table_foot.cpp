#include "ui/widgets/table_foot.h"

#include "ui/widgets/label.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QPainter>

namespace qm::widgets {

TableFoot::TableFoot(QWidget* parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout(this))
    , m_shown(makeLabel({}, Type::DigitsSmallStrong, Tone::Second))
    , m_ticked(makeLabel({}, Type::DigitsSmall, Tone::Third))
{
    setFixedHeight(41);
    m_row->setContentsMargins(measure::sheetLeft, 1, measure::sheetRight, 0);
    m_row->setSpacing(7);
    m_row->addWidget(m_shown);
    m_row->addSpacing(14);
    m_row->addWidget(m_ticked);
    m_row->addStretch(1);
}

void TableFoot::setCounts(const QString& shown, const QString& ticked)
{
    m_shown->setText(shown);
    m_ticked->setText(ticked);
}

void TableFoot::setSum(const QString& label, const QString& figure)
{
    for (const auto& [name, value] : std::as_const(m_sums)) {
        if (name == label)
            return value->setText(figure);
    }
    Label* value = makeLabel(figure, Type::DigitsBold);
    if (!m_sums.isEmpty())
        m_row->addSpacing(12);
    m_row->addWidget(makeLabel(label, Type::Small, Tone::Second));
    m_row->addWidget(value);
    m_sums.append({label, value});
}

void TableFoot::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paint::hairline(painter, {0, 0, width(), 1}, tokens().line);
}

} // namespace qm::widgets
