#pragma once

#include "ui/wizards/plan_wizard.h"

class QComboBox;
class QLineEdit;

namespace qm::widgets {
class DateEdit;
class FormField;
}

namespace qm::wizards {

/// What has been chosen about a leaver so far.
struct LeaveForm
{
    base::Id person;
    base::Id heir;
    QDate day;
    QString hour;
    QString zone;
};

/// A leaver: who, when, who takes over; then the plan over everything they have, and the run.
class LeaveWizard : public PlanWizard
{
    Q_OBJECT

public:
    LeaveWizard(console::Console& console, base::Id person);

    QString key() const override { return QStringLiteral("leave"); }
    void reload() override;

protected:
    bool mayLeave(int step) override;
    void enter(int step) override;
    void requestPlan() override;
    QTimeZone zone() const override;
    QString verb(int step) const override;
    QVariant entered() override;

private:
    void build();
    void fill();
    void showPerson();
    void fillAgain(const LeaveForm& before);
    /// Their leaving that is under way; what came since is planned for the same hour.
    std::optional<model::Run> leavingOf(base::Id person) const;
    void showHourOf(const model::Run& leaving);
    void showZone(const QString& zone);
    void showZone(const model::Person& person, const model::Record* site);
    QDateTime leavesAt() const;

    model::Snapshot m_snapshot;
    base::Id m_wanted;
    std::optional<LeaveForm> m_before; ///< from the last time, of this leaver
    bool m_hasLists = false;
    QComboBox *m_who, *m_heir, *m_zone;
    widgets::DateEdit* m_day;
    QLineEdit* m_hour;
    widgets::FormField *m_whoField, *m_hourField, *m_dayField, *m_zoneField, *m_heirField;
};

} // namespace qm::wizards

Q_DECLARE_METATYPE(qm::wizards::LeaveForm)
