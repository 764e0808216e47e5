#pragma once

#include <QAbstractTableModel>
#include <QWidget>

/// The invented company of the kit pictures.
namespace qm::kit {

/// Devices of the sample window, as format::Cell.
class SampleDevices : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;
    int rowCount(const QModelIndex& parent) const override;
    int columnCount(const QModelIndex& parent) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
};

QWidget* makeSampleWindow();
QWidget* makeComponentSheet();

} // namespace qm::kit
