#pragma once

#include "core/base/cancel.h"
#include "core/base/clock.h"
#include "core/run/journal.h"
#include "core/store/desk.h"

#include <QObject>
#include <QSet>

namespace qm::run {

/// Where a run stands after a pass over it.
struct RunReport
{
    base::Id run;
    QString number;
    model::Run::State state = model::Run::State::Running;
    int closed = 0;    ///< done or already so
    int waiting = 0;   ///< not due yet, or with a person
    int attention = 0; ///< failed or not known: somebody must look
    QDateTime nextDue; ///< when something falls due by itself; invalid: nothing does
};

/// Carries out plans. Every step is journaled before and after: an intent row, the call, what was read back, the
/// commit; so it goes on after any interruption and never repeats a call whose outcome it has not looked up.
/// Lives in the worker thread; its futures finish there.
class Runner final : public QObject
{
    Q_OBJECT
public:
    /// All three must outlive the runner.
    Runner(store::Desk desk, Hands& hands, const base::Clock& clock, QObject* parent = nullptr);

    /// Writes the plan into the journal. Error: StalePlan.
    QFuture<base::Result<base::Id>> start(model::Plan plan, QString actor);
    /// Does everything of the run that is due now, one step after the other, and returns when nothing more can be
    /// done without waiting. Error: NotFound, Refused (already being carried out), or the store's.
    QFuture<base::Result<RunReport>> carryOn(base::Id run, base::Cancel cancel);
    /// A person says that a step is done. Errors: NotFound, Refused (not theirs to close or not reached yet).
    QFuture<base::Result<void>> closeByHand(base::Id step, QString note);
    /// Asks again for a step that needed attention.
    QFuture<base::Result<void>> tryAgain(base::Id step);
    /// Nothing more of the run is begun until somebody resumes it; what is at a vendor just now ends first. Errors:
    /// NotFound, Refused (it is over).
    QFuture<base::Result<void>> pause(base::Id run);
    /// carryOn() at a person's wish: a run that was paused goes on.
    QFuture<base::Result<RunReport>> resume(base::Id run, base::Cancel cancel);
    bool isUnderWay(base::Id run) const { return m_busy.contains(run); }

    /// From now on carries on by itself what falls due.
    void keepCarryingOn();
    /// Something was written that may have changed what is due.
    void wake();

private:
    friend class Pass;
    friend class DueRounds;

    store::Desk m_desk;
    Hands& m_hands;
    const base::Clock& m_clock;
    QSet<base::Id> m_busy;
    class DueRounds* m_rounds = nullptr; ///< a child
};

/// The Refused of carryOn() that only says: it is being done already.
bool isUnderWay(const base::Error& error);

/// The runs that are not finished, by number; leavings go first, so that nothing is made for somebody after their last hour.
/// Runs in the store's thread.
base::Result<std::vector<base::Id>> unfinishedRuns(store::Store& store);

} // namespace qm::run
