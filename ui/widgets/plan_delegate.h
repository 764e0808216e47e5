#pragma once

#include "ui/format/plan_line.h"

#include <QAbstractItemDelegate>

namespace qm::widgets {

class PlanList;

/// Paints plan lines and their day headings: tick, sign, what and detail, warning, owner, time, money.
class PlanDelegate : public QAbstractItemDelegate
{
    Q_OBJECT

public:
    explicit PlanDelegate(PlanList* list);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintLine(QPainter& painter, const QStyleOptionViewItem& option, const format::PlanLine& line) const;
    void paintGroup(QPainter& painter, const QStyleOptionViewItem& option, const format::GroupLine& group) const;

    PlanList* m_list;
};

} // namespace qm::widgets
