#pragma once

#include "ui/format/cell.h"

namespace qm::format {

/// A heading row between lines: "Day -3", "Friday 4 December", "+37.54 a month".
struct GroupLine
{
    QString title;
    QString detail;
    QString sum;

    friend bool operator==(const GroupLine&, const GroupLine&) = default;
};

/// One line of a plan, before it runs (ticks) or after (outcome).
struct PlanLine
{
    Sign sign = Sign::Add;
    bool ticked = true;
    QString what;
    QString detail;
    QString warning;
    /// Empty means automatic.
    QString owner;
    QString when;
    QString money;
    /// Ok paints money that comes back.
    State moneyState = State::Plain;
    /// Shown in place of the time once the line has run; Plain means "not yet".
    State outcome = State::Plain;
    QString outcomeWord;

    friend bool operator==(const PlanLine&, const PlanLine&) = default;
};

/// What a screen reader says for a line: sign, what, detail, owner, time, money, warning.
QString spokenWords(const PlanLine& line);

} // namespace qm::format

Q_DECLARE_METATYPE(qm::format::GroupLine)
Q_DECLARE_METATYPE(qm::format::PlanLine)
