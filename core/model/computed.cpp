#include "core/model/computed.h"

#include "core/model/people.h"
#include "core/model/renewal.h"

namespace qm::model {

void fillComputed(Record& record, QDate day)
{
    if (record.entity == Entity::Person) {
        Person person = as<Person>(record);
        person.status = statusOn(person, day);
        record.set(u"status", recordOf(person).value(u"status"));
    } else if (record.entity == Entity::Contract) {
        const RenewalDates dates = renewalDates(as<Contract>(record), day, {});
        record.set(u"term-end", MemberValue<QDate>::to(dates.termEnd));
        record.set(u"deadline", MemberValue<QDate>::to(dates.deadline));
        record.set(u"decide-by", MemberValue<QDate>::to(dates.decideBy));
    }
}

} // namespace qm::model
