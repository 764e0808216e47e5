#include "ui/pages/cell_rows.h"

namespace qm::pages {

CellRows::CellRows(const QList<ColumnHead>& heads, QObject* parent)
    : QAbstractTableModel(parent)
    , m_heads(heads)
{}

void CellRows::setHeads(const QList<ColumnHead>& heads)
{
    beginResetModel();
    m_heads = heads;
    endResetModel();
}

void CellRows::setRows(const QList<CellRow>& rows)
{
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

int CellRows::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int CellRows::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_heads.size());
}

QVariant CellRows::data(const QModelIndex& index, int role) const
{
    const CellRow& row = m_rows[index.row()];
    const format::Cell cell = row.cells.value(index.column(), format::empty());
    switch (role) {
    case format::CellRole: return QVariant::fromValue(cell);
    case format::RowIdRole: return qint64(row.id.value);
    case format::DimmedRole: return row.look == CellRow::Look::Dimmed;
    case Qt::DisplayRole: return cell.text;
    case Qt::AccessibleTextRole: return format::spokenWords(cell);
    default: return {};
    }
}

QVariant CellRows::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical || section >= m_heads.size())
        return {};
    if (role == Qt::TextAlignmentRole && m_heads[section].side == ColumnHead::Side::Trailing)
        return int(Qt::AlignRight);
    return role == Qt::DisplayRole ? QVariant(m_heads[section].title) : QVariant();
}

} // namespace qm::pages
