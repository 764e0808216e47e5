#pragma once

#include "ui/widgets/tokens.h"

#include <QFont>

namespace qm::widgets {

/// The font of a type style. Its face is read from the program's resources when it is asked for the first time.
const QFont& font(Type type);

/// The person's text size, 1.0 is as designed. Drops every cached font.
void setTextScale(double scale);
double textScale();

/// The one-line height of a style, rounded up.
int lineHeight(Type type);
/// The width of one line in a style, rounded up.
int textWidth(Type type, const QString& text);

} // namespace qm::widgets
