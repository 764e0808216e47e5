#pragma once

namespace qm::sync {

/// What becomes of so much that a source suddenly does not tell any more that its answer may be a faulty one.
enum class Doubt
{
    HoldBack, ///< it stands until somebody has looked
    Accept    ///< somebody has: the source is right
};

} // namespace qm::sync
