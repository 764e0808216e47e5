#include "core/model/snapshot.h"

#include "core/base/text.h"

namespace qm::model {

void Snapshot::add(Entity entity, std::vector<Record> records)
{
    const int key = static_cast<int>(entity);
    for (std::size_t i = 0; i < records.size(); ++i)
        m_positions.insert(records[i].id, {key, i});
    m_records[key] = std::move(records);
}

const std::vector<Record>& Snapshot::all(Entity entity) const
{
    static const std::vector<Record> none;
    const auto found = m_records.find(static_cast<int>(entity));
    return found == m_records.end() ? none : *found;
}

const Record* Snapshot::record(Entity entity, base::Id id) const
{
    const auto found = m_positions.find(id);
    if (found == m_positions.end() || found->first != static_cast<int>(entity))
        return nullptr;
    return &all(entity)[found->second];
}

const Record* Snapshot::named(Entity entity, QStringView name) const
{
    const QString wanted = base::folded(name);
    const EntityDescription& description = describe(entity);
    for (const int field : {description.keyField, description.titleField}) {
        for (const Record& each : all(entity)) {
            if (base::folded(toText(each.at(field))) == wanted)
                return &each;
        }
    }
    return nullptr;
}

RecordLookup Snapshot::lookup() const
{
    return [this](Entity entity, base::Id id) { return record(entity, id); };
}

} // namespace qm::model
