#include "ui/format/vendor_words.h"
#include "ui/format/words.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace qm::format {
namespace {

using base::ErrorCode;
using console::IssueKind;

/// %1 is the error's subject.
const char* fileSentence(ErrorCode code)
{
    switch (code) {
    case ErrorCode::FileNotFound: return QT_TRANSLATE_NOOP("error", "There is no file %1. Check the name and the folder.");
    case ErrorCode::FileUnreadable: return QT_TRANSLATE_NOOP("error", "%1 can't be read. Check that you may open it and that it is not a folder.");
    case ErrorCode::FileTooLarge: return QT_TRANSLATE_NOOP("error", "%1 is too large to be read. Split it into smaller files.");
    case ErrorCode::FileBinary: return QT_TRANSLATE_NOOP("error", "%1 is not a text table. Save it as CSV and try again.");
    case ErrorCode::FileMalformed: return QT_TRANSLATE_NOOP("error", "The table breaks off inside a quoted cell that begins on line %1. The file may be cut; export it again.");
    case ErrorCode::FileEmpty: return QT_TRANSLATE_NOOP("error", "%1 has no rows below its headings. Choose another file.");
    case ErrorCode::FileUnwritable: return QT_TRANSLATE_NOOP("error", "%1 can't be written. Choose another folder or free the file.");
    default: return nullptr;
    }
}

const char* workspaceSentence(ErrorCode code)
{
    switch (code) {
    case ErrorCode::WorkspaceExists: return QT_TRANSLATE_NOOP("error", "%1 is there already. Choose another name; nothing was overwritten.");
    case ErrorCode::WorkspaceForeign: return QT_TRANSLATE_NOOP("error", "%1 is not a Quartermaster workspace. Choose a file that ends in .quartermaster.");
    case ErrorCode::WorkspaceNewer: return QT_TRANSLATE_NOOP("error", "%1 was written by a newer Quartermaster. Update the program to change it; it is left as it is.");
    case ErrorCode::WorkspaceLocked: return QT_TRANSLATE_NOOP("error", "%1 is open in another Quartermaster. Close that one first.");
    case ErrorCode::WorkspaceReadOnly: return QT_TRANSLATE_NOOP("error", "%1 may only be read. Move it to a folder where you may write.");
    case ErrorCode::WorkspaceDamaged: return QT_TRANSLATE_NOOP("error", "%1 is damaged. Restore a backup; the file is left as it is.");
    case ErrorCode::DiskFull: return QT_TRANSLATE_NOOP("error", "The disk is full, so nothing was changed. Free some space and try again.");
    default: return nullptr;
    }
}

const char* recordSentence(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NotFound: return QT_TRANSLATE_NOOP("error", "Nothing here is called %1. Check the spelling, or search for it.");
    case ErrorCode::Ambiguous: return QT_TRANSLATE_NOOP("error", "More than one record is called %1. Use its number, tag or mail address.");
    case ErrorCode::Invalid: return QT_TRANSLATE_NOOP("error", "\u201c%1\u201d does not fit here. Correct the value and try again.");
    case ErrorCode::Required: return QT_TRANSLATE_NOOP("error", "%1 is missing. Fill it in and try again.");
    case ErrorCode::TextTooLong: return QT_TRANSLATE_NOOP("error", "%1 is too long: at most %2 letters may stand there. Shorten it and try again.");
    case ErrorCode::OutOfRange: return QT_TRANSLATE_NOOP("error", "%1 can't be meant: %2 may stand there. Correct it and try again.");
    case ErrorCode::NotAMail: return QT_TRANSLATE_NOOP("error", "%1 is not a mail address. Write it like name@company.com.");
    case ErrorCode::NotOneLine: return QT_TRANSLATE_NOOP("error", "%1 holds a line break or another control character. Write it on one line.");
    case ErrorCode::Circular: return QT_TRANSLATE_NOOP("error", "%1 would lead back to the same record, directly or through others. Choose another one.");
    case ErrorCode::Duplicate: return QT_TRANSLATE_NOOP("error", "%1 belongs to another record already. Use another value, or edit that record.");
    case ErrorCode::InUse: return QT_TRANSLATE_NOOP("error", "%1 is still used by other records. Change those first.");
    case ErrorCode::Conflict: return QT_TRANSLATE_NOOP("error", "%1 was changed in the meantime. Read it again, then decide; nothing was overwritten.");
    case ErrorCode::StalePlan: return QT_TRANSLATE_NOOP("error", "%1 has changed since the plan was made, so the plan was not applied. Make the plan again and read it.");
    case ErrorCode::NothingToUndo: return QT_TRANSLATE_NOOP("error", "There is nothing to take back: no edit and no import stands that has not been taken back already. What was read from a service is taken back in Activity.");
    case ErrorCode::UndoByPlan: return QT_TRANSLATE_NOOP("error", "%1 is a run: vendors and people have acted in it, so it is taken back by a plan that you read first. Open the run and press Take back, or make the plan with qmctl plan undo %1.");
    case ErrorCode::Refused: return QT_TRANSLATE_NOOP("error", "This can't be done now (%1): %2.");
    case ErrorCode::FilterSyntax: return QT_TRANSLATE_NOOP("error", "The filter is not understood at \u201c%1\u201d. Write it like: department = Sales and status != left.");
    default: return nullptr;
    }
}

