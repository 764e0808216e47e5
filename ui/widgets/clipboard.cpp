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
    const auto takeOff = [clipboard, trace = traceOf(secret)] {
        if (traceOf(clipboard->text()) == trace)
            clipboard->clear();
    };
    auto* timer = new QTimer(clipboard);
    QObject::connect(timer, &QTimer::timeout, timer, takeOff);
    QObject::connect(timer, &QTimer::timeout, timer, &QObject::deleteLater);
    QObject::connect(qApp, &QCoreApplication::aboutToQuit, timer, takeOff);
    timer->start(milliseconds);
}

} // namespace qm::widgets
