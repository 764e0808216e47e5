#include "kit.h"

#include "ui/widgets/paint.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QElapsedTimer>
#include <QTextStream>

namespace {

struct Shot
{
    QString name;
    QWidget* widget;
};

void save(const QString& folder, const QString& theme, const Shot& shot)
{
    shot.widget->show();
    shot.widget->activateWindow();
    QApplication::processEvents();
    QApplication::processEvents();
    const qm::widgets::paint::ElisionLog log;
    const QString file = QStringLiteral("%1/%2-%3.png").arg(folder, shot.name, theme);
    QTextStream out(stdout);
    if (!shot.widget->grab().save(file))
        out << "cannot write " << file << '\n';
    for (const QString& words : log.taken())
        out << shot.name << " elides: " << words << '\n';
    shot.widget->hide();
}

} // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption out(QStringLiteral("out"), QStringLiteral("folder for the pictures"), QStringLiteral("dir"), QStringLiteral("."));
    const QCommandLineOption theme(QStringLiteral("theme"), QStringLiteral("light or dark"), QStringLiteral("theme"), QStringLiteral("light"));
    const QCommandLineOption mirrored(QStringLiteral("rtl"), QStringLiteral("right-to-left layout"));
    parser.addOptions({out, theme, mirrored});
    parser.process(app);
    if (parser.isSet(mirrored))
        QApplication::setLayoutDirection(Qt::RightToLeft);
    QDir().mkpath(parser.value(out));
    const bool dark = parser.value(theme) == QLatin1String("dark");
    qm::widgets::Theme::instance().dress(app, dark ? qm::widgets::Scheme::Dark : qm::widgets::Scheme::Light);
    const Shot shots[] = {{QStringLiteral("window"), qm::kit::makeSampleWindow()},
                          {QStringLiteral("kit"), qm::kit::makeComponentSheet()},
                          {QStringLiteral("icons"), qm::kit::makeIconSheet()},
                          {QStringLiteral("wizard"), qm::kit::makeWizardSample()},
                          {QStringLiteral("palette"), qm::kit::makePaletteSample()},
                          {QStringLiteral("dialog"), qm::kit::makeDialogSample()},
                          {QStringLiteral("figures"), qm::kit::makeFiguresSample()}};
    for (const Shot& shot : shots)
        save(parser.value(out), parser.value(theme), shot);
    return 0;
}
