#include "ui/pages/page_paper.h"

#include "ui/widgets/theme.h"

#include <QApplication>
#include <QPagedPaintDevice>
#include <QPainter>

namespace qm::pages {

using widgets::Scheme;
using widgets::Theme;

namespace {

/// Light colours for as long as it lives: ink is dear and paper is white.
class LightColours
{
public:
    LightColours()
        : m_before(Theme::instance().scheme())
    {
        if (m_before != Scheme::Light)
            Theme::instance().dress(*qApp, Scheme::Light);
    }
    ~LightColours()
    {
        if (m_before != Scheme::Light)
            Theme::instance().dress(*qApp, m_before);
    }
    Q_DISABLE_COPY_MOVE(LightColours)

private:
    Scheme m_before;
};

} // namespace

int setOnPaper(QWidget& content, QPagedPaintDevice& device)
{
    const LightColours light;
    QPainter painter(&device);
    if (!painter.isActive() || content.width() <= 0)
        return 0;
    const double scale = double(device.width()) / content.width();
    const int pageHeight = qMax(1, int(device.height() / scale));
    int pages = 0;
    for (int top = 0; top < content.height(); top += pageHeight, ++pages) {
        if (pages > 0)
            device.newPage();
        painter.resetTransform();
        painter.scale(scale, scale);
        content.render(&painter, QPoint(), QRegion(0, top, content.width(), qMin(pageHeight, content.height() - top)), QWidget::DrawChildren);
    }
    return pages;
}

} // namespace qm::pages
