#include "core/exchange/directory.h"

#include "core/base/text.h"

namespace qm::exchange {

using model::Entity;
using model::Record;

namespace {

/// Edits between two folded names; "k. nowotny" is compared with "karel novotny" by initial and last word.
int likeness(const QString& known, const QString& wanted, int limit)
{
    const int whole = base::editDistance(known, wanted, limit);
    const bool sameInitial = !known.isEmpty() && known.front() == wanted.front();
    if (!sameInitial || !wanted.contains(u' '))
        return whole;
    return std::min(whole, 1 + base::editDistance(known.section(u' ', -1), wanted.section(u' ', -1), limit));
}

} // namespace

Directory::Directory(const model::Snapshot& snapshot)
{
    for (const Entity entity : model::allEntities()) {
        for (const Record& record : snapshot.all(entity))
            add(record);
    }
}

void Directory::add(const Record& record)
{
    const model::EntityDescription& description = model::describe(record.entity);
    for (int i = 0; i < record.values.size(); ++i) {
        if (!description.field(i).has(model::Unique) || model::isEmpty(record.at(i)))
            continue;
        QList<base::Id>& holders = m_unique[{static_cast<int>(record.entity), i}][base::folded(model::toText(record.at(i)))];
        if (!holders.contains(record.id))
            holders.append(record.id);
    }
    addName(record.entity, model::titleOf(record), record.id);
    if (record.entity != Entity::Person)
        return;
    for (const QString& alias : record.text(u"aliases").split(u'\n', Qt::SkipEmptyParts))
        addName(record.entity, alias, record.id);
}

void Directory::addName(Entity entity, const QString& name, base::Id id)
{
    if (name.isEmpty())
        return;
    QList<base::Id>& ids = m_names[static_cast<int>(entity)][base::folded(name)];
    if (!ids.contains(id))
        ids.append(id);
    m_titles[static_cast<int>(entity)].append(name);
}

Directory::Match Directory::match(const Record& record) const
{
    Match match;
    bool hasUnique = false;
    const model::EntityDescription& description = model::describe(record.entity);
    for (int i = 0; i < record.values.size(); ++i) {
        if (!description.field(i).has(model::Unique) || model::isEmpty(record.at(i)))
            continue;
        hasUnique = true;
        const auto holders = m_unique.value({static_cast<int>(record.entity), i}).value(base::folded(model::toText(record.at(i))));
        if (holders.isEmpty())
            continue;
        if (match.id.value != 0 && match.id != holders.front())
            match.clash = i;
        else
            match.id = holders.front();
    }
    if (hasUnique)
        return match;
    const auto named = m_names.value(static_cast<int>(record.entity)).value(base::folded(model::titleOf(record)));
    return {named.size() == 1 ? named.front() : base::Id{}, -1};
}

Directory::Found Directory::find(Entity entity, const QHash<QString, QString>& facts) const
{
    const model::EntityDescription& description = model::describe(entity);
    for (auto it = facts.begin(); it != facts.end(); ++it) {
        const int field = description.indexOf(it.key());
        const bool isName = it.key().isEmpty();
        for (int i = 0; i < static_cast<int>(description.fields.size()); ++i) {
            if (!description.field(i).has(model::Unique) || (!isName && i != field))
                continue;
            const auto holders = m_unique.value({static_cast<int>(entity), i}).value(base::folded(it.value()));
            if (!holders.isEmpty())
                return {holders.front(), false};
        }
    }
    QString name = facts.value(QString(), facts.value(QStringLiteral("name")));
    if (name.isEmpty())
        name = (facts.value(QStringLiteral("given")) + u' ' + facts.value(QStringLiteral("family"))).trimmed();
    const auto named = m_names.value(static_cast<int>(entity)).value(base::folded(name));
    if (name.isEmpty() || named.isEmpty())
        return {};
    return {named.front(), named.size() > 1};
}

std::optional<Record> Directory::recordFrom(Entity entity, const QHash<QString, QString>& facts) const
{
    Record record = model::emptyRecord(entity);
    const QString plain = facts.value(QString());
    const bool places = entity == Entity::Site || entity == Entity::Department || entity == Entity::Vendor || entity == Entity::App;
    if (!plain.isEmpty()) {
        if (!places)
            return std::nullopt; // a bare name is not enough to invent a person or a contract
        record.set(u"name", plain);
        return record;
    }
    for (auto it = facts.begin(); it != facts.end(); ++it)
        record.set(it.key(), it.value());
    if (entity == Entity::Person && model::isEmpty(record.value(u"name"))) {
        QString name = (record.text(u"given") + u' ' + record.text(u"family")).trimmed();
        if (name.isEmpty())
            name = record.text(u"work-mail").section(u'@', 0, 0);
        record.set(u"name", name.isEmpty() ? model::Value() : model::Value(name));
    }
    return model::isEmpty(record.value(u"name")) ? std::nullopt : std::optional(record);
}

QString Directory::closest(Entity entity, const QString& name) const
{
    constexpr qsizetype lookedThrough = 5000; // naming the closest is a courtesy, not worth seconds
    const QString wanted = base::folded(name);
    const int limit = std::max(2, static_cast<int>(wanted.size()) / 4);
    QString best;
    int distance = limit + 1;
    for (const QString& title : m_titles.value(static_cast<int>(entity)).mid(0, lookedThrough)) {
        const int own = likeness(base::folded(title), wanted, limit);
        if (own < distance) {
            distance = own;
            best = title;
        }
    }
    return best;
}

} // namespace qm::exchange
