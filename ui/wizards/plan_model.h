#pragma once

#include "core/model/plan.h"
#include "ui/format/plan_line.h"

#include <QAbstractListModel>
#include <QHash>

namespace qm::wizards {

/// Names of people by id, as a plan's owners.
using PlanNames = QHash<base::Id, QString>;

/// A plan as lines by day with a heading each. Unticking a line lets what depends on it fall; ticking one brings back
/// what it depends on.
class PlanModel : public QAbstractListModel
{
    Q_OBJECT

public:
    explicit PlanModel(QObject* parent);

    /// Days and hours are shown in the zone of `now`.
    void setPlan(const model::Plan& plan, const PlanNames& names, const QDateTime& now);
    const model::Plan& plan() const { return m_plan; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

Q_SIGNALS:
    void ticksChanged();

private:
    struct Row
    {
        int line = -1; ///< position in the plan's list; -1: the heading of `day`
        QDate day;
    };

    QDate dayOf(const model::PlanLine& line) const;
    format::GroupLine groupLine(QDate day) const;
    format::PlanLine planLine(const model::PlanLine& line) const;
    QString missingFor(const model::PlanLine& line) const;
    void tick(int position);

    model::Plan m_plan;
    PlanNames m_names;
    QDateTime m_now;
    QList<Row> m_rows;
};

} // namespace qm::wizards
