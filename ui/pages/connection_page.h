#pragma once

#include "core/model/company.h"
#include "ui/pages/connection_desk.h"
#include "ui/pages/parts.h"
#include "ui/pages/report_page.h"

namespace qm::widgets {
class Button;
class Card;
class Label;
class Pill;
}

namespace qm::pages {

class Coverage;
class MayChange;
class ScheduleForm;
class SyncResult;

/// One connection: how it stands and what to do about it, its readings, where it differs from what stands here, when it
/// is read, what plans may change there, how much it tells.
class ConnectionPage : public ReportPage
{
    Q_OBJECT

public:
    ConnectionPage(console::Console& console, ConnectionDesk desk, base::Id source);

    QString key() const override { return QStringLiteral("source-page"); }
    void reload() override;
    bool leaveLevel() override;

private:
    void buildLeft(QVBoxLayout* column);
    void buildRight(QVBoxLayout* column);
    widgets::Card* makeHealth();
    widgets::Card* makeHistory();
    void show(const model::Record& record);
    void askStory();
    void showStory(const console::ConnectionStory& story);
    void showReadings(const std::vector<console::StreamFacts>& readings);
    void showDrifts(const std::vector<console::DriftInfo>& drifts);
    QWidget* driftLine(const console::DriftInfo& drift);
    void showVendor();
    void showSync();
    void test();
    void askDisconnect();
    void disconnectNow(console::Brought leftovers);
    /// Tells a failure; a success is read again.
    void settle(const console::Answer<void>& answer);

    ConnectionDesk m_desk;
    base::Id m_id;
    model::Source m_source;
    std::optional<console::VendorInfo> m_vendor;
    widgets::Pill* m_state;
    widgets::Label* m_sentence;
    widgets::Label* m_tested;
    widgets::Button *m_read, *m_signIn, *m_test, *m_disconnect;
    SyncResult* m_result;
    widgets::Card *m_history, *m_drifts, *m_scheduleCard, *m_mayChangeCard, *m_coverageCard;
    CardTable* m_readings;
    QVBoxLayout *m_driftColumn, *m_mayChangeColumn;
    ScheduleForm* m_schedule;
    MayChange* m_mayChange = nullptr;
    Coverage* m_coverage;
    bool m_mayWrite = false;
};

} // namespace qm::pages
