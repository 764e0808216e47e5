#include "ui/widgets/card.h"

#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QPainter>

namespace qm::widgets {

namespace {

struct GroundInks
{
    QColor fill, edge;
};

GroundInks groundInks(Ground ground)
{
    const Tokens& t = tokens();
    switch (ground) {
    case Ground::Subtle: return {t.subtle, t.line};
    case Ground::Attention: return {t.attention.tint, t.attention.edge};
    case Ground::Act: return {t.act.tint, t.act.edge};
    case Ground::Info: return {t.info.tint, t.info.edge};
    case Ground::Ok: return {t.ok.tint, t.ok.edge};
    case Ground::Card:
    case Ground::Sheet: break;
    }
    return {t.surface, t.line};
}

/// Icon and strong word before the meaning of a figure.
class MeaningMark : public QWidget
{
public:
    explicit MeaningMark(const format::Cell& cell)
        : m_cell(cell)
    {
        setFixedSize(sizeFor(cell), 18);
        setAccessibleName(format::spokenWords(cell));
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const Tokens& t = tokens();
        paint::Lane lane(rect(), layoutDirection());
        const bool plain = m_cell.state == format::State::Plain;
        if (!m_cell.iconName.isEmpty())
            drawIcon(painter, lane.leading(14, 4), m_cell.iconName, 14, plain ? t.text2 : t.state(m_cell.state).solid);
        const QColor ink = plain ? t.text : t.state(m_cell.state).text;
        paint::text(painter, lane.rest(), m_cell.text, {Type::DigitsSmallStrong, ink, Qt::AlignLeft, layoutDirection()});
    }

private:
    static int sizeFor(const format::Cell& cell)
    {
        const int icon = cell.iconName.isEmpty() ? 0 : 18;
        return icon + textWidth(Type::DigitsSmallStrong, cell.text) + 1;
    }

    format::Cell m_cell;
};

} // namespace

Card::Card(Ground ground, QWidget* parent)
    : QWidget(parent)
    , m_body(new QVBoxLayout(this))
    , m_ground(ground)
{
    m_body->setContentsMargins(1, 1, 1, 1);
    m_body->setSpacing(0);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

QHBoxLayout* Card::addHead(const QString& title, const QString& grey)
{
    auto* head = new QHBoxLayout;
    head->setContentsMargins(measure::cardPadding - 1, 0, measure::cardPadding - 1, 0);
    head->setSpacing(8);
    Label* heading = makeLabel(title, Type::Section);
    heading->setFixedHeight(47);
    m_grey = makeLabel(grey, Type::Small, Tone::Third);
    head->addWidget(heading);
    head->addWidget(m_grey);
    head->addStretch(1);
    m_body->addLayout(head);
    setAccessibleName(title);
    return head;
}

void Card::setHeadGrey(const QString& grey)
{
    if (m_grey)
        m_grey->setText(grey);
}

void Card::addLine()
{
    m_body->addWidget(new Hairline(Qt::Horizontal));
}

void Card::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const GroundInks inks = groundInks(m_ground);
    const double radius = m_ground == Ground::Sheet ? measure::radiusCard + 1 : measure::radiusCard;
    paint::box(painter, rect(), {inks.fill, inks.edge, radius});
}

Hairline::Hairline(Qt::Orientation orientation, QWidget* parent)
    : QWidget(parent)
{
    if (orientation == Qt::Horizontal)
        setFixedHeight(1);
    else
        setFixedWidth(1);
}

void Hairline::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), QColor(tokens().line));
}

FigureCell::FigureCell(const QString& label, const QString& figure, const QString& unit)
    : m_figure(makeLabel(figure, Type::Figure))
    , m_unit(makeLabel(unit, Type::Small, Tone::Third))
    , m_figureRow(new QHBoxLayout)
    , m_body(new QVBoxLayout)
{
    // Labels of neighbouring cells stand on one line, however much follows them.
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addLayout(m_body);
    whole->addStretch(1);
    m_body->setContentsMargins(measure::cardPadding - 1, 13, measure::cardPadding - 1, 15);
    m_body->setSpacing(3);
    m_body->addWidget(makeLabel(label, Type::SmallStrong, Tone::Second));
    m_figureRow->setSpacing(7);
    m_unit->setContentsMargins(0, 8, 0, 0);
    m_figureRow->addWidget(m_figure);
    m_figureRow->addWidget(m_unit);
    m_figureRow->addStretch(1);
    m_body->addLayout(m_figureRow);
    setAccessibleName(QStringLiteral("%1: %2 %3").arg(label, figure, unit).trimmed());
}

void FigureCell::setFigure(const QString& figure, const QString& unit)
{
    m_figure->setText(figure);
    m_unit->setText(unit);
}

void FigureCell::setMeaning(const format::Cell& strong, const QString& words)
{
    delete m_meaning;
    m_meaning = new QWidget;
    auto* row = new QHBoxLayout(m_meaning);
    row->setContentsMargins(0, 2, 0, 0);
    row->setSpacing(5);
    if (!strong.text.isEmpty() || !strong.iconName.isEmpty())
        row->addWidget(new MeaningMark(strong));
    row->addWidget(makeLabel(words, Type::Small, Tone::Second));
    row->addStretch(1);
    m_body->addWidget(m_meaning);
}

FigureStrip::FigureStrip(QWidget* parent)
    : Card(Ground::Card, parent)
    , m_row(new QHBoxLayout)
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(0);
    body()->addLayout(m_row);
}

void FigureStrip::add(FigureCell* cell, int stretch)
{
    if (m_row->count() > 0)
        m_row->addWidget(new Hairline(Qt::Vertical));
    m_row->addWidget(cell, stretch);
}

} // namespace qm::widgets
