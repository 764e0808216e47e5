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

/// A joiner plan, as format::PlanLine and format::GroupLine.
class SamplePlan : public QAbstractListModel
{
    Q_OBJECT

public:
    explicit SamplePlan(QObject* parent);
    int rowCount(const QModelIndex& parent) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

private:
    QVariantList m_rows;
};

QWidget* makeSampleWindow();
QWidget* makeComponentSheet();
QWidget* makeIconSheet();
QWidget* makeWizardSample();
QWidget* makePaletteSample();
QWidget* makeDialogSample();
/// Figures, run gauges, a folded navigation and a button with the keyboard focus.
QWidget* makeFiguresSample();

} // namespace qm::kit
