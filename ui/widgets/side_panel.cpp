#include "ui/widgets/side_panel.h"

#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/label.h"
#include "ui/widgets/motion.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/scroll.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QMetaMethod>
#include <QPainter>
#include <QStyle>

namespace qm::widgets {

namespace {

constexpr int factLabel = 116, longestFactLabel = 176, factHeight = 30, panelPad = 20, overlayUnder = 1280 - measure::navWidth;

/// Label, value, source in one row of the panel.
class FactRow : public QWidget
{
public:
    FactRow(const SidePanel& panel, const QString& label, const format::Cell& value, const QString& source)
        : m_panel(panel)
        , m_label(label)
        , m_source(source)
        , m_value(value)
    {
        setFixedHeight(factHeight);
        setToolTip(plainTip(QStringLiteral("%1: %2").arg(label, format::spokenWords(value))));
        setAccessibleName(QStringLiteral("%1: %2, %3").arg(label, format::spokenWords(value), source));
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        paint::Lane lane(rect(), layoutDirection());
        const QRect label = lane.leading(m_panel.factLabelWidth());
        paint::text(painter, label, m_label, {Type::Body, tokens().text2, Qt::AlignLeft, layoutDirection()});
        const QRect source = lane.trailing(textWidth(Type::Small, m_source) + 1, 8);
        paint::text(painter, source, m_source, {Type::Small, tokens().text3, Qt::AlignRight, layoutDirection()});
        paintCell(painter, lane.rest(), m_value, {layoutDirection(), false, Qt::AlignLeft});
    }

private:
    const SidePanel& m_panel;
    QString m_label, m_source;
    format::Cell m_value;
};

} // namespace

SidePanel::SidePanel(QWidget* parent)
    : QWidget(parent)
    , m_outer(new QVBoxLayout(this))
{
    m_outer->setContentsMargins(1, 0, 1, 0);
    m_outer->setSpacing(0);
    setFixedWidth(measure::sidePanel);
    setFocusPolicy(Qt::ClickFocus);
}

void SidePanel::begin(const QString& icon, const QString& title, const QString& kind)
{
    delete m_content;
    m_factLabel = factLabel;
    m_content = new QWidget;
    auto* whole = new QVBoxLayout(m_content);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(panelPad, 16, panelPad - 8, 14);
    head->setSpacing(12);
    head->addWidget(new IconTile(icon, measure::avatarLarge));
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(makeLabel(title, Type::SmallFigure));
    words->addWidget(makeLabel(kind, Type::Body, Tone::Second));
    head->addLayout(words, 1);
    auto* more = new IconButton(QStringLiteral("more"), tr("More"));
    auto* close = new IconButton(QStringLiteral("x"), tr("Close"));
    head->addWidget(more, 0, Qt::AlignTop);
    head->addWidget(close, 0, Qt::AlignTop);
    whole->addLayout(head);
    auto* body = new QWidget;
    m_column = new QVBoxLayout(body);
    m_column->setContentsMargins(panelPad, 0, panelPad, 16);
    m_column->setSpacing(0);
    m_column->addStretch(1);
    QScrollArea* area = makeScroll(body);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded); // a long value is not cut
    whole->addWidget(area, 1);
    m_outer->addWidget(m_content);
    setAccessibleName(title + QStringLiteral(", ") + kind);
    more->setVisible(isSignalConnected(QMetaMethod::fromSignal(&SidePanel::moreAsked)));
    connect(more, &QAbstractButton::clicked, this, [this, more] { Q_EMIT moreAsked(more); });
    connect(close, &QAbstractButton::clicked, this, &SidePanel::closed);
}

void SidePanel::addWidget(QWidget* widget)
{
    m_column->insertWidget(m_column->count() - 1, widget);
}

void SidePanel::addFact(const QString& label, const format::Cell& value, const QString& source)
{
    m_factLabel = qBound(m_factLabel, textWidth(Type::Body, label) + 10, longestFactLabel);
    addWidget(new FactRow(*this, label, value, source));
}

QAbstractButton* SidePanel::addSection(const QString& title, const QString& link)
{
    auto* head = new QWidget;
    auto* column = new QVBoxLayout(head);
    column->setContentsMargins(0, 10, 0, 6);
    column->setSpacing(10);
    column->addWidget(new Hairline(Qt::Horizontal));
    auto* row = new QHBoxLayout;
    row->addWidget(makeLabel(title, Type::Section), 1);
    QAbstractButton* open = link.isEmpty() ? nullptr : new LinkButton(link);
    if (open)
        row->addWidget(open);
    column->addLayout(row);
    addWidget(head);
    return open;
}

void SidePanel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), QColor(tokens().surface));
    const QRect line(0, 0, 1, height());
    paint::hairline(painter, QStyle::visualRect(layoutDirection(), rect(), line), tokens().line);
}

void SidePanel::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else
        QWidget::keyPressEvent(event);
}

PanelHost::PanelHost(QWidget* list, SidePanel* panel, QWidget* parent)
    : QWidget(parent)
    , m_list(list)
    , m_panel(panel)
{
    list->setParent(this);
    panel->setParent(this);
    panel->hide();
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(panel, &SidePanel::closed, this, [this] {
        setPanelShown(false);
        m_list->setFocus(Qt::OtherFocusReason);
    });
}

void PanelHost::setPanelShown(bool shown)
{
    const bool comes = shown && !m_shown;
    m_shown = shown;
    m_panel->setVisible(shown);
    place();
    if (comes)
        fadeIn(m_panel, measure::hoverMs);
}

void PanelHost::place()
{
    const int taken = m_shown ? measure::sidePanel : 0;
    const bool overlays = width() < overlayUnder;
    const QRect list(0, 0, overlays ? width() : width() - taken, height());
    m_list->setGeometry(QStyle::visualRect(layoutDirection(), rect(), list));
    m_panel->setGeometry(QStyle::visualRect(layoutDirection(), rect(), {width() - taken, 0, taken, height()}));
    m_panel->raise();
}

void PanelHost::resizeEvent(QResizeEvent*)
{
    place();
}

} // namespace qm::widgets
