#pragma once

#include "core/console/console.h"

namespace qm::print {

/// Who certifies what, and when.
struct Certificate
{
    console::LeaverReport report;
    QString company;
    QString issuedBy;
    QDateTime issuedAt;
};

/// The SHA-256 of the written PDF, hex, and where both files are.
struct WrittenCertificate
{
    QString pdf;
    QString json;
    QString sha256;
};

/// What stands below its heading: which run, when it ended what, when it was issued and, where that is known, by whom.
QString runWords(const Certificate& certificate);
/// Writes `path` (a .pdf) and the JSON beside it. Needs a QGuiApplication.
/// Errors: Refused (not everything is closed), FileUnwritable (subject: the file's name).
base::Result<WrittenCertificate> writeCertificate(const Certificate& certificate, const QString& path);

} // namespace qm::print
