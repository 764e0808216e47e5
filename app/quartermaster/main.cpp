#include "app/wiring.h"
#include "ui/shell/main_window.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>
#include <QTextStream>
#include <QTimer>

using namespace qm;

namespace {

/// What the command line asks for; everything but --workspace serves pictures and rehearsals.
struct Options
{
    QString workspace;
    QString page = QStringLiteral("person");
    QString shot;
    QString theme;
    QSize size{1440, 900};
    QDateTime now;
    bool sample = false;
};

Options optionsOf(const QApplication& app)
{
    QCommandLineParser parser;
    const auto option = [&parser](const char* name, const char* value) {
        QCommandLineOption made(QString::fromLatin1(name), {}, QString::fromLatin1(value));
        parser.addOption(made);
        return made;
    };
    const auto workspace = option("workspace", "FILE");
    const auto page = option("page", "KEY");
    const auto shot = option("shot", "PNG");
    const auto theme = option("theme", "THEME");
    const auto size = option("size", "WxH");
    const auto now = option("now", "INSTANT");
    const auto sample = option("sample", "");
    parser.process(app);
    Options options;
    options.workspace = parser.value(workspace);
    options.page = parser.isSet(page) ? parser.value(page) : options.page;
    options.shot = parser.value(shot);
    options.theme = parser.value(theme);
    const QStringList sides = parser.value(size).split(u'x');
    if (sides.size() == 2)
        options.size = {sides.at(0).toInt(), sides.at(1).toInt()};
    options.now = QDateTime::fromString(parser.value(now), Qt::ISODate);
    options.sample = parser.isSet(sample);
    return options;
}

base::Result<std::unique_ptr<app::Wiring>> openWorkspace(const Options& options)
{
    if (options.sample && !QFileInfo::exists(options.workspace))
        return app::Wiring::create({options.workspace, options.now, true}, {QString(), QStringLiteral("EUR"), true});
    return app::Wiring::open({options.workspace, options.now, false});
}

} // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    QApplication::setApplicationName(QStringLiteral("Quartermaster"));
    const Options options = optionsOf(app);
    const auto scheme = options.theme == QLatin1String("dark") ? widgets::Scheme::Dark : widgets::Scheme::Light;
    widgets::Theme::instance().dress(app, scheme);
    auto wiring = openWorkspace(options);
    if (!wiring) {
        QTextStream(stderr) << wiring.error().detail << '\n';
        return 1;
    }
    shell::MainWindow window((*wiring)->console(), shell::allPages());
    window.resize(options.size);
    if (!options.shot.isEmpty()) {
        QObject::connect(&window, &shell::MainWindow::pageLoaded, &window, [&window, &options] {
            QTimer::singleShot(300, &window, [&window, &options] { QApplication::exit(window.grab().save(options.shot) ? 0 : 1); });
        });
    }
    window.openPage(options.page);
    window.show();
    return QApplication::exec();
}
