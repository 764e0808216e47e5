#include "core/sync/tables.h"

namespace qm::sync {
namespace {

using model::Entity;
using model::Record;

QString keyOfApp(const QString& vendorId)
{
    return QStringLiteral("app:") + vendorId;
}

/// The app as this source knows it. It stands under the source's own app until somebody is seen to use it.
Entry& madeEntitlement(Ledger& ledger, const QString& key, const QString& title)
{
    Record record = model::emptyRecord(Entity::Entitlement);
    record.set(u"app", ledger.told().app);
    record.set(u"kind", QStringLiteral("app"));
    record.set(u"title", title);
    record.set(u"name", ledger.freeName(Entity::Entitlement, QStringLiteral("%1 / %2").arg(ledger.told().appName, title), key));
    return ledger.add(std::move(record), key);
}

/// A granted app is one in use here: found, never approved by itself.
void findApp(Ledger& ledger, Entry& entitlement)
{
    if (entitlement.reference(u"app") != ledger.told().app)
        return;
    const QString title = entitlement.now.text(u"title");
    Entry* app = ledger.spelled(Entity::App, u"name", title);
    if (!app) {
        Record record = model::emptyRecord(Entity::App);
        record.set(u"name", title);
        record.set(u"found", ledger.snapshot().today());
        app = &ledger.add(std::move(record), {});
    }
    entitlement.now.set(u"app", app->id);
}

/// A source tells a grant once for each thing the app may reach: what it may do adds up.
void addScopes(Reading& reading, Entry& entry, const QString& told)
{
    QStringList lines = reading.scoped.contains(entry.id) ? entry.now.text(u"scopes").split(u'\n', Qt::SkipEmptyParts) : QStringList();
    lines += told.split(u'\n', Qt::SkipEmptyParts);
    lines.removeDuplicates();
    lines.sort();
    reading.scoped.insert(entry.id);
    reading.ledger.tell(entry, u"scopes", lines.isEmpty() ? model::Value() : model::Value(lines.join(u'\n')), Claim::Fact);
}

} // namespace

void appRow(Reading& reading, const vendor::Row& row)
{
    Ledger& ledger = reading.ledger;
    Entry* entitlement = ledger.find(Entity::Entitlement, keyOfApp(row.key));
    const bool isPatch = row.mode == vendor::OutRule::Mode::Patch;
    if (!entitlement && isPatch)
        return;
    if (!entitlement)
        entitlement = &madeEntitlement(ledger, row.key, textOf(row, u"name").isEmpty() ? row.key : textOf(row, u"name"));
    if (!isPatch)
        ledger.tellKey(row, *entitlement);
    ledger.tellAll(*entitlement, row, {{u"name", u"title", Claim::Fact}});
}

void grantRow(Reading& reading, const vendor::Row& row)
{
    Ledger& ledger = reading.ledger;
    const QString appId = textOf(row, u"app");
    if (appId.isEmpty())
        return ledger.countLeftOut();
    Entry* entitlement = ledger.find(Entity::Entitlement, keyOfApp(appId));
    if (!entitlement)
        entitlement = &madeEntitlement(ledger, appId, appId);
    findApp(ledger, *entitlement);
    if (boolOf(row, u"everyone").value_or(false)) {
        ledger.tell(*entitlement, u"everyone", true, Claim::Fact);
        return addScopes(reading, *entitlement, textOf(row, u"scopes"));
    }
    Entry* account = accountOf(ledger, textOf(row, u"account"));
    if (!account)
        return;
    Entry* grant = grantOf(ledger, *account, *entitlement);
    const bool isFirst = !grant || !grant->isTold;
    if (grant && isFirst)
        ledger.claim(*grant, row);
    if (!grant) {
        Record record = model::emptyRecord(Entity::Grant);
        record.set(u"account", account->id);
        record.set(u"entitlement", entitlement->id);
        record.set(u"origin", QStringLiteral("found"));
        record.set(u"since", ledger.snapshot().today());
        record.set(u"name", ledger.freeName(Entity::Grant, QStringLiteral("%1 / %2").arg(entitlement->now.text(u"name"), account->now.text(u"login")), row.key));
        grant = &ledger.add(std::move(record), row.key);
    }
    ledger.tellKey(row, *grant);
    if (isFirst)
        ledger.tellAll(*grant, row, {{u"origin", u"reason", Claim::Fill}});
    if (speaksOf(row, u"scopes"))
        addScopes(reading, *grant, textOf(row, u"scopes"));
}

} // namespace qm::sync
