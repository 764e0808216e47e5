#pragma once

#include "core/console/connections.h"
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
/// What a reading did to the records here.
struct ReadingCounts
{
    qint64 created = 0;
    qint64 updated = 0;
    qint64 gone = 0;
};
/// "1,240 read, 3 new, 12 changed", "40 read, no difference".
QString readingWord(qint64 read, const ReadingCounts& counts);
/// "every 4 hours", "only when you ask".
QString scheduleWord(const console::ReadingSchedule& schedule);

} // namespace qm::format
