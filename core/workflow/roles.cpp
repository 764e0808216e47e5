#include "core/workflow/roles.h"

namespace qm::workflow {

using model::Entity;
using model::Record;

const QList<Role>& roles()
{
    static const QList<Role> all{{Entity::App, QStringLiteral("owner")},
                                 {Entity::App, QStringLiteral("deputy")},
                                 {Entity::Contract, QStringLiteral("owner")},
                                 {Entity::Department, QStringLiteral("head")},
                                 {Entity::Person, QStringLiteral("manager")}};
    return all;
}

std::vector<Owned> ownedBy(const model::Snapshot& snapshot, base::Id person)
{
    std::vector<Owned> owned;
    for (const Role& role : roles()) {
        for (const Record& record : snapshot.all(role.entity)) {
            const bool theirs = record.reference(role.field) == person && record.id != person;
            const bool gone = role.entity == Entity::Person && record.text(u"status") == u"left";
            if (theirs && !gone)
                owned.push_back({role, &record});
        }
    }
    return owned;
}

QString itemOf(const model::Record& record)
{
    return QStringLiteral("%1:%2").arg(model::describe(record.entity).key).arg(record.id.value);
}

QString itemOf(const Owned& owned)
{
    return itemOf(*owned.record) + u'/' + owned.role.field;
}

} // namespace qm::workflow
