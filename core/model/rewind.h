#pragma once

#include "core/model/change.h"
#include "core/model/filter.h"

#include <QHash>

namespace qm::model {

/// Takes changes back one after the other, the newest first. What a change wrote must still stand: an edit of other
/// fields since then stays, one of the same field is not overwritten. Remembers what it has taken back, so that several
/// changes of one record follow one another. Pure; `stored` gives the records as they are now.
class Rewind
{
public:
    explicit Rewind(RecordLookup stored)
        : m_stored(std::move(stored))
    {}

    /// Error: Conflict, subject: the record that was changed since; nothing is remembered then.
    base::Result<Change> backOf(const Change& change);
    /// A change instead of the way back, to a record as it stands by now; seen at the revision it is to meet.
    Change seen(Change change);

private:
    struct State
    {
        std::optional<Record> record;
        bool isTouched = false;
    };

    State& stateOf(Entity entity, base::Id id);
    static bool stillStands(const Change& change, const std::optional<Record>& now);

    RecordLookup m_stored;
    QHash<base::Id, State> m_states;
};

} // namespace qm::model
