#pragma once

#include "ui/pages/parts.h"
#include "ui/pages/report_page.h"

class QLineEdit;
class QVBoxLayout;

namespace qm::widgets {
class Button;
class Card;
class FormField;
class ProgressLine;
}

namespace qm::pages {

/// Where facts come from: how old each source is, reading it again, and connecting another one.
class ConnectionsPage : public ReportPage
{
    Q_OBJECT

public:
    enum class Open { List, Form };
    ConnectionsPage(console::Console& console, Open open);

    QString key() const override { return QStringLiteral("source"); }
    void reload() override;
    bool leaveLevel() override;

private:
    QWidget* makeForm();
    QWidget* makeReading();
    void show(const std::vector<model::Record>& sources);
    void showForm();
    bool isFormRight();
    void connectNow();
    void choose(int row);
    void sync(base::Id source);
    void showProgress(const QString& stream, qint64 read);
    void showResult(base::Id source, const console::SyncReport& report);

    std::vector<model::Record> m_sources;
    CardTable* m_table;
    widgets::Card* m_list;
    widgets::Card* m_form;
    QLineEdit *m_name, *m_address, *m_token;
    widgets::FormField *m_nameField, *m_addressField, *m_tokenField;
    widgets::Button* m_connect;
    widgets::Button* m_add;
    widgets::Card* m_reading;
    widgets::ProgressLine* m_progress;
    widgets::Button* m_cancel;
    QVBoxLayout* m_results;
    base::Id m_syncing;
    base::Cancel m_stop;
};

} // namespace qm::pages
