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
    void callVendor(const JournalStep& step);
    void settleVendor(const JournalStep& step);
    void ended(const JournalStep& step, const HandOutcome& outcome);
    void move(const JournalStep& step, Transition transition);
    void failLocal(const JournalStep& step, const base::Error& error);
    void close(const JournalRun& run);
    void finish(base::Result<RunReport> result);

    Runner& m_runner;
    base::Id m_runId;
    base::Cancel m_cancel;
    QPromise<base::Result<RunReport>> m_promise;
    JournalRun m_run;
    QSet<base::Id> m_calledHere; ///< steps whose intent this pass wrote itself
};

/// The step to do next: all it depends on is closed, it is due, and it is not waiting for a person or a later try.
const JournalStep* nextStep(const JournalRun& run, const QDateTime& now);

/// Counts and next due instant of a run.
RunReport reportOf(const JournalRun& run, const QDateTime& now);

} // namespace qm::run
