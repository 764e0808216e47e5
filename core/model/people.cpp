#include "core/model/people.h"

#include "core/base/zone.h"

namespace qm::model {

template <>
const Described<Person>& Described<Person>::get()
{
    using T = Person::Type;
    using S = Person::Status;
    static const auto described = Described(Entity::Person, "person", QM_LABEL("Person"), QM_LABEL("People"))
        .text("number", QM_LABEL("Employee number"), &Person::number, Unique | Searchable)
        .text("name", QM_LABEL("Name"), &Person::name, Required | Personal | Searchable | Indexed)
        .text("given", QM_LABEL("First name"), &Person::given, Personal)
        .text("family", QM_LABEL("Last name"), &Person::family, Personal)
        .text("work-mail", QM_LABEL("Work mail"), &Person::workMail, Mail | Unique | Personal | Searchable)
        .text("private-mail", QM_LABEL("Private mail"), &Person::privateMail, Mail | Personal)
        .text("login", QM_LABEL("Login"), &Person::login, Unique | Searchable)
        .text("phone", QM_LABEL("Phone"), &Person::phone, Personal)
        .longText("address", QM_LABEL("Ship-to address"), &Person::address, Personal)
        .text("title", QM_LABEL("Job title"), &Person::title, Searchable)
        .reference("manager", QM_LABEL("Manager"), &Person::manager, Entity::Person, Tree)
        .reference("department", QM_LABEL("Department"), &Person::department, Entity::Department)
        .text("cost-centre", QM_LABEL("Cost centre"), &Person::costCentre)
        .reference("site", QM_LABEL("Site"), &Person::site, Entity::Site)
        .text("time-zone", QM_LABEL("Time zone"), &Person::timeZone)
        .choice<T>("type", QM_LABEL("Type"), &Person::type,
                   {{T::Employee, "employee", QM_LABEL("Employee")}, {T::Contractor, "contractor", QM_LABEL("Contractor")},
                    {T::Intern, "intern", QM_LABEL("Intern")}, {T::ServiceAccount, "service-account", QM_LABEL("Service account")}})
        .integer("fte", QM_LABEL("Working time, percent"), &Person::fte, NotNegative)
        .date("start", QM_LABEL("First day"), &Person::start)
        .date("notice-given", QM_LABEL("Notice given"), &Person::noticeGiven)
        .date("last-working-day", QM_LABEL("Last working day"), &Person::lastWorkingDay)
        .text("last-hour", QM_LABEL("Last hour"), &Person::lastHour)
        .date("legal-end", QM_LABEL("Legal end"), &Person::legalEnd)
        .date("leave-from", QM_LABEL("On leave from"), &Person::leaveFrom)
        .date("leave-to", QM_LABEL("On leave to"), &Person::leaveTo)
        .choice<S>("status", QM_LABEL("Status"), &Person::status,
                   {{S::Unknown, "", ""}, {S::Upcoming, "upcoming", QM_LABEL("Upcoming")}, {S::Active, "active", QM_LABEL("Active")},
                    {S::OnLeave, "on-leave", QM_LABEL("On leave")}, {S::Leaving, "leaving", QM_LABEL("Leaving")}, {S::Left, "left", QM_LABEL("Left")}},
                   Computed)
        .longText("aliases", QM_LABEL("Also known as"), &Person::aliases, Personal | Searchable)
        .longText("notes", QM_LABEL("Notes"), &Person::notes)
        .reference("source", QM_LABEL("Source"), &Person::source, Entity::Source)
        .text("external-id", QM_LABEL("Id in the source"), &Person::externalId, Internal)
        .instant("source-seen", QM_LABEL("Seen in source"), &Person::sourceSeen, Internal)
        .calledBy("number", "name");
    return described;
}

Person::Status statusOn(const Person& person, QDate day)
{
    const QDate last = person.lastWorkingDay.isValid() ? person.lastWorkingDay : person.legalEnd;
    if (last.isValid() && last < day)
        return Person::Status::Left;
    if (person.start.isValid() && person.start > day)
        return Person::Status::Upcoming;
    if (last.isValid())
        return Person::Status::Leaving;
    if (person.leaveFrom.isValid() && person.leaveFrom <= day && (!person.leaveTo.isValid() || day <= person.leaveTo))
        return Person::Status::OnLeave;
    return Person::Status::Active;
}

bool isEmployedOn(const Person& person, QDate day)
{
    const Person::Status status = statusOn(person, day);
    return status != Person::Status::Left && status != Person::Status::Upcoming;
}

QDateTime leavesAt(const Person& person)
{
    if (!person.lastWorkingDay.isValid())
        return {};
    const QTime given = QTime::fromString(person.lastHour, QStringLiteral("HH:mm"));
    const QTime hour = given.isValid() ? given : QTime(17, 0);
    return QDateTime(person.lastWorkingDay, hour, base::zoneOrUtc(person.timeZone)).toUTC();
}

} // namespace qm::model
