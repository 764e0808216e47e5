#pragma once

#include "core/model/query.h"
#include "core/model/renewal.h"
#include "core/store/table.h"

#include <memory>

namespace qm::store {

/// What is different from the tables at an earlier moment: the record as it was, or nothing where there was none.
using Overlay = QHash<base::Id, std::optional<model::Record>>;

/// The records as they stand on one day, with computed fields. Reads records one by one as a filter asks for them
/// and keeps them; made for one question.
class View
{
public:
    View(Database& database, const model::Reckoning& by, Overlay overlay = {});

    /// nullptr when there is none or it can't be read.
    const model::Record* find(model::Entity entity, base::Id id);
    /// Every record that the query means, in no order and without its limits; stops at the first error.
    base::Result<std::vector<model::Record>> fitting(const model::Query& query);
    /// Puts records in the order that a query asks for; the same as the order in SQL.
    void sort(std::vector<model::Record>& records, const model::Query& query);
    QDate day() const { return m_by.day; }

private:
    std::optional<model::Record> read(model::Entity entity, base::Id id);
    model::Value sortValue(const model::Record& record, int field);

    Database& m_database;
    model::Reckoning m_by;
    Overlay m_overlay;
    QHash<base::Id, std::shared_ptr<const model::Record>> m_read;
};

} // namespace qm::store
