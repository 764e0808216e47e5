#pragma once

#include "ui/pages/explain.h"
#include "ui/pages/parts.h"
#include "ui/pages/report_page.h"

class QHBoxLayout;
class QVBoxLayout;

namespace qm::widgets {
class Button;
class Card;
class Label;
class LinkButton;
class SegmentBar;
class Sparkline;
}

namespace qm::pages {

/// "What needs care": every figure is the console's, and opens the rows it was counted from.
class HomePage : public ReportPage
{
    Q_OBJECT

public:
    explicit HomePage(console::Console& console);

    QString key() const override { return QStringLiteral("home"); }
    void reload() override;

private:
    QWidget* makeFigures();
    QWidget* makeRenewals();
    QWidget* makeRuns();
    QWidget* makeFindings();
    QWidget* makeSavings();
    QWidget* makeTrust();
    void cover(widgets::FigureCell* cell, const QString& name, void (HomePage::*open)());

    void explain(widgets::FigureCell* cell, const QString& figure, std::function<Explanation()> words, void (HomePage::*open)());

    void show(const console::HomeReport& home);
    void showFigures();
    void showRenewals();
    void showRuns();
    void showFindings();
    void showTrust();
    void showSavings();
    void showEmpty();
    bool isEmpty() const;

    void openSpend();
    void openDecisions();
    void openSavings();
    void openUsage();
    void openRenewal(int row);
    void openRunAt(int row);

    console::HomeReport m_home;
    widgets::FigureCell* m_rate;
    widgets::FigureCell* m_decide;
    widgets::FigureCell* m_saving;
    widgets::FigureCell* m_usage;
    widgets::Sparkline* m_line;
    widgets::SegmentBar* m_usageBar;
    CardTable* m_renewals;
    widgets::LinkButton* m_allContracts;
    widgets::Label* m_noRenewals;
    CardTable* m_runs;
    widgets::Card* m_runCard;
    widgets::Label* m_noRuns;
    widgets::Card* m_findingCard;
    QVBoxLayout* m_findings;
    QVBoxLayout* m_savingLines;
    widgets::SegmentBar* m_savingBar;
    QVBoxLayout* m_trust;
    QList<widgets::Button*> m_headButtons;
    QTimer m_refresh;
};

} // namespace qm::pages
