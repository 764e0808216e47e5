#pragma once

#include <QString>

namespace qm::workflow {

/// The state an account is in after an action at its vendor ("user.suspend" -> "suspended"); empty: none of its own.
QString accountStateAfter(const QString& action);

} // namespace qm::workflow
