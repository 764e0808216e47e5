#pragma once

#include "core/base/id.h"

#include <QDateTime>
#include <QTime>

#include <optional>
#include <vector>

namespace qm::sync {

/// When a source is read by itself, and how its last readings went.
struct Schedule
{
    base::Id source;
    qint64 everyMinutes = 0; ///< 0: only when asked, or at the start
    bool onStart = false;
    QTime quietFrom; ///< invalid: never quiet
    QTime quietTo;   ///< earlier than quietFrom: over midnight
    QDateTime lastLook; ///< end of the last reading, however it ended; invalid: never
    int failures = 0;   ///< readings in a row that failed
    bool needsPerson = false; ///< somebody has to sign in first
};

/// Within the quiet hours; the end is not quiet any more.
bool isQuiet(const Schedule& schedule, QTime local);

/// How long after a reading the next one is due: the interval, doubled for every failure in a row, at most a day (or the
/// interval, when that is longer).
qint64 waitMinutes(const Schedule& schedule);

/// The sources due at an instant, the one that was looked at longest ago first. `started`: since when the program runs.
/// Local time counts for quiet hours.
std::vector<base::Id> dueSources(const std::vector<Schedule>& schedules, const QDateTime& now, const QDateTime& started);

} // namespace qm::sync
