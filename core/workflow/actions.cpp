#include "core/workflow/actions.h"

#include <QHash>

namespace qm::workflow {

QString accountStateAfter(const QString& action)
{
    static const QHash<QString, QString> states{{QStringLiteral("user.create"), QStringLiteral("active")},
                                                {QStringLiteral("user.activate"), QStringLiteral("active")},
                                                {QStringLiteral("user.suspend"), QStringLiteral("suspended")},
                                                {QStringLiteral("user.delete"), QStringLiteral("closed")}};
    return states.value(action);
}

} // namespace qm::workflow