const char* keyStoreSentence(ErrorCode code)
{
    switch (code) {
    case ErrorCode::KeyStoreMissing: return QT_TRANSLATE_NOOP("error", "This computer has no key store running, so the token can't be kept safely and was not kept at all. Start one (for example GNOME Keyring) and try again.");
    case ErrorCode::KeyStoreLocked: return QT_TRANSLATE_NOOP("error", "The key store is locked. Unlock it and try again.");
    case ErrorCode::KeyStoreDenied: return QT_TRANSLATE_NOOP("error", "The key store did not let Quartermaster in. Allow it and try again.");
    case ErrorCode::SecretMissing: return QT_TRANSLATE_NOOP("error", "This computer holds no sign-in for it. Sign in again.");
    case ErrorCode::SecretDamaged: return QT_TRANSLATE_NOOP("error", "The sign-in kept on this computer was altered or damaged and is not used. Sign in again.");
    default: return nullptr;
    }
}

const char* vendorSentence(ErrorCode code)
{
    switch (code) {
    case ErrorCode::HostUnreachable: return QT_TRANSLATE_NOOP("error", "The service can't be reached (%1). Check the address and the network; nothing was changed.");
    case ErrorCode::Timeout: return QT_TRANSLATE_NOOP("error", "The service did not answer in time. Try again later.");
    case ErrorCode::TlsFailed: return QT_TRANSLATE_NOOP("error", "The service's certificate can't be trusted, so nothing was sent. Ask the service's administrator.");
    case ErrorCode::ForeignHost: return QT_TRANSLATE_NOOP("error", "The service points to another host (%1), so the token was not sent there. Check the address.");
    case ErrorCode::ReplyTooLarge: return QT_TRANSLATE_NOOP("error", "The service's answer is too large and was not read. Nothing was changed.");
    case ErrorCode::ReplyMalformed: return QT_TRANSLATE_NOOP("error", "The service answered with something else than data, for example a sign-in page. Check the address; nothing was changed.");
    case ErrorCode::ReplyCut: return QT_TRANSLATE_NOOP("error", "The service's answer broke off. Try again; nothing was changed.");
    case ErrorCode::PageLoop: return QT_TRANSLATE_NOOP("error", "The service repeats the same page without end, so the reading was stopped. Nothing was changed.");
    case ErrorCode::RateLimited: return QT_TRANSLATE_NOOP("error", "The service asks to wait. Try again later.");
    case ErrorCode::SignInNeeded: return QT_TRANSLATE_NOOP("error", "The service does not accept the token. Make a new one and connect again.");
    case ErrorCode::Forbidden: return QT_TRANSLATE_NOOP("error", "The token may not do this. Ask the service's administrator for the right.");
    case ErrorCode::VendorRefused: return QT_TRANSLATE_NOOP("error", "The service refused: %1");
    case ErrorCode::OutcomeUnknown: return QT_TRANSLATE_NOOP("error", "It is not known whether the service did it. Look there before you try again.");
    case ErrorCode::TooMuchGone: return QT_TRANSLATE_NOOP("error", "The service suddenly does not list %1 entries any more. That may be a fault there, so everything stays here. Look there; if it is right, accept it.");
    case ErrorCode::DescriptorInvalid: return QT_TRANSLATE_NOOP("error", "The connector has an error at %1. Update the program.");
    default: return nullptr;
    }
}

const char* programSentence(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Cancelled: return QT_TRANSLATE_NOOP("error", "Stopped as you asked. What was done so far is kept.");
    case ErrorCode::Usage: return QT_TRANSLATE_NOOP("error", "%1");
    default: return QT_TRANSLATE_NOOP("error", "Something went wrong inside the program (%1). Nothing was half-written; please report it.");
    }
}

const char* sourceSentence(ErrorCode code)
{
    for (const auto family : {fileSentence, workspaceSentence, recordSentence, keyStoreSentence, vendorSentence}) {
        if (const char* text = family(code))
            return text;
    }
    return programSentence(code);
}

