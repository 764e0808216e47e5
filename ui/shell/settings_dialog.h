#pragma once

#include "ui/widgets/form_sheet.h"

class QLineEdit;

namespace qm::shell {

/// Theme, text size and the name that stands in the audit log. Everything is in force at once; there is nothing to
/// confirm. Shown with open().
class SettingsDialog : public widgets::FormSheet
{
    Q_OBJECT

public:
    SettingsDialog(const QString& operatorName, QWidget* parent);

Q_SIGNALS:
    void lookChosen();
    void operatorChosen(const QString& name);

protected:
    void done(int result) override;

private:
    void addTheme();
    void addSize();
    void addMotion();

    QLineEdit* m_operator;
    QString m_before;
};

} // namespace qm::shell
