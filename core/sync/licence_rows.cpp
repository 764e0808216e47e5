#include "core/sync/tables.h"

#include "core/base/text.h"

namespace qm::sync {
namespace {

using model::Entity;
using model::Record;
using model::Value;

Entry& madeLine(Ledger& ledger, const QString& key, const QString& name)
{
    Record record = model::emptyRecord(Entity::LicenceLine);
    record.set(u"name", name.isEmpty() ? key : name);
    record.set(u"app", ledger.told().app);
    record.set(u"metric", QStringLiteral("seat"));
    record.set(u"cadence", QStringLiteral("monthly"));
    return ledger.add(std::move(record), key);
}

/// A line of the app that was entered here under the product's name or number.
Entry* enteredHere(Ledger& ledger, const QStringList& names)
{
    QSet<QString> wanted;
    for (const QString& name : names)
        wanted.insert(base::folded(name));
    wanted.remove(QString());
    Entry* found = nullptr;
    for (Entry* line : ledger.all(Entity::LicenceLine)) {
        if (line->reference(u"app") != ledger.told().app || !line->now.text(u"external-id").isEmpty())
            continue;
        const auto isIt = [&](const char16_t* field) { return wanted.contains(base::folded(line->now.text(QStringView(field)))); };
        if (!isIt(u"number") && !isIt(u"name") && !isIt(u"tier"))
            continue;
        if (found)
            return nullptr; // two that read alike: a person has to say
        found = line;
    }
    return found;
}

Entry& lineOf(Ledger& ledger, const QString& key, const QStringList& names)
{
    if (Entry* line = ledger.find(Entity::LicenceLine, key))
        return *line;
    if (Entry* line = enteredHere(ledger, names + QStringList{key})) {
        ledger.claim(*line, QStringLiteral("license"), key);
        return *line;
    }
    return madeLine(ledger, key, names.value(0));
}

Entry* seatOf(Ledger& ledger, const Entry& line, const Entry& account)
{
    if (Entry* seat = ledger.pair(Entity::Seat, {u"licence-line", line.id}, {u"account", account.id}))
        return seat;
    // A joiner's seat names the person only: the account came later.
    const base::Id person = account.reference(u"person");
    Entry* seat = person.isValid() ? ledger.pair(Entity::Seat, {u"licence-line", line.id}, {u"person", person}) : nullptr;
    return seat && seat->reference(u"account").value == 0 ? seat : nullptr;
}

} // namespace

void licenceRow(Reading& reading, const vendor::Row& row)
{
    Ledger& ledger = reading.ledger;
    const QString name = textOf(row, u"name");
    const QString sku = textOf(row, u"sku");
    const bool isPatch = row.mode == vendor::OutRule::Mode::Patch;
    if (isPatch && !ledger.find(Entity::LicenceLine, row.key))
        return;
    Entry& line = lineOf(ledger, row.key, {name.isEmpty() ? sku : name, sku});
    if (!isPatch)
        ledger.tellKey(row, line);
    ledger.tellAll(line, row, {{u"bought", u"quantity"}, {u"used", u"used", Claim::Fact}});
}

void assignmentRow(Reading& reading, const vendor::Row& row)
{
    Ledger& ledger = reading.ledger;
    const QString licence = textOf(row, u"license");
    Entry* account = accountOf(ledger, textOf(row, u"account"));
    if (licence.isEmpty() || !account)
        return;
    Entry& line = lineOf(ledger, licence, {licence});
    Entry* seat = seatOf(ledger, line, *account);
    if (seat && seat->isTold)
        return;
    if (seat) {
        ledger.claim(*seat, row);
    } else {
        Record record = model::emptyRecord(Entity::Seat);
        record.set(u"licence-line", line.id);
        record.set(u"account", account->id);
        record.set(u"name", ledger.freeName(Entity::Seat, QStringLiteral("%1 / %2").arg(model::titleOf(line.now), account->now.text(u"login")), row.key));
        seat = &ledger.add(std::move(record), row.key);
    }
    ledger.tellKey(row, *seat);
    ledger.tell(*seat, u"account", account->id, Claim::Fill);
    if (account->reference(u"person").isValid())
        ledger.tell(*seat, u"person", account->reference(u"person"), Claim::Fill);
    ledger.tellAll(*seat, row, {{u"since", u"since", Claim::Fill}, {u"ends", u"ends", Claim::Fact}, {u"last_used", u"last-used", Claim::Latest}});
    if (!model::isEmpty(account->now.value(u"last-used")))
        reading.used.insert(account->id);
    if (speaksOf(row, u"last_used"))
        ledger.tell(*seat, u"usage-known", true, Claim::Fact);
}

void spreadLastUse(Reading& reading)
{
    if (reading.used.isEmpty())
        return;
    Ledger& ledger = reading.ledger;
    for (Entry* seat : ledger.all(Entity::Seat)) {
        const Entry* account = reading.used.contains(seat->reference(u"account")) ? ledger.byId(Entity::Account, seat->reference(u"account")) : nullptr;
        if (!account || model::isEmpty(account->now.value(u"last-used")))
            continue;
        ledger.tell(*seat, u"last-used", account->now.value(u"last-used"), Claim::Latest);
        ledger.tell(*seat, u"usage-known", true, Claim::Fact);
    }
}

} // namespace qm::sync
