#pragma once

#include "core/model/change.h"
#include "core/model/workflow_records.h"

namespace qm::model {

/// What a line of a plan does, as the reader tells it at a glance.
enum class Sign { Add, Change, Remove, Irreversible, Unknown };
QString signText(Sign sign); ///< + ~ - ! ?
std::optional<Sign> signFromText(QStringView text);

/// One line of a plan: a local change, a vendor action or a task for a person.
struct PlanLine
{
    int position = 0; ///< 1, 2, ... ; names the line in dependsOn
    Sign sign = Sign::Add;
    Step::Kind kind = Step::Kind::Human;
    QString title;
    QString detail;
    QString warning;
    QString target;  ///< what it acts on, in words
    QString item;    ///< F15: what of the union it closes, e.g. "account:17"
    QString closing; ///< F15: which of the six closing states
    QDateTime due;
    std::optional<base::Money> monthlyCost; ///< per month; negative gives back
    QList<int> dependsOn;
    base::Id owner;
    base::Id source;
    QString action;
    QHash<QString, QString> input; ///< may hold {step.N.key}: what line N yielded
    QList<Change> changes;         ///< written when the line is done; texts may hold {yield.key} and {step.N.key}
    int baselineMinutes = 0;       ///< F16
    bool ticked = true;
};

/// A record the plan was built on, at the revision it was read with.
struct Basis
{
    Entity entity = Entity::Person;
    base::Id id;
    qint64 revision = 0;

    friend bool operator==(const Basis&, const Basis&) = default;
};

/// The records that refer to one, with those that open steps will make: "the seats of this licence line". What comes or
/// goes makes a plan stale that looked at them; a change of one of them does so by its own Basis.
struct SetBasis
{
    Entity entity = Entity::Seat;
    QString field; ///< key of the reference
    base::Id of;
    QString digest; ///< digestOf() the members

    friend bool operator==(const SetBasis&, const SetBasis&) = default;
};

/// SHA-256 over the ids in order, hex.
QString digestOf(QList<base::Id> members);

/// The ids of the records that a journaled step is still to make and that refer to `set.of` by `set.field`.
QList<base::Id> promisedBy(const Record& step, const SetBasis& set);

/// Ordered lines; the only input of the runner. What is not in it does not happen.
struct Plan
{
    Run::Occasion occasion = Run::Occasion::Other;
    QString title;
    base::Id person;
    QDateTime effectiveAt;
    QDateTime noticeAt; ///< F15: sources read before this prove nothing
    QString timeZone;   ///< where its hours are read; IANA name, empty: not known
    QList<PlanLine> lines;
    QList<Basis> basis;
    QList<SetBasis> sets;

    /// Unticks a line and everything that depends on it, directly or not.
    void untick(int position);
    int tickedCount() const;
    /// Sum of the ticked lines' monthly cost per currency.
    QList<base::Money> monthlyCosts() const;
};

/// SHA-256 over the canonical JSON, hex: the plan's name. Any difference, in ticks too, gives another.
QString hashOf(const Plan& plan);
/// The hash without the ticks: the same plan, whichever of its lines are wanted.
QString identityOf(Plan plan);

QJsonObject toJson(const Plan& plan);
/// Error: Invalid; StalePlan when the hash inside does not belong to the lines (the file was edited).
base::Result<Plan> planFromJson(const QJsonObject& json);

} // namespace qm::model
