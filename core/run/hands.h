#pragma once

#include "core/base/id.h"

#include <QFuture>
#include <QHash>
#include <QString>

namespace qm::run {

/// How a vendor action ended.
struct HandOutcome
{
    enum class State {
        Done,      ///< done and, where the action can be read back, seen so
        AlreadySo, ///< nothing had to be done
        Failed,    ///< refused; asking again does not help
        Queued,    ///< the vendor took it on and is not finished; follow() asks how it is getting on
        Later,     ///< not now (limit, outage); the same call may go through later
        Unknown,   ///< sent, outcome not known; must be looked up before anything else
    };

    State state = State::Unknown;
    QString answer;                  ///< the vendor's exact words, without secrets
    QHash<QString, QString> yields;  ///< "id" of what was made
    QString readBack;                ///< what verifying saw; empty: not read back
    int retryAfterSeconds = 0;       ///< Later: when the vendor said when; Queued: when to ask again
    int givesUpSeconds = 0;          ///< Queued: how long the vendor may take in all
    QStringList kept = {};           ///< names of the one-time secrets that lie in the key store for a person's eyes
};

/// What to do, as a step of a run says it.
struct HandCall
{
    base::Id source;
    QString action;
    QHash<QString, QString> input; ///< "step.key": the same for every try of one step
    base::Id step;                 ///< one-time secrets are kept under its id
};

/// Carries out actions at vendors. Called in the worker thread; futures finish there.
class Hands
{
public:
    virtual ~Hands() = default;
    virtual QFuture<HandOutcome> act(HandCall call) = 0;
    /// The same after an interruption, when it is not known whether the call had reached the vendor: looks first
    /// and acts only when it is not so yet and the same call again does no harm.
    virtual QFuture<HandOutcome> settle(HandCall call) = 0;
    /// Asks once how queued work is getting on; `yields` is what its outcome gave. Changes nothing.
    virtual QFuture<HandOutcome> follow(HandCall call, QHash<QString, QString> yields) = 0;
};

} // namespace qm::run
