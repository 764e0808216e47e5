#pragma once

#include "ui/widgets/motion.h"
#include "ui/widgets/theme.h"

#include <QByteArray>
#include <QString>

namespace qm::shell {

/// What the person in front of the window likes, kept on this computer only.
namespace preferences {

enum class ThemeChoice : quint8 { System, Light, Dark };

ThemeChoice theme();
void setTheme(ThemeChoice choice);
/// The scheme that the choice means on this computer.
widgets::Scheme schemeOf(ThemeChoice choice);

double textScale();
void setTextScale(double scale);

/// Whether what floats comes in by opacity, or at once.
widgets::Motion motion();
void setMotion(widgets::Motion motion);

QByteArray windowGeometry();
void setWindowGeometry(const QByteArray& geometry);

QString lastWorkspace();
void setLastWorkspace(const QString& path);

} // namespace preferences

} // namespace qm::shell
