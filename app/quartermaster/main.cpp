#include "app/quartermaster/session.h"
#include "ui/format/words.h"

#include <QApplication>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace {

/// Without a display Qt ends the program with words for programmers.
bool hasDisplay([[maybe_unused]] int argc, [[maybe_unused]] char** argv)
{
#ifdef Q_OS_LINUX
    const auto isPlatform = [](const char* argument) { return QByteArrayView(argument).contains("-platform"); };
    return !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") || !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM") || std::any_of(argv, argv + argc, isPlatform);
#else
    return true;
#endif
}

int sayNoDisplay(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    qm::app::optionsOf(app); // --help needs no window
    std::fputs(qPrintable(QCoreApplication::translate("options", "There is no display here, so the window can't open. Start it where there is one, or use qmctl.") + QLatin1Char('\n')), stderr);
    return EXIT_FAILURE;
}

} // namespace

int main(int argc, char** argv)
{
    if (!hasDisplay(argc, argv))
        return sayNoDisplay(argc, argv);
    QApplication app(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("Quartermaster"));
    QApplication::setApplicationName(QStringLiteral("Quartermaster"));
    QLocale::setDefault(qm::format::wordLocale());
    qm::app::Session session(qm::app::optionsOf(app));
    session.start();
    return QApplication::exec();
}
