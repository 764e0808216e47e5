#include "core/vendor/mask.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStringList>
#include <QUrl>

namespace qm::vendor {
namespace {

// A short text has no dress of its own that would not stand in many an innocent answer too.
constexpr qsizetype shortestDress = 6;

QString jsonForm(const QString& text)
{
    const QString array = QString::fromUtf8(QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact));
    return array.mid(2, array.size() - 4);
}

// Inside a longer Base64 text ("user:secret") it stands at one of three places; the letters at its ends belong to its
// neighbours too.
QString insideBase64(const QByteArray& bytes, qsizetype before)
{
    const QByteArray text = (QByteArray(before, ' ') + bytes).toBase64();
    return QString::fromLatin1(text.mid(before > 0 ? 4 : 0, (before + bytes.size()) / 3 * 4 - (before > 0 ? 4 : 0)));
}

QStringList formsOf(const base::Secret& secret)
{
    const QByteArray& bytes = secret.reveal();
    const QString plain = QString::fromUtf8(bytes);
    QStringList dresses{QString::fromLatin1(QUrl::toPercentEncoding(plain)), QString::fromLatin1(bytes.toHex()), jsonForm(plain), jsonForm(plain).replace(u'/', QStringLiteral("\\/"))};
    for (const qsizetype before : {0, 1, 2}) {
        const QString inside = insideBase64(bytes, before);
        dresses << inside << QString(inside).replace(u'+', u'-').replace(u'/', u'_');
    }
    dresses.removeIf([](const QString& dress) { return dress.size() < shortestDress; });
    return QStringList{plain, QString::fromLatin1(bytes.toBase64())} + dresses;
}

} // namespace

QString masked(const QString& text, const SecretList& secrets, qsizetype longest)
{
    QString clean = text;
    for (const auto& secret : secrets) {
        if (!secret || secret->isEmpty())
            continue;
        for (const QString& form : formsOf(*secret))
            clean.replace(form, QStringLiteral("***"), Qt::CaseInsensitive);
    }
    return clean.size() <= longest ? clean : clean.left(longest) + u'…';
}

} // namespace qm::vendor
