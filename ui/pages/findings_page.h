#pragma once

#include "ui/pages/parts.h"
#include "ui/pages/report_page.h"

namespace qm::pages {

/// The rules, what fails them, why it matters and what to do; each opens its rows.
class FindingsPage : public ReportPage
{
    Q_OBJECT

public:
    explicit FindingsPage(console::Console& console);

    QString key() const override { return QStringLiteral("findings"); }
    void reload() override;

private:
    void show(const std::vector<console::FindingRow>& findings);
    void openAt(int row);

    std::vector<console::FindingRow> m_findings;
    CardTable* m_table;
};

} // namespace qm::pages
