#include "core/vendor/mask.h"

#include <QStringList>
#include <QUrl>

namespace qm::vendor {
namespace {

QStringList formsOf(const base::Secret& secret)
{
    const QByteArray& bytes = secret.reveal();
    return {QString::fromUtf8(bytes), QString::fromLatin1(QUrl::toPercentEncoding(QString::fromUtf8(bytes))),
            QString::fromLatin1(bytes.toBase64())};
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
