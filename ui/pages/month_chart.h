#pragma once

#include <QDate>
#include <QtCharts/QChartView>

#include <functional>

class QBarSet;
class QStackedBarSeries;
class QValueAxis;

namespace qm::pages {

/// A chart over months whose axes, totals, years and the line at today are painted by hand: locale and room stay ours.
/// The plain table beside it says the same to who cannot see it.
class MonthChart : public QChartView
{
    Q_OBJECT

public:
    /// A figure in a small box above its month.
    struct Mark
    {
        int month = 0;
        double value = 0;
        QString words;
    };
    enum class Labels { EachMonth, EachQuarter };

    explicit MonthChart(const QString& twin, QWidget* parent = nullptr);

    /// Drops all series.
    void begin(const QList<QDate>& months);
    /// One category: what was, and paler what is ahead from `firstAhead` on. Values in major units.
    void addBars(const QList<double>& values, int firstAhead, const QColor& colour);
    /// Bars with an edge: not decided yet.
    void addOpenBars(const QList<double>& values);
    void addLine(const QList<double>& values, int firstAhead);
    /// Between `bottom` and the largest value; bars begin at 0.
    void finish(double bottom, double top);
    void setMarks(const QList<Mark>& marks) { m_marks = marks; }
    /// The dashed line stands before this month; -1: none.
    void setToday(int firstAhead) { m_firstAhead = firstAhead; }
    void setLabels(Labels labels) { m_labels = labels; }
    void setAmountWord(const std::function<QString(double)>& word) { m_word = word; }
    void setBarWidth(double width) { m_barWidth = width; }

Q_SIGNALS:
    /// A bar: which category in the order added, which month.
    void barChosen(int category, int month);

protected:
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    QStackedBarSeries* bars();
    void placePlot();
    double xOf(double month) const;
    double yOf(double value) const;
    void paintAmounts(QPainter& painter) const;
    void paintMonths(QPainter& painter) const;
    void paintYears(QPainter& painter) const;
    void paintToday(QPainter& painter) const;
    void paintMarks(QPainter& painter) const;

    QList<QDate> m_months;
    QList<Mark> m_marks;
    std::function<QString(double)> m_word;
    QStackedBarSeries* m_bars = nullptr;
    QValueAxis* m_amounts = nullptr;
    Labels m_labels = Labels::EachQuarter;
    double m_bottom = 0, m_top = 1, m_step = 1, m_barWidth = 0.74;
    int m_firstAhead = -1;
    int m_categories = 0;
};

} // namespace qm::pages
