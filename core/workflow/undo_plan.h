#pragma once

#include "core/model/plan.h"
#include "core/model/snapshot.h"

namespace qm::workflow {

/// The action by which a connection takes another one back, as its descriptor declares it.
struct ReverseAction
{
    QString action;
    QStringList input; ///< what it has to be told
    bool destroys = false; ///< it takes data with it
};

/// By connection and action ("user.create").
using ReverseActions = QHash<base::Id, QHash<QString, ReverseAction>>;

/// A step of a run with what it really wrote.
struct WrittenStep
{
    model::Record record;
    model::Step step;
    QList<model::Change> changes;  ///< in the order written, without the step's own
    QHash<QString, QString> known; ///< its input filled in, and what the vendor gave
};

/// A run with its steps, by position.
struct RunWithSteps
{
    model::Record run;
    std::vector<model::Record> steps;
};

/// A run as its journal and the audit log tell it.
struct RunToUndo
{
    model::Record run;
    std::vector<WrittenStep> steps;                        ///< by position
    QHash<base::Id, std::vector<base::Id>> referrers = {}; ///< of each record that a step created: who refers to it now
    std::vector<RunWithSteps> further = {}; ///< open runs of the same leaving that were planned after it
};

/// Plans how to take a run back, the last step first: records are swapped back where what the run wrote still stands,
/// vendor actions are answered by their declared reverse, a person's step becomes a task. What is still open is stopped
/// first, and what was planned later for the same leaving. What can't be taken back is a line without a tick that says why. Pure; `now` holds the records that the run
/// wrote. Error: Refused (nothing of it was done).
base::Result<model::Plan> planUndo(const model::Snapshot& now, const RunToUndo& run, const ReverseActions& reverses);

} // namespace qm::workflow
