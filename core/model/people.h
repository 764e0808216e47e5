#pragma once

#include "core/model/described.h"

namespace qm::model {

/// Somebody who works here, will, or did. Three separate dates tell how they leave: notice, last working day with
/// its hour, legal end.
struct Person
{
    enum class Type { Employee, Contractor, Intern, ServiceAccount };
    enum class Status { Unknown, Upcoming, Active, OnLeave, Leaving, Left };

    QString number;
    QString name;
    QString given;
    QString family;
    QString workMail;
    QString privateMail;
    QString login;
    QString phone;
    QString address;
    QString title;
    base::Id manager;
    base::Id department;
    QString costCentre;
    base::Id site;
    QString timeZone;
    Type type = Type::Employee;
    std::optional<qint64> fte; ///< percent of full time
    QDate start;
    QDate noticeGiven;
    QDate lastWorkingDay;
    QString lastHour; ///< "17:00" where the person works
    QDate legalEnd;
    QDate leaveFrom;
    QDate leaveTo;
    Status status = Status::Unknown; ///< computed, see statusOn()
    QString aliases;                 ///< other names and mail addresses, one per line
    QString notes;
    base::Id source;
    QString externalId; ///< the HR system's own id
    QDateTime sourceSeen;
};

/// The status on a day: left from the day after the last working day (the legal end when that is not known),
/// leaving while such a day lies ahead, on leave, upcoming before the start, else active.
Person::Status statusOn(const Person& person, QDate day);

/// Employed on that day: active, on leave or leaving.
bool isEmployedOn(const Person& person, QDate day);

/// The instant at which access ends: the last working day at its hour where the person works. Invalid when the day
/// is not known. Without an hour it is 17:00; without a zone UTC.
QDateTime leavesAt(const Person& person);

} // namespace qm::model
