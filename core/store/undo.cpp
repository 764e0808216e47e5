#include "core/store/undo.h"

namespace qm::store {

base::Result<model::Draft> undoDraftOf(const model::ChangeSet& set, model::Rewind& rewind)
{
    model::Draft draft{{}, {model::CauseKind::Undo, set.cause.text, set.id}, {}, {}};
    draft.changes.reserve(set.changes.size());
    for (auto change = set.changes.crbegin(); change != set.changes.crend(); ++change) {
        auto back = rewind.backOf(*change);
        if (!back)
            return base::fail(back.error());
        draft.changes.append(std::move(*back));
    }
    return draft;
}

} // namespace qm::store
