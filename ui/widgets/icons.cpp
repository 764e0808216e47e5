#include "ui/widgets/icons.h"

#include "core/base/log.h"
#include "ui/widgets/theme.h"

#include <QCache>
#include <QDir>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QSvgRenderer>

static void openIconResources()
{
    Q_INIT_RESOURCE(qm_icons);
}

namespace qm::widgets {

namespace {

struct IconKey
{
    QString name;
    QRgb colour;
    int size;
    int ratioPercent;

    friend bool operator==(const IconKey&, const IconKey&) = default;
};

size_t qHash(const IconKey& key, size_t seed = 0)
{
    return qHashMulti(seed, key.name, key.colour, key.size, key.ratioPercent);
}

QCache<IconKey, QPixmap>& iconCache()
{
    static QCache<IconKey, QPixmap> cache(4000);
    return cache;
}

QString iconPath(const QString& name)
{
    static const bool opened = (openIconResources(), true);
    Q_UNUSED(opened)
    return QStringLiteral(":/qm/icons/%1.svg").arg(name);
}

QByteArray iconSource(const QString& name, int size, QColor colour)
{
    QFile file(iconPath(name));
    if (!file.open(QIODevice::ReadOnly)) {
        qCWarning(base::logUi) << "no such icon" << name;
        return {};
    }
    QByteArray source = file.readAll();
    source.replace("currentColor", colour.name(QColor::HexRgb).toLatin1());
    source.replace("stroke-width=\"2\"", "stroke-width=\"" + QByteArray::number(iconStroke(size)) + '"');
    return source;
}

QPixmap renderIcon(const IconKey& key)
{
    const int side = qRound(key.size * key.ratioPercent / 100.0);
    QPixmap pixmap(side, side);
    pixmap.fill(Qt::transparent);
    QSvgRenderer renderer(iconSource(key.name, key.size, QColor::fromRgba(key.colour)));
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    if (renderer.isValid())
        renderer.render(&painter, QRectF(0, 0, side, side));
    painter.end();
    pixmap.setDevicePixelRatio(key.ratioPercent / 100.0);
    return pixmap;
}

/// Draws an icon at paint time, so that a theme switch needs no new QIcon.
class ThemedIconEngine : public QIconEngine
{
public:
    ThemedIconEngine(QString name, Tone tone)
        : m_name(std::move(name))
        , m_tone(tone)
    {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        const Tone tone = mode == QIcon::Disabled ? Tone::Disabled : m_tone;
        drawIcon(*painter, rect, m_name, qMin(rect.width(), rect.height()), toned(tone));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }

    // Qt 6 asks with a size that is already multiplied by the ratio.
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        const Tone tone = mode == QIcon::Disabled ? Tone::Disabled : m_tone;
        const int side = qRound(qMin(size.width(), size.height()) / qMax(scale, 1.0));
        return iconPixmap(m_name, side, toned(tone), scale);
    }

    QIconEngine* clone() const override { return new ThemedIconEngine(m_name, m_tone); }
    QString key() const override { return QStringLiteral("qm"); }

private:
    QString m_name;
    Tone m_tone;
};

} // namespace

double iconStroke(int size)
{
    if (size <= 13)
        return 2.4;
    return size <= 18 ? 2.05 : 1.75;
}

QPixmap iconPixmap(const QString& name, int size, QColor colour, qreal ratio)
{
    const IconKey key{name, colour.rgba(), size, qRound(ratio * 100)};
    if (const QPixmap* cached = iconCache().object(key))
        return *cached;
    auto* pixmap = new QPixmap(renderIcon(key));
    const QPixmap result = *pixmap;
    iconCache().insert(key, pixmap);
    return result;
}

void drawIcon(QPainter& painter, const QRect& box, const QString& name, int size, QColor colour)
{
    if (name.isEmpty())
        return;
    const qreal ratio = painter.device()->devicePixelRatioF();
    const int left = box.left() + (box.width() - size) / 2;
    const int top = box.top() + (box.height() - size) / 2;
    painter.drawPixmap(left, top, iconPixmap(name, size, colour, ratio));
}

QIcon themedIcon(const QString& name, Tone tone)
{
    return QIcon(new ThemedIconEngine(name, tone));
}

QString mirroredIcon(const QString& name, Qt::LayoutDirection direction)
{
    if (direction == Qt::LeftToRight)
        return name;
    const QString left = QStringLiteral("-left");
    const QString right = QStringLiteral("-right");
    QString mirrored = name;
    if (name.endsWith(left))
        return mirrored.replace(left, right);
    return mirrored.replace(right, left);
}

QStringList iconNames()
{
    const QString any = QStringLiteral("any");
    const QDir dir = QFileInfo(iconPath(any)).dir();
    QStringList names;
    for (const QString& file : dir.entryList({QStringLiteral("*.svg")}, QDir::Files, QDir::Name))
        names << file.chopped(4);
    return names;
}

void dropIconCache()
{
    iconCache().clear();
}

} // namespace qm::widgets
