#pragma once

#include "core/model/filter.h"

#include <QHash>

namespace qm::model {

/// The records a planner works on, as they were at one moment: values, no store behind it. Cheap to copy.
class Snapshot
{
public:
    explicit Snapshot(QDate today = {})
        : m_today(today)
    {}

    void add(Entity entity, std::vector<Record> records);

    /// The day the computed fields were filled for.
    QDate today() const { return m_today; }
    const std::vector<Record>& all(Entity entity) const;
    /// nullptr when there is none. Valid as long as the snapshot.
    const Record* record(Entity entity, base::Id id) const;
    /// By key field, then title, compared folded; the first one.
    const Record* named(Entity entity, QStringView name) const;
    RecordLookup lookup() const;

    template <class T>
    std::optional<T> get(Entity entity, base::Id id) const;

private:
    QDate m_today;
    QHash<int, std::vector<Record>> m_records;
    QHash<base::Id, std::pair<int, std::size_t>> m_positions;
};

} // namespace qm::model

#include "core/model/described.h"

template <class T>
std::optional<T> qm::model::Snapshot::get(Entity entity, base::Id id) const
{
    const Record* found = record(entity, id);
    return found ? std::optional(as<T>(*found)) : std::nullopt;
}
