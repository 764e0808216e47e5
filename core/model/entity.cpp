#include "core/model/entity.h"

#include "core/model/company.h"
#include "core/model/hardware.h"
#include "core/model/identity.h"
#include "core/model/money_records.h"
#include "core/model/people.h"
#include "core/model/software.h"
#include "core/model/workflow_records.h"

#include <array>

namespace qm::model {
namespace {

using Descriptions = std::array<const EntityDescription*, entityCount>;

template <class... T>
Descriptions collect()
{
    Descriptions all{};
    ((all[static_cast<std::size_t>(Described<T>::get().description().entity)] = &Described<T>::get().description()), ...);
    return all;
}

const Descriptions& descriptions()
{
    static const Descriptions all =
        collect<Company, ExchangeRate, Site, Department, Vendor, Source, Person, Device, App, Contract, LicenceLine,
                Account, Entitlement, Grant, Seat, InvoiceLine, Template, TemplateStep, Run, Step>();
    return all;
}

} // namespace

int EntityDescription::indexOf(QStringView fieldKey) const
{
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (fields[i].key == fieldKey)
            return static_cast<int>(i);
    }
    return -1;
}

const EntityDescription& describe(Entity entity)
{
    return *descriptions()[static_cast<std::size_t>(entity)];
}

std::optional<Entity> entityFromKey(QStringView key)
{
    for (const EntityDescription* description : descriptions()) {
        if (description->key == key)
            return description->entity;
    }
    return std::nullopt;
}

const std::vector<Entity>& allEntities()
{
    static const std::vector<Entity> all = [] {
        std::vector<Entity> list;
        for (int i = 0; i < entityCount; ++i)
            list.push_back(static_cast<Entity>(i));
        return list;
    }();
    return all;
}

} // namespace qm::model
