#include "ui/pages/home_cards.h"

#include "ui/format/words.h"

#include <QCoreApplication>
#include <QLocale>

namespace qm::pages {

using console::HomeReport;
using format::Cell;
using format::Segment;
using format::State;
using format::Tint;
using model::Filter;
using model::Operand;
using model::Operator;
using model::SeatClass;

namespace {

QString homeTr(const char* words)
{
    return QCoreApplication::translate("home", words);
}

QString amount(const std::optional<base::Money>& money)
{
    return money ? format::moneyWord(*money) : QStringLiteral("?");
}

QString amount(const HomeReport& home, const base::Exact& exact)
{
    return amount(home.spend.money(exact));
}

const spend::MonthRate* monthBefore(const HomeReport& home)
{
    const int before = home.spend.thisMonth - 12;
    return before >= 0 ? &home.spend.months[static_cast<std::size_t>(before)] : nullptr;
}

Cell trendCell(const base::Exact& now, const base::Exact& before)
{
    Cell cell = format::figure(format::shareWord(now, before));
    if (!cell.text.isEmpty())
        cell.iconName = now.compare(before) < 0 ? QStringLiteral("trending-down") : QStringLiteral("trending-up");
    return cell;
}

Cell decideCell(const console::RenewalRow& row, QDate today)
{
    if (row.noticeUnknown)
        return format::pill(State::Unknown, homeTr("Notice unknown"));
    const int days = row.daysToDecide(today);
    if (days <= 0)
        return format::pill(row.daysToDeadline(today) <= 14 ? State::Act : State::Attention, homeTr("Decide now"));
    Cell cell = format::text(format::dayWord(row.decideBy, today));
    cell.secondLine = days == 1 ? homeTr("tomorrow") : homeTr("in %1 days").arg(days);
    return cell;
}

Cell seatsCell(const model::SeatCounts& counts)
{
    if (counts.purchased == 0)
        return format::empty();
    const int used = counts.of(SeatClass::Active) + counts.of(SeatClass::Underused);
    const bool partly = counts.of(SeatClass::Unknown) > 0;
    const int percent = qMin(100, used * 100 / counts.purchased);
    return format::bar(seatSegments(counts), (partly ? QStringLiteral("\u2265 %1 %") : QStringLiteral("%1 %")).arg(percent));
}

} // namespace

HomeFigure runRateFigure(const HomeReport& home)
{
    const spend::MonthRate& now = home.spend.now();
    HomeFigure figure{homeTr("Run rate"), amount(home, now.total), homeTr("a month"), {}, {}};
    const spend::MonthRate* before = monthBefore(home);
    QStringList meaning;
    if (before) {
        figure.strong = trendCell(now.total, before->total);
        if (!figure.strong.text.isEmpty())
            meaning << homeTr("on last %1").arg(QLocale().standaloneMonthName(before->month.month()));
    }
    if (now.headcount > 0)
        meaning << homeTr("%1 a person").arg(amount(home, now.total / base::Exact(now.headcount)));
    figure.meaning = meaning.join(QStringLiteral(" \u00b7 "));
    return figure;
}

HomeFigure decideFigure(const HomeReport& home)
{
    HomeFigure figure{homeTr("To decide within 30 days"), format::countWord(home.decideWithin30), homeTr(home.decideWithin30 == 1 ? "contract" : "contracts"), {}, {}};
    if (home.pastDecision == 0) {
        figure.meaning = homeTr("none is past its decision date");
        return figure;
    }
    figure.strong = format::figure(format::countWord(home.pastDecision), State::Attention);
    figure.meaning = homeTr("past their decision date");
    return figure;
}

HomeFigure savingsFigure(const HomeReport& home)
{
    return {homeTr("Savings left this year"), amount(home, home.seats.thisYear), {}, {}, homeTr("of %1 a year found").arg(amount(home, home.seats.gross))};
}

HomeFigure usageFigure(const HomeReport& home)
{
    const int assigned = home.seats.total.assigned();
    const QString percent = assigned > 0 ? homeTr("%1 %").arg(home.seats.usageKnown * 100 / assigned) : QStringLiteral("\u2013");
    return {homeTr("Usage known"), percent, homeTr("of %1 seats").arg(format::countWord(assigned)), {}, {}};
}

QList<double> runRateLine(const HomeReport& home)
{
    QList<double> values;
    for (int i = 0; i <= home.spend.thisMonth; ++i)
        values << home.spend.months[static_cast<std::size_t>(i)].total.approximate();
    return values;
}

QList<Segment> usageSegments(const HomeReport& home)
{
    const int assigned = home.seats.total.assigned();
    if (assigned == 0)
        return {{1, Tint::Neutral}};
    const double known = double(home.seats.usageKnown) / assigned;
    return {{known, Tint::Accent}, {1 - known, Tint::Unknown}};
}

QList<ColumnHead> renewalHeads()
{
    using Side = ColumnHead::Side;
    return {{homeTr("Decide by")}, {homeTr("Contract")}, {homeTr("Seats in use")}, {homeTr("Last rise"), Side::Trailing}, {homeTr("A year"), Side::Trailing}, {homeTr("Last day to cancel"), Side::Trailing}};
}

CellRow renewalCells(const console::RenewalRow& row, QDate today)
{
    Cell name = format::tile(row.name);
    name.secondLine = row.function.isEmpty() ? homeTr("no app named") : row.function;
    const int days = row.daysToDeadline(today);
    Cell deadline = format::figure(format::dayWord(row.deadline, today));
    deadline.secondLine = format::daysLeftWord(days);
    deadline.state = days <= 7 ? State::Act : State::Plain;
    Cell annual = row.annual ? format::figure(format::moneyWord(*row.annual)) : format::empty();
    Cell rise = row.lastRiseTenths ? format::figure(format::tenthsWord(*row.lastRiseTenths)) : format::empty();
    return {row.contract, {decideCell(row, today), name, seatsCell(row.seats), rise, annual, deadline}};
}

QList<Segment> seatSegments(const model::SeatCounts& counts)
{
    const int whole = qMax(counts.purchased, counts.assigned());
    if (whole == 0)
        return {};
    const std::pair<int, Tint> parts[] = {
        {counts.of(SeatClass::Active), Tint::Accent},
        {counts.of(SeatClass::Underused), Tint::AccentPale},
        {counts.of(SeatClass::Unused) + counts.of(SeatClass::NeverUsed), Tint::Attention},
        {counts.of(SeatClass::Leaver) + counts.of(SeatClass::Suspended), Tint::Act},
        {counts.of(SeatClass::Unknown), Tint::Unknown},
        {counts.spare(), Tint::Free}};
    QList<Segment> segments;
    for (const auto& [seats, tint] : parts) {
        if (seats > 0)
            segments << Segment{double(seats) / whole, tint};
    }
    return segments;
}

QList<SavingPart> savingParts(const HomeReport& home)
{
    base::Exact laterMonths, nextTerm;
    for (const spend::SeatLine& line : home.seats.lines) {
        const bool waits = line.saving.nextTerm.compare(base::Exact()) > 0;
        (waits ? nextTerm : laterMonths) += line.gross - line.saving.thisYear;
    }
    return {{homeTr("Possible this year"), home.seats.thisYear, Tint::Accent},
            {homeTr("Later months of monthly lines"), laterMonths, Tint::AccentPale},
            {homeTr("From the next term on"), nextTerm, Tint::Neutral}};
}

Filter contractsToDecide()
{
    return Filter::all({Filter::condition(QStringLiteral("decision"), Operator::Is, {Operand{QStringLiteral("open")}}),
                        Filter::condition(QStringLiteral("decide-by"), Operator::AtMost, {Operand{model::RelativeDay{30, 0}}}),
                        Filter::condition(QStringLiteral("deadline"), Operator::AtLeast, {Operand{model::RelativeDay{0, 0}}})});
}

Filter linesWithSavings(const HomeReport& home)
{
    QList<Operand> names;
    for (const spend::SeatLine& line : home.seats.lines) {
        if (line.gross.compare(base::Exact()) > 0)
            names << Operand{line.name};
    }
    return names.isEmpty() ? Filter() : Filter::condition(QStringLiteral("name"), Operator::AnyOf, names);
}

QList<RowButton::Content> trustRows(const HomeReport& home, const QDateTime& now)
{
    QList<RowButton::Content> rows;
    QDateTime oldest;
    for (const console::SourceRow& source : home.sources) {
        if (source.fresh && (!oldest.isValid() || source.lastRead < oldest))
            oldest = source.lastRead;
    }
    const int fresh = home.freshSources();
    if (fresh > 0)
        rows << RowButton::Content{State::Ok, {}, fresh == 1 ? homeTr("1 source fresh") : homeTr("%1 sources fresh").arg(fresh), {}, {}, homeTr("oldest %1").arg(format::ageWord(oldest, now))};
    for (const console::SourceRow& source : home.sources) {
        if (source.fresh)
            continue;
        const bool read = source.lastRead.isValid();
        rows << RowButton::Content{read ? State::Attention : State::Unknown, {}, source.name, {}, {}, read ? homeTr("%1 old").arg(format::ageWord(source.lastRead, now)) : homeTr("not read yet")};
    }
    const int unknown = home.seats.total.of(SeatClass::Unknown);
    if (unknown > 0)
        rows << RowButton::Content{State::Unknown, {}, homeTr("Usage not told"), {}, {}, homeTr("%1 seats unknown").arg(format::countWord(unknown))};
    if (home.spend.linesWithoutRate > 0)
        rows << RowButton::Content{State::Unknown, {}, homeTr("Currency without a rate"), {}, {}, homeTr("%1 lines left out").arg(home.spend.linesWithoutRate)};
    return rows;
}

QString homeGrey(const HomeReport& home)
{
    static const char* const numbers[] = {"", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"};
    const QString day = QLocale().toString(home.today, QStringLiteral("dddd d MMMM"));
    const int urgent = home.urgent();
    if (urgent == 0)
        return homeTr("%1 \u00b7 nothing is urgent").arg(day);
    if (urgent == 1)
        return homeTr("%1 \u00b7 one thing is urgent").arg(day);
    return homeTr("%1 \u00b7 %2 things are urgent").arg(day, urgent < 10 ? homeTr(numbers[urgent]) : format::countWord(urgent));
}

State stateOf(guard::Severity severity)
{
    switch (severity) {
    case guard::Severity::Act: return State::Act;
    case guard::Severity::Attention: return State::Attention;
    case guard::Severity::Unknown: break;
    }
    return State::Unknown;
}

} // namespace qm::pages
