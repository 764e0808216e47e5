#include "ui/wizards/all_wizards.h"

#include "ui/wizards/connect_wizard.h"
#include "ui/wizards/import_wizard.h"
#include "ui/wizards/join_wizard.h"
#include "ui/wizards/leave_wizard.h"
#include "ui/wizards/undo_wizard.h"

namespace qm::wizards {

QHash<QString, pages::PageMaker> allWizards()
{
    return {
        {QStringLiteral("connect"), [](console::Console& console, base::Id source) { return new ConnectWizard(console, source); }},
        {QStringLiteral("import"), [](console::Console& console, base::Id row) { return new ImportWizard(console, pages::entityOfRow(row)); }},
        {QStringLiteral("join"), [](console::Console& console, base::Id) { return new JoinWizard(console); }},
        {QStringLiteral("leave"), [](console::Console& console, base::Id person) { return new LeaveWizard(console, person); }},
        {QStringLiteral("undo"), [](console::Console& console, base::Id run) { return new UndoWizard(console, run); }},
    };
}

} // namespace qm::wizards
