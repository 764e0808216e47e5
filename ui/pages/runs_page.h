#pragma once

#include "ui/pages/parts.h"
#include "ui/pages/report_page.h"

namespace qm::widgets {
class Card;
class Tabs;
}

namespace qm::pages {

/// Joiners and leavers: who is under way, and who is done.
class RunsPage : public ReportPage
{
    Q_OBJECT

public:
    explicit RunsPage(console::Console& console);

    QString key() const override { return QStringLiteral("runs"); }
    void reload() override;

private:
    void readFinished();
    void showTab(int tab);

    QList<CellRow> m_open, m_finished;
    widgets::Tabs* m_tabs;
    widgets::Card* m_card;
    CardTable* m_table;
    QTimer m_refresh;
};

} // namespace qm::pages
