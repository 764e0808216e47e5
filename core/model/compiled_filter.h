#pragma once

#include "core/model/filter.h"

namespace qm::model {

/// A filter made ready for many records of one entity on one day: paths resolved, operands read and folded once.
/// Immutable and cheap to copy. Agrees with the store's SQL.
class CompiledFilter
{
public:
    CompiledFilter(const Filter& filter, Entity entity, QDate today);

    /// Computed fields must be filled in (fillComputed). A record of another entity fits only what asks nothing.
    bool fits(const Record& record, const RecordLookup& lookup) const;

private:
    struct Node;
    static Node nodeOf(const Filter& filter, Entity entity, QDate today);

    std::shared_ptr<const Node> m_root;
};

} // namespace qm::model
