#include "core/sync/tables.h"

namespace qm::sync {

using model::Entity;

/// How a service runs, by the word of its vendor: of the app of that name, else of the source's own.
void statusRow(Reading& reading, const vendor::Row& row)
{
    Ledger& ledger = reading.ledger;
    Entry* app = ledger.spelled(Entity::App, u"name", textOf(row, u"name"));
    if (!app && !textOf(row, u"name").isEmpty())
        return ledger.countLeftOut();
    if (!app)
        app = ledger.byId(Entity::App, ledger.told().app);
    if (app)
        ledger.tellAll(*app, row, {{u"state", u"service", Claim::Fact}, {u"since", u"service-since", Claim::Fact}, {u"incident", u"incident", Claim::Fact}});
}

} // namespace qm::sync
