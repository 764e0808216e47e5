#include "core/exchange/directory.h"

#include "core/base/text.h"

namespace qm::exchange {

using model::Entity;
using model::Record;

namespace {

constexpr std::size_t lookedThrough = 5000; // naming the closest is a courtesy, not worth seconds

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
        const model::EntityDescription& description = model::describe(entity);
        Known& known = m_known[static_cast<std::size_t>(entity)];
        for (int i = 0; i < static_cast<int>(description.fields.size()); ++i) {
            if (description.field(i).has(model::Unique))
                known.uniqueFields.push_back(i);
        }
        known.unique.resize(known.uniqueFields.size());
        known.aliasField = entity == Entity::Person ? description.indexOf(u"aliases") : -1;
        for (const Record& record : snapshot.all(entity))
            add(record);
    }
}

template <class ValueOf>
Directory::Keys Directory::keysBy(Entity entity, ValueOf valueOf) const
{
    const model::EntityDescription& description = model::describe(entity);
    const Known& known = this->known(entity);
    Keys keys;
    for (std::size_t i = 0; i < known.uniqueFields.size(); ++i) {
        const model::Value& value = valueOf(known.uniqueFields[i]);
        if (!model::isEmpty(value))
            keys.unique.append({i, base::folded(model::toText(value))});
    }
    keys.title = model::toText(valueOf(description.titleField));
    if (keys.title.isEmpty())
        keys.title = model::toText(valueOf(description.keyField));
    if (known.aliasField >= 0)
        keys.aliases = model::toText(valueOf(known.aliasField)).split(u'\n', Qt::SkipEmptyParts);
    return keys;
}

Directory::Keys Directory::keysOf(const Record& record) const
{
    return keysBy(record.entity, [&record](int field) -> const model::Value& { return record.at(field); });
}

Directory::Keys Directory::keysOf(Entity entity, const model::Patch& values) const
{
    return keysBy(entity, [&values](int field) -> const model::Value& { return valueIn(values, field); });
}

void Directory::add(Entity entity, base::Id id, const Keys& keys)
{
    Known& known = m_known[static_cast<std::size_t>(entity)];
    for (const Keys::Unique& each : keys.unique)
        known.unique[each.position].add(each.folded, id);
    if (!keys.title.isEmpty())
        known.titles.push_back({keys.title, id});
    for (const QString& alias : keys.aliases)
        known.titles.push_back({alias, id});
}

const Names& Directory::namesOf(Entity entity)
{
    Known& known = m_known[static_cast<std::size_t>(entity)];
    for (; known.named < known.titles.size(); ++known.named)
        known.names.add(base::folded(known.titles[known.named].text), known.titles[known.named].id);
    return known.names;
}

Directory::Match Directory::match(Entity entity, const Keys& keys)
{
    const Known& known = this->known(entity);
    Match match;
    for (const Keys::Unique& each : keys.unique) {
        const Found holder = known.unique[each.position].find(each.folded);
        if (holder.id.value == 0)
            continue;
        if (match.id.value != 0 && match.id != holder.id)
            match.clash = known.uniqueFields[each.position];
        else
            match.id = holder.id;
    }
    if (!keys.unique.isEmpty())
        return match;
    const Found named = namesOf(entity).find(base::folded(keys.title));
    return {named.several ? base::Id{} : named.id, -1, named.several};
}

Directory::Found Directory::find(Entity entity, const QHash<QString, QString>& facts)
{
    const model::EntityDescription& description = model::describe(entity);
    const Known& known = this->known(entity);
    for (auto it = facts.begin(); it != facts.end(); ++it) {
        const bool isName = it.key().isEmpty();
        const int field = isName ? -1 : description.indexOf(it.key());
        for (std::size_t i = 0; i < known.uniqueFields.size(); ++i) {
            if (!isName && known.uniqueFields[i] != field)
                continue;
            const Found holder = known.unique[i].find(base::folded(it.value()));
            if (holder.id.value != 0)
                return {holder.id, false};
        }
    }
    QString name = facts.value(QString(), facts.value(QStringLiteral("name")));
    if (name.isEmpty())
        name = (facts.value(QStringLiteral("given")) + u' ' + facts.value(QStringLiteral("family"))).trimmed();
    return name.isEmpty() ? Found() : namesOf(entity).find(base::folded(name));
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
    const QString wanted = base::folded(name);
    const int limit = std::max(2, static_cast<int>(wanted.size()) / 4);
    QString best;
    int distance = limit + 1;
    const std::vector<Title>& titles = known(entity).titles;
    for (std::size_t i = 0; i < std::min(titles.size(), lookedThrough); ++i) {
        const int own = likeness(base::folded(titles[i].text), wanted, limit);
        if (own < distance) {
            distance = own;
            best = titles[i].text;
        }
    }
    return best;
}

} // namespace qm::exchange
