#pragma once

#include "core/model/change.h"

namespace qm::model {

/// How a change that was planned earlier meets its record as it is now.
enum class Standing {
    Stands,  ///< what it was planned on still holds
    Settled, ///< the record is gone: nothing is left to write
    Clashes, ///< somebody else has given it another value since
};

/// Compares values, not revisions. An update clashes where a field is neither as it was planned on nor as it shall be. A
/// removal clashes where anything but bookkeeping differs: when it was seen or used, under which id a vendor has it, what
/// it is called. What `own` wrote (the earlier steps of the same run) is no clash. Pure.
/// Calling a run or one of its steps off meets it however far it has come; what is over needs no calling off. What went
/// out to a vendor since clashes: somebody has to see how it ended first.
/// A change of what is counted (Counted) is a difference: two plans that each buy one seat buy two.
Standing standingOf(const Change& change, const Record* now, const QList<Change>& own);

/// The change as it has to be written on the record as it is now: counted numbers move by what was planned.
Change movedTo(Change change, const Record& now);

} // namespace qm::model
