#include "core/workflow/leave_check.h"

#include "core/base/zone.h"
#include "core/workflow/completeness.h"

namespace qm::workflow {

using base::ErrorCode;
using base::fail;
using base::Result;
using model::Entity;
using model::Record;

namespace {

/// Their day stands: to another one they can't leave before what is planned is taken back.
Result<void> checkDay(const model::Snapshot& snapshot, const model::Person& person, const LeaveRequest& request)
{
    const QString zone = request.timeZone.isEmpty() ? zoneOf(snapshot, person) : request.timeZone;
    const QDate last = person.lastWorkingDay.isValid() ? person.lastWorkingDay : person.legalEnd;
    if (hasLeft(snapshot, person) && request.at.toTimeZone(base::zoneOrUtc(zone)).date() != last)
        return fail(ErrorCode::Refused, person.name, QStringLiteral("they have left already, on another day"));
    for (const Record& record : leavingsOf(snapshot, request.person)) {
        const auto run = model::as<model::Run>(record);
        if (run.effectiveAt.toSecsSinceEpoch() / 60 != request.at.toSecsSinceEpoch() / 60) // an hour is told in minutes
            return fail(ErrorCode::Refused, run.number, QStringLiteral("they leave at another hour in it; take that run back to choose a new one"));
    }
    return {};
}

} // namespace

bool hasLeft(const model::Snapshot& snapshot, const model::Person& person)
{
    return model::statusOn(person, snapshot.today()) == model::Person::Status::Left;
}

Result<void> checkLeave(const model::Snapshot& snapshot, const model::Person& person, const LeaveRequest& request)
{
    if (person.start.isValid() && request.at.toUTC().date() < person.start)
        return fail(ErrorCode::Invalid, request.at.toString(Qt::ISODate), QStringLiteral("before the first day"));
    if (auto day = checkDay(snapshot, person, request); !day)
        return day;
    const auto heir = snapshot.get<model::Person>(Entity::Person, request.heir);
    if (request.heir.isValid() && (request.heir == request.person || !heir || !model::isEmployedOn(*heir, snapshot.today())))
        return fail(ErrorCode::Invalid, heir ? heir->name : QStringLiteral("heir"), QStringLiteral("can't take over"));
    return {};
}

LeaveRequest inTheirZone(const model::Snapshot& snapshot, LeaveRequest request)
{
    const std::vector<Record> leavings = leavingsOf(snapshot, request.person);
    if (!leavings.empty())
        request.timeZone = model::as<model::Run>(leavings.front()).timeZone;
    return request;
}

} // namespace qm::workflow
