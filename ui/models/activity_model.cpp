#include "ui/models/activity_model.h"

#include "core/base/when_done.h"

namespace qm::models {

using base::Id;
using base::Result;
using console::Activity;
using format::Cell;

namespace {

constexpr int batchRows = 100;
constexpr qint64 largestNamed = 400; // changes; more than that are only counted

QString instantWords(const QDateTime& instant, const QDateTime& now)
{
    const QDateTime local = instant.toLocalTime();
    const QString time = local.toString(QStringLiteral("HH:mm"));
    const QDate today = now.toLocalTime().date();
    return local.date() == today ? ActivityModel::tr("today %1").arg(time) : QStringLiteral("%1, %2").arg(format::dateWord(local.date()), time);
}

} // namespace

ActivityModel::ActivityModel(console::Console& console, QObject* parent)
    : QAbstractTableModel(parent)
    , m_console(console)
{
    connect(&console, &console::Console::changed, this, &ActivityModel::grow);
}

void ActivityModel::load()
{
    const quint64 load = ++m_load;
    base::whenDone(m_console.activity({}, batchRows), this, [this, load](Result<std::vector<Activity>> rows) {
        if (load != m_load)
            return;
        if (!rows)
            return Q_EMIT failed(rows.error());
        beginResetModel();
        m_rows.clear();
        m_isWhole = static_cast<int>(rows->size()) < batchRows;
        m_rows = std::move(*rows);
        endResetModel();
        for (const Activity& row : m_rows)
            nameRow(row.set.id);
        Q_EMIT loaded();
    });
}

bool ActivityModel::canFetchMore(const QModelIndex& parent) const
{
    return !parent.isValid() && !m_isWhole && !m_isReading && !m_rows.empty();
}

void ActivityModel::fetchMore(const QModelIndex& parent)
{
    if (!canFetchMore(parent))
        return;
    m_isReading = true;
    base::whenDone(m_console.activity(m_rows.back().set.id, batchRows), this, [this, load = m_load](Result<std::vector<Activity>> rows) {
        m_isReading = false;
        if (load != m_load)
            return;
        if (!rows)
            return Q_EMIT failed(rows.error());
        take(std::move(*rows));
    });
}

void ActivityModel::take(std::vector<Activity> more)
{
    m_isWhole = static_cast<int>(more.size()) < batchRows;
    if (more.empty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(more.size()) - 1);
    m_rows.insert(m_rows.end(), more.begin(), more.end());
    endInsertRows();
    for (const Activity& row : more)
        nameRow(row.set.id);
}

/// Reads what a change set of moderate size did.
void ActivityModel::nameRow(Id changeSet)
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [changeSet](const Activity& row) { return row.set.id == changeSet; });
    if (found == m_rows.end() || m_words.contains(changeSet) || found->changeCount > largestNamed)
        return;
    base::whenDone(m_console.changeSet(changeSet), this, [this, changeSet](const Result<model::ChangeSet>& set) {
        if (!set)
            return;
        m_words.insert(changeSet, format::changeSetWord(*set));
        const auto known = std::find_if(m_rows.begin(), m_rows.end(), [changeSet](const Activity& row) { return row.set.id == changeSet; });
        const int row = static_cast<int>(known - m_rows.begin());
        if (known != m_rows.end())
            Q_EMIT dataChanged(index(row, What), index(row, What));
    });
}

void ActivityModel::grow(const model::ChangeSet& changeSet)
{
    if (m_load == 0)
        return;
    m_words.insert(changeSet.id, format::changeSetWord(changeSet));
    beginInsertRows({}, 0, 0);
    m_rows.insert(m_rows.begin(), {changeSet, changeSet.changes.size()});
    endInsertRows();
    if (changeSet.cause.kind != model::CauseKind::Undo)
        return;
    const auto undone = std::find_if(m_rows.begin(), m_rows.end(), [&changeSet](const Activity& row) { return row.set.id == changeSet.cause.reference; });
    if (undone == m_rows.end())
        return;
    undone->set.undone = true;
    const int row = static_cast<int>(undone - m_rows.begin());
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

bool ActivityModel::isUndoable(int row) const
{
    return !at(row).undone && console::isUndoable(at(row).cause);
}

QString ActivityModel::whatWords(const Activity& row) const
{
    const auto words = m_words.constFind(row.set.id);
    if (words != m_words.constEnd())
        return *words;
    return row.changeCount == 1 ? tr("1 change") : tr("%1 changes").arg(format::countWord(row.changeCount));
}

Cell ActivityModel::cellAt(int row, int column) const
{
    const Activity& activity = m_rows.at(static_cast<std::size_t>(row));
    const model::ChangeSet& set = activity.set;
    switch (column) {
    case When: return format::figure(instantWords(set.recordedAt, m_console.clock().now()));
    case Who: return set.actor.isEmpty() ? format::quiet(tr("Quartermaster")) : format::person(set.actor);
    case What: return set.undone ? format::quiet(whatWords(activity)) : format::strong(whatWords(activity));
    case Cause: return format::quiet(format::causeWord(set.cause));
    default: break;
    }
    if (set.undone)
        return format::quiet(tr("Taken back"));
    return isUndoable(row) ? format::link(QStringLiteral("undo"), tr("Undo")) : format::empty();
}

int ActivityModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ActivityModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ActivityModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    switch (role) {
    case format::RowIdRole: return at(index.row()).id.value;
    case format::DimmedRole: return at(index.row()).undone;
    case format::CellRole: return QVariant::fromValue(cellAt(index.row(), index.column()));
    case Qt::DisplayRole: return cellAt(index.row(), index.column()).text;
    case Qt::AccessibleTextRole: return format::spokenWords(cellAt(index.row(), index.column()));
    default: return {};
    }
}

QVariant ActivityModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical)
        return {};
    if (role == Qt::TextAlignmentRole && section == When)
        return static_cast<int>(Qt::AlignRight);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case When: return tr("When");
    case Who: return tr("Who");
    case What: return tr("What");
    case Cause: return tr("Why");
    default: return QString();
    }
}

} // namespace qm::models
