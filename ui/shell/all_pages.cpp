#include "ui/pages/activity_page.h"
#include "ui/pages/record_list_page.h"
#include "ui/pages/report_pages.h"
#include "ui/shell/page_factories.h"
#include "ui/wizards/all_wizards.h"

namespace qm::shell {
namespace {

void addList(PageFactories& factories, model::Entity entity)
{
    factories.add(model::describe(entity).key, [entity](console::Console& console, base::Id) { return new pages::RecordListPage(console, entity); });
}

void addAll(PageFactories& factories, const QHash<QString, pages::PageMaker>& makers)
{
    for (auto it = makers.begin(); it != makers.end(); ++it)
        factories.add(it.key(), it.value());
}

} // namespace

PageFactories allPages()
{
    PageFactories factories;
    for (const model::Entity entity : model::allEntities())
        addList(factories, entity); // where a page of that name follows, it stands in place of the list
    factories.add(QStringLiteral("activity"), [](console::Console& console, base::Id) { return new pages::ActivityPage(console); });
    addAll(factories, pages::reportPages());
    addAll(factories, wizards::allWizards());
    return factories;
}

} // namespace qm::shell
