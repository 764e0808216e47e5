#include "core/sync/tables.h"

namespace qm::sync {
namespace {

using model::Entity;

struct GoneRule
{
    const char* table;
    Entity entity;
    const char* kind; ///< of an entitlement: which the table tells
    void (*close)(Ledger&, Entry&);
    bool (*stands)(const Entry&); ///< whether closing it would change anything
};

/// A source that loses more than half of at least so many records at once is doubted: an empty answer is a valid one.
constexpr qint64 fewestDoubted = 20;
/// And one that loses all of at least so many.
constexpr qint64 fewestAll = 5;

void remove(Ledger&, Entry& entry)
{
    entry.isRemoved = true;
}

void closeAccount(Ledger&, Entry& account)
{
    account.now.set(u"state", QStringLiteral("closed"));
    account.isGone = true;
}

void unmanage(Ledger&, Entry& device)
{
    device.now.set(u"managed", false);
    device.isGone = true;
}

void noCount(Ledger&, Entry& line)
{
    line.now.set(u"used", model::Value());
    line.isGone = true;
}

/// With an entitlement go the grants of it.
void removeEntitlement(Ledger& ledger, Entry& entitlement)
{
    for (Entry* grant : ledger.all(Entity::Grant)) {
        if (grant->reference(u"entitlement") == entitlement.id)
            grant->isRemoved = true;
    }
    entitlement.isRemoved = true;
}

bool always(const Entry&)
{
    return true;
}

bool isOpen(const Entry& account)
{
    return account.now.text(u"state") != u"closed";
}

bool isManaged(const Entry& device)
{
    return device.now.value(u"managed") == model::Value(true);
}

bool isCounted(const Entry& line)
{
    return !model::isEmpty(line.now.value(u"used"));
}

/// What stays: people, invoice lines, how a service runs. A source's silence is no word about them.
const GoneRule goneRules[] = {
    {"account", Entity::Account, "", closeAccount, isOpen},
    {"membership", Entity::Grant, "group", remove, always},
    {"grant", Entity::Grant, "app", remove, always},
    {"group", Entity::Entitlement, "group", removeEntitlement, always},
    {"app", Entity::Entitlement, "app", removeEntitlement, always},
    {"license", Entity::LicenceLine, "", noCount, isCounted},
    {"assignment", Entity::Seat, "", remove, always},
    {"device", Entity::Device, "", unmanage, isManaged},
};

bool isOfKind(Ledger& ledger, const Entry& entry, const GoneRule& rule)
{
    if (*rule.kind == 0)
        return true;
    const Entry* entitlement = entry.now.entity == Entity::Grant ? ledger.byId(Entity::Entitlement, entry.reference(u"entitlement")) : &entry;
    const bool isApp = entitlement && entitlement->now.text(u"kind") == u"app";
    return isApp == (QLatin1String(rule.kind) == QLatin1String("app"));
}

/// The vendor's id of what a row's field names: the group of a membership, the account of a seat.
QString namedBy(Ledger& ledger, const Entry& entry, const QString& field)
{
    const bool isAccount = field == u"account";
    const bool isSeat = entry.now.entity == Entity::Seat;
    const Entity target = isAccount ? Entity::Account : isSeat ? Entity::LicenceLine : Entity::Entitlement;
    const Entry* named = ledger.byId(target, entry.reference(isAccount ? u"account" : isSeat ? u"licence-line" : u"entitlement"));
    return named ? named->now.text(u"external-id") : QString();
}

/// Finds the records of one table that are gone.
class Closing
{
public:
    Closing(Ledger& ledger, const GoneRule& rule)
        : m_ledger(ledger)
        , m_told(ledger.told())
        , m_rule(rule)
        , m_table(QLatin1String(rule.table))
    {}

