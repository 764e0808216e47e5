#pragma once

#include <QList>

class QPagedPaintDevice;
class QWidget;

namespace qm::pages {

/// Sets what widgets show on paper, one below the other, as wide as the sheet and on as many pages as they need; always
/// in the light colours. Answers the number of pages, 0 when the device can't be painted on. GUI thread.
int setOnPaper(const QList<QWidget*>& parts, QPagedPaintDevice& device);

} // namespace qm::pages
