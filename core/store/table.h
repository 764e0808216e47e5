#pragma once

#include "core/model/record.h"
#include "core/store/sql.h"

namespace qm::store {

/// How one entity lies in the database; follows from its description. Immutable, free to read from any thread.
struct Table
{
    const model::EntityDescription* description = nullptr;
    QByteArray name;                ///< bare: licence_line
    std::vector<QByteArray> columns; ///< by field, bare; empty for a computed one
    std::vector<int> positions;      ///< by field, where its value stands in a row of `rowColumns`; -1 for a computed one
    int width = 0;                   ///< columns of a row, id and revision included

    /// id, revision and every stored column, each with the alias before it: what readRecord() expects.
    QByteArray rowColumns(const QByteArray& alias) const;
    /// Adds a row; its parameters stand in the order of rowColumns().
    QByteArray insertSql() const;
};

const Table& tableOf(model::Entity entity);

/// "name" -> "\"name\"".
QByteArray quoted(const QByteArray& identifier);

/// One column of a field's value, with the alias before it; Money has a second one, see currencyColumn().
QByteArray columnOf(const QByteArray& alias, model::Entity entity, int field);
QByteArray currencyColumn(const QByteArray& alias, model::Entity entity, int field);

/// The record of the row that a statement stands on. Computed fields stay empty.
model::Record readRecord(const Table& table, const Statement& row);

/// Binds a value to the parameter, and money to the one after it as well.
void bindValue(Statement& statement, int parameter, const model::Value& value);

/// Whether the row keeps this value in the very form that bindValue() gives it. Texts are compared as they are read.
bool holdsValue(const Statement& row, int column, const model::Value& value);

/// ISO forms in which the database keeps days and instants; the texts sort as the times do.
QByteArray isoText(QDate date);
QByteArray isoText(const QDateTime& instant);
QDateTime instantFromIso(QByteArrayView text);

} // namespace qm::store
