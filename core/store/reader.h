#pragma once

#include "core/store/view.h"

namespace qm::store {

/// Answers questions about the records as they are now. Made for one question; stands on one connection.
class Reader
{
public:
    Reader(Database& database, const model::Reckoning& by)
        : m_database(database)
        , m_by(by)
    {}

    base::Result<std::vector<model::Record>> load(const model::Query& query);
    base::Result<std::vector<base::Id>> ids(const model::Query& query);
    base::Result<qint64> count(const model::Query& query);
    /// In the order of `wanted`; records that are not there are left out.
    base::Result<std::vector<model::Record>> recordsById(model::Entity entity, const std::vector<base::Id>& wanted);
    base::Result<std::optional<model::Record>> find(model::Entity entity, const QString& key);
    base::Result<std::vector<base::Id>> referrers(model::Entity entity, base::Id id);
    base::Result<std::vector<base::Id>> referring(model::PathStep field, base::Id id);
    base::Result<QHash<base::Id, QString>> titles(model::Entity entity, const QSet<base::Id>& wanted);

private:
    /// The statement of a query over `columns`; nullopt when it has to be answered on records.
    std::optional<Statement> statementFor(const model::Query& query, const QByteArray& columns);
    base::Result<std::vector<model::Record>> collected(Statement& rows, model::Entity entity);
    base::Result<std::vector<model::Record>> spelled(model::Entity entity, int field, const QString& key);

    Database& m_database;
    model::Reckoning m_by;
};

/// The records of a query evaluated one by one: filter, order, offset and limit.
base::Result<std::vector<model::Record>> loadFrom(View& view, const model::Query& query);

/// Error FilterSyntax when the query names what its entity does not have.
base::Result<void> checkQuery(const model::Query& query);

} // namespace qm::store
