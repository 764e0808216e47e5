#include "ui/pages/run_state.h"

#include "core/model/step_state.h"
#include "ui/format/words.h"

#include <QCoreApplication>

namespace qm::pages {

using format::Cell;
using format::State;
using model::Step;

namespace {

QString stepTr(const char* words)
{
    return QCoreApplication::translate("run", words);
}

Cell iconWord(State state, const QString& icon, const QString& words)
{
    Cell cell = format::text(words);
    cell.kind = format::CellKind::Icon;
    cell.state = state;
    cell.iconName = icon;
    return cell;
}

QString stepTime(const QDateTime& at, const QDateTime& now)
{
    const QDateTime there = at.toTimeZone(now.timeZone());
    return there.date() == now.date() ? there.toString(QStringLiteral("HH:mm")) : format::dayWord(there.date(), now.date());
}

Cell doneCell(const Step& step, const QDateTime& now)
{
    const QString at = step.finished.isValid() ? stepTime(step.finished, now) : stepTr("done");
    if (step.kind == Step::Kind::Vendor && model::isReadBack(step))
        return iconWord(State::Ok, QStringLiteral("check-check"), stepTr("%1 read back").arg(at));
    return iconWord(State::Ok, QStringLiteral("check"), at);
}

} // namespace

Cell stepCell(const console::JournalStep& each, const QDateTime& now)
{
    const Step& step = each.step;
    switch (step.state) {
    case Step::State::Done: return doneCell(step, now);
    case Step::State::AlreadySo: return iconWord(State::Ok, QStringLiteral("check-check"), stepTr("already so"));
    case Step::State::Skipped: return iconWord(State::Exempt, QStringLiteral("circle-slash"), stepTr("left out"));
    case Step::State::Cancelled: return iconWord(State::Exempt, QStringLiteral("circle-slash"), stepTr("stopped"));
    case Step::State::Failed: return format::pill(State::Act, stepTr("Refused"));
    case Step::State::NeedsAttention: return format::pill(State::Act, stepTr("Needs you"));
    case Step::State::Unknown: return format::pill(State::Unknown, stepTr("Not proven"));
    case Step::State::Calling: return iconWord(State::Info, QStringLiteral("loader"), stepTr("asking now"));
    case Step::State::Verifying: return iconWord(State::Info, QStringLiteral("loader"), stepTr("reading back"));
    case Step::State::Waiting: return iconWord(State::Info, QStringLiteral("user"), stepTr("by hand"));
    case Step::State::Planned: break;
    }
    if (step.due.isValid() && step.due > now)
        return iconWord(State::Plain, QStringLiteral("timer"), stepTr("from %1").arg(stepTime(step.due, now)));
    return iconWord(State::Plain, QStringLiteral("circle-dashed"), stepTr("waits"));
}

bool needsSomebody(const Step& step)
{
    return model::needsSomebody(step.state);
}

bool isStepClosed(const Step& step)
{
    return model::isDone(step.state);
}

int stepRank(const Step& step)
{
    if (needsSomebody(step))
        return 0;
    if (step.state == Step::State::Calling || step.state == Step::State::Verifying)
        return 1;
    if (step.state == Step::State::Waiting)
        return 2;
    return step.state == Step::State::Planned ? 3 : 4;
}

QStringList closingStates()
{
    return {QStringLiteral("access-revoked"), QStringLiteral("account-deleted"), QStringLiteral("sessions-ended"), QStringLiteral("licence-reclaimed"), QStringLiteral("data-transferred"), QStringLiteral("evidence-kept")};
}

QString closingWord(const QString& closing)
{
    static const char* const words[] = {QT_TRANSLATE_NOOP("run", "Access revoked"), QT_TRANSLATE_NOOP("run", "Accounts deleted"), QT_TRANSLATE_NOOP("run", "Sessions ended"),
                                        QT_TRANSLATE_NOOP("run", "Licences back"), QT_TRANSLATE_NOOP("run", "Handed over"), QT_TRANSLATE_NOOP("run", "Evidence kept")};
    const auto at = closingStates().indexOf(closing);
    return at < 0 ? QString() : stepTr(words[at]);
}

} // namespace qm::pages
