#include "core/model/hardware.h"

namespace qm::model {

template <>
const Described<Device>& Described<Device>::get()
{
    using S = Device::Status;
    static const auto described = Described(Entity::Device, "device", QM_LABEL("Device"), QM_LABEL("Devices"))
        .text("tag", QM_LABEL("Tag"), &Device::tag, Unique | Required | Searchable | Indexed)
        .text("serial", QM_LABEL("Serial number"), &Device::serial, Unique | Searchable)
        .text("name", QM_LABEL("Name"), &Device::name, Searchable)
        .text("kind", QM_LABEL("Kind"), &Device::kind)
        .text("model", QM_LABEL("Model"), &Device::model, Searchable)
        .text("model-number", QM_LABEL("Model number"), &Device::modelNumber)
        .text("maker", QM_LABEL("Maker"), &Device::maker)
        .choice<S>("status", QM_LABEL("Status"), &Device::status,
                   {{S::Unknown, "", ""}, {S::Ordered, "ordered", QM_LABEL("Ordered")}, {S::InStock, "in-stock", QM_LABEL("In stock")},
                    {S::InUse, "in-use", QM_LABEL("In use")}, {S::InTransit, "in-transit", QM_LABEL("In transit")},
                    {S::InRepair, "in-repair", QM_LABEL("In repair")}, {S::Lost, "lost", QM_LABEL("Lost")}, {S::Retired, "retired", QM_LABEL("Retired")}})
        .reference("holder", QM_LABEL("Holder"), &Device::holder, Entity::Person)
        .reference("site", QM_LABEL("Site"), &Device::site, Entity::Site)
        .text("condition", QM_LABEL("Condition"), &Device::condition)
        .text("order", QM_LABEL("Order"), &Device::orderNumber)
        .reference("vendor", QM_LABEL("Vendor"), &Device::vendor, Entity::Vendor)
        .money("cost", QM_LABEL("Cost"), &Device::cost, NotNegative)
        .date("purchased", QM_LABEL("Bought"), &Device::purchased)
        .date("in-service", QM_LABEL("In service since"), &Device::inService)
        .date("warranty-end", QM_LABEL("Warranty ends"), &Device::warrantyEnd)
        .date("refresh-due", QM_LABEL("Refresh due"), &Device::refreshDue)
        .integer("life-months", QM_LABEL("Life in months"), &Device::lifeMonths, NotNegative)
        .money("floor-value", QM_LABEL("Floor value"), &Device::floorValue, NotNegative)
        .text("system", QM_LABEL("System"), &Device::system)
        .boolean("encrypted", QM_LABEL("Disk encryption"), &Device::encrypted)
        .boolean("managed", QM_LABEL("Managed"), &Device::managed)
        .boolean("compliant", QM_LABEL("Fits the rules"), &Device::compliant)
        .instant("last-seen", QM_LABEL("Last seen"), &Device::lastSeen)
        .longText("notes", QM_LABEL("Notes"), &Device::notes)
        .reference("source", QM_LABEL("Source"), &Device::source, Entity::Source)
        .text("external-id", QM_LABEL("Id at the vendor"), &Device::externalId, Internal)
        .instant("source-seen", QM_LABEL("Seen in source"), &Device::sourceSeen, Internal)
        .calledBy("tag", "tag");
    return described;
}

} // namespace qm::model
