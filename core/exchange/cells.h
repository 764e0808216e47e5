#pragma once

#include "core/model/entity.h"

#include <optional>

namespace qm::exchange {

/// In which order a file writes day and month. Ask: its cells can be read two ways.
enum class DateOrder { Ask, YearFirst, DayFirst, MonthFirst };
/// Which sign separates the decimals. Ask: "1.489" alone can be read two ways.
enum class DecimalSign { Ask, Dot, Comma };

/// How the cells of one column are to be read; found out over the whole column, never cell by cell.
struct CellForm
{
    DateOrder dates = DateOrder::YearFirst;
    DecimalSign decimals = DecimalSign::Dot;
    base::Currency currency; ///< of amounts without one
};

/// What the dates of a column allow. YearFirst when all are ISO; Ask when nothing decides between day and month.
DateOrder dateOrderOf(const std::vector<QStringView>& cells);
/// What the amounts of a column allow.
DecimalSign decimalSignOf(const std::vector<QStringView>& cells);

/// Reads one cell as the field's kind; references are not read here. Error: Invalid (subject: the cell's text);
/// Ambiguous when the form says Ask and this cell can be read two ways, or when an amount proves the other decimal sign
/// than its column has.
base::Result<model::Value> readCell(const model::Field& field, QStringView cell, const CellForm& form);

} // namespace qm::exchange
