#include "ui/widgets/column_plan.h"

#include <algorithm>

namespace qm::widgets {

namespace {

struct WidthSums
{
    int wanted = 0, least = 0, stretch = 0;
};

WidthSums sumUpTo(const QList<ColumnPlan>& plan, int hideOrder)
{
    WidthSums sums;
    for (const ColumnPlan& column : plan) {
        if (column.hideOrder > hideOrder)
            continue;
        sums.wanted += column.width;
        sums.least += column.least;
        sums.stretch += column.stretch;
    }
    return sums;
}

int highestOrder(const QList<ColumnPlan>& plan)
{
    int highest = 0;
    for (const ColumnPlan& column : plan)
        highest = std::max(highest, column.hideOrder);
    return highest;
}

int widthOf(const ColumnPlan& column, const WidthSums& sums, int spare)
{
    if (spare > 0 && sums.stretch > 0)
        return column.width + spare * column.stretch / sums.stretch;
    if (spare >= 0)
        return column.width;
    // Rounded down, so that the sum never passes the room and calls a scroll bar.
    const int elastic = std::max(1, sums.wanted - sums.least);
    const int given = (-spare * (column.width - column.least) + elastic - 1) / elastic;
    return std::max(column.least, column.width - given);
}

} // namespace

QList<int> sharedWidths(const QList<ColumnPlan>& plan, int room)
{
    int order = highestOrder(plan);
    while (order > 0 && sumUpTo(plan, order).least > room)
        --order;
    const WidthSums sums = sumUpTo(plan, order);
    QList<int> widths;
    for (const ColumnPlan& column : plan)
        widths << (column.hideOrder > order ? 0 : widthOf(column, sums, room - sums.wanted));
    return widths;
}

} // namespace qm::widgets
