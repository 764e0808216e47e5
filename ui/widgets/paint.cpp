#include "ui/widgets/paint.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/stamp.h"
#include "ui/widgets/theme.h"

#include <QCache>
#include <QFontMetrics>
#include <QPainter>
#include <QPainterPath>
#include <QStaticText>
#include <QStyle>
#include <QtMath>

namespace qm::widgets::paint {

namespace {

/// A laid-out line and the width it needs.
struct SetLine
{
    QStaticText line;
    int width = 0;
    bool elided = false;
};

struct SetLineKey
{
    QString words;
    int room;
    Type type;

    friend bool operator==(const SetLineKey&, const SetLineKey&) = default;
};

size_t qHash(const SetLineKey& key, size_t seed = 0)
{
    return qHashMulti(seed, key.words, key.room, static_cast<int>(key.type));
}

QCache<SetLineKey, SetLine>& lineCache()
{
    static QCache<SetLineKey, SetLine> cache(12000);
    return cache;
}

QStringList* elisions = nullptr;

SetLine* setLine(const QString& words, Type type)
{
    auto* made = new SetLine;
    made->line.setTextFormat(Qt::PlainText);
    made->line.setPerformanceHint(QStaticText::AggressiveCaching);
    made->line.setText(words);
    made->line.prepare(QTransform(), font(type));
    made->width = qCeil(made->line.size().width() - 0.05);
    return made;
}

// Words that fit share one entry whatever the room; only elided lines are kept per width.
const SetLine& lineFor(const QString& words, Type type, int room)
{
    const SetLineKey whole{words, -1, type};
    SetLine* found = lineCache().object(whole);
    if (!found) {
        found = setLine(words, type);
        lineCache().insert(whole, found);
    }
    if (found->width <= room)
        return *found;
    const SetLineKey cut{words, room, type};
    SetLine* shorter = lineCache().object(cut);
    if (!shorter) {
        const QFontMetrics metrics(font(type));
        shorter = setLine(metrics.elidedText(words, Qt::ElideRight, qMax(0, room)), type);
        shorter->elided = true;
        lineCache().insert(cut, shorter);
    }
    return *shorter;
}

int alignedLeft(const QRect& rect, int width, const TextStyle& style)
{
    const Qt::Alignment align = QStyle::visualAlignment(style.direction, style.align);
    if (align & Qt::AlignHCenter)
        return rect.left() + (rect.width() - width) / 2;
    if (align & Qt::AlignRight)
        return rect.right() + 1 - width;
    return rect.left();
}

} // namespace

QRect Lane::cut(bool fromLeft, int width, int gap)
{
    const int taken = qMin(width, m_rect.width());
    if (fromLeft) {
        const QRect part(m_rect.left(), m_rect.top(), taken, m_rect.height());
        m_rect.setLeft(qMin(m_rect.right() + 1, m_rect.left() + taken + gap));
        return part;
    }
    const QRect part(m_rect.right() + 1 - taken, m_rect.top(), taken, m_rect.height());
    m_rect.setRight(qMax(m_rect.left() - 1, m_rect.right() - taken - gap));
    return part;
}

QRect Lane::leading(int width, int gapAfter)
{
    return cut(!m_mirrored, width, gapAfter);
}

QRect Lane::trailing(int width, int gapBefore)
{
    return cut(m_mirrored, width, gapBefore);
}

int text(QPainter& painter, const QRect& rect, const QString& words, const TextStyle& style)
{
    if (words.isEmpty() || rect.width() <= 0)
        return 0;
    const SetLine& line = lineFor(words, style.type, rect.width());
    if (line.elided && elisions)
        elisions->append(words);
    painter.setFont(font(style.type));
    painter.setPen(style.colour);
    const int top = rect.top() + (rect.height() - lineHeight(style.type)) / 2;
    painter.drawStaticText(alignedLeft(rect, line.width, style), top, line.line);
    return line.width;
}

ElisionLog::ElisionLog()
{
    elisions = new QStringList;
}

ElisionLog::~ElisionLog()
{
    delete elisions;
    elisions = nullptr;
}

QStringList ElisionLog::taken() const
{
    return *elisions;
}

void box(QPainter& painter, const QRect& rect, const Box& look)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(Qt::NoPen);
    if (look.edge.isValid()) {
        pen = QPen(look.edge, 1, look.line);
        if (look.line == Qt::DashLine)
            pen.setDashPattern({2.5, 2});
    }
    painter.setPen(pen);
    painter.setBrush(look.fill.isValid() ? QBrush(look.fill) : QBrush(Qt::NoBrush));
    const double inset = look.edge.isValid() ? 0.5 : 0;
    const double radius = qMax(0.0, look.radius - inset);
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius, radius);
    painter.restore();
}

void hairline(QPainter& painter, const QRect& rect, QColor colour)
{
    painter.fillRect(rect, colour);
}

void dropCaches()
{
    lineCache().clear();
    dropStamps();
}

} // namespace qm::widgets::paint
