#include "app/qmctl/command.h"

#include <QRegularExpression>

namespace qm::qmctl {

const QList<Command>& commands()
{
    static const QList<Command> all = recordCommands() + importCommands() + vendorCommands() + workflowCommands() + careCommands();
    return all;
}

base::Error noSuchField(model::Entity entity, const QString& key)
{
    const model::EntityDescription& description = model::describe(entity);
    QStringList keys;
    for (const model::Field& field : description.fields) {
        if (!field.has(model::Internal))
            keys.append(field.key);
    }
    const QString words = QStringLiteral("%1 has no field \u201c%2\u201d. There are: %3.").arg(description.key, key, keys.join(QStringLiteral(", ")));
    return {base::ErrorCode::Usage, words, {}, base::Retry::Never};
}

int Command::mostWords() const
{
    if (words.contains(QStringLiteral("...")))
        return -1;
    static const QRegularExpression option(QStringLiteral("\\[?-.*$")); // options end what stands alone
    return static_cast<int>(QString(words).remove(option).split(u' ', Qt::SkipEmptyParts).size());
}

Exit exitOf(const base::Error& error)
{
    switch (error.code) {
    case base::ErrorCode::Usage:
    case base::ErrorCode::FilterSyntax:
        return Exit::Usage;
    case base::ErrorCode::StalePlan:
    case base::ErrorCode::UndoByPlan:
    case base::ErrorCode::Conflict:
    case base::ErrorCode::Refused:
        return Exit::Refused;
    case base::ErrorCode::SignInNeeded:
    case base::ErrorCode::OutcomeUnknown:
    case base::ErrorCode::TooMuchGone:
        return Exit::NeedsAttention;
    default:
        return Exit::Failed;
    }
}

base::Result<QString> Context::word(qsizetype position, const QString& what) const
{
    if (position >= arguments.words.size())
        return base::fail(base::ErrorCode::Usage, QStringLiteral("%1 is missing.").arg(what));
    return arguments.words.at(position);
}

} // namespace qm::qmctl
