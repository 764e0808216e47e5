#include "ui/pages/report_pages.h"

#include "ui/pages/connection_page.h"
#include "ui/pages/connections_page.h"
#include "ui/pages/findings_page.h"
#include "ui/pages/home_page.h"
#include "ui/pages/person_page.h"
#include "ui/pages/run_page.h"
#include "ui/pages/runs_page.h"
#include "ui/pages/spend_page.h"

namespace qm::pages {

QHash<QString, PageMaker> reportPages()
{
    return {
        {QStringLiteral("home"), [](console::Console& console, base::Id) { return new HomePage(console); }},
        {QStringLiteral("spend"), [](console::Console& console, base::Id) { return new SpendPage(console); }},
        {QStringLiteral("findings"), [](console::Console& console, base::Id) { return new FindingsPage(console); }},
        {QStringLiteral("runs"), [](console::Console& console, base::Id) { return new RunsPage(console); }},
        {QStringLiteral("source"), [](console::Console& console, base::Id) { return new ConnectionsPage(console); }},
        {QStringLiteral("source-page"), [](console::Console& console, base::Id source) { return new ConnectionPage(console, source); }},
        {QStringLiteral("person-page"), [](console::Console& console, base::Id person) { return new PersonPage(console, person); }},
        {QStringLiteral("run-page"), [](console::Console& console, base::Id run) { return new RunPage(console, run); }},
    };
}

} // namespace qm::pages
