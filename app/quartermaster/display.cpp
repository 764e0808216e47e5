#include "app/quartermaster/display.h"

#include <QCoreApplication>

#include <algorithm>

#ifdef Q_OS_LINUX
#include <cstddef>
#include <cstring>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#endif

namespace qm::app {

#ifdef Q_OS_LINUX
namespace {

QString said(const char* words)
{
    return QCoreApplication::translate("options", words);
}

/// The person chose what to draw on, or the desktop speaks Wayland: Qt's business.
bool isChosen(int argc, char** argv)
{
    const auto isPlatform = [](const char* argument) { return QByteArrayView(argument).contains("-platform"); };
    return !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") || !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM") || std::any_of(argv, argv + argc, isPlatform);
}

/// ":77", "unix:77.0": the number of a display of this computer. Empty for one elsewhere, and for what is none.
QByteArray localNumber(const QByteArray& display)
{
    const qsizetype colon = display.lastIndexOf(':');
    const QByteArray host = display.left(std::max<qsizetype>(colon, 0));
    const QByteArray number = display.mid(colon + 1).split('.').front();
    const bool isDigits = std::all_of(number.begin(), number.end(), [](char sign) { return sign >= '0' && sign <= '9'; });
    return colon >= 0 && isDigits && (host.isEmpty() || host == "unix") ? number : QByteArray();
}

bool connects(int family, const sockaddr* address, socklen_t size)
{
    const int socket = ::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const bool isThere = socket >= 0 && ::connect(socket, address, size) == 0;
    if (socket >= 0)
        ::close(socket);
    return isThere;
}

/// X servers listen under this name as a file, without one, or both.
bool answers(const QByteArray& name)
{
    sockaddr_un address = {};
    if (name.size() >= static_cast<qsizetype>(sizeof address.sun_path))
        return false;
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, name.constData(), static_cast<std::size_t>(name.size()));
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path)) + static_cast<socklen_t>(name.size());
    return connects(AF_UNIX, reinterpret_cast<const sockaddr*>(&address), size);
}

/// The X library asks here where no name answers.
bool answersByPort(const QByteArray& number)
{
    constexpr int firstPort = 6000, displays = 1000;
    if (number.toInt() >= displays)
        return false;
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<uint16_t>(firstPort + number.toInt()));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return connects(AF_INET, reinterpret_cast<const sockaddr*>(&address), sizeof address);
}

} // namespace

QString whyNoWindow(int argc, char** argv)
{
    if (isChosen(argc, argv))
        return {};
    const QByteArray display = qgetenv("DISPLAY");
    if (display.isEmpty())
        return said(QT_TRANSLATE_NOOP("options", "There is no display here, so the window can't open. Start it where there is one, or use qmctl."));
    const QByteArray number = localNumber(display);
    const QByteArray name = "/tmp/.X11-unix/X" + number;
    const bool isElsewhere = number.isEmpty() && display.contains(':');
    if (isElsewhere || answers('\0' + name) || answers(name) || (!number.isEmpty() && answersByPort(number)))
        return {};
    return said(QT_TRANSLATE_NOOP("options", "The display %1 can't be reached, so the window can't open. Start it where there is one, or use qmctl.")).arg(QString::fromLocal8Bit(display));
}
#else
QString whyNoWindow(int, char**)
{
    return {};
}
#endif

} // namespace qm::app
