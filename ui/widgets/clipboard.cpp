#include "ui/widgets/clipboard.h"

#include <QClipboard>
#include <QCryptographicHash>
#include <QGuiApplication>
#include <QTimer>

namespace qm::widgets {
namespace {

/// Tells whether it still stands there without being kept.
QByteArray traceOf(const QString& text)
{
    return QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256);
}

} // namespace

void copySecret(const QString& secret, int milliseconds)
{
    QClipboard* clipboard = QGuiApplication::clipboard();
    clipboard->setText(secret);
    QTimer::singleShot(milliseconds, clipboard, [clipboard, trace = traceOf(secret)] {
        if (traceOf(clipboard->text()) == trace)
            clipboard->clear();
    });
}

} // namespace qm::widgets
