#pragma once

#include "core/model/query.h"
#include "core/store/sql.h"

#include <map>
#include <optional>

namespace qm::store {

/// Turns filters and sort orders of one entity into SQL with bound values. The root's alias is t0; references on
/// the way become left joins, so a path through an empty reference is empty, as model::fits has it.
class FilterSql
{
public:
    FilterSql(model::Entity root, QDate today);

    /// nullopt: the filter can't be said in SQL (a computed field without an expression, a text operator on a
    /// number) and has to be evaluated on records.
    std::optional<QByteArray> condition(const model::Filter& filter);
    /// None but these records.
    QByteArray among(const std::vector<base::Id>& ids);
    /// The expressions to sort by, without direction; empty when they can't be said in SQL.
    std::vector<QByteArray> sortBy(const QString& fieldKey);
    /// The left joins that the expressions made so far need.
    QByteArray joins() const;
    void bindTo(Statement& statement) const;

private:
    struct Target
    {
        QByteArray alias;
        model::Entity entity;
        int field;
        const model::Field* description;
    };

    std::optional<Target> reach(const QString& path);
    QByteArray aliasOf(const QByteArray& from, model::Entity entity, int field);
    std::optional<QByteArray> combined(const model::Filter& filter, const QByteArray& word);
    std::optional<QByteArray> single(const model::Filter& filter);
    std::optional<QByteArray> textCondition(const model::Filter& filter, const QByteArray& spelling);
    std::optional<QByteArray> referenceCondition(const model::Filter& filter, const Target& target);
    std::optional<QByteArray> plainCondition(const model::Filter& filter, const Target& target);
    std::optional<QByteArray> equalTo(const model::Operand& operand, const Target& target);
    std::optional<QByteArray> valueOf(const Target& target);
    QByteArray parameter(model::Value value);

    model::Entity m_root;
    QDate m_today;
    QByteArray m_joins;
    std::map<QByteArray, QByteArray> m_aliases; ///< "t0.manager" -> "t1"
    std::vector<model::Value> m_values;
};

} // namespace qm::store
