#include "core/sync/people_index.h"

#include "core/base/text.h"
#include "core/model/people.h"

namespace qm::sync {

PeopleIndex::PeopleIndex(const model::Snapshot& snapshot)
{
    for (const model::Record& record : snapshot.all(model::Entity::Person)) {
        add(m_byNumber, record.text(u"number"), record.id);
        add(m_byName, record.text(u"work-mail"), record.id);
        add(m_byName, record.text(u"login"), record.id);
        for (const QString& alias : record.text(u"aliases").split(u'\n', Qt::SkipEmptyParts))
            add(m_byName, alias, record.id);
    }
}

void PeopleIndex::add(Index& index, const QString& value, base::Id person)
{
    if (value.isEmpty())
        return;
    const QString key = base::folded(value);
    const auto found = index.find(key);
    if (found == index.end())
        index.insert(key, person);
    else if (*found != person)
        *found = base::Id{}; // shared by two: it says nothing
}

base::Id PeopleIndex::lookUp(const Index& index, const QString& value)
{
    return value.isEmpty() ? base::Id{} : index.value(base::folded(value));
}

base::Id PeopleIndex::find(const QString& employeeNumber, const QString& mail, const QString& login) const
{
    if (const base::Id person = lookUp(m_byNumber, employeeNumber); person.isValid())
        return person;
    if (const base::Id person = lookUp(m_byName, mail); person.isValid())
        return person;
    return lookUp(m_byName, login);
}

} // namespace qm::sync
