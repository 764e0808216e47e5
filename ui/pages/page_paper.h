#pragma once

class QPagedPaintDevice;
class QWidget;

namespace qm::pages {

/// Sets what a widget shows on paper, as wide as the sheet, on as many pages as its height needs; always in the light
/// colours. Answers the number of pages, 0 when the device can't be painted on. GUI thread.
int setOnPaper(QWidget& content, QPagedPaintDevice& device);

} // namespace qm::pages
