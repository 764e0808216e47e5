#pragma once

#include "core/model/entity.h"
#include "core/store/sql.h"

namespace qm::store {

/// The indexes of one table, taken away before very many rows come in and built anew after: one sort each instead of
/// a search for the place of every row. Both halves stand in the writer's transaction, so that nobody else ever sees
/// the table without them and a rollback brings them back.
class IndexBuild
{
public:
    /// Whether that many new rows are worth it: many, and more than the table holds.
    static base::Result<bool> isWorthIt(Database& database, model::Entity entity, qsizetype newRows);

    static base::Result<IndexBuild> takeAway(Database& database, model::Entity entity);
    /// Error: Duplicate (subject "entity.field: value") when two rows share a value that may stand once.
    base::Result<void> buildAnew(Database& database) const;

private:
    explicit IndexBuild(model::Entity entity)
        : m_entity(entity)
    {}

    base::Error failure(Database& database) const;

    model::Entity m_entity;
    QList<QByteArray> m_indexes; ///< as they were made
};

} // namespace qm::store
