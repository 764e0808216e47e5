#pragma once

#include "core/run/runner.h"

namespace qm::run {

/// One pass over one run: step after step until nothing is due. Owns itself and ends with its future.
class Pass final : public QObject
{
public:
    Pass(Runner& runner, base::Id run, base::Cancel cancel);

    QFuture<base::Result<RunReport>> begin();

private:
    void readOn();
    void decide(JournalRun run);
    void perform(const JournalStep& step);
    void performLocal(const JournalStep& step);
    void askPerson(const JournalStep& step);
    void callVendor(const JournalStep& step, HandCall call);
    void settleVendor(const JournalStep& step, HandCall call);
    void followVendor(const JournalStep& step, HandCall call);
    HandCall callOf(const JournalStep& step) const;
    void ended(const JournalStep& step, const HandOutcome& outcome);
    void move(const JournalStep& step, Transition transition);
    /// What could not be written; keeps what the vendor had answered by then.
    void failLocal(const JournalStep& step, const base::Error& error, const QString& evidence = {});
    void close(const JournalRun& run);
    void finish(base::Result<RunReport> result);

    Runner& m_runner;
    base::Id m_runId;
    base::Cancel m_cancel;
    QPromise<base::Result<RunReport>> m_promise;
    JournalRun m_run;
};

/// All it depends on is closed.
bool isReady(const JournalRun& run, const model::Step& step);

/// The step to do next: all it depends on is closed, it is due, and it is not waiting for a person or a later try.
const JournalStep* nextStep(const JournalRun& run, const QDateTime& now);

/// Counts and next due instant of a run.
RunReport reportOf(const JournalRun& run, const QDateTime& now);

} // namespace qm::run
