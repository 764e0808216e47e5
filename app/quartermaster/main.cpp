#include "app/quartermaster/session.h"
#include "ui/format/words.h"

#include <QApplication>

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("Quartermaster"));
    QApplication::setApplicationName(QStringLiteral("Quartermaster"));
    QLocale::setDefault(qm::format::wordLocale());
    qm::app::Session session(qm::app::optionsOf(app));
    session.start();
    return QApplication::exec();
}
