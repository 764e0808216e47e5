#include "ui/models/record_model.h"

#include "core/base/when_done.h"
#include "core/model/computed.h"

#include <algorithm>

namespace qm::models {

using base::Id;
using base::Result;
using format::Cell;
using model::Record;

namespace {

constexpr int pageRows = 128;
constexpr int headRows = 512;      // what the first answer of a long list holds
constexpr int keptRecords = 8192;
constexpr int mostPagesAtOnce = 3; // after a long scroll only where the view stands now matters
constexpr int settleMs = 30;       // changes that come in a burst are looked up once

/// Every field a filter looks at, on the way through references too.
void collectPaths(const model::Filter& filter, QStringList& paths)
{
    if (filter.node() == model::Filter::Node::Condition)
        paths.append(filter.path());
    for (const model::Filter& part : filter.parts())
        collectPaths(part, paths);
}

} // namespace

/// A record with the cells that have been asked for.
struct RecordModel::Row
{
    Record record;
    QList<std::optional<Cell>> cells;
    quint64 look = 0; ///< 0: no cell is valid
};

RecordModel::RecordModel(console::Console& console, model::Entity entity, QObject* parent)
    : QAbstractTableModel(parent)
    , m_console(console)
    , m_book(console)
    , m_rows(keptRecords)
{
    m_query.entity = entity;
    setColumns(defaultColumns(entity));
    m_wantTimer.setSingleShot(true);
    m_idsTimer.setSingleShot(true);
    connect(&m_wantTimer, &QTimer::timeout, this, &RecordModel::readWanted);
    connect(&m_idsTimer, &QTimer::timeout, this, &RecordModel::readIds);
    connect(&console, &console::Console::changed, this, &RecordModel::patch);
}

RecordModel::~RecordModel() = default;

void RecordModel::setColumns(const QStringList& keys)
{
    const model::EntityDescription& description = model::describe(entity());
    if (m_isLoaded)
        beginResetModel();
    m_columns.clear();
    m_fields.clear();
    for (const QString& key : keys) {
        const int field = description.indexOf(key);
        if (field < 0)
            continue;
        m_columns.append(key);
        m_fields.append(field);
    }
    ++m_cellLook;
    if (m_isLoaded)
        endResetModel();
}

const model::Field& RecordModel::fieldOf(int column) const
{
    return model::describe(entity()).field(m_fields.at(column));
}

CellContext RecordModel::context() const
{
    return {&m_book, m_query.asOf.isValid() ? m_query.asOf.endOfDay() : m_console.clock().now()};
}

// Loading

void RecordModel::load(const model::Query& query)
{
    m_query = query;
    const quint64 load = ++m_load;
    m_idsTimer.stop();
    m_isLoading = true;
    m_missed.clear();
    if (query.asOf.isValid())
        return readAsOf();
    model::Query head = query;
    head.limit = headRows;
    base::whenDone(m_console.ids(head), this, [this, load](Result<Ids> ids) {
        if (load != m_load)
            return;
        if (!ids)
            Q_EMIT failed(ids.error());
        else
            readHead(std::move(*ids));
    });
}

void RecordModel::readHead(Ids ids)
{
    const Ids first(ids.begin(), ids.begin() + std::min<std::ptrdiff_t>(pageRows, static_cast<std::ptrdiff_t>(ids.size())));
    base::whenDone(m_console.records(entity(), first), this, [this, load = m_load, ids = std::move(ids)](Result<std::vector<Record>> records) mutable {
        if (load != m_load)
            return;
        if (!records)
            Q_EMIT failed(records.error());
        else
            showRows(std::move(ids), std::move(*records));
    });
}

/// A past day is read whole: the store answers records of a day, not ids.
void RecordModel::readAsOf()
{
    base::whenDone(m_console.load(m_query), this, [this, load = m_load](Result<std::vector<Record>> records) {
        if (load != m_load)
            return;
        if (!records)
            return Q_EMIT failed(records.error());
        Ids ids;
        std::transform(records->begin(), records->end(), std::back_inserter(ids), [](const Record& record) { return record.id; });
        showRows(std::move(ids), std::move(*records));
    });
}

void RecordModel::showRows(Ids ids, std::vector<Record> records)
{
    auto kept = std::make_shared<std::vector<Record>>(std::move(records));
    m_book.read(*kept, [this, load = m_load, ids = std::move(ids), kept]() mutable {
        if (load != m_load)
            return;
        beginResetModel();
        m_ids = std::move(ids);
        m_rows.clear();
        m_rows.setMaxCost(std::max<qsizetype>(keptRecords, static_cast<qsizetype>(kept->size())));
        for (Record& record : *kept)
            keep(std::move(record));
        m_isLoaded = true;
        m_isLoading = false;
        for (const Id id : std::as_const(m_missed))
            m_rows.remove(id);
        m_isPartial = !m_query.asOf.isValid() && m_ids.size() == headRows;
        endResetModel();
        Q_EMIT loaded();
        Q_EMIT counted();
        if (m_isPartial || !m_missed.isEmpty())
            m_idsTimer.start(0);
    });
}

void RecordModel::readIds()
{
    if (m_query.asOf.isValid())
        return;
    base::whenDone(m_console.ids(m_query), this, [this, load = m_load](const Result<Ids>& ids) {
        if (load != m_load)
            return;
        if (!ids)
            return Q_EMIT failed(ids.error());
        applyIds(*ids);
    });
}

void RecordModel::applyIds(const Ids& ids)
{
    const auto steps = rowSteps(m_ids, ids, m_touched);
    m_touched.clear();
    for (const RowStep& step : steps)
        applyStep(step);
    m_isPartial = false;
    Q_EMIT counted();
}

void RecordModel::applyStep(const RowStep& step)
{
    const auto at = m_ids.begin() + step.row;
    if (step.removed > 0) {
        beginRemoveRows({}, step.row, step.row + step.removed - 1);
        m_ids.erase(at, at + step.removed);
        endRemoveRows();
        return;
    }
    beginInsertRows({}, step.row, step.row + static_cast<int>(step.inserted.size()) - 1);
    m_ids.insert(at, step.inserted.begin(), step.inserted.end());
    endInsertRows();
}

// Paging

void RecordModel::wantRow(int row) const
{
    const int page = row / pageRows;
    m_wanted.removeOne(page);
    m_wanted.append(page);
    if (!m_isReading && !m_wantTimer.isActive())
        m_wantTimer.start(0);
}

void RecordModel::readWanted()
{
    if (m_isReading || m_wanted.isEmpty())
        return;
    Ids ids;
    const auto newest = m_wanted.mid(std::max<qsizetype>(0, m_wanted.size() - mostPagesAtOnce));
    m_wanted.clear();
    for (const int page : newest) {
        const int end = std::min(rowCount(), (page + 1) * pageRows);
        for (int row = page * pageRows; row < end; ++row) {
            if (!m_rows.contains(idAt(row)))
                ids.push_back(idAt(row));
        }
    }
    if (ids.empty())
        return;
    m_isReading = true;
    base::whenDone(m_console.records(entity(), ids), this, [this, newest](Result<std::vector<Record>> records) {
        m_isReading = false;
        if (records)
            takeRecords(std::move(*records), newest);
        else
            Q_EMIT failed(records.error());
        readWanted();
    });
}

void RecordModel::takeRecords(std::vector<Record> records, const QList<int>& pages)
{
    // Kept before their titles are known: a change that comes meanwhile must find them.
    QSet<Id> ids;
    for (const Record& record : records) {
        ids.insert(record.id);
        keep(record);
    }
    m_book.read(records, [this, ids, pages] {
        for (const Id id : ids) {
            if (Row* row = m_rows.object(id))
                row->look = 0;
        }
        announcePages(ids, pages);
    });
}

void RecordModel::keep(Record record)
{
    const Id id = record.id;
    m_rows.insert(id, new Row{std::move(record), {}, 0});
}

/// Tells the views about rows whose content is new, wherever they stand.
void RecordModel::announce(const QSet<Id>& ids)
{
    announceWithin(ids, 0, rowCount());
}

/// Neighbours are told together. Answers how many of them were found from `first` to before `end`.
qsizetype RecordModel::announceWithin(const QSet<Id>& ids, int first, int end)
{
    qsizetype found = 0;
    int begin = -1;
    for (int row = first; row <= end && (found < ids.size() || begin >= 0); ++row) {
        const bool isOne = row < end && ids.contains(m_ids[static_cast<std::size_t>(row)]);
        found += isOne ? 1 : 0;
        if (isOne && begin < 0)
            begin = row;
        if (!isOne && begin >= 0) {
            Q_EMIT dataChanged(index(begin, 0), index(row - 1, columnCount() - 1));
            begin = -1;
        }
    }
    return found;
}

/// Rows of a page mostly stand where they were asked for; only when some have moved the whole list is looked through.
void RecordModel::announcePages(const QSet<Id>& ids, const QList<int>& pages)
{
    qsizetype found = 0;
    for (const int page : pages)
        found += announceWithin(ids, std::min(rowCount(), page * pageRows), std::min(rowCount(), (page + 1) * pageRows));
    if (found < ids.size())
        announce(ids);
}

// Patching

void RecordModel::patch(const model::ChangeSet& changeSet)
{
    if (m_isLoading) {
        for (const model::Change& change : changeSet.changes)
            m_missed.insert(change.id);
    }
    if (!m_isLoaded || m_query.asOf.isValid())
        return;
    m_book.patch(changeSet, [this] {
        ++m_cellLook;
        Q_EMIT dataChanged(index(0, 0), index(std::max(0, rowCount() - 1), columnCount() - 1));
    });
    QSet<Id> mine;
    bool ordered = false;
    for (const model::Change& change : changeSet.changes) {
        ordered = ordered || mattersToOrder(change);
        if (change.entity == model::Entity::Company && entity() == model::Entity::Contract)
            countAnew();
        if (change.entity != entity())
            continue;
        mine.insert(change.id);
        patchRecord(change);
    }
    if (!mine.isEmpty())
        Q_EMIT patched(mine);
    if (ordered) {
        m_touched.unite(mine);
        m_idsTimer.start(settleMs);
    }
}

/// What is counted by the company's values: the days by which contracts are decided (F6).
void RecordModel::countAnew()
{
    for (const Id id : m_rows.keys()) {
        Row* row = m_rows.object(id);
        model::fillComputed(row->record, m_console.reckoning());
        row->look = 0;
    }
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    m_idsTimer.start(settleMs);
}

bool RecordModel::mattersToOrder(const model::Change& change) const
{
    QStringList paths;
    collectPaths(m_query.filter, paths);
    if (change.entity != entity()) {
        return std::any_of(paths.begin(), paths.end(), [&](const QString& path) {
            const auto steps = model::resolvePath(entity(), path);
            return std::any_of(steps.begin(), steps.end(), [&](const model::PathStep& step) { return step.entity == change.entity; });
        });
    }
    if (change.op != model::ChangeOp::Update)
        return true;
    const model::EntityDescription& description = model::describe(entity());
    paths.append(m_query.sort.isEmpty() ? description.field(description.titleField).key : m_query.sort);
    return std::any_of(paths.begin(), paths.end(), [&](const QString& path) {
        const auto steps = model::resolvePath(entity(), path);
        const bool computed = steps.empty() || !description.field(steps.front().field).isStored();
        return computed || std::any_of(change.after.begin(), change.after.end(), [&](const model::FieldValue& value) { return value.field == steps.front().field; });
    });
}

void RecordModel::patchRecord(const model::Change& change)
{
    if (change.op == model::ChangeOp::Remove) {
        m_rows.remove(change.id);
        return;
    }
    Row* row = m_rows.object(change.id);
    if (!row || change.op != model::ChangeOp::Update)
        return;
    for (const model::FieldValue& value : change.after)
        row->record.values[value.field] = value.value;
    row->record.revision = change.seenRevision;
    model::fillComputed(row->record, m_console.reckoning());
    row->look = 0;
    m_book.read({row->record}, [this, id = change.id] {
        if (Row* known = m_rows.object(id))
            known->look = 0;
        announce({id});
    });
}

// What views ask

Id RecordModel::idAt(int row) const
{
    return row >= 0 && row < rowCount() ? m_ids[static_cast<std::size_t>(row)] : Id();
}

int RecordModel::rowOf(Id id) const
{
    const auto found = std::find(m_ids.begin(), m_ids.end(), id);
    return found == m_ids.end() ? -1 : static_cast<int>(found - m_ids.begin());
}

RecordModel::Row* RecordModel::rowAt(int row) const
{
    Row* known = m_rows.object(idAt(row));
    if (!known)
        wantRow(row);
    return known;
}

const Record* RecordModel::recordAt(int row) const
{
    const Row* known = row >= 0 && row < rowCount() ? rowAt(row) : nullptr;
    return known ? &known->record : nullptr;
}

const Cell& RecordModel::cellAt(Row& row, int column) const
{
    if (row.look != m_cellLook) {
        row.cells = QList<std::optional<Cell>>(m_fields.size());
        row.look = m_cellLook;
    }
    std::optional<Cell>& cell = row.cells[column];
    if (!cell)
        cell = situationCell(row.record, m_fields.at(column), context());
    return *cell;
}

int RecordModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_ids.size());
}

int RecordModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_fields.size());
}

QVariant RecordModel::data(const QModelIndex& index, int role) const
{
    if (role == format::RowIdRole)
        return idAt(index.row()).value;
    const bool isAsked = role == format::CellRole || role == Qt::DisplayRole || role == Qt::AccessibleTextRole || role == Qt::EditRole || role == format::RevisionRole;
    Row* row = isAsked && index.isValid() ? rowAt(index.row()) : nullptr;
    if (!row)
        return role == format::CellRole ? QVariant::fromValue(Cell()) : QVariant();
    if (role == format::RevisionRole)
        return row->record.revision;
    if (role == Qt::EditRole)
        return format::plainText(fieldOf(index.column()), row->record.at(m_fields.at(index.column())), m_book.titles());
    const Cell& cell = cellAt(*row, index.column());
    if (role == format::CellRole)
        return QVariant::fromValue(cell);
    return role == Qt::DisplayRole ? cell.text : format::spokenWords(cell);
}

bool RecordModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::EditRole || !index.isValid() || value.toString() == data(index, Qt::EditRole).toString())
        return false;
    edit({idAt(index.row()), m_columns.at(index.column()), value.toString(), data(index, format::RevisionRole).toLongLong()});
    return true;
}

void RecordModel::edit(const FieldEdit& edit)
{
    base::whenDone(m_console.set(entity(), edit.id, {{edit.field, edit.text}}, edit.seen), this, [this, edit](const Result<model::ChangeSet>& written) {
        if (!written)
            Q_EMIT editRefused(edit, written.error());
        else if (written->id.isValid())
            Q_EMIT edited(edit, written->id);
    });
}

QVariant RecordModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical || section < 0 || section >= m_fields.size())
        return {};
    if (role == Qt::TextAlignmentRole && isTrailing(fieldOf(section)))
        return static_cast<int>(Qt::AlignRight);
    return role == Qt::DisplayRole ? format::fieldWord(fieldOf(section)) : QVariant();
}

Qt::ItemFlags RecordModel::flags(const QModelIndex& index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    const bool canEdit = index.isValid() && fieldOf(index.column()).isStored() && !m_query.asOf.isValid();
    return canEdit ? flags | Qt::ItemIsEditable : flags;
}

void RecordModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= m_columns.size())
        return;
    model::Query query = m_query;
    query.sort = m_columns.at(column);
    query.order = order;
    load(query);
}

} // namespace qm::models
