#include "core/workflow/kit.h"

#include "core/workflow/plan_builder.h"

#include "core/base/text.h"
#include "core/model/identity.h"
#include "core/model/software.h"

#include <QSet>

namespace qm::workflow {
namespace {

using model::Entity;
using model::Person;
using model::Record;

QSet<base::Id> peersOf(const model::Snapshot& snapshot, const Person& joiner)
{
    QSet<base::Id> sameDepartment;
    QSet<base::Id> sameTitle;
    for (const Record& record : snapshot.all(Entity::Person)) {
        const auto person = model::as<Person>(record);
        if (!joiner.department.isValid() || person.department != joiner.department || !model::isEmployedOn(person, snapshot.today()))
            continue;
        sameDepartment.insert(record.id);
        if (!joiner.title.isEmpty() && base::folded(person.title) == base::folded(joiner.title))
            sameTitle.insert(record.id);
    }
    constexpr qsizetype enough = 3;
    return sameTitle.size() >= enough ? sameTitle : sameDepartment;
}

using Holders = QHash<base::Id, QSet<base::Id>>; ///< thing -> people

std::vector<KitItem> ranked(const model::Snapshot& snapshot, Entity entity, const Holders& holders, int peers)
{
    std::vector<KitItem> items;
    for (auto it = holders.begin(); it != holders.end(); ++it) {
        const Record* thing = snapshot.record(entity, it.key());
        if (thing)
            items.push_back({it.key(), model::titleOf(*thing), static_cast<int>(it.value().size()), peers, entity == Entity::Entitlement ? appOfAccount(snapshot, *thing) : base::Id{}});
    }
    std::sort(items.begin(), items.end(), [](const KitItem& a, const KitItem& b) {
        return a.peersWith != b.peersWith ? a.peersWith > b.peersWith : a.name < b.name;
    });
    return items;
}

} // namespace

base::Id appOfAccount(const model::Snapshot& snapshot, const Record& entitlement)
{
    const bool isHandedOut = entitlement.text(u"kind") == u"app";
    const Record* source = isHandedOut ? snapshot.record(Entity::Source, entitlement.reference(u"source")) : nullptr;
    return (source ? *source : entitlement).reference(u"app");
}

Kit kitFor(const model::Snapshot& snapshot, const Person& joiner)
{
    const QSet<base::Id> peers = peersOf(snapshot, joiner);
    Holders appHolders;
    Holders entitlementHolders;
    QHash<base::Id, base::Id> personOfAccount;
    for (const Record& record : snapshot.all(Entity::Account)) {
        const auto account = model::as<model::Account>(record);
        if (!peers.contains(account.person) || account.state == model::Account::State::Closed)
            continue;
        appHolders[account.app].insert(account.person);
        personOfAccount.insert(record.id, account.person);
    }
    for (const Record& record : snapshot.all(Entity::Grant)) {
        const base::Id person = personOfAccount.value(record.reference(u"account"));
        if (person.isValid())
            entitlementHolders[record.reference(u"entitlement")].insert(person);
    }
    const int count = static_cast<int>(peers.size());
    return {count, ranked(snapshot, Entity::App, appHolders, count), ranked(snapshot, Entity::Entitlement, entitlementHolders, count)};
}

std::vector<const Record*> devicesInStock(const model::Snapshot& snapshot, const QString& kind, base::Id site)
{
    std::vector<const Record*> devices;
    for (const Record& record : snapshot.all(Entity::Device)) {
        const bool fits = base::folded(record.text(u"kind")) == base::folded(kind);
        if (fits && record.text(u"status") == u"in-stock" && model::isEmpty(record.value(u"holder")))
            devices.push_back(&record);
    }
    std::stable_sort(devices.begin(), devices.end(), [site](const Record* a, const Record* b) {
        const bool aHere = a->reference(u"site") == site;
        const bool bHere = b->reference(u"site") == site;
        if (aHere != bHere)
            return aHere;
        return model::compareValues(a->value(u"purchased"), b->value(u"purchased")) > 0;
    });
    return devices;
}

FreeSeats freeSeatsOf(const model::Snapshot& snapshot, base::Id app)
{
    FreeSeats best;
    for (const Record& record : snapshot.all(Entity::LicenceLine)) {
        const auto line = model::as<model::LicenceLine>(record);
        const bool runs = (!line.end.isValid() || line.end > snapshot.today()) && (!line.start.isValid() || line.start <= snapshot.today());
        if (line.app != app || line.metric != model::LicenceLine::Metric::Seat || !line.quantity || !runs)
            continue;
        const auto assigned = membersOf(snapshot, {Entity::Seat, QStringLiteral("licence-line"), record.id, {}}).size();
        const int free = static_cast<int>(*line.quantity - assigned);
        if (!best.line || free > best.free)
            best = {&record, free, static_cast<int>(*line.quantity)};
    }
    return best;
}

} // namespace qm::workflow
