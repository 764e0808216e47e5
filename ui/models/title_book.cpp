#include "ui/models/title_book.h"

#include "core/base/when_done.h"

namespace qm::models {

using base::Id;
using model::Entity;

/// Calls back when the last of several answers has come.
struct TitleBook::Wait
{
    std::function<void()> then;
    int open = 0;

    void done()
    {
        if (--open == 0)
            then();
    }
};

TitleBook::TitleBook(console::Console& console, QObject* parent)
    : QObject(parent)
    , m_console(console)
{}

const model::Record* TitleBook::person(Id id) const
{
    const auto found = m_people.constFind(id);
    return found == m_people.constEnd() ? nullptr : &*found;
}

QHash<int, QSet<Id>> TitleBook::unknownIn(const std::vector<model::Record>& records) const
{
    QHash<int, QSet<Id>> unknown;
    for (const model::Record& record : records) {
        const auto& fields = model::describe(record.entity).fields;
        for (int at = 0; at < record.values.size(); ++at) {
            const auto* id = std::get_if<Id>(&record.values.at(at));
            if (id && !m_titles.contains(*id))
                unknown[static_cast<int>(fields.at(static_cast<std::size_t>(at)).target)].insert(*id);
        }
    }
    return unknown;
}

void TitleBook::read(const std::vector<model::Record>& records, std::function<void()> then)
{
    const QHash<int, QSet<Id>> unknown = unknownIn(records);
    if (unknown.isEmpty())
        return then();
    auto wait = std::make_shared<Wait>(Wait{std::move(then), static_cast<int>(unknown.size())});
    for (auto it = unknown.begin(); it != unknown.end(); ++it)
        ask(static_cast<Entity>(it.key()), it.value(), wait);
}

void TitleBook::ask(Entity entity, const QSet<Id>& ids, const std::shared_ptr<Wait>& wait)
{
    if (entity != Entity::Person) {
        base::whenDone(m_console.titles(entity, ids), this, [this, wait](const base::Result<QHash<Id, QString>>& titles) {
            if (titles)
                m_titles.insert(*titles);
            wait->done();
        });
        return;
    }
    base::whenDone(m_console.records(entity, {ids.begin(), ids.end()}), this, [this, wait](const base::Result<std::vector<model::Record>>& people) {
        for (const model::Record& person : people ? *people : std::vector<model::Record>()) {
            m_titles.insert(person.id, model::titleOf(person));
            m_people.insert(person.id, person);
        }
        wait->done();
    });
}

bool TitleBook::patch(const model::ChangeSet& changeSet)
{
    bool changed = false;
    for (const model::Change& change : changeSet.changes) {
        if (!m_titles.contains(change.id))
            continue;
        m_titles.remove(change.id);
        m_people.remove(change.id);
        changed = true;
    }
    return changed;
}

} // namespace qm::models
