#include "core/store/view.h"

#include "core/model/compiled_filter.h"
#include "core/model/computed.h"

#include <numeric>

namespace qm::store {

using base::fail;
using base::Id;
using base::Result;
using model::Entity;
using model::Record;
using model::Value;

View::View(Database& database, const model::Reckoning& by, Overlay overlay)
    : m_database(database)
    , m_by(by)
    , m_overlay(std::move(overlay))
{
    for (auto& record : m_overlay) {
        if (record)
            model::fillComputed(*record, m_by);
    }
}

const Record* View::find(Entity entity, Id id)
{
    if (const auto over = m_overlay.constFind(id); over != m_overlay.cend())
        return *over && (*over)->entity == entity ? &**over : nullptr;
    if (const auto known = m_read.constFind(id); known != m_read.cend())
        return *known && (*known)->entity == entity ? known->get() : nullptr;
    auto record = read(entity, id);
    return m_read.insert(id, record ? std::make_shared<const Record>(std::move(*record)) : nullptr)->get();
}

std::optional<Record> View::read(Entity entity, Id id)
{
    const Table& table = tableOf(entity);
    Statement& row = m_database.use("SELECT " + table.rowColumns("t") + " FROM " + quoted(table.name) + " t WHERE t.id = ?");
    row.bindInteger(1, id.value);
    if (row.step() != Step::Row)
        return std::nullopt;
    Record record = readRecord(table, row);
    row.reset();
    model::fillComputed(record, m_by);
    return record;
}

Result<std::vector<Record>> View::fitting(const model::Query& query)
{
    const Entity entity = query.entity;
    const auto lookup = [this](Entity other, Id id) { return find(other, id); };
    const model::CompiledFilter compiled(query.filter, entity, m_by.day);
    const QSet<Id> only = query.only ? QSet<Id>(query.only->begin(), query.only->end()) : QSet<Id>();
    std::vector<Record> found;
    const auto keepIfFits = [&](Record record) {
        if (query.only && !only.contains(record.id))
            return;
        if (compiled.fits(record, lookup))
            found.push_back(std::move(record));
    };
    const Table& table = tableOf(entity);
    Statement row = m_database.prepare("SELECT " + table.rowColumns("t") + " FROM " + quoted(table.name) + " t");
    Step step = row.step();
    for (; step == Step::Row; step = row.step()) {
        if (m_overlay.contains(Id{row.integer(0)}))
            continue;
        Record record = readRecord(table, row);
        model::fillComputed(record, m_by);
        keepIfFits(std::move(record));
    }
    if (step == Step::Failed)
        return fail(m_database.error());
    for (const auto& record : std::as_const(m_overlay)) {
        if (record && record->entity == entity)
            keepIfFits(*record);
    }
    return found;
}

void View::sort(std::vector<Record>& records, const model::Query& query)
{
    const model::EntityDescription& description = model::describe(query.entity);
    const int field = query.sort.isEmpty() ? description.titleField : description.indexOf(query.sort);
    std::vector<Value> keys;
    keys.reserve(records.size());
    for (const Record& record : records)
        keys.push_back(field < 0 ? Value() : sortValue(record, field));
    std::vector<std::size_t> order(records.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    const bool descending = query.order == Qt::DescendingOrder;
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        if (model::isEmpty(keys[a]) != model::isEmpty(keys[b]))
            return model::isEmpty(keys[b]);
        const auto byValue = model::compareValues(keys[a], keys[b]);
        const auto both = byValue != 0 ? byValue : records[a].id <=> records[b].id;
        return descending ? both > 0 : both < 0;
    });
    std::vector<Record> sorted;
    sorted.reserve(records.size());
    for (const std::size_t each : order)
        sorted.push_back(std::move(records[each]));
    records = std::move(sorted);
}

Value View::sortValue(const Record& record, int field)
{
    const model::Field& described = model::describe(record.entity).field(field);
    const auto* id = std::get_if<Id>(&record.at(field));
    if (described.kind != model::Kind::Reference || !id)
        return record.at(field);
    const Record* named = find(described.target, *id);
    return named ? Value(model::titleOf(*named)) : Value();
}

} // namespace qm::store
