#pragma once

#include "ui/pages/report_pages.h"

namespace qm::wizards {

/// "join", "leave", "undo", "import", "connect": the shell adds them to its factories; each is made anew every time.
QHash<QString, pages::PageMaker> allWizards();

} // namespace qm::wizards
