#pragma once

#include "ui/widgets/command_palette.h"

#include <QAbstractItemDelegate>
#include <QAbstractListModel>
#include <QLineEdit>

namespace qm::widgets {

/// Headings and results of the palette as one flat list; headings cannot be chosen.
class PaletteModel : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setGroups(const QList<PaletteGroup>& groups);
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool isHeading(int row) const { return m_rows[row].result < 0; }
    const PaletteResult& result(int row) const;
    const QString& heading(int row) const { return m_groups[m_rows[row].group].title; }
    int resultCount() const;

private:
    struct Row
    {
        int group, result;
    };

    QList<PaletteGroup> m_groups;
    QList<Row> m_rows;
};

/// Paints headings and results.
class PaletteDelegate : public QAbstractItemDelegate
{
    Q_OBJECT

public:
    explicit PaletteDelegate(PaletteModel* model);
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintResult(QPainter& painter, const QStyleOptionViewItem& option, const PaletteResult& result) const;

    PaletteModel* m_model;
};

/// The input line with what Tab would add in grey behind the words.
class PaletteInput : public QLineEdit
{
    Q_OBJECT

public:
    explicit PaletteInput(QWidget* parent);
    QString completion;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace qm::widgets
