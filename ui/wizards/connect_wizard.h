#pragma once

#include "core/console/console.h"
#include "ui/pages/cell_rows.h"
#include "ui/wizards/wizard_page.h"

class QVBoxLayout;

namespace qm::pages {
class ScheduleForm;
class SyncResult;
}
namespace qm::widgets {
class SearchField;
class Table;
}

namespace qm::wizards {

class SignInPanel;
class VendorForm;

/// What has been written about a new connection so far; never a secret.
struct ConnectForm
{
    QString vendor;
    QHash<QString, QString> texts; ///< as in VendorForm::texts()
};

/// A vendor from the catalogue to its first reading: chosen, signed in and proven, told what it may do, read. For a
/// connection that is there, only the sign-in.
class ConnectWizard : public WizardPage
{
    Q_OBJECT

public:
    /// `source`: the connection to sign in again; invalid for a new one.
    ConnectWizard(console::Console& console, base::Id source);
    ~ConnectWizard() override;

    QString key() const override { return QStringLiteral("connect"); }
    void reload() override;
    void search() override;
    bool leaveLevel() override;

protected:
    QString problemTitle() const override;
    void forward() override;
    void secondary() override;
    void enterStep(int step) override;
    void dressFoot(int step) override;
    bool mayReturnFrom(int step) const override;
    QVariant entered() override;

private:
    QWidget* makeCatalogue();
    void makeSignIn();
    void makeWork();
    QWidget* makeReading();
    void goOn();
    void showVendors();
    void chooseVendor(int row);
    const console::VendorInfo* vendor() const;
    void showAgain();
    void enterSignIn();
    void signIn();
    bool isWaiting() const { return m_attempt != 0; }
    void endWaiting();
    void cancelSignIn();
    void signedIn(const base::Result<base::Id>& source);
    void enterWork();
    void setField(const QString& field, bool isTrue);
    void setSchedule(const console::ReadingSchedule& schedule);
    void tellFailure(const console::Answer<model::ChangeSet>& answer);
    void leaveWork();
    void startReading();
    void readOn();
    QString signInVerb() const;

    base::Id m_again;
    base::Id m_source;
    QString m_name;
    QList<console::VendorInfo> m_vendors;
    QString m_chosen; ///< id of the vendor
    ConnectForm m_before; ///< from the last time
    bool m_hasLists = false;
    qint64 m_attempt = 0; ///< the sign-in that is under way; 0: none
    base::Cancel m_cancel;
    widgets::SearchField* m_search;
    widgets::Table* m_table;
    pages::CellRows* m_rows;
    QVBoxLayout* m_formPlace = nullptr;
    QVBoxLayout* m_workPlace = nullptr;
    VendorForm* m_form = nullptr;
    SignInPanel* m_panel;
    pages::ScheduleForm* m_schedule = nullptr;
    pages::SyncResult* m_result = nullptr; ///< not when somebody only signs in again: nothing is read then
};

} // namespace qm::wizards

Q_DECLARE_METATYPE(qm::wizards::ConnectForm)
