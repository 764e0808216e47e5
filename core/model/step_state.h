#pragma once

#include "core/model/workflow_records.h"

namespace qm::model {

/// Done, or nothing had to be done.
bool isDone(Step::State state);
/// Left out of its plan, or cancelled with its run: it was not done and will not be.
bool isLeftOut(Step::State state);
/// Done or left out: what waits for the step may go on.
bool isClosed(Step::State state);
/// Failed, not known, or given up: a person must look.
bool needsSomebody(Step::State state);

} // namespace qm::model
