#pragma once

#include "core/model/snapshot.h"

namespace qm::workflow {

/// A way to be the one responsible: the field of an entity that names somebody as owner, deputy, head or manager.
struct Role
{
    model::Entity entity;
    QString field; ///< key
};

/// Every role there is. What hands over and what counts what is still owned (F15) go by this one table.
const QList<Role>& roles();

/// Something that names somebody in a role.
struct Owned
{
    Role role;
    const model::Record* record = nullptr; ///< lives as long as the snapshot
};

/// All that names a person as the one responsible; people who have left no longer count.
std::vector<Owned> ownedBy(const model::Snapshot& snapshot, base::Id person);

/// F15: how a run names what it closes, e.g. "account:17", and "contract:17/owner".
QString itemOf(const model::Record& record);
QString itemOf(const Owned& owned);

} // namespace qm::workflow
