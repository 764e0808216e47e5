#include "ui/pages/page_paper.h"

#include "ui/widgets/theme.h"

#include <QApplication>
#include <QPagedPaintDevice>
#include <QPainter>
#include <QWidget>

#include <numeric>

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

/// So many dots of paper for each of the screen: some 300 dpi on A4.
constexpr double sharpness = 3;

int heightOf(const QList<QWidget*>& parts)
{
    return std::accumulate(parts.begin(), parts.end(), 0, [](int sum, const QWidget* part) { return sum + part->height(); });
}

/// One page's share of the parts below each other. A picture, because text set for paper runs wider than on screen and
/// would be cut.
QPixmap stripOf(const QList<QWidget*>& parts, const QRect& strip)
{
    QPixmap picture(strip.size() * sharpness);
    picture.setDevicePixelRatio(sharpness);
    picture.fill(Qt::white);
    int top = -strip.top();
    for (QWidget* part : parts) {
        const QRect seen = QRect(0, -top, part->width(), strip.height()) & part->rect();
        if (!seen.isEmpty())
            part->render(&picture, QPoint(0, qMax(0, top)), seen, QWidget::DrawChildren);
        top += part->height();
    }
    return picture;
}

} // namespace

int setOnPaper(const QList<QWidget*>& parts, QPagedPaintDevice& device)
{
    const LightColours light;
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    QPainter painter(&device);
    const int width = parts.isEmpty() ? 0 : parts.first()->width();
    if (!painter.isActive() || width <= 0)
        return 0;
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const double scale = double(device.width()) / width;
    const int whole = heightOf(parts);
    const int pageHeight = qMax(1, int(device.height() / scale));
    int pages = 0;
    for (int top = 0; top < whole; top += pageHeight, ++pages) {
        if (pages > 0)
            device.newPage();
        const QRect strip(0, top, width, qMin(pageHeight, whole - top));
        painter.drawPixmap(QRectF(0, 0, device.width(), strip.height() * scale), stripOf(parts, strip), QRectF());
    }
    return pages;
}

} // namespace qm::pages
