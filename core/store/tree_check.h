#pragma once

#include "core/model/change.h"
#include "core/store/sql.h"

#include <QSet>

namespace qm::store {

/// Looks whether references that form a tree (who reports to whom) would lead back to where they start. Made for one
/// draft, once all of it is in place; every record is passed once.
class TreeCheck
{
public:
    explicit TreeCheck(Database& database)
        : m_database(database)
    {}

    /// Error: Circular, subject "entity.field: who it names".
    base::Result<void> check(const QList<model::Change>& done);

private:
    base::Result<void> follow(const model::Change& change, const model::FieldValue& reference);
    QString subject(const model::Change& change, const model::FieldValue& reference);

    Database& m_database;
    QSet<base::Id> m_straight; ///< known to end somewhere
};

} // namespace qm::store