const char* issueSentence(IssueKind kind)
{
    switch (kind) {
    case IssueKind::NotReadable: return QT_TRANSLATE_NOOP("import", "\u201c%1\u201d can't be read here; the value was left out");
    case IssueKind::TooLong: return QT_TRANSLATE_NOOP("import", "\u201c%1\u201d is longer than %2 letters; the value was left out");
    case IssueKind::OutOfRange: return QT_TRANSLATE_NOOP("import", "\u201c%1\u201d lies outside %2; the value was left out");
    case IssueKind::NotAMail: return QT_TRANSLATE_NOOP("import", "\u201c%1\u201d is not a mail address; the value was left out");
    case IssueKind::SeveralLines: return QT_TRANSLATE_NOOP("import", "\u201c%1\u201d stood on several lines or held control characters; it was put on one line");
    case IssueKind::TwoReadings: return QT_TRANSLATE_NOOP("import", "\u201c%1\u201d can be read two ways; the value was left out");
    case IssueKind::NoSuchRecord: return QT_TRANSLATE_NOOP("import", "\u201c%1\u201d is not known here; the value was left out");
    case IssueKind::SeveralRecords: return QT_TRANSLATE_NOOP("import", "More than one is called \u201c%1\u201d; the value was left out");
    case IssueKind::IsItself: return QT_TRANSLATE_NOOP("import", "\u201c%1\u201d leads back to the row itself; the value was left out");
    case IssueKind::TwoColumns: return QT_TRANSLATE_NOOP("import", "Another column says \u201c%1\u201d; \u201c%2\u201d was taken");
    case IssueKind::ExtraCells: return QT_TRANSLATE_NOOP("import", "\u201c%1\u201d stands beyond the last heading; it was left out");
    case IssueKind::AddedRecord: return QT_TRANSLATE_NOOP("import", "\u201c%1\u201d was not known and is added");
    case IssueKind::MissingValue: return QT_TRANSLATE_NOOP("import", "%2 is empty; the row was not imported");
    case IssueKind::SeveralMatch: return QT_TRANSLATE_NOOP("import", "More than one is called \u201c%1\u201d; the row was not imported. A number or a mail address says which one is meant");
    case IssueKind::BelongsToOther: return QT_TRANSLATE_NOOP("import", "\u201c%1\u201d belongs to another record already; the row was not imported");
    case IssueKind::Repeated: return QT_TRANSLATE_NOOP("import", "\u201c%1\u201d stands in an earlier row too; the row was not imported");
    }
    return "";
}

/// %1 and %2 of a sentence. Cut first, filled in after: data may hold "%2" itself.
QString filled(const QString& form, const QString& first, const QString& second)
{
    const QStringList parts = form.split(u'%');
    QString text = parts.front();
    for (const QString& part : parts.mid(1))
        text += (part.startsWith(u'1') ? first : second) + part.mid(1);
    return text;
}

/// "person.start: 1900-01-01" as "First day: 1900-01-01"; what names no field stays as it is.
QString inFieldsWords(const QString& subject)
{
    const QString name = subject.section(QStringLiteral(": "), 0, 0);
    const auto entity = model::entityFromKey(name.section(u'.', 0, 0));
    const int field = entity ? model::describe(*entity).indexOf(name.section(u'.', 1)) : -1;
    return field < 0 ? subject : fieldWord(model::describe(*entity).field(field)) + subject.mid(name.size());
}

/// Why something was refused, to stand behind a colon and before a full stop; a service may say it in several lines.
QString asClause(const QString& reason)
{
    QString clause = reason.simplified();
    while (clause.endsWith(u'.'))
        clause.chop(1);
    return clause.isEmpty() ? QCoreApplication::translate("error", "its state does not allow it; look at it first") : clause;
}

} // namespace

QString sentence(const base::Error& error)
{
    const bool isRefusal = error.code == ErrorCode::Refused;
    QString form = QCoreApplication::translate("error", sourceSentence(error.code));
    const QString subject = error.subject.isEmpty() && !isRefusal ? error.detail : error.subject;
    if (subject.isEmpty())
        form.remove(QStringLiteral(" (%1)")).replace(QStringLiteral("%1"), QStringLiteral("\u2013"));
    return filled(form, inFieldsWords(subject), isRefusal ? asClause(error.detail) : error.detail);
}

QString reasonSentence(const QString& reason)
{
    static const QRegularExpression ofOneStream(QStringLiteral("^([a-z0-9_.]+): ([A-Z][A-Za-z]+(:.*)?)$"), QRegularExpression::DotMatchesEverythingOption);
    if (const auto match = ofOneStream.match(reason); match.hasMatch())
        return streamTitle(match.captured(1)) + QStringLiteral(": ") + reasonSentence(match.captured(2));
    const QString name = reason.section(u':', 0, 0).trimmed();
    const QString rest = reason.section(u':', 1).trimmed();
    for (int each = 0; each <= static_cast<int>(ErrorCode::Internal); ++each) {
        const auto code = static_cast<ErrorCode>(each);
        if (base::codeName(code) == name) // of a refusal its reason was kept, of all others what it was about
            return sentence(code == ErrorCode::Refused ? base::Error{code, {}, rest, {}} : base::Error{code, rest, {}, {}});
    }
    return reason;
}

QString sentence(const console::ImportIssue& issue)
{
    QString text = filled(QCoreApplication::translate("import", issueSentence(issue.kind)), issue.value, issue.about);
    if (issue.kind == IssueKind::NoSuchRecord && !issue.about.isEmpty())
        text += QStringLiteral("; ") + QCoreApplication::translate("import", "the closest is %1").arg(issue.about);
    return text;
}

} // namespace qm::format
