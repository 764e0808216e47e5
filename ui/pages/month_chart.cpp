#include "ui/pages/month_chart.h"

#include "ui/widgets/fonts.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/theme.h"

#include <QLocale>
#include <QPainter>
#include <QWheelEvent>
#include <QtCharts/QBarCategoryAxis>
#include <QtCharts/QBarSet>
#include <QtCharts/QChart>
#include <QtCharts/QLineSeries>
#include <QtCharts/QStackedBarSeries>
#include <QtCharts/QValueAxis>

#include <cmath>

namespace qm::pages {

using namespace qm::widgets;

namespace {

constexpr int chartLeft = 62, chartRight = 14, chartTop = 26, chartBottom = 26, yearsBelow = 20;
constexpr int ticksWanted = 4;

double niceStep(double range)
{
    const double raw = qMax(range, 1e-6) / ticksWanted;
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
        if (raw <= factor * power)
            return factor * power;
    }
    return 10 * power;
}

} // namespace

MonthChart::MonthChart(const QString& twin, QWidget* parent)
    : QChartView(parent)
{
    chart()->setBackgroundVisible(false);
    chart()->setMargins({});
    chart()->legend()->hide();
    chart()->setAnimationOptions(QChart::NoAnimation);
    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setBackgroundBrush(Qt::NoBrush);
    viewport()->setAutoFillBackground(false);
    setFocusPolicy(Qt::NoFocus);
    setAccessibleName(twin);
}

void MonthChart::begin(const QList<QDate>& months)
{
    chart()->removeAllSeries();
    const auto axes = chart()->axes();
    for (QAbstractAxis* axis : axes) {
        chart()->removeAxis(axis);
        delete axis;
    }
    m_months = months;
    m_bars = nullptr;
    m_categories = 0;
}

QStackedBarSeries* MonthChart::bars()
{
    if (!m_bars) {
        m_bars = new QStackedBarSeries;
        m_bars->setBarWidth(m_barWidth);
        chart()->addSeries(m_bars);
    }
    return m_bars;
}

void MonthChart::addBars(const QList<double>& values, int firstAhead, const QColor& colour)
{
    auto* was = new QBarSet(QString());
    auto* ahead = new QBarSet(QString());
    for (int i = 0; i < values.size(); ++i) {
        const bool future = firstAhead >= 0 && i >= firstAhead;
        *was << (future ? 0.0 : values[i]);
        *ahead << (future ? values[i] : 0.0);
    }
    was->setColor(colour);
    ahead->setColor(mixed(colour, tokens().surface, tokens().forecastMix));
    const int category = m_categories++;
    for (QBarSet* set : {was, ahead}) {
        set->setBorderColor(tokens().surface);
        set->setPen(QPen(QColor(tokens().surface), 0.6));
        bars()->append(set);
        connect(set, &QBarSet::clicked, this, [this, category](int month) { Q_EMIT barChosen(category, month); });
    }
}

void MonthChart::addOpenBars(const QList<double>& values)
{
    auto* set = new QBarSet(QString());
    for (const double value : values)
        *set << value;
    QColor edge = tokens().accent;
    edge.setAlphaF(0.65F);
    set->setBrush(QColor(tokens().chip));
    set->setPen(QPen(edge, 1));
    const int category = m_categories++;
    bars()->append(set);
    connect(set, &QBarSet::clicked, this, [this, category](int month) { Q_EMIT barChosen(category, month); });
}

void MonthChart::addLine(const QList<double>& values, int firstAhead)
{
    auto* was = new QLineSeries;
    auto* ahead = new QLineSeries;
    for (int i = 0; i < values.size(); ++i) {
        if (firstAhead < 0 || i < firstAhead)
            was->append(i, values[i]);
        if (firstAhead >= 0 && i >= firstAhead - 1)
            ahead->append(i, values[i]);
    }
    QPen pen(QColor(tokens().accent), 2);
    was->setPen(pen);
    pen.setDashPattern({1.5, 1.5});
    ahead->setPen(pen);
    chart()->addSeries(was);
    chart()->addSeries(ahead);
}

void MonthChart::finish(double bottom, double top)
{
    m_step = niceStep(top - bottom);
    m_bottom = std::floor(bottom / m_step) * m_step;
    m_top = std::ceil(top / m_step) * m_step;
    if (m_top <= m_bottom)
        m_top = m_bottom + m_step;
    m_amounts = new QValueAxis;
    m_amounts->setRange(m_bottom, m_top);
    m_amounts->setTickCount(int(std::lround((m_top - m_bottom) / m_step)) + 1);
    m_amounts->setLabelsVisible(false);
    m_amounts->setLineVisible(false);
    m_amounts->setGridLinePen(QPen(QColor(tokens().chartGrid), 1));
    chart()->addAxis(m_amounts, Qt::AlignLeft);
    QAbstractAxis* across = nullptr;
    if (m_bars) {
        auto* months = new QBarCategoryAxis;
        for (int i = 0; i < m_months.size(); ++i)
            months->append(QString::number(i));
        across = months;
    } else {
        auto* months = new QValueAxis;
        months->setRange(-0.5, double(m_months.size()) - 0.5);
        across = months;
    }
    across->setVisible(false);
    chart()->addAxis(across, Qt::AlignBottom);
    const auto series = chart()->series();
    for (QAbstractSeries* each : series) {
        each->attachAxis(m_amounts);
        each->attachAxis(across);
    }
    placePlot();
    viewport()->update();
}

