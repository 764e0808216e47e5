#pragma once

#include "core/base/id.h"
#include "ui/format/cell.h"

#include <QAbstractTableModel>

namespace qm::pages {

/// One column of a small table: its heading, and whether its cells trail.
struct ColumnHead
{
    enum class Side { Leading, Trailing };

    QString title;
    Side side = Side::Leading;
};

/// One row of a small table, already in words.
struct CellRow
{
    enum class Look { Normal, Dimmed };

    base::Id id;
    QList<format::Cell> cells;
    Look look = Look::Normal;
};

/// The rows of a report as cells: for tables of a page that are no list of records.
class CellRows : public QAbstractTableModel
{
    Q_OBJECT

public:
    CellRows(const QList<ColumnHead>& heads, QObject* parent);

    void setHeads(const QList<ColumnHead>& heads);
    void setRows(const QList<CellRow>& rows);
    const QList<CellRow>& rows() const { return m_rows; }
    base::Id idAt(int row) const { return row >= 0 && row < m_rows.size() ? m_rows[row].id : base::Id(); }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<ColumnHead> m_heads;
    QList<CellRow> m_rows;
};

} // namespace qm::pages
