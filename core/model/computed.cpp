#include "core/model/computed.h"

#include "core/model/people.h"

namespace qm::model {

void fillComputed(Record& record, const Reckoning& by)
{
    if (record.entity == Entity::Person) {
        Person person = as<Person>(record);
        person.status = statusOn(person, by.day);
        record.set(u"status", recordOf(person).value(u"status"));
    } else if (record.entity == Entity::Contract) {
        const RenewalDates dates = renewalDates(as<Contract>(record), by, {});
        record.set(u"term-end", MemberValue<QDate>::to(dates.termEnd));
        record.set(u"deadline", MemberValue<QDate>::to(dates.deadline));
        record.set(u"decide-by", MemberValue<QDate>::to(dates.decideBy));
    }
}

} // namespace qm::model
