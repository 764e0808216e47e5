#pragma once

#include "ui/pages/connection_desk.h"
#include "ui/pages/cell_rows.h"
#include "ui/wizards/wizard_page.h"

class QVBoxLayout;

namespace qm::pages {
class MayChange;
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

/// A vendor from the catalogue to its first reading: chosen, signed in and proven, told what it may do, read. For a
/// connection that is there, only the sign-in.
class ConnectWizard : public WizardPage
{
    Q_OBJECT

public:
    /// `source`: the connection to sign in again; invalid for a new one.
    ConnectWizard(console::Console& console, pages::ConnectionDesk desk, base::Id source);
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
    bool keep() override { return false; }

private:
    QWidget* makeCatalogue();
    void makeSignIn();
    void makeWork();
    QWidget* makeReading();
    void showVendors();
    void chooseVendor(int row);
    const console::VendorInfo* vendor() const;
    void showAgain();
    void enterSignIn();
    void signIn();
    void askPerson(const console::SignInAsk& what);
    void endWaiting();
    void cancelSignIn();
    void signedIn(const base::Result<base::Id>& source);
    void enterWork();
    void startReading();
    void readOn();
    QString signInVerb() const;

    pages::ConnectionDesk m_desk;
    base::Id m_again;
    base::Id m_source;
    QString m_name;
    QList<console::VendorInfo> m_vendors;
    QString m_chosen; ///< id of the vendor
    bool m_hasLists = false;
    bool m_isWaiting = false;
    int m_asked = 0;
    base::Cancel m_cancel;
    widgets::SearchField* m_search;
    widgets::Table* m_table;
    pages::CellRows* m_rows;
    QVBoxLayout* m_formPlace = nullptr;
    QVBoxLayout* m_workPlace = nullptr;
    VendorForm* m_form = nullptr;
    SignInPanel* m_panel;
    pages::MayChange* m_mayChange = nullptr;
    pages::ScheduleForm* m_schedule = nullptr;
    pages::SyncResult* m_result;
};

} // namespace qm::wizards
