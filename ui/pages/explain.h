#pragma once

#include "core/console/console.h"
#include "ui/widgets/button.h"
#include "ui/widgets/overlay.h"

#include <functional>

namespace qm::widgets {
class FigureCell;
}

namespace qm::pages {

/// Where a figure comes from: the formula in words, its values, what was unknown, and how many rows stand behind it.
struct Explanation
{
    QString title;
    QList<widgets::ExplainLine> lines;
    QString link; ///< empty: no rows to open
};

Explanation explainRunRate(const console::SpendReport& spend);
Explanation explainDecisions(const console::HomeReport& home);
Explanation explainSavings(const console::HomeReport& home);
Explanation explainUsage(const console::HomeReport& home);

/// The small button in the corner of a figure that opens its explanation. Lives in the cell and stays above what
/// covers it.
class ExplainButton : public widgets::IconButton
{
    Q_OBJECT

public:
    /// `explain` is asked when the button is pressed.
    ExplainButton(const QString& figure, widgets::FigureCell* cell, std::function<Explanation()> explain);

Q_SIGNALS:
    /// The rows behind the figure are wanted.
    void rowsAsked();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void open();
    void place();

    std::function<Explanation()> m_explain;
};

} // namespace qm::pages
