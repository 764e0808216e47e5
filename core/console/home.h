#pragma once

#include "core/guard/policy.h"
#include "core/model/company.h"
#include "core/model/workflow_records.h"
#include "core/spend/run_rate.h"
#include "core/spend/seats.h"

namespace qm::console {

using guard::shippedPolicies;
using guard::Verdict;
using spend::Rates;
using spend::SeatLine;
using spend::SeatReport;
using spend::SpendReport;

/// A contract with a date ahead (F5, F6).
struct RenewalRow
{
    base::Id contract;
    QString name;
    QString function;          ///< what its apps do
    QDate decideBy;
    QDate deadline;
    bool noticeUnknown = false;
    std::optional<base::Money> annual;
    std::optional<qint64> lastRiseTenths;
    model::SeatCounts seats;   ///< of all its licence lines; purchased 0: none counted

    int daysToDecide(QDate today) const { return static_cast<int>(today.daysTo(decideBy)); }
    int daysToDeadline(QDate today) const { return static_cast<int>(today.daysTo(deadline)); }
};

/// A run on its way.
struct RunRow
{
    base::Id run;
    QString number;
    QString title; ///< whose
    QString detail; ///< job title and site
    model::Run::Occasion occasion = model::Run::Occasion::Other;
    model::Run::State state = model::Run::State::Running;
    QDateTime effectiveAt;
    QString timeZone; ///< where the person works
    int closed = 0; ///< as progressOf() counts
    int total = 0;
    int attention = 0;
    int withPeople = 0;
};

/// A policy and how many records fail it.
struct FindingRow
{
    guard::Policy policy;
    qint64 count = 0;
    qint64 checked = 0; ///< records there are to fail it; none: nothing is known, which is not the same as good

    Verdict verdict() const { return guard::verdictOf(count, checked); }
};

/// How old what a source told is.
struct SourceRow
{
    base::Id source;
    QString name;
    model::Value state;
    QString reason;
    QDateTime lastRead;
    bool fresh = false; ///< read within 14 days
};

/// "What needs care", from one snapshot; every figure leads to its rows.
struct HomeReport
{
    QDate today;
    QString company;
    QString operatorName;
    SpendReport spend;
    SeatReport seats;
    std::vector<RenewalRow> renewals; ///< open ones with a deadline ahead, by decision date
    int contracts = 0;
    int decideWithin30 = 0; ///< decision day within 30 days or passed, deadline still ahead
    int pastDecision = 0;   ///< of those, the decision day has passed
    std::vector<RunRow> runs;
    std::vector<FindingRow> findings;
    std::vector<SourceRow> sources;

    qint64 openFindings() const;
    int freshSources() const;
    /// Things that must be acted on now: kinds of findings of severity Act, contracts past their decision day, runs
    /// that need somebody.
    int urgent() const;
};

/// A source that can grow old: what somebody enters by hand does not.
bool canAge(const model::Source& source);
/// Read to its end within 14 days of this one.
bool isFresh(const model::Source& source, QDate today);

/// The entities planHome() looks at whole. Devices and grants it needs of people with an open leaver's run only.
const std::vector<model::Entity>& entitiesForHome();

/// Pure; `findings` come from the store, which answers filters over any number of records.
HomeReport planHome(const model::Snapshot& snapshot, std::vector<FindingRow> findings);

} // namespace qm::console
