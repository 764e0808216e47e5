#include "app/quartermaster/options.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace qm::app {
namespace {

QCommandLineOption hiddenOption(const char* name, const char* value)
{
    QCommandLineOption option(QString::fromLatin1(name), QString(), QString::fromLatin1(value));
    option.setFlags(QCommandLineOption::HiddenFromHelp);
    return option;
}

QSize sizeOf(const QString& words)
{
    const QStringList sides = words.split(u'x');
    return sides.size() == 2 ? QSize(sides.at(0).toInt(), sides.at(1).toInt()) : QSize();
}

} // namespace

Options optionsOf(const QCoreApplication& app)
{
    QCommandLineParser parser;
    parser.addHelpOption();
    const QCommandLineOption workspace(QStringLiteral("workspace"), QCoreApplication::translate("options", "Opens this workspace."), QStringLiteral("FILE"));
    const QCommandLineOption page = hiddenOption("page", "KEY");
    const QCommandLineOption record = hiddenOption("record", "KEY");
    const QCommandLineOption shot = hiddenOption("shot", "PNG");
    const QCommandLineOption theme = hiddenOption("theme", "THEME");
    const QCommandLineOption size = hiddenOption("size", "WxH");
    const QCommandLineOption now = hiddenOption("now", "INSTANT");
    const QCommandLineOption sample = hiddenOption("sample", "");
    const QCommandLineOption press = hiddenOption("press", "WORDS");
    const QCommandLineOption palette = hiddenOption("palette", "");
    const QCommandLineOption measure = hiddenOption("measure", "");
    parser.addOptions({workspace, page, record, shot, theme, size, now, sample, press, palette, measure});
    parser.addPositionalArgument(QStringLiteral("file"), QCoreApplication::translate("options", "The workspace to open."), QStringLiteral("[FILE]"));
    parser.process(app);
    Options options;
    options.workspace = parser.isSet(workspace) ? parser.value(workspace) : parser.positionalArguments().value(0);
    options.page = parser.value(page);
    options.record = parser.value(record);
    options.shot = parser.value(shot);
    options.theme = parser.value(theme);
    options.size = sizeOf(parser.value(size));
    options.now = QDateTime::fromString(parser.value(now), Qt::ISODate);
    options.sample = parser.isSet(sample);
    options.press = parser.value(press);
    options.palette = parser.isSet(palette);
    options.measure = parser.isSet(measure);
    return options;
}

} // namespace qm::app
