#pragma once

#include "core/console/connections.h"
#include "ui/widgets/form_sheet.h"

class QRadioButton;

namespace qm::pages {

/// Asks what becomes of the records before a connection goes. Shown with open().
class DisconnectSheet : public widgets::FormSheet
{
    Q_OBJECT

public:
    DisconnectSheet(const QString& name, QWidget* parent);

Q_SIGNALS:
    void chosen(qm::console::Brought leftovers);

private:
    QRadioButton* addChoice(const QString& words, const QString& meaning);

    QRadioButton* m_keep;
    QRadioButton* m_remove;
};

} // namespace qm::pages
