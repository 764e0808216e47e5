// Renders pages over a workspace file to PNG: qm_shots FILE --out DIR --theme light|dark --width 1440 page...
#include "app/wiring.h"
#include "ui/wizards/all_wizards.h"
#include "ui/widgets/card.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QElapsedTimer>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>
#include <QTextStream>
#include <QVBoxLayout>

using namespace qm;

namespace {

void shoot(pages::Page* page, const QString& file, QSize size)
{
    QTextStream out(stdout);
    widgets::Card sheet(widgets::Ground::Sheet);
    sheet.body()->addWidget(page);
    sheet.resize(size);
    QSignalSpy loaded(page, &pages::Page::loaded);
    sheet.show();
    QElapsedTimer clock;
    clock.start();
    page->reload();
    if (loaded.isEmpty())
        loaded.wait(10'000);
    out << page->key() << " loaded in " << clock.elapsed() << " ms, needs " << page->minimumSizeHint().width() << " wide\n";
    QTest::qWait(60);
    const widgets::paint::ElisionLog log;
    sheet.grab().save(file);
    for (const QString& words : log.taken())
        out << "  elides: " << words << '\n';
}

} // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    QCommandLineParser parser;
    const QCommandLineOption out(QStringLiteral("out"), {}, QStringLiteral("dir"), QStringLiteral("."));
    const QCommandLineOption theme(QStringLiteral("theme"), {}, QStringLiteral("theme"), QStringLiteral("light"));
    const QCommandLineOption width(QStringLiteral("width"), {}, QStringLiteral("px"), QStringLiteral("1200"));
    const QCommandLineOption height(QStringLiteral("height"), {}, QStringLiteral("px"), QStringLiteral("884"));
    const QCommandLineOption now(QStringLiteral("now"), {}, QStringLiteral("instant"), QString());
    const QCommandLineOption id(QStringLiteral("id"), {}, QStringLiteral("id"), QStringLiteral("0"));
    parser.addOptions({out, theme, width, height, now, id});
    parser.addPositionalArgument(QStringLiteral("file"), {});
    parser.process(app);
    const bool dark = parser.value(theme) == u"dark";
    widgets::Theme::instance().dress(app, dark ? widgets::Scheme::Dark : widgets::Scheme::Light);
    QStringList args = parser.positionalArguments();
    auto wiring = app::Wiring::open({args.takeFirst(), QDateTime::fromString(parser.value(now), Qt::ISODate), false});
    if (!wiring)
        return 1;
    QDir().mkpath(parser.value(out));
    auto makers = pages::reportPages();
    makers.insert(wizards::allWizards());
    for (const QString& key : std::as_const(args)) {
        pages::Page* page = makers.value(key)((*wiring)->console(), {parser.value(id).toLongLong()});
        shoot(page, QStringLiteral("%1/%2-%3-%4.png").arg(parser.value(out), key, parser.value(theme), parser.value(width)), {parser.value(width).toInt(), parser.value(height).toInt()});
    }
    return 0;
}
