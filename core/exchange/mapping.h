#pragma once

#include "core/exchange/cells.h"
#include "core/files/csv.h"

namespace qm::exchange {

enum class Certainty { None, Likely, Sure, Chosen };

/// Where one column of a file goes.
struct ColumnMapping
{
    QString column;   ///< its heading
    QString target;   ///< field key, or path into a referenced record ("holder.work-mail"); empty: left out
    Certainty certainty = Certainty::None;
    CellForm form;    ///< dates or decimals Ask: a question to answer before money or dates of this column count
};

/// The whole mapping of one file to one entity.
struct Mapping
{
    model::Entity entity = model::Entity::Person;
    QList<ColumnMapping> columns;
};

/// Guesses from headings (known names of columns, labels, keys, small misspellings) and looks through the cells for
/// the form of dates and amounts. `currency` is of amounts that name none.
Mapping guessMapping(const files::CsvTable& table, model::Entity entity, base::Currency currency);

/// Sends one column elsewhere and finds its form out anew. Error: NotFound (column), Invalid (target).
base::Result<Mapping> withTarget(const files::CsvTable& table, Mapping mapping, const QString& column, const QString& target);

/// A column whose cells can be read two ways, with the first such cell.
struct Question
{
    int column = 0;
    qint64 row = 0;
    QString cell;
    model::Kind kind = model::Kind::Date;
};
QList<Question> questionsOf(const files::CsvTable& table, const Mapping& mapping);

} // namespace qm::exchange
