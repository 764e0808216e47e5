#pragma once

#include "core/model/change.h"
#include "core/store/view.h"

namespace qm::store {

/// Plans how to take a change set back. What the set wrote must still stand; edits of other fields since then stay.
class Undo
{
public:
    explicit Undo(Database& database)
        : m_view(database, QDate())
    {}

    /// Error: Conflict, subject: the record that was changed since.
    base::Result<model::Draft> draftFor(const model::ChangeSet& set);

private:
    base::Result<model::Change> backOf(const model::Change& change);
    bool stillStands(const model::Change& change, const std::optional<model::Record>& now) const;

    View m_view;
    /// The records as they are once the changes planned so far are taken back.
    Overlay m_state;
};

} // namespace qm::store
