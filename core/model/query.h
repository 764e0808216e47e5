#pragma once

#include "core/model/filter.h"

#include <optional>
#include <vector>

namespace qm::model {

/// A question to the store about the records of one entity.
struct Query
{
    Entity entity = Entity::Person;
    Filter filter;
    QString sort;                  ///< field key; empty: by the title field. Records without a value come last, either way
    Qt::SortOrder order = Qt::AscendingOrder;
    qint64 limit = -1;             ///< -1: all
    qint64 offset = 0;
    QDate asOf;                    ///< end of that day, by effective time; invalid: now
    std::optional<std::vector<base::Id>> only = std::nullopt; ///< none but these; nullopt: all that fit the filter
};

/// One hit of a full-text search.
struct Hit
{
    Entity entity = Entity::Person;
    base::Id id;
    QString title;
    QString detail; ///< one line that tells it from others of the same name
};

} // namespace qm::model
