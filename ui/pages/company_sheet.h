#pragma once

#include "ui/widgets/form_sheet.h"

class QComboBox;
class QLineEdit;

namespace qm::widgets {
class FormField;
}

namespace qm::pages {

/// Asks what a new company is called and what it counts in. Shown with open().
class CompanySheet : public widgets::FormSheet
{
    Q_OBJECT

public:
    explicit CompanySheet(QWidget* parent);

Q_SIGNALS:
    /// `currency`: an ISO code.
    void chosen(const QString& name, const QString& currency);

private:
    void choose();

    QLineEdit* m_name;
    QComboBox* m_currency;
    widgets::FormField* m_nameField;
};

} // namespace qm::pages
