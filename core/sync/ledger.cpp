#include "core/sync/ledger.h"

#include "core/base/text.h"
#include "core/model/limits.h"

namespace qm::sync {

using base::Id;
using model::Entity;
using model::Record;
using model::Value;

namespace {

/// What a vendor tells as it can stand in a field: a line is one, what must be known is cut to fit, anything else that
/// can't stand there is not known.
Value fitting(Entity entity, int at, const Value& told)
{
    const model::Field& field = model::describe(entity).field(at);
    const auto* text = std::get_if<QString>(&told);
    if (text && model::isLine(field) && !model::isOneLine(*text))
        return fitting(entity, at, model::MemberValue<QString>::to(model::onOneLine(*text)));
    if (model::isEmpty(told) || model::checkContent(entity, at, told))
        return told;
    const bool canBeCut = field.has(model::Required) && field.kind == model::Kind::Text;
    return canBeCut ? Value(model::shortened(model::toText(told), model::longestText)) : Value();
}

/// How a text is looked up: as it would stand here.
QString spelling(const QString& text)
{
    return base::folded(model::shortened(model::onOneLine(text), model::longestText));
}

/// Both name the same thing of a vendor: by its key, or by what they join where one has no key.
bool isSame(const Record& a, const Record& b)
{
    const QString key = a.text(u"external-id");
    if (!key.isEmpty() && !b.text(u"external-id").isEmpty())
        return key == b.text(u"external-id");
    int joined = 0;
    for (int at = 0; at < a.values.size(); ++at) {
        const auto* named = std::get_if<Id>(&a.at(at));
        if (!named || model::describe(a.entity).field(at).key == u"source")
            continue;
        if (a.at(at) != b.at(at))
            return false;
        ++joined;
    }
    return joined > 1;
}

} // namespace

QString ledgerKey(const Record& record)
{
    const QString id = record.text(u"external-id");
    if (id.isEmpty() || record.entity != Entity::Entitlement)
        return id;
    return (record.text(u"kind") == u"app" ? QStringLiteral("app:") : QStringLiteral("group:")) + id;
}

Ledger::Ledger(const model::Snapshot& snapshot, const Told& told)
    : m_snapshot(snapshot)
    , m_told(told)
{
    for (const vendor::Row& row : told.rows)
        m_rowKeys[row.table].insert(row.key);
}

QHash<QString, Id>& Ledger::keysOf(Entity entity)
{
    const int place = static_cast<int>(entity);
    const auto known = m_keys.find(place);
    if (known != m_keys.end())
        return *known;
    QHash<QString, Id>& keys = m_keys[place];
    for (const Record& record : m_snapshot.all(entity)) {
        const QString key = record.reference(u"source") == m_told.source ? ledgerKey(record) : QString();
        if (!key.isEmpty())
            keys.insert(key, record.id);
    }
    return keys;
}

Entry* Ledger::find(Entity entity, const QString& key)
{
    const Id id = key.isEmpty() ? Id{} : keysOf(entity).value(key);
    return id.value == 0 ? nullptr : byId(entity, id);
}

Entry* Ledger::byId(Entity entity, Id id)
{
    if (const auto known = m_byId.constFind(id); known != m_byId.cend())
        return (*known)->now.entity == entity && !(*known)->isRemoved ? *known : nullptr;
    const Record* record = m_snapshot.record(entity, id);
    return record ? &open(*record) : nullptr;
}

Entry& Ledger::open(const Record& known)
{
    Entry*& entry = m_byId[known.id];
    if (!entry) {
        m_entries.push_back({known.id, &known, known});
        entry = &m_entries.back();
    }
    return *entry;
}

Entry& Ledger::add(Record record, const QString& key)
{
    const Id id{--m_lastPlaceholder};
    const auto& fields = model::describe(record.entity);
    record.id = id;
    if (fields.indexOf(u"source") >= 0)
        record.set(u"source", m_told.source);
    if (fields.indexOf(u"external-id") >= 0)
        record.set(u"external-id", key.isEmpty() ? Value() : Value(key));
    for (int at = 0; at < record.values.size(); ++at)
        record.values[at] = fitting(record.entity, at, record.at(at));
    keysOf(record.entity); // before the new one is there
    m_entries.push_back({id, nullptr, std::move(record)});
    Entry& entry = m_entries.back();
    entry.isRemoved = isTakenAway(entry.now);
    m_byId.insert(id, &entry);
    if (!key.isEmpty())
        m_keys[static_cast<int>(entry.now.entity)].insert(ledgerKey(entry.now), id);
    for (auto known = m_pairs.begin(); known != m_pairs.end(); ++known) {
        const QString& names = known.key().second;
        if (known.key().first == static_cast<int>(entry.now.entity))
            known->insert({entry.reference(names.section(u'/', 0, 0)), entry.reference(names.section(u'/', 1))}, id);
    }
    for (int i = 0; i < entry.now.values.size(); ++i) {
        const auto known = m_spellings.find({static_cast<int>(entry.now.entity), i});
        if (known != m_spellings.end() && !model::isEmpty(entry.now.at(i)))
            (*known)[base::folded(model::toText(entry.now.at(i)))].append(id);
    }
    return entry;
}

Entry& Ledger::addPlain(Record record)
{
    return add(std::move(record), {});
}

Entry* Ledger::pair(Entity entity, Reference first, Reference second)
{
    const QString fields = QStringView(first.field).toString() + u'/' + QStringView(second.field).toString();
    const std::pair place{static_cast<int>(entity), fields};
    const auto known = m_pairs.find(place);
    auto& pairs = m_pairs[place];
    if (known == m_pairs.end()) {
        for (const Record& record : m_snapshot.all(entity))
            pairs.insert({record.reference(QStringView(first.field)), record.reference(QStringView(second.field))}, record.id);
    }
    const auto found = pairs.constFind(std::pair{first.id, second.id});
    return found == pairs.cend() ? nullptr : byId(entity, *found);
}

void Ledger::claim(Entry& entry, const QString& table, const QString& key)
{
    const Id holder = entry.now.reference(u"source");
    const bool isOthers = holder.isValid() && holder != m_told.source;
    const QString known = entry.now.text(u"external-id");
    if (isOthers || (known != key && m_rowKeys.value(table).contains(known)))
        return;
    keysOf(entry.now.entity);
    entry.now.set(u"source", m_told.source);
    entry.now.set(u"external-id", key);
    m_keys[static_cast<int>(entry.now.entity)].insert(ledgerKey(entry.now), entry.id);
}

std::vector<Entry*> Ledger::all(Entity entity)
{
    for (const Record& record : m_snapshot.all(entity))
        open(record);
    std::vector<Entry*> found;
    for (Entry& entry : m_entries) {
        if (entry.now.entity == entity && !entry.isRemoved)
            found.push_back(&entry);
    }
    return found;
}

std::vector<Entry*> Ledger::ofSource(Entity entity)
{
    for (const Record& record : m_snapshot.all(entity)) {
        if (record.reference(u"source") == m_told.source)
            open(record);
    }
    std::vector<Entry*> found;
    for (Entry& entry : m_entries) {
        if (entry.now.entity == entity && !entry.isRemoved && entry.now.reference(u"source") == m_told.source)
            found.push_back(&entry);
    }
    return found;
}

Ledger::Spellings& Ledger::spellingsOf(Entity entity, int field)
{
    const std::pair place{static_cast<int>(entity), field};
    const auto known = m_spellings.find(place);
    if (known != m_spellings.end())
        return *known;
    Spellings& spellings = m_spellings[place];
    for (const Record& record : m_snapshot.all(entity)) {
        const Entry* entry = m_byId.value(record.id);
        const Value& value = entry ? entry->now.at(field) : record.at(field);
        if (!model::isEmpty(value) && !(entry && entry->isRemoved))
            spellings[base::folded(model::toText(value))].append(record.id);
    }
    for (const Entry& entry : m_entries) {
        if (!entry.before && entry.now.entity == entity && !model::isEmpty(entry.now.at(field)))
            spellings[base::folded(model::toText(entry.now.at(field)))].append(entry.id);
    }
    return spellings;
}

std::vector<Entry*> Ledger::allSpelled(Entity entity, QStringView field, const QString& text)
{
    std::vector<Entry*> found;
    if (text.isEmpty())
        return found;
    const QList<Id> ids = spellingsOf(entity, model::describe(entity).indexOf(field)).value(spelling(text));
    for (const Id id : ids) {
        if (Entry* entry = byId(entity, id))
            found.push_back(entry);
    }
    return found;
}

Entry* Ledger::spelled(Entity entity, QStringView field, const QString& text)
{
    if (text.isEmpty())
        return nullptr;
    const QList<Id> ids = spellingsOf(entity, model::describe(entity).indexOf(field)).value(spelling(text));
    return ids.size() == 1 ? byId(entity, ids.front()) : nullptr;
}

bool Ledger::isTaken(const Entry& entry, int field, const Value& value)
{
    if (!model::describe(entry.now.entity).field(field).has(model::Unique))
        return false;
    const QList<Id> ids = spellingsOf(entry.now.entity, field).value(base::folded(model::toText(value)));
    return std::any_of(ids.begin(), ids.end(), [&entry](Id id) { return id != entry.id; });
}

QString Ledger::freeName(Entity entity, const QString& wanted, const QString& key)
{
    const int field = model::describe(entity).indexOf(u"name");
    const auto isTaken = [&](const QString& name) { return !spellingsOf(entity, field).value(base::folded(name)).isEmpty(); };
    const QString name = model::shortened(wanted, model::longestText);
    if (!isTaken(name))
        return name;
    const QString behind = QStringLiteral(" (%1)").arg(model::shortened(key, 200));
    return model::shortened(wanted, model::longestText - behind.size()) + behind;
}

bool Ledger::isNewerHere(const Entry& entry, QStringView field)
{
    const auto written = m_told.written.constFind(entry.id);
    const bool isNewer = written != m_told.written.cend() && (field.isEmpty() || written->contains(model::describe(entry.now.entity).indexOf(field)));
    m_result.isOlder = m_result.isOlder || isNewer;
    return isNewer;
}

bool Ledger::isTakenAway(const Record& record)
{
    const auto isIt = [&record](const Record& gone) { return gone.entity == record.entity && isSame(record, gone); };
    const bool isGone = std::any_of(m_told.takenAway.begin(), m_told.takenAway.end(), isIt);
    m_result.isOlder = m_result.isOlder || isGone;
    return isGone;
}

bool Ledger::isHeld(const Entry& entry, int field) const
{
    return entry.before && m_told.held && m_told.held(*entry.before, field);
}

void Ledger::change(Entry& entry, int field, const Value& value)
{
    const auto spellings = m_spellings.find({static_cast<int>(entry.now.entity), field});
    if (spellings != m_spellings.end()) {
        (*spellings)[base::folded(model::toText(entry.now.at(field)))].removeAll(entry.id);
        if (!model::isEmpty(value))
            (*spellings)[base::folded(model::toText(value))].append(entry.id);
    }
    entry.now.values[field] = value;
}

void Ledger::setDrift(const Entry& entry, const QString& field, const Value& theirs)
{
    if (entry.before && m_told.drifts.value({entry.id, field}) != keptForm(theirs))
        m_result.drifts.append({entry.now.entity, entry.id, field, theirs});
}

void Ledger::agree(const Entry& entry, const QString& field)
{
    if (m_told.drifts.contains({entry.id, field}))
        m_result.agreed.append({entry.id, field});
}

void Ledger::tell(Entry& entry, QStringView key, const Value& told, Claim claim)
{
    const int field = model::describe(entry.now.entity).indexOf(key);
    const model::Field& described = model::describe(entry.now.entity).field(field);
    Value theirs = fitting(entry.now.entity, field, told);
    const Value& ours = entry.now.at(field);
    if (theirs != ours && isNewerHere(entry, key))
        return;
    if (claim == Claim::Latest)
        theirs = later(ours, theirs);
    if (theirs == ours)
        return agree(entry, described.key);
    if (model::isEmpty(theirs)) {
        // Only a whole answer says that there is nothing.
        const bool says = m_told.isComplete() && claim != Claim::Fill && !described.has(model::Required);
        if (says && (claim == Claim::Fact || !isHeld(entry, field)))
            change(entry, field, theirs);
        return;
    }
    if (isTaken(entry, field, theirs))
        return setDrift(entry, described.key, theirs);
    const bool isTheirs = claim == Claim::Fact || claim == Claim::Latest || model::isEmpty(ours);
    const bool heldEmpty = model::isEmpty(ours) && claim == Claim::Shared && isHeld(entry, field);
    if ((isTheirs && !heldEmpty) || (claim == Claim::Shared && !isHeld(entry, field))) {
        change(entry, field, theirs);
        return agree(entry, described.key);
    }
    setDrift(entry, described.key, theirs);
}

void Ledger::tellAll(Entry& entry, const vendor::Row& row, const std::vector<Column>& columns)
{
    const model::EntityDescription& description = model::describe(entry.now.entity);
    for (const Column& column : columns) {
        if (!speaksOf(row, QStringView(column.told)))
            continue;
        const model::Field& field = description.field(description.indexOf(QStringView(column.field)));
        tell(entry, QStringView(column.field), valueOf(row.fields[QStringView(column.told)], field), column.claim);
    }
}

void Ledger::missesThere(const Entry& entry)
{
    setDrift(entry, QString(), Value());
}

void Ledger::tellKey(const vendor::Row& row, Entry& entry)
{
    entry.isTold = true;
    m_toldKeys[row.table].insert(row.key);
    agree(entry, QString());
}

void Ledger::writeDown(Entry& entry)
{
    if (entry.isRemoved) {
        if (!entry.before)
            return;
        for (auto it = m_told.drifts.begin(); it != m_told.drifts.end(); ++it) {
            if (it.key().first == entry.id)
                m_result.agreed.append(it.key());
        }
        ++m_result.gone;
        m_result.changes.append(model::removeOf(*entry.before));
        return;
    }
    if (entry.before && !model::updateOf(*entry.before, entry.now))
        return;
    if (model::describe(entry.now.entity).indexOf(u"source-seen") >= 0 && m_told.seen.isValid() && !entry.isGone)
        entry.now.set(u"source-seen", m_told.seen);
    if (!entry.before) {
        ++m_result.created;
        m_result.changes.append(model::createOf(entry.now, entry.id));
        return;
    }
    entry.isGone ? ++m_result.gone : ++m_result.updated;
    m_result.changes.append(*model::updateOf(*entry.before, entry.now));
}

/// Which keys this stream tells, where others tell the same table.
void Ledger::countKeys()
{
    for (const QString& table : m_told.shared) {
        const QSet<QString> before = m_told.before.value(table);
        const QSet<QString> now = m_toldKeys.value(table);
        m_result.newKeys[table] = now - before;
        if (m_told.isComplete())
            m_result.goneKeys[table] = before - now;
    }
    for (const vendor::GoneRow& gone : m_told.gone) {
        if (m_told.before.value(gone.table).contains(gone.key) && !m_toldKeys.value(gone.table).contains(gone.key))
            m_result.goneKeys[gone.table].insert(gone.key);
    }
    if (holdsBack())
        m_result.goneKeys.clear(); // it still speaks for what it has to tell again
}

Reconciled Ledger::finish() &&
{
    for (Entry& entry : m_entries)
        writeDown(entry);
    countKeys();
    return std::move(m_result);
}

} // namespace qm::sync
