#pragma once

#include "ui/pages/parts.h"
#include "ui/pages/report_page.h"

namespace qm::widgets {
class Card;
}

namespace qm::pages {

class MonthChart;

/// What software costs: run rate by category with forecast and its twin in figures, vendors, renewals, per employee.
class SpendPage : public ReportPage
{
    Q_OBJECT

public:
    explicit SpendPage(console::Console& console);

    QString key() const override { return QStringLiteral("spend"); }
    void reload() override;
    /// The report on screen.
    const console::SpendReport& report() const { return m_report; }

private:
    QWidget* makeFigures();
    QWidget* makeRunRate();
    QWidget* makeTwin();
    QWidget* makeVendors();
    QWidget* makeRenewals();
    QWidget* makePerHead();

    void show(const console::SpendReport& report);
    void showFigures();
    void showRunRate();
    void showTwin();
    void showVendors();
    void showRenewals();
    void showPerHead();
    void showNothing();
    void paintCharts();
    void openLines(int category, int month);
    void openVendor(int row);
    void openRenewals(int month);
    QString categoryWord(int category) const;
    QString money(const base::Exact& exact) const;
    QString plain(const base::Exact& exact) const;
    double major(const base::Exact& exact) const;
    const spend::MonthRate* monthAt(int offset) const;

    console::SpendReport m_report;
    widgets::FigureCell *m_now, *m_year, *m_head, *m_ahead;
    MonthChart *m_chart, *m_renewals, *m_perHead;
    CardTable *m_twin, *m_vendors;
    widgets::Card* m_vendorCard;
};

} // namespace qm::pages
