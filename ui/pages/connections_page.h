#pragma once

#include "ui/pages/parts.h"
#include "ui/pages/report_page.h"

namespace qm::widgets {
class Button;
class Card;
}

namespace qm::pages {

class SyncResult;

/// Where facts come from: every source, how it stands and how old it is; a row opens the connection.
class ConnectionsPage : public ReportPage
{
    Q_OBJECT

public:
    explicit ConnectionsPage(console::Console& console);

    QString key() const override { return QStringLiteral("source"); }
    void reload() override;

private:
    void show(const std::vector<model::Record>& sources);
    void showEmpty();
    void choose(int row);
    void readAll();
    void showReadings();

    std::vector<model::Record> m_sources;
    CardTable* m_table;
    widgets::Card* m_list;
    widgets::Card* m_reading;
    QVBoxLayout* m_readings;
    widgets::Button* m_add;
    widgets::Button* m_readAll;
};

} // namespace qm::pages
