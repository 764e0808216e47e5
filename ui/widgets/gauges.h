#pragma once

#include "ui/format/cell.h"

#include <QWidget>

namespace qm::widgets {

/// How far something is, as a ring: solid is verified, pale is done but not read back yet, track is open.
class Ring : public QWidget
{
    Q_OBJECT

public:
    /// 140 for the run, 44 for a list.
    explicit Ring(int side, QWidget* parent = nullptr);
    /// Shares from 0 to 1; `words` stand in the middle, `below` under them when there is room.
    void setShares(double verified, double done);
    void setWords(const QString& words, const QString& below = {});

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    double m_verified = 0, m_done = 0;
    QString m_words, m_below;
};

/// A thin bar of segments with rounded ends.
class SegmentBar : public QWidget
{
    Q_OBJECT

public:
    explicit SegmentBar(const QList<format::Segment>& segments = {}, QWidget* parent = nullptr);
    void setSegments(const QList<format::Segment>& segments, const QString& spoken);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QList<format::Segment> m_segments;
};

/// Label, "15 of 18" and a thin bar: one closing state, one share.
class ThinBar : public QWidget
{
    Q_OBJECT

public:
    explicit ThinBar(const QString& label, QWidget* parent = nullptr);
    void setProgress(const QString& figure, double share);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_label, m_figure;
    double m_share = 0;
};

/// The last months as a line without axes; the end has a dot.
class Sparkline : public QWidget
{
    Q_OBJECT

public:
    explicit Sparkline(const QList<double>& values = {}, QWidget* parent = nullptr);
    void setValues(const QList<double>& values);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QList<double> m_values;
};

/// One event of a timeline.
struct TimelineEvent
{
    QString icon;
    QString what;
    QString cause;
    QString when;
    /// Tints the disc, only if the event is still a problem or good news.
    format::State state = format::State::Plain;
};

/// What happened, newest first: discs on a line, what, who or cause, when.
class Timeline : public QWidget
{
    Q_OBJECT

public:
    explicit Timeline(QWidget* parent = nullptr);
    void setEvents(const QList<TimelineEvent>& events);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintEntry(QPainter& painter, const QRect& row, int index) const;

    QList<TimelineEvent> m_events;
};

} // namespace qm::widgets
