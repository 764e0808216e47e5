#pragma once

#include "ui/wizards/plan_wizard.h"

namespace qm::wizards {

/// Takes a run back: the reverse plan, the last step first, is read, ticked and applied like any plan.
class UndoWizard : public PlanWizard
{
    Q_OBJECT

public:
    UndoWizard(console::Console& console, base::Id run);

    QString key() const override { return QStringLiteral("undo"); }
    void reload() override;

protected:
    bool mayLeave(int) override { return true; }
    void enter(int) override {}
    void requestPlan() override;
    QTimeZone zone() const override { return m_zone; }
    QString verb(int) const override { return {}; }
    QVariant entered() override { return {}; } // there is nothing to enter

private:
    base::Id m_run;
    QTimeZone m_zone = QTimeZone::utc();
};

} // namespace qm::wizards
