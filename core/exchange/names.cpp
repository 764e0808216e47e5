#include "core/exchange/names.h"

#include <QHashFunctions>

namespace qm::exchange {
namespace {

quint32 hashOf(QStringView name)
{
    const std::size_t hash = qHash(name, QHashSeed::globalSeed());
    return static_cast<quint32>(hash ^ (hash >> 32));
}

} // namespace

std::size_t Names::slotOf(QStringView name, quint32 hash) const
{
    const std::size_t mask = m_slots.size() - 1;
    for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
        const Slot& slot = m_slots[at];
        if (slot.entry == 0)
            return at;
        if (slot.hash != hash)
            continue;
        const Entry& entry = m_entries[slot.entry - 1];
        if (QStringView(m_text.data() + entry.begin, static_cast<qsizetype>(entry.size)) == name)
            return at;
    }
}

void Names::add(QStringView name, base::Id id)
{
    const quint32 hash = hashOf(name);
    Slot& slot = m_slots[slotOf(name, hash)];
    if (slot.entry != 0) {
        Found& found = m_entries[slot.entry - 1].found;
        found.several = found.several || found.id != id;
        return;
    }
    m_entries.push_back({m_text.size(), static_cast<std::size_t>(name.size()), {id, false}});
    m_text.append(name.utf16(), static_cast<std::size_t>(name.size()));
    slot = {hash, static_cast<quint32>(m_entries.size())};
    if (m_entries.size() * 2 > m_slots.size())
        grow();
}

Names::Found Names::find(QStringView name) const
{
    const Slot& slot = m_slots[slotOf(name, hashOf(name))];
    return slot.entry == 0 ? Found() : m_entries[slot.entry - 1].found;
}

void Names::grow()
{
    std::vector<Slot> larger(m_slots.size() * 4);
    const std::size_t mask = larger.size() - 1;
    for (const Slot& slot : m_slots) {
        if (slot.entry == 0)
            continue;
        std::size_t at = slot.hash & mask;
        while (larger[at].entry != 0)
            at = (at + 1) & mask;
        larger[at] = slot;
    }
    m_slots = std::move(larger);
}

} // namespace qm::exchange