void MonthChart::placePlot()
{
    const int bottom = chartBottom + (m_labels == Labels::EachQuarter && m_bars ? yearsBelow : 0);
    chart()->setPlotArea(QRectF(chartLeft, chartTop, width() - chartLeft - chartRight, height() - chartTop - bottom));
}

void MonthChart::resizeEvent(QResizeEvent* event)
{
    QChartView::resizeEvent(event);
    placePlot();
}

void MonthChart::wheelEvent(QWheelEvent* event)
{
    event->ignore();
}

double MonthChart::xOf(double month) const
{
    const QRectF area = chart()->plotArea();
    return area.left() + (month + 0.5) * area.width() / double(qMax<qsizetype>(1, m_months.size()));
}

double MonthChart::yOf(double value) const
{
    const QRectF area = chart()->plotArea();
    return area.bottom() - (value - m_bottom) / (m_top - m_bottom) * area.height();
}

void MonthChart::drawForeground(QPainter* painter, const QRectF&)
{
    if (m_months.isEmpty() || !m_amounts)
        return;
    painter->save();
    painter->resetTransform();
    paintAmounts(*painter);
    paintMonths(*painter);
    if (m_labels == Labels::EachQuarter && m_bars)
        paintYears(*painter);
    paintToday(*painter);
    paintMarks(*painter);
    painter->restore();
}

void MonthChart::paintAmounts(QPainter& painter) const
{
    for (double value = m_bottom; value <= m_top + m_step / 2; value += m_step) {
        const QRect room(0, qRound(yOf(value)) - 9, chartLeft - 10, 18);
        paint::text(painter, room, m_word ? m_word(value) : QString(), {Type::DigitsSmall, tokens().text2, Qt::AlignRight});
    }
}

void MonthChart::paintMonths(QPainter& painter) const
{
    const bool each = m_labels == Labels::EachMonth;
    const QRectF area = chart()->plotArea();
    for (int i = 0; i < m_months.size(); ++i) {
        if (!each && m_months[i].month() % 3 != 2)
            continue;
        const QString name = QLocale().standaloneMonthName(m_months[i].month(), each ? QLocale::NarrowFormat : QLocale::ShortFormat);
        const QString words = m_bars ? name : QStringLiteral("%1 %2").arg(name).arg(m_months[i].year());
        if (!m_bars && m_months[i].month() != 11)
            continue;
        const int wide = textWidth(Type::Key, words) + 2;
        const int left = qBound(0, qRound(xOf(i)) - wide / 2, width() - wide - 4);
        paint::text(painter, {left, qRound(area.bottom()) + 5, wide, 18}, words, {Type::Key, tokens().text2, Qt::AlignHCenter});
    }
}

void MonthChart::paintYears(QPainter& painter) const
{
    const int y = qRound(chart()->plotArea().bottom()) + 24;
    for (int first = 0; first < m_months.size();) {
        int last = first;
        while (last + 1 < m_months.size() && m_months[last + 1].year() == m_months[first].year())
            ++last;
        const int left = qRound(xOf(first - 0.4)), right = qRound(xOf(last + 0.4));
        painter.fillRect(QRect(left, y, right - left, 1), QColor(tokens().line));
        if (right - left > 30)
            paint::text(painter, {left, y + 1, right - left, 18}, QString::number(m_months[first].year()), {Type::Key, tokens().text2, Qt::AlignHCenter});
        first = last + 1;
    }
}

void MonthChart::paintToday(QPainter& painter) const
{
    if (m_firstAhead < 0 || !m_bars)
        return;
    const QRectF area = chart()->plotArea();
    const double x = xOf(m_firstAhead - 0.5);
    painter.setPen(QPen(QColor(tokens().text2), 1, Qt::DashLine));
    painter.drawLine(QPointF(x, area.top() - 8), QPointF(x, area.bottom()));
    paint::text(painter, {qRound(x) + 7, qRound(area.top()) - 14, 90, 18}, tr("Forecast"), {Type::SmallStrong, tokens().text2});
}

void MonthChart::paintMarks(QPainter& painter) const
{
    for (const Mark& mark : m_marks) {
        const int wide = textWidth(Type::DigitsSmallStrong, mark.words) + 14;
        const int edge = width() - 2 - wide;
        const bool atToday = mark.month == m_firstAhead - 1;
        const int wanted = atToday ? qRound(xOf(mark.month)) - wide + 6 : qRound(xOf(mark.month)) - wide / 2;
        const QRect box(qBound(2, wanted, edge), qMax(14, qRound(yOf(mark.value)) - 24), wide, 18);
        paint::box(painter, box, {tokens().surface, tokens().line, 4});
        paint::text(painter, box, mark.words, {Type::DigitsSmallStrong, tokens().text, Qt::AlignHCenter});
        if (m_bars)
            continue;
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor(tokens().accent));
        painter.drawEllipse(QPointF(xOf(mark.month), yOf(mark.value)), 4, 4);
    }
}

} // namespace qm::pages
