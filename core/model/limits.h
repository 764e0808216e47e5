#pragma once

#include "core/model/filter.h"

namespace qm::model {

/// Letters that may stand in a text field: a line, a page, or what the program itself keeps.
inline constexpr qsizetype longestText = 500;
inline constexpr qsizetype longestLongText = 100'000;
inline constexpr qsizetype longestKept = 16 * 1024 * 1024;

/// The years in which a company of today has dates: a spreadsheet's zero date and a slip of the keyboard lie outside.
inline constexpr int firstYear = 1950;
inline constexpr int lastYear = 2200;

qsizetype longestOf(const Field& field);
/// A text as it fits into a field of this kind, with an ellipsis where it had to be cut.
QString shortened(const QString& text, qsizetype longest);

/// Whether a field holds one line: a name, a number, a title. Pages, and what the program keeps of other systems, may hold
/// anything.
bool isLine(const Field& field);
/// No line break, tab or other control character stands in it.
bool isOneLine(QStringView text);
/// A text with its line breaks, tabs and other control characters as single blanks.
QString onOneLine(const QString& text);

/// What the description of a field says about a value of its kind; the empty value is never wrong here.
/// Errors: TextTooLong, OutOfRange (detail: what may stand there), NotAMail, NotOneLine, Invalid (no such choice; money without a
/// currency); subject "entity.field: value".
base::Result<void> checkContent(Entity entity, int field, const Value& value);
/// The same for every stored field of a record; the first that is wrong.
base::Result<void> checkContents(const Record& record);

/// Whether a reference of a Tree field (a manager) would lead back to the record that holds it.
bool leadsBack(const Record& record, int field, base::Id target, const RecordLookup& lookup);

/// "person.number: P-17", what an error about one field names.
QString subjectOf(Entity entity, int field, const Value& value = {});

} // namespace qm::model
