#pragma once

#include "core/model/value.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace qm::model {

/// Every noun that has records. The order is the order in which references point: later ones name earlier ones.
enum class Entity {
    Company,
    ExchangeRate,
    Site,
    Department,
    Vendor,
    Source,
    Person,
    Device,
    App,
    Contract,
    LicenceLine,
    Account,
    Entitlement,
    Grant,
    Seat,
    InvoiceLine,
    Template,
    TemplateStep,
    Run,
    Step,
};
inline constexpr int entityCount = static_cast<int>(Entity::Step) + 1;

/// Facts about a field beyond its kind.
enum FieldFlag : unsigned {
    NoFlags = 0,
    Unique = 1,      ///< no two records share a value (compared folded)
    Required = 2,    ///< never empty
    Personal = 4,    ///< part of a person's own data (access requests, deletion)
    Searchable = 8,  ///< found by full-text search
    Computed = 16,   ///< follows from other fields and the day asked for; has no column and cannot be written
    Indexed = 32,    ///< lists of a million rows are sorted by it without reading them all
    Mail = 128,      ///< a mail address
    NotNegative = 256, ///< a number or an amount of 0 or more
    Tree = 512,      ///< a reference to records of the same entity that never leads back to its own
    Observed = 1024, ///< seen by the program itself (the time of the last look): may stand in a create; later noted outside the log, see Store::note()
    Counted = 2048,  ///< a number that several plans move at once: a change of it is the difference, wherever it stands by then
    Reason = 4096,   ///< why something failed: the name of an error and what it was about, or a service's own words; people read a sentence
    Internal = 64,   ///< kept for the program (ids of other systems, journals); hidden in lists until asked for
};
using FieldFlags = unsigned;

/// One possible value of a Choice field.
struct Choice
{
    QString key;         ///< stored, in files and filters: "in-stock"
    const char* label;   ///< English source text, context "choice"; ui/format translates it
};

/// One field of one entity, described once; storage columns, lists, forms, filters, import, export, search and
/// history follow from it.
struct Field
{
    QString key;         ///< "last-working-day"; the column is the same with underscores
    const char* label;   ///< English source text, context "field"
    Kind kind = Kind::Text;
    FieldFlags flags = NoFlags;
    Entity target = Entity::Company; ///< of a Reference
    std::vector<Choice> choices;     ///< of a Choice

    bool has(FieldFlag flag) const { return (flags & flag) != 0; }
    /// A draft can change it, and the log tells of it.
    bool isStored() const { return !has(Computed) && !has(Observed); }
    bool hasColumn() const { return !has(Computed); }
};

/// The description of one entity. Lives for the whole program; immutable, so free to read from any thread.
struct EntityDescription
{
    Entity entity = Entity::Company;
    QString key;            ///< "licence-line"; the table is the same with underscores
    const char* label;      ///< "Licence line", context "entity"
    const char* plural;     ///< "Licence lines"
    std::vector<Field> fields;
    int keyField = 0;       ///< what a person calls the record by in commands and files (tag, number, name)
    int titleField = 0;     ///< what the record is called on screen

    /// Position of a field by its key; -1 when there is none.
    int indexOf(QStringView fieldKey) const;
    const Field& field(int index) const { return fields.at(static_cast<std::size_t>(index)); }
};

const EntityDescription& describe(Entity entity);
std::optional<Entity> entityFromKey(QStringView key);
const std::vector<Entity>& allEntities();

} // namespace qm::model
