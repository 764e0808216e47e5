#pragma once

#include "core/run/runner.h"

#include <QTimer>

namespace qm::run {

/// Carries on every unfinished run when something of it falls due by itself: at the start, when something was written
/// that may have moved it, and at the earliest instant. Looks at least once a minute, so that a computer that slept, or
/// whose clock was set, catches up; a pass that failed is tried again then. Lives in the worker thread, as a child of the
/// runner.
class DueRounds final : public QObject
{
public:
    explicit DueRounds(Runner& runner);
    void start();
    /// Something was written that may have changed what is due.
    void wake();

private:
    /// `armed`: when the timer was set that asks for it; invalid: something was written.
    void look(const QDateTime& armed);
    void take(const struct Agenda& agenda, const QDateTime& armed);
    void carryOn(base::Id run);

    Runner& m_runner;
    QTimer m_next; ///< at the earliest instant, or after a minute
    QTimer m_soon; ///< folds what was written in a row into one look
    QDateTime m_armed;
};

/// What the unfinished runs wait for.
struct Agenda
{
    std::vector<base::Id> due; ///< something can be done now, by number
    QDateTime next;            ///< the earliest instant at which something more falls due; invalid: nothing does
};

/// Milliseconds until the next look, between half a second and a minute. A clock that has stood still since the timer was
/// armed (a rehearsal's) reaches no instant, so nothing is gained by waiting for it.
qint64 pauseUntil(const QDateTime& next, const QDateTime& now, const QDateTime& armed);

/// Runs in the store's thread.
base::Result<Agenda> agendaOf(store::Store& store, const QDateTime& now);

} // namespace qm::run
