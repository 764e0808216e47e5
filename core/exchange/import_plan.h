#pragma once

#include "core/exchange/mapping.h"
#include "core/model/change.h"
#include "core/model/snapshot.h"

namespace qm::exchange {

enum class RowOutcome { Create, Update, Unchanged, LeftOut, Refused };

/// Why a value or a row of a file was not taken as it stands.
enum class IssueKind {
    NotReadable,    ///< the cell is not of the field's kind; the value is left out
    TooLong,        ///< more letters than the field takes (about: how many it does); left out
    OutOfRange,     ///< a date or number that can't be meant (about: what can); left out
    NotAMail,       ///< not shaped like a mail address; left out
    SeveralLines,   ///< line breaks or control characters where a line stands; put on one line
    TwoReadings,    ///< the cell can be read two ways; the value is left out until the question is answered
    NoSuchRecord,   ///< names somebody or something unknown; the value is left out
    SeveralRecords, ///< names several; the value is left out
    IsItself,       ///< refers to the row's own record, directly or through others; left out
    TwoColumns,     ///< two columns tell different things; the last one counts
    ExtraCells,     ///< the row has more cells than the heading; what stands there is left out
    AddedRecord,    ///< something unknown was named and will be added
    MissingValue,   ///< a required value is missing; the row is refused
    SeveralMatch,   ///< several records go by the row's name, and nothing else tells which; the row is refused
    BelongsToOther, ///< a unique value belongs to another record; the row is refused
    Repeated,       ///< the same record stands in an earlier row; the row is refused
};

struct ImportIssue
{
    qint64 row = 0; ///< as a spreadsheet counts: the heading is row 1
    QString column;
    IssueKind kind = IssueKind::NotReadable;
    QString value;
    QString about; ///< closest record, field or earlier row, as the kind needs
};

struct ImportRow
{
    qint64 row = 0;
    RowOutcome outcome = RowOutcome::Create;
    QString title;
    int change = -1; ///< position in the draft's changes; -1: none
};

/// What an import would do. Nothing is written until the draft is submitted.
struct ImportPlan
{
    model::Draft draft;
    std::vector<ImportRow> rows;
    QList<ImportIssue> issues;
    QHash<int, int> alsoAdded; ///< by entity: records that are added because a row names them
    QStringList leftOutColumns;

    int count(RowOutcome outcome) const;
};

/// Pure. The snapshot must hold the mapping's entity and all entities its references name.
/// Cells that are empty never erase what is known. A row is matched with a record by its unique fields (by its
/// title where it has none of them); unknown sites, departments, vendors and apps are added, unknown people only
/// where the file tells their name or mail in columns of its own.
ImportPlan planImport(const files::CsvTable& table, const Mapping& mapping, const model::Snapshot& snapshot);

/// The entities planImport() needs in its snapshot.
std::vector<model::Entity> entitiesFor(const Mapping& mapping);

} // namespace qm::exchange
