#pragma once

#include "ui/models/title_book.h"

namespace qm::models {

/// What cells are told beside the record itself.
struct CellContext
{
    const TitleBook* book = nullptr;
    QDateTime now;
};

/// The cell of one field: its plain value, or for the few fields that carry a situation (a device's status, a
/// contract's deadline, an account's person) what somebody has to know about it.
format::Cell situationCell(const model::Record& record, int field, const CellContext& context);

/// The fields of a list before anybody chose: the key column first.
QStringList defaultColumns(model::Entity entity);
/// Whether the column trails: numbers, dates, amounts, ages.
bool isTrailing(const model::Field& field);

} // namespace qm::models
