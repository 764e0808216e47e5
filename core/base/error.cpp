#include "core/base/error.h"

#include <array>

namespace qm::base {

QString codeName(ErrorCode code)
{
    static constexpr std::array names = {
        "FileNotFound",   "FileUnreadable",   "FileTooLarge",    "FileBinary",      "FileMalformed",   "FileEmpty",
        "FileUnwritable", "WorkspaceExists",  "WorkspaceForeign", "WorkspaceNewer", "WorkspaceLocked",
        "WorkspaceReadOnly", "WorkspaceDamaged", "DiskFull",     "NotFound",        "Ambiguous",
        "Invalid",        "Required",         "TextTooLong",     "OutOfRange",      "NotAMail",        "NotOneLine",
        "Circular",       "Duplicate",        "InUse",           "Conflict",
        "StalePlan",      "NothingToUndo",    "UndoByPlan",       "Refused",          "FilterSyntax",    "KeyStoreMissing", "KeyStoreLocked",
        "KeyStoreDenied", "SecretMissing",    "SecretDamaged", "HostUnreachable", "Timeout",         "TlsFailed",
        "ForeignHost",    "ReplyTooLarge",    "ReplyMalformed",  "ReplyCut",        "PageLoop",
        "RateLimited",    "SignInNeeded",     "Forbidden",       "VendorRefused",   "OutcomeUnknown",  "TooMuchGone",
        "DescriptorInvalid", "Cancelled",     "Usage",           "Internal"};
    static_assert(names.size() == static_cast<std::size_t>(ErrorCode::Internal) + 1);
    return QString::fromLatin1(names.at(static_cast<std::size_t>(code)));
}

} // namespace qm::base
