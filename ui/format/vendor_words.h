#pragma once

#include "core/console/connection_info.h"
#include "core/console/vendor_catalogue.h"

namespace qm::format {

/// What a table of a vendor tells about: "People's accounts"; its own name when nobody has a word for it.
QString vendorTableWord(const QString& table);
/// The same for all that a vendor tells, each once: "accounts, groups, last use".
QString vendorReadsWord(const console::VendorInfo& vendor);
/// What an action does: "Suspend an account".
QString vendorActionWord(const console::VendorAction& action);
/// What to watch: "takes access away", "deletes for good"; empty: nothing.
QString vendorDangerWord(const console::VendorAction& action);
/// The name of one stream inside a sentence: "last_sign_in" is "last sign in".
QString streamWord(const QString& stream);
/// The same where it stands alone: "Last sign in".
QString streamTitle(const QString& stream);
/// What a stream tells, where it stands alone: "Accounts, who has which licence".
QString vendorStreamWord(const console::VendorStream& stream);
/// "every 4 hours", "only when you ask".
QString scheduleWord(const console::Schedule& schedule);

} // namespace qm::format
