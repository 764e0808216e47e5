#pragma once

class QWidget;

namespace qm::widgets {

enum class Motion { Still, Moving };

/// Whether anything moves at all. Still until the program says otherwise: tests and pictures see the end at once.
void setMotion(Motion motion);
Motion motion();

/// What floats above the page comes in by opacity within so many milliseconds; at once when nothing moves.
void fadeIn(QWidget* widget, int milliseconds);

} // namespace qm::widgets
