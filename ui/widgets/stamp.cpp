#include "ui/widgets/stamp.h"

#include <QCache>
#include <QPainter>
#include <QtMath>

namespace qm::widgets::paint {

namespace {

struct SizedStamp
{
    StampKey key;
    QSize size;
    int ratioPercent;

    friend bool operator==(const SizedStamp&, const SizedStamp&) = default;
};

size_t qHash(const SizedStamp& stamp, size_t seed = 0)
{
    return qHashMulti(seed, int(stamp.key.kind), stamp.key.words, stamp.key.look, stamp.size.width(),
                      stamp.size.height(), stamp.ratioPercent);
}

QCache<SizedStamp, QPixmap>& stampCache()
{
    static QCache<SizedStamp, QPixmap> cache(3000);
    return cache;
}

} // namespace

void stamp(QPainter& painter, const QRect& rect, const StampKey& key,
           const std::function<void(QPainter&, const QRect&)>& draw)
{
    const qreal ratio = painter.device()->devicePixelRatioF();
    const SizedStamp sized{key, rect.size(), qRound(ratio * 100)};
    QPixmap* found = stampCache().object(sized);
    if (!found) {
        found = new QPixmap(qCeil(rect.width() * ratio), qCeil(rect.height() * ratio));
        found->setDevicePixelRatio(ratio);
        found->fill(Qt::transparent);
        QPainter inner(found);
        draw(inner, QRect(QPoint(0, 0), rect.size()));
        inner.end();
        stampCache().insert(sized, found);
    }
    painter.drawPixmap(rect.topLeft(), *found);
}

void dropStamps()
{
    stampCache().clear();
}

} // namespace qm::widgets::paint
