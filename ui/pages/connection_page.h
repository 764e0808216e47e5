#pragma once

#include "core/model/company.h"
#include "core/console/console.h"
#include "ui/models/title_book.h"
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
class TellsPeople;

/// One connection: how it stands and what to do about it, its readings, where it differs from what stands here, when it
/// is read, what plans may change there, how much it tells. Of a file: how old it is, and the way to a newer one.
class ConnectionPage : public ReportPage
{
    Q_OBJECT

public:
    ConnectionPage(console::Console& console, base::Id source);

    QString key() const override { return QStringLiteral("source-page"); }
    void reload() override;
    bool leaveLevel() override;

private:
    void buildLeft(QVBoxLayout* column);
    void buildRight(QVBoxLayout* column);
    widgets::Card* makeHealth();
    widgets::Card* makeHistory();
    void show(const model::Record& record);
    void showVerbs();
    void askVendor();
    void askFacts();
    void showFacts(const console::ConnectionFacts& facts);
    void showReadings(const QList<console::StreamFacts>& readings);
    void readDrifts(const std::vector<console::DriftRow>& drifts);
    void showDrifts();
    QWidget* driftLine(const console::DriftRow& drift);
    void setField(const QString& field, bool isTrue);
    void showVendor();
    void showSync();
    void test();
    void askAccept();
    void askDisconnect();
    void disconnectNow(console::Brought leftovers);
    /// Tells a failure; what stands then is read again.
    template <class T>
    void settle(const console::Answer<T>& answer);

    base::Id m_id;
    model::Source m_source;
    std::optional<console::VendorInfo> m_vendor;
    widgets::Pill* m_state;
    widgets::Label* m_sentence;
    widgets::Label* m_tested;
    widgets::Button *m_read, *m_accept, *m_signIn, *m_test, *m_disconnect, *m_import;
    SyncResult* m_result;
    widgets::Card *m_history, *m_drifts, *m_scheduleCard, *m_mayChangeCard, *m_coverageCard, *m_peopleCard;
    CardTable* m_readings;
    QVBoxLayout *m_driftColumn, *m_mayChangeColumn, *m_peopleColumn;
    ScheduleForm* m_schedule;
    MayChange* m_mayChange = nullptr;
    TellsPeople* m_tellsPeople = nullptr;
    Coverage* m_coverage;
    models::TitleBook m_book;
    std::vector<console::DriftRow> m_open; ///< differences that wait for somebody
    bool m_showsAll = false;
    bool m_isHeld = false; ///< what is gone waits for a word
};

} // namespace qm::pages
