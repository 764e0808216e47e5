#pragma once

#include "core/model/people.h"
#include "core/model/snapshot.h"
#include "core/model/workflow_records.h"

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
    /// Whole percent, never rounded up to 100.
    int percent() const;
};

/// What a snapshot has to hold for completenessOf().
const std::vector<model::Entity>& entitiesForCompleteness();

/// From the steps of a leaver's run, plus what the snapshot shows they still hold although no step closes it. What it shows
/// is open, whatever a step or a person said before.
Completeness completenessOf(const model::Snapshot& snapshot, const model::Run& run, const std::vector<model::Step>& steps);

} // namespace qm::workflow
