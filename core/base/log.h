#pragma once

#include <QLoggingCategory>

namespace qm::base {

Q_DECLARE_LOGGING_CATEGORY(logStore)
Q_DECLARE_LOGGING_CATEGORY(logVendor)
Q_DECLARE_LOGGING_CATEGORY(logRun)
Q_DECLARE_LOGGING_CATEGORY(logUi)

} // namespace qm::base
