#include "ui/pages/parts.h"

#include "ui/widgets/card.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QEvent>
#include <QHeaderView>
#include <QPainter>
#include <QWheelEvent>

namespace qm::pages {

using namespace qm::widgets;
using format::State;

namespace {

constexpr int rowIconGap = 9, rowArrow = 14;

QString rowName(const RowButton::Content& content)
{
    QStringList words{content.words, content.below, content.figure, content.grey, format::stateWord(content.state)};
    words.removeAll(QString());
    return words.join(QStringLiteral(", "));
}

} // namespace

RowButton::RowButton(const Content& content, QWidget* parent)
    : PaintedButton(content.words, parent)
    , m_content(content)
{
    setAccessibleName(rowName(content));
    setToolTip(plainTip(content.below.isEmpty() ? content.words : content.words + QStringLiteral(": ") + content.below));
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setRingRadius(measure::radiusControl);
    setCursor(Qt::PointingHandCursor);
}

void RowButton::setStill()
{
    m_still = true;
    setFocusPolicy(Qt::NoFocus);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    unsetCursor();
}

QSize RowButton::sizeHint() const
{
    return {200, m_content.below.isEmpty() ? measure::row + 1 : measure::twoLineRow + 2};
}

void RowButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Tokens& t = tokens();
    if (isHovered() && !m_still)
        paint::box(painter, rect().adjusted(-4, 1, 4, -1), {isPressed() ? t.press : t.hover, {}, measure::radiusControl});
    paint::Lane lane(rect(), layoutDirection());
    const QString icon = m_content.icon.isEmpty() ? format::stateIcon(m_content.state) : m_content.icon;
    const bool plain = m_content.state == State::Plain;
    if (!icon.isEmpty())
        drawIcon(painter, lane.leading(measure::iconInline, rowIconGap), icon, measure::iconInline, plain ? t.text2 : t.state(m_content.state).solid);
    if (!m_still)
        drawIcon(painter, lane.trailing(rowArrow, 4), mirroredIcon(QStringLiteral("chevron-right"), layoutDirection()), rowArrow, t.text2);
    const int figure = textWidth(Type::DigitsBold, m_content.figure);
    if (figure > 0)
        paint::text(painter, lane.trailing(figure, 6), m_content.figure, {Type::DigitsBold, t.text, Qt::AlignRight, layoutDirection()});
    const int grey = textWidth(Type::DigitsSmall, m_content.grey);
    if (grey > 0)
        paint::text(painter, lane.trailing(grey, 8), m_content.grey, {Type::DigitsSmall, t.text3, Qt::AlignRight, layoutDirection()});
    if (m_content.below.isEmpty()) {
        paint::text(painter, lane.rest(), m_content.words, {Type::Body, t.text, Qt::AlignLeft, layoutDirection()});
        return;
    }
    const QRect room = lane.rest();
    const int line = lineHeight(Type::Body) + 1;
    const QRect upper(room.left(), room.center().y() - line + 1, room.width(), line);
    paint::text(painter, upper, m_content.words, {Type::Strong, t.text, Qt::AlignLeft, layoutDirection()});
    paint::text(painter, upper.translated(0, line), m_content.below, {Type::Small, t.text3, Qt::AlignLeft, layoutDirection()});
}

CoverButton::CoverButton(const QString& name, QWidget* covered)
    : PaintedButton(QString(), covered)
{
    setAccessibleName(name);
    setToolTip(plainTip(name));
    setCursor(Qt::PointingHandCursor);
    setRingRadius(measure::radiusMenu);
    setGeometry(covered->rect());
    covered->installEventFilter(this);
}

QSize CoverButton::sizeHint() const
{
    return parentWidget() ? parentWidget()->size() : QSize();
}

void CoverButton::paintEvent(QPaintEvent*)
{
    if (!isHovered())
        return;
    QPainter painter(this);
    const QRect line(measure::cardPadding - 1, height() - 3, width() - 2 * measure::cardPadding + 2, 2);
    painter.fillRect(line, QColor(tokens().selectedEdge));
}

bool CoverButton::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize)
        setGeometry(parentWidget()->rect());
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::ChildAdded)
        raise();
    return PaintedButton::eventFilter(watched, event);
}

CardTable::CardTable(CellRows* rows, const QList<ColumnPlan>& plan, int rowHeight)
    : m_rows(rows)
    , m_height(rowHeight)
{
    setEdgePadding(measure::cardPadding - 1);
    setRowHeight(rowHeight);
    setLastLineHidden();
    setColumnPlan(plan);
    setModel(rows);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSelectionMode(SingleSelection);
    setMinimumWidth(0);
    connect(rows, &QAbstractItemModel::modelReset, this, &CardTable::fit);
    connect(this, &QAbstractItemView::clicked, this, [this](const QModelIndex& index) { Q_EMIT rowChosen(index.row()); });
    connect(this, &Table::opened, this, [this](const QModelIndex& index) { Q_EMIT rowChosen(index.row()); });
    fit();
}

void CardTable::fit()
{
    setFixedHeight(horizontalHeader()->sizeHint().height() + m_rows->rowCount() * m_height);
}

void CardTable::wheelEvent(QWheelEvent* event)
{
    event->ignore();
}

QVBoxLayout* paddedColumn(Card* card, int spacing, const QMargins& room)
{
    auto* column = new QVBoxLayout;
    column->setContentsMargins(room);
    column->setSpacing(spacing);
    card->body()->addLayout(column);
    return column;
}

QVBoxLayout* paddedColumn(Card* card)
{
    return paddedColumn(card, 10, {measure::cardPadding, 14, measure::cardPadding, 16});
}

void clearLayout(QLayout* layout)
{
    while (QLayoutItem* item = layout->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        if (item->widget())
            item->widget()->hide();
        if (item->layout())
            clearLayout(item->layout());
        delete item;
    }
}

QWidget* columnOf(QBoxLayout*& column, int spacing)
{
    auto* widget = new QWidget;
    column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing);
    return widget;
}

QWidget* sumLine(const QString& label, const QString& figure, State state)
{
    auto* line = new QWidget;
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    Label* words = makeLabel(label, Type::Body, Tone::Second);
    words->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    words->setToolTip(plainTip(label));
    row->addWidget(words, 1);
    row->addWidget(makeLabel(figure, Type::DigitsStrong, state == State::Ok ? Tone::Ok : Tone::Text));
    return line;
}

QWidget* legendLine(format::Tint tint, const QString& label, const QString& figure)
{
    auto* line = new QWidget;
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    format::Cell cell = format::text(label);
    cell.kind = format::CellKind::Swatch;
    cell.tint = tint;
    auto* words = new CellView(cell);
    words->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    words->setToolTip(plainTip(label));
    row->addWidget(words, 1);
    row->addWidget(makeLabel(figure, Type::DigitsStrong));
    return line;
}

} // namespace qm::pages
