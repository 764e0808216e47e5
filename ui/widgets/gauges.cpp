#include "ui/widgets/gauges.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/theme.h"

#include <QLinearGradient>
#include <QPainter>
#include <QPainterPath>

namespace qm::widgets {

namespace {

constexpr int timelineRow = 48;

QPolygonF sparkPoints(const QList<double>& values, const QRectF& room)
{
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    const double span = qMax(1e-9, *high - *low);
    QPolygonF points;
    for (qsizetype i = 0; i < values.size(); ++i) {
        const double x = room.left() + room.width() * double(i) / double(qMax<qsizetype>(1, values.size() - 1));
        points << QPointF(x, room.bottom() - room.height() * (values[i] - *low) / span);
    }
    return points;
}

void fillBelow(QPainter& painter, const QPolygonF& points, const QRect& rect)
{
    QPainterPath area;
    area.addPolygon(points);
    area.lineTo(points.last().x(), rect.bottom());
    area.lineTo(points.first().x(), rect.bottom());
    QColor ink = tokens().info.solid;
    QLinearGradient fade(0, rect.top(), 0, rect.bottom());
    ink.setAlphaF(0.16f);
    fade.setColorAt(0, ink);
    ink.setAlphaF(0);
    fade.setColorAt(1, ink);
    painter.fillPath(area, fade);
}

} // namespace

Ring::Ring(int side, QWidget* parent)
    : QWidget(parent)
{
    setFixedSize(side, side);
}

void Ring::setShares(double verified, double done)
{
    m_verified = verified;
    m_done = done;
    update();
}

void Ring::setWords(const QString& words, const QString& below)
{
    m_words = words;
    m_below = below;
    setAccessibleName(below.isEmpty() ? words : words + QStringLiteral(", ") + below);
    update();
}

void Ring::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const bool large = width() > 80;
    paint::ring(painter, rect(), {m_verified, m_done, large ? 11.0 : 5.0});
    const QRect words = large && !m_below.isEmpty() ? rect().translated(0, -9) : rect();
    paint::text(painter, words, m_words, {large ? Type::Ring : Type::DigitsSmallStrong, tokens().text, Qt::AlignHCenter});
    if (large)
        paint::text(painter, rect().translated(0, 20), m_below, {Type::DigitsSmall, tokens().text2, Qt::AlignHCenter});
}

SegmentBar::SegmentBar(const QList<format::Segment>& segments, QWidget* parent)
    : QWidget(parent)
    , m_segments(segments)
{
    setFixedHeight(measure::thinBar);
    setMinimumWidth(40);
}

void SegmentBar::setSegments(const QList<format::Segment>& segments, const QString& spoken)
{
    m_segments = segments;
    setAccessibleName(spoken);
    update();
}

void SegmentBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paint::bar(painter, rect(), m_segments, layoutDirection());
}

ThinBar::ThinBar(const QString& label, QWidget* parent)
    : QWidget(parent)
    , m_label(label)
{
    setFixedHeight(32);
    setMinimumWidth(120);
}

void ThinBar::setProgress(const QString& figure, double share)
{
    m_figure = figure;
    m_share = share;
    setAccessibleName(QStringLiteral("%1: %2").arg(m_label, figure));
    update();
}

void ThinBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paint::Lane lane({0, 0, width(), 20}, layoutDirection());
    const QRect figure = lane.trailing(textWidth(Type::DigitsSmall, m_figure) + 1, 6);
    paint::text(painter, figure, m_figure, {Type::DigitsSmall, tokens().text2, Qt::AlignRight, layoutDirection()});
    paint::text(painter, lane.rest(), m_label, {Type::Small, tokens().text2, Qt::AlignLeft, layoutDirection()});
    paint::bar(painter, {0, height() - measure::thinBar, width(), measure::thinBar}, {{m_share, format::Tint::Ok}}, layoutDirection());
}

Sparkline::Sparkline(const QList<double>& values, QWidget* parent)
    : QWidget(parent)
    , m_values(values)
{
    setFixedSize(110, 32);
}

void Sparkline::setValues(const QList<double>& values)
{
    m_values = values;
    update();
}

void Sparkline::paintEvent(QPaintEvent*)
{
    if (m_values.size() < 2)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPolygonF points = sparkPoints(m_values, QRectF(rect()).adjusted(1, 5, -6, -6));
    fillBelow(painter, points, rect());
    painter.setPen(QPen(QColor(tokens().info.solid), 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(points);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(tokens().info.solid));
    painter.drawEllipse(points.last(), 3.2, 3.2);
}

Timeline::Timeline(QWidget* parent)
    : QWidget(parent)
{}

void Timeline::setEvents(const QList<TimelineEvent>& events)
{
    m_events = events;
    QStringList spoken;
    for (const TimelineEvent& event : events)
        spoken << QStringList{event.what, event.cause, event.when}.join(QStringLiteral(", "));
    setAccessibleName(spoken.join(QStringLiteral("; ")));
    setFixedHeight(int(events.size()) * timelineRow);
    update();
}

void Timeline::paintEntry(QPainter& painter, const QRect& row, int index) const
{
    const Tokens& t = tokens();
    const TimelineEvent& event = m_events[index];
    paint::Lane lane(row, layoutDirection());
    const QRect side = lane.leading(measure::timelineDisc, 10);
    const QRect disc(side.left(), row.top(), measure::timelineDisc, measure::timelineDisc);
    if (index + 1 < m_events.size())
        paint::hairline(painter, {disc.center().x(), disc.bottom() + 1, 1, row.height() - disc.height()}, t.line);
    const bool plain = event.state == format::State::Plain;
    const StateInk& ink = t.state(event.state);
    paint::box(painter, disc, {plain ? t.hover : ink.tint, {}, disc.height() / 2.0});
    drawIcon(painter, disc, event.icon, 13, plain ? t.text2 : ink.text);
    const QRect when = lane.trailing(textWidth(Type::DigitsSmall, event.when) + 1, 8);
    const int line = lineHeight(Type::Strong) + 1;
    const QRect upper(lane.rest().left(), row.top() + 1, lane.rest().width(), line);
    paint::text(painter, upper, event.what, {Type::Strong, t.text, Qt::AlignLeft, layoutDirection()});
    const QRect lower = upper.translated(0, line - 1);
    paint::text(painter, lower, event.cause, {Type::Small, t.text3, Qt::AlignLeft, layoutDirection()});
    paint::text(painter, {when.left(), upper.top(), when.width(), line}, event.when,
                {Type::DigitsSmall, t.text3, Qt::AlignRight, layoutDirection()});
}

void Timeline::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    for (int i = 0; i < m_events.size(); ++i)
        paintEntry(painter, {0, i * timelineRow, width(), timelineRow}, i);
}

} // namespace qm::widgets
