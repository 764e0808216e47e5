#pragma once

#include <QScrollArea>

namespace qm::widgets {

/// An area without a frame that scrolls its content up and down, never sideways, on the ground it stands on. Owns the content.
QScrollArea* makeScroll(QWidget* content);

} // namespace qm::widgets
