#include "core/base/log.h"

namespace qm::base {

Q_LOGGING_CATEGORY(logStore, "qm.store", QtWarningMsg)
Q_LOGGING_CATEGORY(logVendor, "qm.vendor", QtWarningMsg)
Q_LOGGING_CATEGORY(logRun, "qm.run", QtWarningMsg)
Q_LOGGING_CATEGORY(logUi, "qm.ui", QtWarningMsg)

} // namespace qm::base
