#include "ui/pages/record_list_page.h"
#include "ui/shell/page_factories.h"

namespace qm::shell {
namespace {

void addList(PageFactories& factories, model::Entity entity)
{
    factories.add(model::describe(entity).key, [entity](console::Console& console, base::Id) { return new pages::RecordListPage(console, entity); });
}

} // namespace

PageFactories allPages()
{
    PageFactories factories;
    for (const model::Entity entity : {model::Entity::Person, model::Entity::Device, model::Entity::App, model::Entity::LicenceLine, model::Entity::Contract, model::Entity::Account, model::Entity::Source})
        addList(factories, entity);
    return factories;
}

} // namespace qm::shell
