#pragma once

#include <QString>

namespace qm::base {

/// What went wrong, as the program tells it apart. ui/format turns each code into one plain sentence:
/// what happened, why, what to do next.
enum class ErrorCode {
    // files
    FileNotFound,
    FileUnreadable,
    FileTooLarge,
    FileBinary,
    FileMalformed,
    FileEmpty,
    FileUnwritable,
    // workspace
    WorkspaceExists,
    WorkspaceForeign, ///< the file is not a Quartermaster workspace
    WorkspaceNewer,
    WorkspaceLocked,
    WorkspaceReadOnly,
    WorkspaceDamaged,
    DiskFull,
    // records and plans
    NotFound,
    Ambiguous,
    Invalid,
    Required,
    TextTooLong, ///< detail: how many letters may stand there
    OutOfRange,  ///< a date or a number; detail: what may stand there
    NotAMail,
    NotOneLine,  ///< a line break or another control character where a line stands
    Circular,    ///< a reference that leads back to its own record
    Duplicate,
    InUse,
    Conflict,
    StalePlan,
    NothingToUndo,
    UndoByPlan, ///< a run is taken back by a plan that is read first
    Refused, ///< detail: why, a clause that the person reads ("they have left already")
    FilterSyntax,
    // key store
    KeyStoreMissing,
    KeyStoreLocked,
    KeyStoreDenied,
    SecretMissing,
    SecretDamaged, ///< what is kept was altered or cut, or belongs to another key
    // vendors
    HostUnreachable,
    Timeout,
    TlsFailed,
    ForeignHost,
    ReplyTooLarge,
    ReplyMalformed,
    ReplyCut,
    PageLoop,
    RateLimited,
    SignInNeeded,
    Forbidden,
    VendorRefused,
    OutcomeUnknown,
    TooMuchGone, ///< a source does not tell most of a list any more; subject: "230 of 250"
    DescriptorInvalid,
    // program
    Cancelled,
    Usage,
    Internal,
};

/// Whether asking again can help.
enum class Retry { Never, Later, AfterReading };

/// A failure as a value. `subject` is what the sentence names (a file, a field, a person's name) and is data;
/// `detail` is for the log, unless the code says that it is told, and must be free of secrets.
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    QString subject;
    QString detail;
    Retry retry = Retry::Never;
};

/// The code's own name ("FileTooLarge"), for logs and the JSON of the command line.
QString codeName(ErrorCode code);

} // namespace qm::base
