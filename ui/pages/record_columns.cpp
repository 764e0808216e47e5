#include "ui/pages/record_list_page.h"
#include "ui/widgets/fonts.h"

namespace qm::pages {
namespace {

using model::Kind;
using widgets::ColumnPlan;

/// Width, least width and stretch by what a column holds; names that belong together are given more room.
ColumnPlan planOf(const model::Field& field, bool isKey)
{
    if (field.key == QLatin1String("tag") || field.key == QLatin1String("number"))
        return {84, 84, 0, 0};
    if (isKey)
        return {190, 150, 2, 0};
    if (field.key == QLatin1String("deadline") || field.key == QLatin1String("decide-by"))
        return {226, 226, 0, 0};
    if (field.key == QLatin1String("last-seen") || field.key == QLatin1String("last-used"))
        return {76, 76, 0, 0};
    switch (field.kind) {
    case Kind::Integer:
    case Kind::Percent: return {86, 86, 0, 0};
    case Kind::Money: return {104, 104, 0, 0};
    case Kind::Date: return {122, 122, 0, 0};
    case Kind::Instant: return {140, 140, 0, 0};
    case Kind::Boolean: return {90, 70, 0, 0};
    case Kind::Choice: return {148, 140, 1, 0};
    case Kind::Reference: return {158, 120, 1, 0};
    case Kind::LongText: return {200, 80, 2, 0};
    case Kind::Text: break;
    }
    return {138, 90, 1, 0};
}

} // namespace

QList<ColumnPlan> columnPlan(const models::RecordModel& list, const QHash<QString, int>& widths)
{
    constexpr int alwaysShown = 4, lastFigure = 1000, sortedHeading = 2 * widgets::measure::cellGap + 18;
    const model::EntityDescription& description = model::describe(list.entity());
    QList<ColumnPlan> plan;
    for (int column = 0; column < list.columnCount(); ++column) {
        const model::Field& field = list.fieldOf(column);
        ColumnPlan each = planOf(field, field.key == description.field(description.titleField).key);
        const int heading = widgets::textWidth(widgets::Type::Caption, format::fieldWord(field)) + sortedHeading;
        each.width = std::max(each.width, heading);
        each.least = std::max(each.least, heading);
        const int words = models::isTrailing(field) ? 0 : lastFigure; // figures and dates give way last
        each.hideOrder = column >= alwaysShown ? column + words : 0;
        if (const int drawn = widths.value(field.key); drawn > 0)
            each = {drawn, drawn, 0, each.hideOrder};
        plan.append(each);
    }
    return plan;
}

} // namespace qm::pages
