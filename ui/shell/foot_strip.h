#pragma once

#include <QWidget>

class QHBoxLayout;

namespace qm::widgets {
class Button;
class ProgressLine;
} // namespace qm::widgets

namespace qm::shell {

/// A line at the foot of the window about work that goes on behind the pages: what, how far, and its verbs.
class FootStrip : public QWidget
{
    Q_OBJECT

public:
    explicit FootStrip(QWidget* parent = nullptr);

protected:
    widgets::ProgressLine* progress() const { return m_progress; }
    widgets::Button* addVerb(const QString& words);

private:
    widgets::ProgressLine* m_progress;
    QHBoxLayout* m_row;
};

} // namespace qm::shell
