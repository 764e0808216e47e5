#include "core/sync/tables.h"

#include "core/base/text.h"

namespace qm::sync {
namespace {

using model::Entity;
using model::Value;

Entry* userOf(Ledger& ledger, const vendor::Row& row)
{
    if (Entry* account = accountOf(ledger, textOf(row, u"account")))
        return account;
    for (const char16_t* told : {u"account", u"email"}) {
        for (const char16_t* field : {u"login", u"mail"}) {
            for (Entry* account : ledger.allSpelled(Entity::Account, QStringView(field), textOf(row, QStringView(told)))) {
                if (account->now.reference(u"source") == ledger.told().source)
                    return account;
            }
        }
    }
    return nullptr;
}

void use(Reading& reading, Entry& account, const Value& at)
{
    reading.ledger.tell(account, u"last-used", at, Claim::Latest);
    reading.used.insert(account.id);
}

/// A sign-in to another app says when its account there was used, too.
void useElsewhere(Reading& reading, const Entry& user, const Entry& entitlement, const Value& at)
{
    const base::Id person = user.reference(u"person");
    const base::Id app = entitlement.reference(u"app");
    if (!person.isValid() || app == reading.ledger.told().app)
        return;
    for (Entry* account : reading.ledger.allSpelled(Entity::Account, u"person", model::toText(person))) {
        if (account->reference(u"app") == app)
            use(reading, *account, at);
    }
}

} // namespace

void usageRow(Reading& reading, const vendor::Row& row)
{
    Ledger& ledger = reading.ledger;
    static const model::Field& lastUsed = model::describe(Entity::Account).field(model::describe(Entity::Account).indexOf(u"last-used"));
    const Value at = valueOf(row.fields[u"at"], lastUsed);
    Entry* user = userOf(ledger, row);
    if (!user || model::isEmpty(at))
        return;
    use(reading, *user, at);
    Entry* entitlement = ledger.find(Entity::Entitlement, QStringLiteral("app:") + textOf(row, u"app"));
    if (!entitlement)
        return;
    if (Entry* grant = grantOf(ledger, *user, *entitlement))
        ledger.tell(*grant, u"last-used", at, Claim::Latest);
    useElsewhere(reading, *user, *entitlement, at);
}

} // namespace qm::sync
