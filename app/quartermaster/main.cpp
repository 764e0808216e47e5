#include "app/quartermaster/session.h"

#include <QApplication>

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("Quartermaster"));
    QApplication::setApplicationName(QStringLiteral("Quartermaster"));
    qm::app::Session session(qm::app::optionsOf(app));
    session.start();
    return QApplication::exec();
}
