#pragma once

#include "ui/widgets/tokens.h"

#include <QIcon>
#include <QPixmap>
#include <QStringList>

class QPainter;

namespace qm::widgets {

/// Draws the icon centred in `box`, `size` logical pixels square, at the painter's device pixel ratio. Mirrors
/// nothing: ask mirroredIcon() for arrows in right-to-left layouts.
void drawIcon(QPainter& painter, const QRect& box, const QString& name, int size, QColor colour);

/// A cached pixmap of the icon; `ratio` is the device pixel ratio.
QPixmap iconPixmap(const QString& name, int size, QColor colour, qreal ratio);

/// A QIcon for actions and menus that follows the theme: drawn in `tone`, grey when disabled.
QIcon themedIcon(const QString& name, Tone tone = Tone::Second);

/// The icon that means the same in a right-to-left layout: arrows, chevrons and undo change sides.
QString mirroredIcon(const QString& name, Qt::LayoutDirection direction);

/// Stroke on the 24 grid for an icon drawn at `size`.
double iconStroke(int size);

/// Every icon name in the program, for the golden sheet and for tests of descriptors.
QStringList iconNames();

void dropIconCache();

} // namespace qm::widgets
