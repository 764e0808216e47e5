#include "app/quartermaster/display.h"
#include "app/quartermaster/session.h"
#include "ui/format/words.h"

#include <QApplication>

#include <cstdio>
#include <cstdlib>

namespace {

int sayNoWindow(int argc, char** argv, const QString& why)
{
    const QCoreApplication app(argc, argv);
    qm::app::optionsOf(app); // --help needs no window
    std::fputs(qPrintable(why + QLatin1Char('\n')), stderr);
    return EXIT_FAILURE;
}

} // namespace

int main(int argc, char** argv)
{
    if (const QString why = qm::app::whyNoWindow(argc, argv); !why.isEmpty())
        return sayNoWindow(argc, argv, why);
    QApplication app(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("Quartermaster"));
    QApplication::setApplicationName(QStringLiteral("Quartermaster"));
    QLocale::setDefault(qm::format::wordLocale());
    qm::app::Session session(qm::app::optionsOf(app));
    session.start();
    return QApplication::exec();
}
