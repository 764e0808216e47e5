#include "ui/print/certificate.h"

#include "ui/format/words.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>

namespace qm::print {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

constexpr int printDpi = 144, lineGap = 6;

QString printTr(const char* words)
{
    return QCoreApplication::translate("certificate", words);
}

/// Sets lines of text down a page and turns it when it is full.
class Sheet
{
public:
    Sheet(QPdfWriter& writer)
        : m_writer(writer)
        , m_painter(&writer)
    {}

    void line(const QString& words, double points, QFont::Weight weight = QFont::Normal)
    {
        QFont font = m_painter.font();
        font.setPointSizeF(points);
        font.setWeight(weight);
        m_painter.setFont(font);
        const QRect room(0, m_y, m_writer.width(), m_writer.height());
        const QRect needed = m_painter.boundingRect(room, Qt::AlignLeft | Qt::TextWordWrap, words);
        if (m_y + needed.height() > m_writer.height()) {
            m_writer.newPage();
            m_y = 0;
        }
        m_painter.drawText(QRect(0, m_y, m_writer.width(), needed.height()), Qt::AlignLeft | Qt::TextWordWrap, words);
        m_y += needed.height() + lineGap;
    }
    void gap() { m_y += 3 * lineGap; }

private:
    QPdfWriter& m_writer;
    QPainter m_painter;
    int m_y = 0;
};

QString stamp(const QDateTime& at)
{
    return at.isValid() ? at.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm 'UTC'")) : QStringLiteral("\u2013");
}

QDateTime lastClosed(const workflow::Completeness& completeness)
{
    QDateTime last;
    for (const workflow::ClosedItem& item : completeness.items)
        last = !last.isValid() || item.at > last ? item.at : last;
    return last;
}

/// A person's word is not a proof, and the paper says which is which.
QString proofWords(const workflow::Completeness& completeness)
{
    const auto byHand = std::count_if(completeness.items.begin(), completeness.items.end(), [](const workflow::ClosedItem& item) { return item.closed && item.byHand; });
    return printTr("%1 of %2 items are closed: %3 proven by reading back or in this workspace, %4 on a person's word.")
        .arg(completeness.closed()).arg(completeness.total()).arg(completeness.closed() - byHand).arg(byHand);
}

QString itemWords(const workflow::ClosedItem& item)
{
    const QString proof = item.byHand ? printTr("on a person's word") : printTr("proven");
    QStringList words{item.target, printTr("closed %1").arg(stamp(item.at)), proof, item.result};
    words.removeAll(QString());
    return words.join(QStringLiteral(", "));
}

QByteArray pdfOf(const Certificate& certificate)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(printDpi);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF(20, 20, 20, 20), QPageLayout::Millimeter);
    writer.setTitle(printTr("Leaver certificate"));
    const console::LeaverReport& report = certificate.report;
    Sheet sheet(writer);
    sheet.line(certificate.company, 10);
    sheet.line(printTr("Leaver certificate: %1").arg(report.person), 18, QFont::DemiBold);
    sheet.line(runWords(certificate), 10);
    sheet.line(proofWords(report.completeness), 10);
    sheet.gap();
    for (const workflow::ClosedItem& item : report.completeness.items) {
        sheet.line(item.title, 10, QFont::Medium);
        sheet.line(itemWords(item), 8.5);
    }
    sheet.gap();
    for (const QString& source : report.completeness.sourcesNotProven)
        sheet.line(printTr("%1 was not read since the notice; nothing is concluded from it.").arg(source), 9);
    return bytes;
}

QJsonObject jsonOf(const Certificate& certificate, const QString& sha256)
{
    QJsonArray items;
    for (const workflow::ClosedItem& item : certificate.report.completeness.items) {
        items.append(QJsonObject{{QStringLiteral("item"), item.item}, {QStringLiteral("title"), item.title}, {QStringLiteral("closing"), item.closing},
                                 {QStringLiteral("at"), item.at.toUTC().toString(Qt::ISODate)}, {QStringLiteral("by-hand"), item.byHand}, {QStringLiteral("result"), item.result}});
    }
    const model::Run& run = certificate.report.run.run;
    return {{QStringLiteral("run"), run.number}, {QStringLiteral("person"), certificate.report.person}, {QStringLiteral("plan"), run.planHash},
            {QStringLiteral("issued"), certificate.issuedAt.toUTC().toString(Qt::ISODate)}, {QStringLiteral("by"), certificate.issuedBy},
            {QStringLiteral("items"), items}, {QStringLiteral("not-proven"), QJsonArray::fromStringList(certificate.report.completeness.sourcesNotProven)},
            {QStringLiteral("pdf-sha256"), sha256}};
}

bool written(const QString& path, const QByteArray& bytes)
{
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
}

} // namespace

QString runWords(const Certificate& certificate)
{
    const console::LeaverReport& report = certificate.report;
    const QString by = certificate.issuedBy.trimmed();
    const QString issued = by.isEmpty() ? stamp(certificate.issuedAt) : printTr("%1 by %2").arg(stamp(certificate.issuedAt), by);
    return printTr("Run %1. Access was to end %2; the last item was closed %3. Issued %4.").arg(report.run.run.number, stamp(report.run.run.effectiveAt), stamp(lastClosed(report.completeness)), issued);
}

Result<WrittenCertificate> writeCertificate(const Certificate& certificate, const QString& path)
{
    const auto& completeness = certificate.report.completeness;
    if (completeness.closed() < completeness.total())
        return fail(ErrorCode::Refused, certificate.report.person, QStringLiteral("not everything is closed"));
    const QByteArray pdf = pdfOf(certificate);
    const QString sha256 = QString::fromLatin1(QCryptographicHash::hash(pdf, QCryptographicHash::Sha256).toHex());
    const QFileInfo info(path);
    const QString json = info.path() + u'/' + info.completeBaseName() + QStringLiteral(".json");
    if (!written(path, pdf))
        return fail(ErrorCode::FileUnwritable, info.fileName());
    if (!written(json, QJsonDocument(jsonOf(certificate, sha256)).toJson()))
        return fail(ErrorCode::FileUnwritable, QFileInfo(json).fileName());
    return WrittenCertificate{path, json, sha256};
}

} // namespace qm::print
