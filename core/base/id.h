#pragma once

#include <QHashFunctions>

#include <compare>

namespace qm::base {

/// Identifies one record in one workspace, across all entities. 0 is "none".
struct Id
{
    qint64 value = 0;

    bool isValid() const { return value > 0; }
    friend auto operator<=>(Id, Id) = default;
    friend size_t qHash(Id id, size_t seed = 0) { return ::qHash(id.value, seed); }
};

} // namespace qm::base
