#pragma once

#include "core/base/id.h"

#include <QStringView>

#include <string>
#include <vector>

namespace qm::exchange {

/// Who goes by which name. An open hash table over one text that holds all names: a name costs no allocation of its
/// own, which is what hundreds of thousands of them in an import come down to. Names are compared as they come, so
/// they come folded.
class Names
{
public:
    struct Found
    {
        base::Id id; ///< the first that went by the name; 0: nobody does
        bool several = false;
    };

    void add(QStringView name, base::Id id);
    Found find(QStringView name) const;

private:
    struct Entry
    {
        std::size_t begin; ///< in m_text
        std::size_t size;
        Found found;
    };
    struct Slot
    {
        quint32 hash = 0;
        quint32 entry = 0; ///< position in m_entries + 1; 0: free
    };

    /// The slot in which the name stands or, free, in which it would stand.
    std::size_t slotOf(QStringView name, quint32 hash) const;
    void grow();

    std::u16string m_text;
    std::vector<Entry> m_entries;
    std::vector<Slot> m_slots = std::vector<Slot>(64); ///< a power of two, never more than half full
};

} // namespace qm::exchange
