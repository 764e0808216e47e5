#pragma once

#include <QList>

namespace qm::widgets {

/// How one column shares the width. Figures and dates never give way; texts elide first, low columns hide.
struct ColumnPlan
{
    int width = 120;
    /// Texts shrink to this; equal to `width` for figures.
    int least = 80;
    /// Share of the room that is left over; 0 takes none.
    int stretch = 0;
    /// Columns with a higher number are hidden first when the window is narrow; 0 never hides.
    int hideOrder = 0;
};

/// The widths that fill `room`: columns are hidden (0) from the highest hideOrder down until the least widths fit,
/// then texts shrink towards their least, or the spare room goes to the columns that stretch.
QList<int> sharedWidths(const QList<ColumnPlan>& plan, int room);

} // namespace qm::widgets
