#include "core/sync/tables.h"

namespace qm::sync {
namespace {

using model::Entity;
using model::Record;
using model::Value;

const std::vector<Column> personColumns{{u"employee_number", u"number"}, {u"given", u"given"}, {u"family", u"family"}, {u"email", u"work-mail"},
                                  {u"title", u"title"},            {u"start", u"start"}, {u"end", u"legal-end"}};

Entry* known(Ledger& ledger, const vendor::Row& row)
{
    if (Entry* person = ledger.find(Entity::Person, row.key))
        return person;
    Entry* person = ledger.spelled(Entity::Person, u"number", textOf(row, u"employee_number"));
    return person ? person : ledger.spelled(Entity::Person, u"work-mail", textOf(row, u"email"));
}

QString nameOf(const vendor::Row& row)
{
    const QString name = textOf(row, u"name");
    return name.isEmpty() ? QStringLiteral("%1 %2").arg(textOf(row, u"given"), textOf(row, u"family")).trimmed() : name;
}

base::Id departmentOf(Ledger& ledger, const QString& name)
{
    if (Entry* department = ledger.spelled(Entity::Department, u"name", name))
        return department->id;
    Record record = model::emptyRecord(Entity::Department);
    record.set(u"name", name);
    return ledger.addPlain(std::move(record)).id;
}

/// By the HR system's own id, employee number, mail or name.
Entry* managerOf(Ledger& ledger, const QString& told)
{
    if (Entry* person = ledger.find(Entity::Person, told))
        return person;
    for (const char16_t* field : {u"number", u"work-mail", u"name"}) {
        if (Entry* person = ledger.spelled(Entity::Person, QStringView(field), told))
            return person;
    }
    return nullptr;
}

/// Nobody is above themselves, whatever a system says.
bool isAbove(Ledger& ledger, base::Id person, const Entry& manager)
{
    const Entry* at = &manager;
    for (int steps = 0; at && steps < 1000; ++steps) {
        if (at->id == person)
            return true;
        at = ledger.byId(Entity::Person, at->reference(u"manager"));
    }
    return at != nullptr;
}

} // namespace

void personRow(Reading& reading, const vendor::Row& row)
{
    Ledger& ledger = reading.ledger;
    if (!ledger.told().isHr)
        return; // only who is named as the HR system says who works here
    const bool isPatch = row.mode == vendor::OutRule::Mode::Patch;
    Entry* person = known(ledger, row);
    if (!person && (isPatch || nameOf(row).isEmpty()))
        return ledger.countLeftOut();
    if (!person) {
        Record record = model::emptyRecord(Entity::Person);
        record.set(u"type", QStringLiteral("employee"));
        record.set(u"name", nameOf(row));
        person = &ledger.add(std::move(record), row.key);
    } else {
        ledger.claim(*person, row);
    }
    if (!isPatch)
        ledger.tellKey(row, *person);
    if (!nameOf(row).isEmpty())
        ledger.tell(*person, u"name", nameOf(row), Claim::Shared);
    ledger.tellAll(*person, row, personColumns);
    if (const QString department = textOf(row, u"department"); !department.isEmpty())
        ledger.tell(*person, u"department", departmentOf(ledger, department), Claim::Shared);
    if (Entry* site = ledger.spelled(Entity::Site, u"name", textOf(row, u"site")))
        ledger.tell(*person, u"site", site->id, Claim::Shared);
}

void managerRow(Reading& reading, const vendor::Row& row)
{
    Ledger& ledger = reading.ledger;
    Entry* person = ledger.told().isHr ? known(ledger, row) : nullptr;
    Entry* manager = person ? managerOf(ledger, textOf(row, u"manager")) : nullptr;
    if (manager && manager->id != person->reference(u"manager") && !isAbove(ledger, person->id, *manager))
        ledger.tell(*person, u"manager", manager->id, Claim::Shared);
}

} // namespace qm::sync
