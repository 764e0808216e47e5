#include "core/model/renewal.h"

namespace qm::model {
namespace {

constexpr int unknownNoticeDays = 60;
constexpr int bufferDays = 30;
constexpr int largeBufferDays = 60;

QDate boundary(const Contract& contract, qint64 renewals)
{
    // Counted from the start each time: chaining would carry a clamped 28th into every later year.
    const qint64 months = *contract.initialMonths + renewals * contract.renewalMonths.value_or(0);
    return addMonthsClamped(contract.start, months);
}

qint64 wholeMonthsBetween(QDate from, QDate to)
{
    return (to.year() - from.year()) * 12LL + (to.month() - from.month());
}

/// First boundary that is not before the day. The day of a boundary itself belongs to the next term, so a term
/// that ends on `day` still is "the current end" only when its boundary is >= day.
QDate currentTermEnd(const Contract& contract, QDate day)
{
    const qint64 renewal = contract.renewalMonths.value_or(0);
    if (contract.renewal != Contract::Renewal::Tacit || renewal <= 0)
        return boundary(contract, 0);
    const qint64 passed = wholeMonthsBetween(contract.start, day) - *contract.initialMonths;
    qint64 k = std::max<qint64>(0, passed / renewal - 1);
    QDate end = boundary(contract, k);
    while (end.isValid() && end < day)
        end = boundary(contract, ++k);
    return end;
}

QDate minusNotice(const Contract& contract, QDate termEnd, bool noticeUnknown)
{
    if (noticeUnknown)
        return termEnd.addDays(-unknownNoticeDays);
    if (contract.noticeMonths)
        return addMonthsClamped(termEnd, -*contract.noticeMonths);
    return termEnd.addDays(-*contract.noticeDays);
}

} // namespace

bool WorkCalendar::isWorkingDay(QDate day) const
{
    return day.dayOfWeek() <= 5 && !holidays.contains(day);
}

QDate WorkCalendar::onOrBefore(QDate day) const
{
    while (!isWorkingDay(day))
        day = day.addDays(-1);
    return day;
}

QDate addMonthsClamped(QDate date, qint64 months)
{
    constexpr qint64 limit = 12LL * 8000;
    if (!date.isValid() || months > limit || months < -limit)
        return {};
    return date.addMonths(static_cast<int>(months));
}

bool isNoticeUnknown(const Contract& contract)
{
    return !contract.noticeMonths && !contract.noticeDays;
}

int decisionBuffer(const Contract& contract, const std::optional<base::Money>& largeContract)
{
    if (!largeContract)
        return bufferDays;
    const bool isSmall = contract.annualValue && contract.annualValue->currency == largeContract->currency && contract.annualValue->minor <= largeContract->minor;
    return isSmall ? bufferDays : largeBufferDays;
}

RenewalDates renewalDates(const Contract& contract, const Reckoning& by, const WorkCalendar& calendar)
{
    RenewalDates dates;
    if (!contract.start.isValid() || !contract.initialMonths || *contract.initialMonths <= 0)
        return dates;
    dates.termEnd = currentTermEnd(contract, by.day);
    if (!dates.termEnd.isValid() || contract.renewal == Contract::Renewal::Never)
        return dates;
    dates.noticeUnknown = isNoticeUnknown(contract);
    dates.deadlineDay = minusNotice(contract, dates.termEnd, dates.noticeUnknown);
    if (!dates.deadlineDay.isValid())
        return dates;
    dates.deadline = calendar.onOrBefore(dates.deadlineDay).addDays(-contract.postalDays.value_or(0));
    dates.decideBy = dates.deadline.addDays(-decisionBuffer(contract, by.largeContract));
    dates.startOn = dates.termEnd.addDays(-120);
    dates.auditOn = dates.termEnd.addDays(-90);
    return dates;
}

} // namespace qm::model
