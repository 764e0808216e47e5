#pragma once

#include "core/model/plan.h"
#include "core/run/hands.h"
#include "core/store/store.h"

namespace qm::run {

/// One step as the journal holds it.
struct JournalStep
{
    model::Record record;
    model::Step step;
};

/// A run with its steps in order.
struct JournalRun
{
    model::Record record;
    model::Run run;
    std::vector<JournalStep> steps;

    const JournalStep* at(int position) const;
};

/// All functions here run in the store's thread.

/// Writes a plan into the journal: the run and all its steps in one transaction, with real ids in place of
/// placeholders. Errors: StalePlan (subject: the record that has changed), and those of Store::submit().
base::Result<base::Id> writePlan(store::Store& store, const model::Plan& plan, const QString& actor, const QDateTime& now);

base::Result<JournalRun> readRun(store::Store& store, base::Id run);

/// The fields of a step that a transition sets; what is not set stays.
struct Transition
{
    model::Step::State state = model::Step::State::Done;
    QString result;
    QString evidence;
    QDateTime nextTry;
    QDateTime followUntil; ///< queued at the vendor: asked about until then
    int tries = 0; ///< added to those counted; -1 where the vendor only put it off
    bool writesChanges = false; ///< the step's changes are written in the same transaction
};

/// Moves a step on. With writesChanges its records are written in the same transaction, texts filled in from what
/// this step ({yield.key}) and earlier ones ({step.N.key}) gave.
base::Result<void> writeTransition(store::Store& store, const JournalRun& run, const JournalStep& step, const Transition& transition, const QDateTime& now);

/// Sets the run's own state after its steps have moved.
base::Result<void> writeRunState(store::Store& store, const JournalRun& run, model::Run::State state, const QDateTime& now);

/// Replaces {step.N.key} by what step N gave; the text stays as it is where N gave nothing of that name.
QString filledFromSteps(const JournalRun& run, const QString& text);

/// What a step is told, with what earlier steps gave filled in.
QHash<QString, QString> inputOf(const JournalRun& run, const model::Step& step);

/// What a step gave, by name, from its evidence.
QHash<QString, QString> yieldsOf(const model::Step& step);
QString evidenceOf(const HandOutcome& outcome);
/// The names of the one-time secrets that a step made or was given.
QStringList secretsOf(const model::Step& step);
/// The same with a person's word that it was done.
QString saidByHand(const model::Step& step);

} // namespace qm::run
