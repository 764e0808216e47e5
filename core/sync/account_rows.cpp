#include "core/sync/tables.h"

namespace qm::sync {
namespace {

using model::Entity;
using model::Record;
using model::Value;

const std::vector<Column> accountColumns{
    {u"email", u"mail"}, {u"name", u"display-name"}, {u"status", u"state", Claim::Fact}, {u"kind", u"kind", Claim::Fact},
    {u"is_admin", u"privileged", Claim::Fact}, {u"mfa", u"mfa", Claim::Fact}, {u"last_used", u"last-used", Claim::Latest}, {u"created", u"created", Claim::Fact},
};

QString loginOf(const vendor::Row& row)
{
    const QString name = textOf(row, u"username");
    return name.isEmpty() ? textOf(row, u"email") : name;
}

/// The one account of this app that reads like that and that no source speaks of yet; nullptr when none or several do.
Entry* freeAccount(Ledger& ledger, QStringView field, const QString& text)
{
    Entry* found = nullptr;
    for (Entry* entry : ledger.allSpelled(Entity::Account, field, text)) {
        if (entry->reference(u"app") != ledger.told().app || !entry->now.text(u"external-id").isEmpty())
            continue;
        if (found)
            return nullptr; // two that read alike: a person has to say
        found = entry;
    }
    return found;
}

/// The account of the row where it was entered here before.
Entry* enteredHere(Ledger& ledger, const vendor::Row& row)
{
    for (const char16_t* field : {u"login", u"mail"}) {
        for (const char16_t* told : {u"username", u"email"}) {
            if (Entry* entry = freeAccount(ledger, QStringView(field), textOf(row, QStringView(told))))
                return entry;
        }
    }
    return nullptr;
}

Entry& madeAccount(Ledger& ledger, const vendor::Row& row)
{
    Record record = model::emptyRecord(Entity::Account);
    const QString login = loginOf(row);
    record.set(u"app", ledger.told().app);
    record.set(u"name", ledger.freeName(Entity::Account, QStringLiteral("%1 / %2").arg(ledger.told().appName, login.isEmpty() ? row.key : login), row.key));
    return ledger.add(std::move(record), row.key);
}

/// Whom somebody chose for an earlier account of that login: it was made anew at the vendor.
base::Id chosenBefore(Ledger& ledger, const Entry& account)
{
    for (const Entry* earlier : ledger.allSpelled(Entity::Account, u"login", account.now.text(u"login"))) {
        const bool isClosed = earlier->before && earlier->before->text(u"state") == u"closed";
        if (isClosed && earlier->reference(u"app") == ledger.told().app)
            return earlier->reference(u"person");
    }
    return {};
}

void findPerson(Reading& reading, Entry& account, const vendor::Row& row)
{
    const bool isService = account.now.text(u"kind") == u"service";
    if (account.reference(u"person").isValid() || isService)
        return;
    base::Id person = account.before ? base::Id{} : chosenBefore(reading.ledger, account);
    if (!person.isValid())
        person = reading.people.find(textOf(row, u"employee_number"), account.now.text(u"mail"), account.now.text(u"login"));
    if (person.isValid())
        reading.ledger.tell(account, u"person", person, Claim::Shared);
}

} // namespace

Entry* accountOf(Ledger& ledger, const QString& vendorId)
{
    return ledger.find(Entity::Account, vendorId);
}

void accountRow(Reading& reading, const vendor::Row& row)
{
    Ledger& ledger = reading.ledger;
    const bool isPatch = row.mode == vendor::OutRule::Mode::Patch;
    Entry* account = accountOf(ledger, row.key);
    if (!account && isPatch)
        return; // what is said of an account that nobody tells of
    if (!account) {
        account = enteredHere(ledger, row);
        if (account)
            ledger.claim(*account, row);
    }
    if (!account)
        account = &madeAccount(ledger, row);
    if (!isPatch)
        ledger.tellKey(row, *account);
    const bool isBack = !isPatch && account->now.text(u"state") == u"closed" && !speaksOf(row, u"status") && !ledger.isNewerHere(*account, u"state");
    if (isBack)
        account->now.set(u"state", Value());
    const Value lastUsed = account->now.value(u"last-used");
    if (speaksOf(row, u"username") || speaksOf(row, u"email"))
        ledger.tell(*account, u"login", loginOf(row).isEmpty() ? Value() : Value(loginOf(row)), Claim::Shared);
    ledger.tellAll(*account, row, accountColumns);
    if (account->now.value(u"last-used") != lastUsed)
        reading.used.insert(account->id);
    if (!isPatch)
        findPerson(reading, *account, row);
}

void reportMissing(Reading& reading)
{
    Ledger& ledger = reading.ledger;
    const Told& told = ledger.told();
    if (!told.isComplete() || !told.tables.contains(QStringLiteral("account")) || told.shared.contains(QStringLiteral("account")))
        return;
    for (const Record& record : ledger.snapshot().all(Entity::Account)) {
        const bool isEntered = record.reference(u"app") == told.app && !record.reference(u"source").isValid() && record.text(u"state") != u"closed";
        Entry* entry = isEntered ? ledger.byId(Entity::Account, record.id) : nullptr;
        if (entry && !entry->isTold && !ledger.isNewerHere(*entry))
            ledger.missesThere(*entry);
    }
}

} // namespace qm::sync
