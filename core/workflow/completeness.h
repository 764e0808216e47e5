#pragma once

#include "core/model/people.h"
#include "core/model/snapshot.h"
#include "core/model/workflow_records.h"

#include <QSet>

namespace qm::workflow {

/// One thing the leaver held, entered or owned, and how far it is closed.
struct ClosedItem
{
    QString item;
    QString title;
    QString target;
    QString closing;
    bool closed = false;
    bool verified = false; ///< read back at the vendor or seen so in a later reading, done in this workspace, or said by a person
    bool byHand = false;   ///< a person's word, nothing was read back
    bool underWay = false; ///< an open step deals with it
    QDateTime at;
    QString result;
};

/// F15: closed items / union of items from all sources.
struct Completeness
{
    std::vector<ClosedItem> items;
    QStringList sourcesNotProven; ///< not read since the notice

    int closed() const;
    int total() const { return static_cast<int>(items.size()); }
    /// What they have and no open step takes away: it came after the plan, came back, or was left out of it.
    int unplanned() const;
    /// Whole percent, never rounded up to 100.
    int percent() const;
};

/// What a snapshot has to hold for completenessOf().
const std::vector<model::Entity>& entitiesForCompleteness();

/// The runs of the leaving that stands: open, or of the last working day that stands at the person, the oldest first.
std::vector<model::Record> leavingsOf(const model::Snapshot& snapshot, base::Id person);

/// F15's items that stand in somebody's hands and that no open step of their leaving deals with.
QSet<QString> itemsLeft(const model::Snapshot& snapshot, base::Id person);

/// The last working day that a leaver's run is about, where its hours are read.
QDate lastDayOf(const model::Run& run);
/// Both are leavings of one person on one day.
bool isSameLeaving(const model::Run& a, const model::Run& b);

/// The steps of all runs of one leaving, by run and position: what came to somebody after their leaving was planned is dealt
/// with by a run of its own, of the same person and last working day.
std::vector<model::Step> stepsOfLeaving(const model::Snapshot& snapshot, const model::Record& run);

/// From the steps of a leaving, plus what the snapshot shows they still hold although no step closes it: also an open run
/// about them, which may still give them something. What it shows is open, whatever a step or a person said before. A step
/// that was left out counts nowhere by itself.
Completeness completenessOf(const model::Snapshot& snapshot, const model::Run& run, const std::vector<model::Step>& steps);

} // namespace qm::workflow
