#pragma once

#include "ui/format/words.h"

#include <QAbstractTableModel>

namespace qm::models {

/// Everything that was written, newest first: read by the batch while a view scrolls, and grown by what is written
/// meanwhile.
class ActivityModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { When, Who, What, Cause, Undo, ColumnCount };

    explicit ActivityModel(console::Console& console, QObject* parent = nullptr);

    void load();
    /// The change set of a row, without its changes.
    const model::ChangeSet& at(int row) const { return m_rows.at(static_cast<std::size_t>(row)).set; }
    bool isUndoable(int row) const;
    qint64 changeCount(int row) const { return m_rows.at(static_cast<std::size_t>(row)).changeCount; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

Q_SIGNALS:
    void loaded();
    void failed(const qm::base::Error& error);

private:
    void take(std::vector<console::Activity> more);
    void nameRow(base::Id changeSet);
    void grow(const model::ChangeSet& changeSet);
    format::Cell cellAt(int row, int column) const;
    QString whatWords(const console::Activity& row) const;

    console::Console& m_console;
    std::vector<console::Activity> m_rows;
    QHash<base::Id, QString> m_words; ///< what a change set did
    quint64 m_load = 0;
    bool m_isWhole = false;
    bool m_isReading = false;
};

} // namespace qm::models
