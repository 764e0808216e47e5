#pragma once

#include "core/model/filter.h"
#include "core/model/workflow_records.h"

namespace qm::model {

/// Neither done nor cancelled: its steps may still be carried out.
bool isOpen(const Run& run);
/// Done, or nothing had to be done.
bool isDone(Step::State state);
/// Left out of its plan, or cancelled with its run: it was not done and will not be.
bool isLeftOut(Step::State state);
/// Done or left out: what waits for the step may go on.
bool isClosed(Step::State state);
/// The steps of the runs that are not over, closed ones included.
Filter stepsOfOpenRuns();
/// What was done was read back at the vendor; what a step gave (the id of what was made) proves nothing.
bool isReadBack(const Step& step);
/// A person's own task, or one they took over from a vendor.
bool isByHand(const Step& step);
/// Sent to a vendor, and nobody has seen how it ended.
bool isOutcomeOpen(const Step& step);
/// Failed, not known, or given up: a person must look.
bool needsSomebody(Step::State state);

} // namespace qm::model
