#pragma once

#include "core/model/record.h"

#include <QJsonObject>

#include <functional>
#include <memory>

namespace qm::model {

enum class Operator { Is, IsNot, Less, AtMost, Greater, AtLeast, Contains, StartsWith, AnyOf, IsEmpty, IsKnown };

/// A day counted from the day of the question: today, today-30d, today+3m.
struct RelativeDay
{
    int days = 0;
    int months = 0;

    QDate on(QDate today) const { return today.addMonths(months).addDays(days); }
    friend bool operator==(const RelativeDay&, const RelativeDay&) = default;
};

/// What a condition compares with: text as written (read by the field's kind), or a day relative to today.
struct Operand
{
    std::variant<QString, RelativeDay> content;

    friend bool operator==(const Operand&, const Operand&) = default;
};

/// A question about one entity: a tree of conditions. The one concept behind filter chips, saved views, policies
/// and bulk edits. A condition's field is a path: `status`, or `person.status` through a reference. A Reference is
/// compared with the title or key of the record it names ("department = Sales").
/// Text compares folded; `!=` and `<` never hold for an empty value except `!=`, which holds ("not known to be so").
/// Immutable and cheap to copy.
class Filter
{
public:
    enum class Node { All, Condition, And, Or, Not };

    /// Fits every record.
    Filter() = default;
    static Filter condition(QString path, Operator op, QList<Operand> operands = {});
    static Filter all(std::vector<Filter> parts);
    static Filter any(std::vector<Filter> parts);
    static Filter negation(Filter part);

    Node node() const;
    bool fitsAll() const { return node() == Node::All; }
    const QString& path() const;
    Operator op() const;
    const QList<Operand>& operands() const;
    const std::vector<Filter>& parts() const;

    /// Readable text: `department = Sales and status != left`, `last-seen < today-30d`,
    /// `site in (Leeds, Utrecht)`, `serial is empty`, `not (kind = Laptop or name ~ book)`.
    QString toText() const;
    /// Reads toText(). Words with blanks or signs stand in "quotes". Depth is bounded.
    /// Error: FilterSyntax, subject: what was not understood and where.
    static base::Result<Filter> fromText(QStringView text);

    QJsonObject toJson() const;
    static base::Result<Filter> fromJson(const QJsonObject& json);

    friend bool operator==(const Filter& a, const Filter& b);

private:
    struct Body;
    std::shared_ptr<const Body> m_body;
};

/// Every path of the filter exists on the entity and every operand can be read by its field's kind.
/// Error: FilterSyntax, subject: the path or operand.
base::Result<void> check(const Filter& filter, Entity entity);

/// The fields a path goes through, references first; empty when the path does not exist.
/// "person.status" on account: {account's `person`, person's `status`}.
struct PathStep
{
    Entity entity;
    int field;
};
std::vector<PathStep> resolvePath(Entity entity, QStringView path);

/// How a filter reaches referenced records while it is evaluated in memory. Returns nullptr when there is none.
using RecordLookup = std::function<const Record*(Entity, base::Id)>;

/// Evaluates on one record. Computed fields must be filled in (fillComputed). Agrees with the store's SQL.
bool fits(const Filter& filter, const Record& record, QDate today, const RecordLookup& lookup);

} // namespace qm::model
