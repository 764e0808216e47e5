#include "ui/pages/run_words.h"

#include "core/base/zone.h"
#include "ui/format/words.h"

#include <QCoreApplication>

namespace qm::pages {

using console::RunRow;
using format::Cell;
using format::State;
using model::Run;

namespace {

QString runTr(const char* words)
{
    return QCoreApplication::translate("runs", words);
}

QString runDay(QDate day, QDate today)
{
    return day == today ? runTr("today") : format::dayWord(day, today);
}

} // namespace

QString runHappens(const RunRow& run, QDate today)
{
    if (!run.effectiveAt.isValid())
        return {};
    const QTimeZone zone = base::zoneOrUtc(run.timeZone);
    const QDate date = run.effectiveAt.toTimeZone(zone).date();
    const bool past = date < today;
    const QString day = runDay(date, today);
    if (run.occasion == Run::Occasion::Join)
        return (past ? runTr("joined %1") : runTr("joins %1")).arg(day);
    if (run.occasion == Run::Occasion::Leave)
        return past ? runTr("left %1").arg(day) : runTr("leaves %1, %2").arg(day, format::hourWord(run.effectiveAt, zone));
    return {};
}

QString runTitle(const RunRow& run, QDate today)
{
    const QString happens = runHappens(run, today);
    return happens.isEmpty() ? run.title : run.title + u' ' + happens;
}

Cell runPill(const RunRow& run)
{
    if (run.state == Run::State::Done)
        return format::pill(State::Ok, runTr("Done"));
    if (run.state == Run::State::Cancelled)
        return format::pill(State::Exempt, runTr("Cancelled"));
    if (run.attention > 0)
        return format::pill(State::Act, runTr(run.attention == 1 ? "1 needs you" : "%1 need you").arg(run.attention));
    if (run.withPeople > 0)
        return format::pill(State::Info, runTr("%1 with people").arg(run.withPeople));
    return format::pill(State::Ok, runTr("On its way"));
}

Cell runBar(const RunRow& run)
{
    const double share = run.total > 0 ? double(run.closed) / run.total : 0;
    return format::bar({{share, format::Tint::Ok}, {1 - share, format::Tint::Free}}, runTr("%1/%2").arg(run.closed).arg(run.total));
}

CellRow runCells(const RunRow& run, QDate today)
{
    Cell who = format::person(run.title);
    // The avatar takes its letters from the name alone, so what happens stands below it.
    // A leaver's place stands in the hour already.
    const QString detail = run.occasion == Run::Occasion::Leave ? run.detail.section(QStringLiteral(", "), 0, 0) : run.detail;
    QStringList below{runHappens(run, today), detail};
    below.removeAll(QString());
    who.secondLine = below.join(QStringLiteral(" \u00b7 "));
    return {run.run, {who, runPill(run), runBar(run), format::link(QStringLiteral("arrow-right"), runTr("Open"))}};
}

QList<ColumnHead> runHeads()
{
    return {{runTr("Who")}, {runTr("State")}, {runTr("Closed")}, {QString()}};
}

} // namespace qm::pages
