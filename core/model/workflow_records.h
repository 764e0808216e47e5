#pragma once

#include "core/model/described.h"

namespace qm::model {

/// What has to happen when somebody joins or leaves, as data; which template fits follows from department, site
/// and type (an empty one fits all; the most particular wins).
struct Template
{
    enum class Occasion { Join, Leave };

    QString name;
    Occasion occasion = Occasion::Join;
    base::Id department;
    base::Id site;
    QString personType;
    QString notes;
};

/// One line of a template.
struct TemplateStep
{
    enum class Kind { Automatic, Local, Human };

    QString name; ///< "Everyone joins #3"
    base::Id templateId;
    std::optional<qint64> position;
    QString title;  ///< may hold {person}, {device}, {app}
    Kind kind = Kind::Human;
    QString action; ///< of the vendor vocabulary ("user.create") or a local one ("device.reserve")
    base::Id app;
    QString argument; ///< entitlement title, device kind ...
    std::optional<qint64> offsetDays; ///< from the first or last working day
    QString hour;                     ///< "09:00" where the person works
    QString dependsOn;                ///< positions, comma separated
    QString ownerRole;                ///< manager, it, finance, hr, person
    std::optional<qint64> baselineMinutes; ///< F16
};

/// A plan being carried out.
struct Run
{
    enum class Occasion { Join, Leave, Import, Other };
    enum class State { Running, Paused, NeedsAttention, Done, Cancelled };

    QString number; ///< "R-0007"
    QString title;
    Occasion occasion = Occasion::Other;
    base::Id person;
    State state = State::Running;
    QString planHash;
    QDateTime effectiveAt; ///< first day or last working hour
    QString timeZone;      ///< where its hours are read; IANA name, empty: not known
    QDateTime noticeAt;    ///< since when sources must have been read to count as proof (F15)
    QDateTime started;
    QDateTime finished;
};

/// One line of a plan with its outcome: the runner's journal.
struct Step
{
    enum class Kind { Local, Vendor, Human };
    enum class State { Planned, Waiting, Calling, Verifying, Done, AlreadySo, Skipped, Failed, Unknown, NeedsAttention, Cancelled };

    QString name; ///< "R-0007 #3"
    base::Id run;
    std::optional<qint64> position;
    QString sign; ///< + ~ - ! ?
    Kind kind = Kind::Human;
    QString title;
    QString detail;
    QString warning;
    QString target;
    QString item;    ///< what of F15's union this closes: "account:123"
    QString closing; ///< which closing state: access-revoked, account-deleted, licence-reclaimed, data-transferred, sessions-ended, evidence-kept
    QDateTime due;
    std::optional<base::Money> monthlyCost;
    QString dependsOn; ///< positions, comma separated
    base::Id owner;
    std::optional<bool> irreversible;
    base::Id source; ///< connection a vendor step goes to
    QString action;
    QString input;   ///< JSON object of the action's inputs
    QString changes; ///< JSON of the records a local step writes
    State state = State::Planned;
    std::optional<qint64> attempts;
    QDateTime nextTry;
    QDateTime followUntil; ///< queued at the vendor: asked how it gets on until then
    QString result;   ///< the vendor's exact answer or the person's note
    QString evidence; ///< what was read back (JSON)
    QDateTime started;
    QDateTime finished;
    std::optional<qint64> baselineMinutes;
};

} // namespace qm::model