    void look()
    {
        const bool isWhole = m_told.isComplete() && m_told.tables.contains(m_table);
        const QSet<QString> named = namedGone();
        const auto lists = replacements();
        if (!isWhole && named.isEmpty() && lists.isEmpty())
            return;
        for (Entry* entry : m_ledger.ofSource(m_rule.entity)) {
            if (!isOfKind(m_ledger, *entry, m_rule) || !m_rule.stands(*entry))
                continue;
            const QString key = entry->now.text(u"external-id");
            m_held.of += entry->before && isOurs(key) ? 1 : 0;
            const bool isAbsent = !entry->isTold && isOurs(key) && (isWhole || isReplaced(*entry, lists));
            const bool isNamed = !entry->isTold && named.contains(key);
            if ((!isAbsent && !isNamed) || m_ledger.isNewerHere(*entry))
                continue;
            m_gone.push_back(entry);
            m_held.gone += entry->before ? 1 : 0;
        }
    }
    /// What would go, when it is too much to believe.
    std::optional<Held> doubted() const
    {
        const bool isMost = m_held.gone >= fewestDoubted && m_held.gone * 2 > m_held.of;
        const bool isAll = m_held.gone >= fewestAll && m_held.gone == m_held.of;
        return m_told.doubt == Doubt::HoldBack && (isMost || isAll) ? std::optional(m_held) : std::nullopt;
    }
    void close()
    {
        for (Entry* entry : m_gone)
            m_rule.close(m_ledger, *entry);
    }

private:
    /// Where several streams tell a table, a stream speaks for what it told before and no other tells.
    bool isOurs(const QString& key) const
    {
        if (!m_told.shared.contains(m_table))
            return true;
        return m_told.before.value(m_table).contains(key) && !m_told.elsewhere.value(m_table).contains(key);
    }
    QSet<QString> namedGone() const
    {
        QSet<QString> keys;
        for (const vendor::GoneRow& row : m_told.gone) {
            if (row.table == m_table && !m_told.elsewhere.value(m_table).contains(row.key))
                keys.insert(row.key);
        }
        return keys;
    }
    QHash<QString, QSet<QString>> replacements() const
    {
        QHash<QString, QSet<QString>> lists; // values by field
        for (const vendor::Replacement& replaced : m_told.replaced) {
            if (replaced.table == m_table)
                lists[replaced.field].insert(replaced.value);
        }
        return lists;
    }
    bool isReplaced(const Entry& entry, const QHash<QString, QSet<QString>>& lists) const
    {
        for (auto it = lists.begin(); it != lists.end(); ++it) {
            if (it->contains(namedBy(m_ledger, entry, it.key())))
                return true;
        }
        return false;
    }

    Ledger& m_ledger;
    const Told& m_told;
    const GoneRule& m_rule;
    QString m_table;
    Held m_held;
    std::vector<Entry*> m_gone;
};

/// An app is no longer allowed for everyone when a whole answer does not say so.
void endEveryone(Ledger& ledger)
{
    const Told& told = ledger.told();
    if (!told.isComplete() || !told.tables.contains(QStringLiteral("grant")) || told.shared.contains(QStringLiteral("grant")))
        return;
    QSet<QString> forEveryone;
    for (const vendor::Row& row : told.rows) {
        if (row.table == u"grant" && boolOf(row, u"everyone").value_or(false))
            forEveryone.insert(textOf(row, u"app"));
    }
    for (Entry* entitlement : ledger.ofSource(Entity::Entitlement)) {
        if (!entitlement->now.value(u"everyone").index() || forEveryone.contains(entitlement->now.text(u"external-id")))
            continue;
        entitlement->now.set(u"everyone", model::Value());
        entitlement->now.set(u"scopes", model::Value());
        entitlement->isGone = true;
    }
}

} // namespace

void markGone(Ledger& ledger)
{
    std::vector<Closing> closings;
    for (const GoneRule& rule : goneRules) {
        closings.emplace_back(ledger, rule).look();
        if (auto held = closings.back().doubted())
            ledger.holdBack(std::move(*held));
    }
    if (ledger.holdsBack()) // an answer that is doubted takes nothing away: with a group would go who is in it
        return;
    for (Closing& closing : closings)
        closing.close();
    endEveryone(ledger);
}

} // namespace qm::sync
