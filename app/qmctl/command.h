#pragma once

#include "app/qmctl/arguments.h"
#include "app/wiring.h"
#include "core/base/hand_over.h"

#include <QJsonValue>

namespace qm::qmctl {

/// Exit codes, stable and documented in --help.
enum class Exit { Done = 0, Failed = 1, Usage = 2, Refused = 3, NeedsAttention = 4 };

/// What a command prints and how it ends: JSON with --json, else the text.
struct Outcome
{
    QJsonValue json;
    QString text;
    Exit exit = Exit::Done;
    std::optional<base::Error> problem = {}; ///< told as a sentence on standard error beside what was done
};
using CommandResult = base::Result<Outcome>;

/// What a command runs with. It runs in a thread of its own and may wait for futures.
struct Context
{
    Arguments arguments;
    QString workspace;
    QDateTime now;
    QDate asOf;
    std::unique_ptr<app::Wiring> wiring; ///< open unless the command opens it itself

    console::Console& console() { return wiring->console(); }
    /// The command's n-th word; Usage when it was not typed. `what` names it.
    base::Result<QString> word(qsizetype position, const QString& what) const;
};

/// One command of the program.
struct Command
{
    /// How many words it takes, by its own line of help; -1: any number.
    int mostWords() const;

    QString name;     ///< "plan join"
    QString words;    ///< "PERSON --at INSTANT"
    QString help;
    QString jsonHelp; ///< keys of its JSON
    QList<Option> options;
    bool opensWorkspace = true;
    CommandResult (*run)(Context&);
};

const QList<Command>& commands();
QList<Command> recordCommands();
QList<Command> importCommands();
QList<Command> vendorCommands();
QList<Command> workflowCommands();
QList<Command> careCommands();

/// A field that an entity does not have, told with those that it has.
base::Error noSuchField(model::Entity entity, const QString& key);

/// The exit code an error means.
Exit exitOf(const base::Error& error);

/// Waits for an answer. Only for the command's own thread.
template <class T>
base::Result<T> wait(QFuture<base::Result<T>> future)
{
    auto result = future.takeResult();
    base::takeOver();
    return result;
}
inline base::Result<void> wait(QFuture<base::Result<void>> future)
{
    auto result = future.takeResult();
    base::takeOver();
    return result;
}

} // namespace qm::qmctl
