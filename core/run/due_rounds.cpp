#include "core/run/due_rounds.h"

#include "core/base/log.h"
#include "core/base/when_done.h"
#include "core/run/pass.h"

namespace qm::run {
namespace {

using base::fail;
using base::Id;
using base::Result;

constexpr qint64 shortestMs = 500;
constexpr qint64 longestMs = 60'000;
constexpr int foldMs = 50;

} // namespace

qint64 pauseUntil(const QDateTime& next, const QDateTime& now, const QDateTime& armed)
{
    if (!next.isValid() || now == armed)
        return longestMs;
    return std::clamp(now.msecsTo(next), shortestMs, longestMs);
}

Result<Agenda> agendaOf(store::Store& store, const QDateTime& now)
{
    const auto unfinished = unfinishedRuns(store);
    if (!unfinished)
        return fail(unfinished.error());
    Agenda agenda;
    for (const Id id : *unfinished) {
        const auto run = readRun(store, id);
        if (!run)
            return fail(run.error());
        if (nextStep(*run, now))
            agenda.due.push_back(id);
        const QDateTime next = reportOf(*run, now).nextDue;
        if (next.isValid() && (!agenda.next.isValid() || next < agenda.next))
            agenda.next = next;
    }
    return agenda;
}

DueRounds::DueRounds(Runner& runner)
    : QObject(&runner)
    , m_runner(runner)
    , m_next(this)
    , m_soon(this)
{
    m_next.setSingleShot(true);
    m_soon.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, [this] { look(m_armed); });
    connect(&m_soon, &QTimer::timeout, this, [this] { look({}); });
    m_soon.setInterval(foldMs);
}

void DueRounds::start()
{
    look({});
}

void DueRounds::wake()
{
    if (!m_soon.isActive())
        m_soon.start();
}

void DueRounds::look(const QDateTime& armed)
{
    const QDateTime now = m_runner.m_clock.now();
    m_next.start(static_cast<int>(longestMs));
    m_armed = now;
    base::whenDone(m_runner.m_desk.ask([now](store::Store& store) { return agendaOf(store, now); }), this, [this, armed](Result<Agenda> agenda) {
        if (agenda)
            take(*agenda, armed);
        else
            qCWarning(base::logRun) << "what is due" << base::codeName(agenda.error().code); // the next minute
    });
}

void DueRounds::take(const Agenda& agenda, const QDateTime& armed)
{
    const QDateTime now = m_runner.m_clock.now();
    m_next.start(static_cast<int>(pauseUntil(agenda.next, now, armed)));
    m_armed = now;
    for (const Id run : agenda.due) {
        if (!m_runner.isUnderWay(run))
            carryOn(run);
    }
}

void DueRounds::carryOn(Id run)
{
    base::whenDone(m_runner.carryOn(run, {}), this, [run](const Result<RunReport>& report) {
        if (!report)
            qCWarning(base::logRun) << "carrying on run" << run.value << base::codeName(report.error().code); // the next minute
    });
}

} // namespace qm::run
