#pragma once

#include "core/model/money_records.h"

#include <QSet>

namespace qm::model {

/// The days on which nobody works: Saturday, Sunday and a list of holidays.
struct WorkCalendar
{
    QSet<QDate> holidays;

    bool isWorkingDay(QDate day) const;
    /// The day itself when it is a working day, else the last one before it.
    QDate onOrBefore(QDate day) const;
};

/// The dates that follow from a contract on a day.
struct RenewalDates
{
    QDate termEnd;       ///< F5: first day not covered; invalid when start or term is not known
    QDate deadlineDay;   ///< F5: term end - notice, before it is moved to a business day; invalid when it never renews by itself or no notice is agreed
    QDate deadline;      ///< F5: last business day on which notice may arrive, less the postal buffer
    QDate decideBy;      ///< F6: deadline - buffer
    QDate startOn;       ///< F6: T-120
    QDate auditOn;       ///< F6: T-90
    bool noticeUnknown = false; ///< F6: counted as 60 days
};

/// Adds months to a date, clamped to the month's end: 31 January + 1 month = 28 or 29 February.
QDate addMonthsClamped(QDate date, qint64 months);

/// What dates are counted by.
struct Reckoning
{
    Reckoning(QDate onDay = {}, std::optional<base::Money> above = {})
        : day(onDay)
        , largeContract(above)
    {}

    QDate day;
    std::optional<base::Money> largeContract; ///< Company::largeContract
};

/// Neither months nor days of notice are agreed: it counts as 60 days (F6).
bool isNoticeUnknown(const Contract& contract);

/// F6: how many days before the last day to cancel a contract is decided: 60 above the set value a year, else 30. What is
/// not known to be below it, an unknown value or one in another currency, is decided earlier too.
int decisionBuffer(const Contract& contract, const std::optional<base::Money>& largeContract);

/// F5, F6.
RenewalDates renewalDates(const Contract& contract, const Reckoning& by, const WorkCalendar& calendar);

} // namespace qm::model
