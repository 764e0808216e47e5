#pragma once

#include "ui/shell/page_factories.h"

#include <QTimer>

namespace qm::widgets {
class NavBar;
}

namespace qm::shell {

/// Keeps the counts, the company's name and the trust line of the navigation as they are in the workspace.
class NavCounts : public QObject
{
    Q_OBJECT

public:
    NavCounts(console::Console& console, widgets::NavBar* nav, QObject* parent);

    /// Names at once; what takes counting after the first page has asked for its own.
    void begin();
    void read();

Q_SIGNALS:
    void operatorKnown(const QString& name);
    void companyKnown(const QString& name);

private:
    void countRecords();
    void countRuns();
    void countContracts();
    void countFindings();
    void readCompany();
    void readTrust();
    void count(model::Entity entity, const QString& filter, std::function<void(qint64)> then);

    console::Console& m_console;
    widgets::NavBar* m_nav;
    QTimer m_settle;
};

} // namespace qm::shell
