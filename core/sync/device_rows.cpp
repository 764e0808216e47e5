#include "core/sync/tables.h"

namespace qm::sync {
namespace {

using model::Entity;
using model::Record;
using model::Value;

const std::vector<Column> deviceColumns{
    {u"serial", u"serial", Claim::Fill}, {u"name", u"name"}, {u"model", u"model"}, {u"maker", u"maker"}, {u"encrypted", u"encrypted", Claim::Fact},
    {u"compliant", u"compliant", Claim::Fact}, {u"last_seen", u"last-seen", Claim::Latest},
};

Entry& madeDevice(Ledger& ledger, const vendor::Row& row)
{
    const QString serial = textOf(row, u"serial");
    const QString name = textOf(row, u"name");
    const QString tag = !serial.isEmpty() ? serial : name.isEmpty() ? row.key : name;
    Record record = model::emptyRecord(Entity::Device);
    record.set(u"tag", ledger.spelled(Entity::Device, u"tag", tag) ? QStringLiteral("%1 (%2)").arg(tag, row.key) : tag);
    return ledger.add(std::move(record), row.key);
}

} // namespace

/// A device is known by the vendor's id, then by its serial number; else it is one that was found.
void deviceRow(Reading& reading, const vendor::Row& row)
{
    Ledger& ledger = reading.ledger;
    const bool isPatch = row.mode == vendor::OutRule::Mode::Patch;
    Entry* device = ledger.find(Entity::Device, row.key);
    if (!device) {
        device = ledger.spelled(Entity::Device, u"serial", textOf(row, u"serial"));
        if (device)
            ledger.claim(*device, row);
    }
    if (!device && isPatch)
        return;
    // Two records of one device in a reading: the first is heard, else its word would change from reading to reading.
    if (device && device->isTold && !isPatch)
        return ledger.tellKey(row, *device);
    if (!device)
        device = &madeDevice(ledger, row);
    ledger.tellAll(*device, row, deviceColumns);
    const QString system = QStringLiteral("%1 %2").arg(textOf(row, u"platform"), textOf(row, u"os_version")).trimmed();
    if (!system.isEmpty())
        ledger.tell(*device, u"system", system, Claim::Fact);
    if (isPatch)
        return;
    ledger.tellKey(row, *device);
    ledger.tell(*device, u"managed", boolOf(row, u"managed").value_or(true), Claim::Fact);
    const base::Id holder = reading.people.find({}, textOf(row, u"owner_email"), {});
    if (!holder.isValid())
        return;
    ledger.tell(*device, u"holder", holder, Claim::Fill);
    if (!device->before)
        device->now.set(u"status", QStringLiteral("in-use"));
}

} // namespace qm::sync
