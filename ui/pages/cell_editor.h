#pragma once

#include "ui/widgets/cell_delegate.h"

namespace qm::pages {

/// Paints like every table and edits a cell in place: F2, double click on nothing else. Enter writes, Escape leaves
/// the value as it was.
class CellEditor : public widgets::CellDelegate
{
    Q_OBJECT

public:
    explicit CellEditor(widgets::Table* table);

    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void setEditorData(QWidget* editor, const QModelIndex& index) const override;
    void setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const override;
    void updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace qm::pages
