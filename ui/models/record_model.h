#pragma once

#include "ui/models/row_steps.h"
#include "ui/models/situation.h"

#include <QAbstractTableModel>
#include <QCache>
#include <QTimer>

namespace qm::models {

/// A text somebody gave for one field of one record.
struct FieldEdit
{
    base::Id id;
    QString field;
    QString text;
    qint64 seen = 0; ///< the record's revision when the text was begun
};

/// The list of any entity: ids from the store (sorted and filtered there), records read by the page when a view asks
/// for them, and patched by change sets. Reset only by load(). GUI thread; never waits.
class RecordModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    RecordModel(console::Console& console, model::Entity entity, QObject* parent = nullptr);
    ~RecordModel() override;

    model::Entity entity() const { return m_query.entity; }
    const model::Query& query() const { return m_query; }
    /// Asks for other records. The rows change when the first page of them is here.
    void load(const model::Query& query);
    bool isLoaded() const { return m_isLoaded; }
    /// True until all ids are here: the rows are the first few hundred only.
    bool isPartial() const { return m_isPartial; }

    const QStringList& columns() const { return m_columns; }
    void setColumns(const QStringList& keys);
    /// The column of a field; -1 when it is not shown.
    int columnOf(const QString& key) const { return static_cast<int>(m_columns.indexOf(key)); }
    const model::Field& fieldOf(int column) const;

    base::Id idAt(int row) const;
    /// -1 when it is not in the list. Linear.
    int rowOf(base::Id id) const;
    const Ids& ids() const { return m_ids; }
    /// nullptr while it has not been read; asks for it then.
    const model::Record* recordAt(int row) const;
    const TitleBook& book() const { return m_book; }
    CellContext context() const;

    /// Writes one field; the row follows when it is written. Comes back as editRefused() when it is not.
    void edit(const FieldEdit& edit);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    /// Sorted by the store: a load.
    void sort(int column, Qt::SortOrder order) override;

Q_SIGNALS:
    /// The rows of the last load() are here.
    void loaded();
    /// Rows came or went, or all of them are known now.
    void counted();
    /// A change set touched records of this list.
    void patched(const QSet<qm::base::Id>& ids);
    void failed(const qm::base::Error& error);
    void edited(const qm::models::FieldEdit& edit, qm::base::Id changeSet);
    void editRefused(const qm::models::FieldEdit& edit, const qm::base::Error& error);

private:
    struct Row;

    void readHead(Ids ids);
    void showRows(Ids ids, std::vector<model::Record> records);
    void readAsOf();
    void readIds();
    void applyIds(const Ids& ids);
    void applyStep(const RowStep& step);
    void wantRow(int row) const;
    void readWanted();
    void takeRecords(std::vector<model::Record> records, const QList<int>& pages);
    void keep(model::Record record);
    void patch(const model::ChangeSet& changeSet);
    void countAnew();
    void patchRecord(const model::Change& change);
    bool mattersToOrder(const model::Change& change) const;
    void announce(const QSet<base::Id>& ids);
    qsizetype announceWithin(const QSet<base::Id>& ids, int first, int end);
    void announcePages(const QSet<base::Id>& ids, const QList<int>& pages);
    Row* rowAt(int row) const;
    const format::Cell& cellAt(Row& row, int column) const;

    console::Console& m_console;
    model::Query m_query;
    QStringList m_columns;
    QList<int> m_fields;
    TitleBook m_book;
    Ids m_ids;
    mutable QCache<base::Id, Row> m_rows;
    mutable QList<int> m_wanted; ///< pages somebody looked at and which are not here
    mutable QTimer m_wantTimer;
    QTimer m_idsTimer;
    QSet<base::Id> m_touched; ///< changed since the ids were read
    QSet<base::Id> m_missed;  ///< changed while a load was on its way
    quint64 m_load = 0;
    quint64 m_cellLook = 0;
    bool m_isReading = false;
    bool m_isLoading = false;
    bool m_isLoaded = false;
    bool m_isPartial = false;
};

} // namespace qm::models

Q_DECLARE_METATYPE(qm::models::FieldEdit)
