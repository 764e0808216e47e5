#pragma once

#include "core/model/record.h"

namespace qm::model {

/// New value of one field.
struct FieldValue
{
    int field = 0; ///< position in the entity's description
    Value value;

    friend bool operator==(const FieldValue&, const FieldValue&) = default;
};
using Patch = QList<FieldValue>;

enum class ChangeOp { Create, Update, Remove };

/// Before and after of one record. A Create has no `before`, a Remove no `after`; both patches of an Update name
/// the same fields. Computed fields never stand in a patch.
struct Change
{
    ChangeOp op = ChangeOp::Update;
    Entity entity = Entity::Company;
    base::Id id;             ///< Create: invalid means "give it the next one"; negative ids are placeholders (see Draft)
    qint64 seenRevision = 0; ///< the revision the writer saw; 0: whatever it is now
    Patch before;
    Patch after;

    friend bool operator==(const Change&, const Change&) = default;
};

enum class CauseKind { Person, Import, Sync, Rule, Run, Undo, Sample };

/// Why a transaction happened.
struct Cause
{
    CauseKind kind = CauseKind::Person;
    QString text;      ///< "users.csv", "Meridian Workspace", "R-0007"
    base::Id reference; ///< the run or source, or the change set that an undo takes back
};

/// What somebody wants written, all of it or nothing.
/// A Create may carry a negative placeholder id; other changes of the same draft may refer to it (as the record
/// changed or as the value of a Reference), and the store replaces it with the id it gives out.
struct Draft
{
    QString actor;
    Cause cause;
    QDateTime effectiveAt; ///< since when it is so (UTC); invalid: now
    QList<Change> changes;
};

/// What one transaction did. `before` holds the values that were really there.
struct ChangeSet
{
    base::Id id;
    QString actor;
    Cause cause;
    QDateTime effectiveAt;
    QDateTime recordedAt;
    QList<Change> changes;
    bool undone = false; ///< taken back by a later change set
};

/// Both sides of a write that met a newer revision.
struct Conflict
{
    Entity entity = Entity::Company;
    base::Id id;
    Patch wanted;
    Patch current;
};

/// What a patch says of a field; empty when it says nothing.
const Value& valueIn(const Patch& patch, int field);
/// The record with the values of a patch in it.
Record patched(Record record, const Patch& patch);
/// One step of a replay: the record after the change, nothing when it is removed. An update of a record that is not
/// there does nothing.
std::optional<Record> replayed(std::optional<Record> record, const Change& change);

/// `create(recordOf(person))`, with an optional placeholder id.
Change createOf(const Record& record, base::Id placeholder = {});
/// An update that holds only the fields in which the two differ; nullopt when they are the same.
std::optional<Change> updateOf(const Record& before, const Record& after);
Change removeOf(const Record& record);
/// The change that takes this one back.
Change reversed(const Change& change);

/// JSON form for journals, plan files and history: {"op","entity","id","revision","before":{key:value},"after":{...}}.
QJsonObject toJson(const Change& change);
base::Result<Change> changeFromJson(const QJsonObject& json);

} // namespace qm::model
