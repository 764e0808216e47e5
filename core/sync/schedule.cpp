#include "core/sync/schedule.h"

#include <algorithm>

namespace qm::sync {
namespace {

constexpr qint64 dayMinutes = 24 * 60;
constexpr qint64 mostMinutes = 366 * dayMinutes;
constexpr int mostDoublings = 10;

bool isDue(const Schedule& schedule, const QDateTime& now, const QDateTime& started)
{
    if (schedule.needsPerson || isQuiet(schedule, now.toLocalTime().time()))
        return false;
    if (schedule.onStart && (!schedule.lastLook.isValid() || schedule.lastLook < started))
        return true;
    if (schedule.everyMinutes <= 0)
        return false;
    // A clock that was set back must not stop the readings.
    const bool isAhead = schedule.lastLook > now;
    return !schedule.lastLook.isValid() || isAhead || schedule.lastLook.addSecs(waitMinutes(schedule) * 60) <= now;
}

} // namespace

bool isQuiet(const Schedule& schedule, QTime local)
{
    const QTime& from = schedule.quietFrom;
    const QTime& to = schedule.quietTo;
    if (!from.isValid() || !to.isValid() || from == to)
        return false;
    const bool afterStart = local >= from;
    const bool beforeEnd = local < to;
    return from < to ? afterStart && beforeEnd : afterStart || beforeEnd;
}

qint64 waitMinutes(const Schedule& schedule)
{
    if (schedule.everyMinutes >= dayMinutes)
        return std::min(schedule.everyMinutes, mostMinutes); // seldom enough
    return std::min(schedule.everyMinutes << std::clamp(schedule.failures, 0, mostDoublings), dayMinutes);
}

std::vector<base::Id> dueSources(const std::vector<Schedule>& schedules, const QDateTime& now, const QDateTime& started)
{
    std::vector<Schedule> due;
    std::copy_if(schedules.begin(), schedules.end(), std::back_inserter(due), [&](const Schedule& each) { return isDue(each, now, started); });
    std::sort(due.begin(), due.end(), [](const Schedule& a, const Schedule& b) {
        if (a.lastLook.isValid() != b.lastLook.isValid())
            return !a.lastLook.isValid();
        return a.lastLook != b.lastLook ? a.lastLook < b.lastLook : a.source < b.source;
    });
    std::vector<base::Id> ids;
    for (const Schedule& each : due)
        ids.push_back(each.source);
    return ids;
}

} // namespace qm::sync
