#include "ui/pages/report_pages.h"

#include "ui/pages/home_page.h"
#include "ui/pages/run_page.h"
#include "ui/pages/spend_page.h"

namespace qm::pages {

QHash<QString, PageMaker> reportPages()
{
    return {
        {QStringLiteral("home"), [](console::Console& console, base::Id) { return new HomePage(console); }},
        {QStringLiteral("spend"), [](console::Console& console, base::Id) { return new SpendPage(console); }},
        {QStringLiteral("run"), [](console::Console& console, base::Id run) { return new RunPage(console, run); }},
    };
}

} // namespace qm::pages
