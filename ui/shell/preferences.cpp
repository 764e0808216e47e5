#include "ui/shell/preferences.h"

#include <QSettings>

namespace qm::shell::preferences {
namespace {

QString themeKey()
{
    return QStringLiteral("look/theme");
}
QString scaleKey()
{
    return QStringLiteral("look/text-scale");
}
QString motionKey()
{
    return QStringLiteral("look/motion");
}
QString geometryKey()
{
    return QStringLiteral("window/geometry");
}
QString workspaceKey()
{
    return QStringLiteral("workspace/last");
}

} // namespace

ThemeChoice theme()
{
    const QString word = QSettings().value(themeKey()).toString();
    if (word == QLatin1String("light"))
        return ThemeChoice::Light;
    return word == QLatin1String("dark") ? ThemeChoice::Dark : ThemeChoice::System;
}

void setTheme(ThemeChoice choice)
{
    static constexpr const char* words[] = {"system", "light", "dark"};
    QSettings().setValue(themeKey(), QString::fromLatin1(words[static_cast<int>(choice)]));
}

widgets::Scheme schemeOf(ThemeChoice choice)
{
    if (choice == ThemeChoice::System)
        return widgets::Theme::systemScheme();
    return choice == ThemeChoice::Dark ? widgets::Scheme::Dark : widgets::Scheme::Light;
}

double textScale()
{
    return qBound(0.8, QSettings().value(scaleKey(), 1.0).toDouble(), 2.0);
}

void setTextScale(double scale)
{
    QSettings().setValue(scaleKey(), scale);
}

widgets::Motion motion()
{
    return QSettings().value(motionKey(), true).toBool() ? widgets::Motion::Moving : widgets::Motion::Still;
}

void setMotion(widgets::Motion motion)
{
    QSettings().setValue(motionKey(), motion == widgets::Motion::Moving);
}

QByteArray windowGeometry()
{
    return QSettings().value(geometryKey()).toByteArray();
}

void setWindowGeometry(const QByteArray& geometry)
{
    QSettings().setValue(geometryKey(), geometry);
}

QString lastWorkspace()
{
    return QSettings().value(workspaceKey()).toString();
}

void setLastWorkspace(const QString& path)
{
    QSettings().setValue(workspaceKey(), path);
}

} // namespace qm::shell::preferences
