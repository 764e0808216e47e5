#pragma once

#include "core/base/id.h"

#include <QSet>

#include <vector>

namespace qm::models {

using Ids = std::vector<base::Id>;

/// One step of turning an old list of rows into a new one; steps are applied in order.
struct RowStep
{
    int row = 0;
    int removed = 0; ///< rows that go, from `row` on
    Ids inserted;    ///< rows that come, before `row`
};

/// The steps from `before` to `after`. Rows in `touched` may have moved; everything else is expected to have kept its
/// order, and costs nothing then. Linear.
std::vector<RowStep> rowSteps(const Ids& before, const Ids& after, const QSet<base::Id>& touched);

} // namespace qm::models
