#include "core/sync/tables.h"

namespace qm::sync {
namespace {

using model::Entity;
using model::Record;

const std::vector<Column> groupColumns{{u"name", u"title", Claim::Fact}, {u"dynamic", u"dynamic", Claim::Fact}, {u"synced", u"synced", Claim::Fact}};

Entry& madeGroup(Ledger& ledger, const vendor::Row& row)
{
    const QString title = textOf(row, u"name").isEmpty() ? row.key : textOf(row, u"name");
    Record record = model::emptyRecord(Entity::Entitlement);
    record.set(u"app", ledger.told().app);
    record.set(u"kind", QStringLiteral("group"));
    record.set(u"title", title);
    record.set(u"name", ledger.freeName(Entity::Entitlement, QStringLiteral("%1 / %2").arg(ledger.told().appName, title), row.key));
    return ledger.add(std::move(record), row.key);
}

} // namespace

void groupRow(Reading& reading, const vendor::Row& row)
{
    Ledger& ledger = reading.ledger;
    const bool isPatch = row.mode == vendor::OutRule::Mode::Patch;
    Entry* group = ledger.find(Entity::Entitlement, QStringLiteral("group:") + row.key);
    if (!group && isPatch)
        return;
    if (!group)
        group = &madeGroup(ledger, row);
    if (!isPatch)
        ledger.tellKey(row, *group);
    ledger.tellAll(*group, row, groupColumns);
}

Entry* grantOf(Ledger& ledger, const Entry& account, const Entry& entitlement)
{
    return ledger.pair(Entity::Grant, {u"account", account.id}, {u"entitlement", entitlement.id});
}

void membershipRow(Reading& reading, const vendor::Row& row)
{
    Ledger& ledger = reading.ledger;
    Entry* group = ledger.find(Entity::Entitlement, QStringLiteral("group:") + textOf(row, u"group"));
    Entry* account = accountOf(ledger, textOf(row, u"account"));
    if (!group || !account)
        return; // of somebody or something that nobody tells of
    Entry* grant = grantOf(ledger, *account, *group);
    if (grant && grant->isTold)
        return;
    if (grant)
        ledger.claim(*grant, row);
    if (!grant) {
        const QString login = account->now.text(u"login");
        Record record = model::emptyRecord(Entity::Grant);
        record.set(u"account", account->id);
        record.set(u"entitlement", group->id);
        record.set(u"origin", QStringLiteral("found"));
        record.set(u"since", ledger.snapshot().today());
        record.set(u"name", ledger.freeName(Entity::Grant, QStringLiteral("%1 / %2").arg(group->now.text(u"name"), login.isEmpty() ? account->now.text(u"external-id") : login), row.key));
        grant = &ledger.add(std::move(record), row.key);
    }
    ledger.tellKey(row, *grant);
}

} // namespace qm::sync
