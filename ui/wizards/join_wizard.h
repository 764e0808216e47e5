#pragma once

#include "ui/widgets/ticks.h"
#include "ui/wizards/plan_wizard.h"

class QComboBox;
class QLineEdit;

namespace qm::widgets {
class DateEdit;
class FormField;
class Label;
class Table;
}
namespace qm::pages {
class CellRows;
}

namespace qm::wizards {

/// What has been typed and chosen about a joiner so far.
struct JoinForm
{
    model::Person person;
    base::Id templateId;
    std::optional<base::Id> device;
    std::optional<QSet<base::Id>> chosen; ///< apps and entitlements; nullopt: not looked at yet
};

/// A joiner from name to run.
class JoinWizard : public PlanWizard
{
    Q_OBJECT

public:
    explicit JoinWizard(console::Console& console);

    QString key() const override { return QStringLiteral("join"); }
    void reload() override;

protected:
    bool mayLeave(int step) override;
    void enter(int step) override;
    void requestPlan() override;
    QTimeZone zone() const override;
    QString verb(int step) const override;
    QVariant entered() override;

private:
    QWidget* fieldRow(widgets::FormField* left, widgets::FormField* right);
    void buildPerson();
    void buildRole();
    void buildApps();
    void fillLists();
    void fillForm();
    void readForm();
    void showTitle();
    void enterRole();
    void showKit(const console::Kit& kit);
    void showApps();
    void choose();
    void showTicks();
    console::JoinRequest request() const;

    JoinForm m_form;
    model::Snapshot m_snapshot;
    console::Kit m_kit;
    bool m_hasLists = false;
    QLineEdit *m_given, *m_family, *m_mail, *m_title;
    widgets::DateEdit* m_start;
    QComboBox *m_department, *m_site, *m_manager, *m_type, *m_template, *m_device;
    widgets::FormField *m_givenField, *m_familyField, *m_mailField, *m_startField, *m_departmentField, *m_deviceField, *m_managerField;
    widgets::Label* m_peers;
    widgets::Label* m_appsHead;
    widgets::Table* m_apps;
    pages::CellRows* m_appRows;
};

} // namespace qm::wizards

Q_DECLARE_METATYPE(qm::wizards::JoinForm)
