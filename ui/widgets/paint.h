#pragma once

#include "ui/format/cell.h"
#include "ui/widgets/tokens.h"

#include <QMargins>
#include <QRect>
#include <QStringList>

class QPainter;

/// The one set of drawing functions that delegates and small widgets share. Rectangles are visual (already mirrored).
namespace qm::widgets::paint {

/// Cuts a row from its leading or trailing edge, mirrored for right-to-left.
class Lane
{
public:
    Lane(const QRect& rect, Qt::LayoutDirection direction)
        : m_rect(rect)
        , m_mirrored(direction == Qt::RightToLeft)
    {}

    QRect leading(int width, int gapAfter = 0);
    QRect trailing(int width, int gapBefore = 0);
    void skip(int width) { leading(width); }
    QRect rest() const { return m_rect; }
    int width() const { return m_rect.width(); }

private:
    QRect cut(bool fromLeft, int width, int gap);

    QRect m_rect;
    bool m_mirrored;
};

/// How a line of text is set. `align` is logical: AlignLeft means leading.
struct TextStyle
{
    Type type = Type::Body;
    QColor colour;
    Qt::Alignment align = Qt::AlignLeft;
    Qt::LayoutDirection direction = Qt::LeftToRight;
};

/// One line, centred vertically, elided at its end when the rectangle is too narrow. Returns the width drawn.
int text(QPainter& painter, const QRect& rect, const QString& words, const TextStyle& style);

/// While one exists, every text that had to be elided is noted (golden pictures fail on it).
class ElisionLog
{
public:
    ElisionLog();
    ~ElisionLog();
    ElisionLog(const ElisionLog&) = delete;
    ElisionLog& operator=(const ElisionLog&) = delete;
    QStringList taken() const;
};

/// A filled rounded rectangle with a hairline edge; an invalid colour leaves its part out.
struct Box
{
    QColor fill;
    QColor edge;
    double radius = 0;
    Qt::PenStyle line = Qt::SolidLine;
};
void box(QPainter& painter, const QRect& rect, const Box& look);

/// One device pixel wide at 100 %, never blurred.
void hairline(QPainter& painter, const QRect& rect, QColor colour);

/// Diagonal lines: unknown, and nothing else.
QBrush hatch(QColor ink, QColor ground, qreal ratio);

/// A state with its icon and words. Ok and Plain are quiet: icon and grey words without a tint.
struct PillLook
{
    format::State state = format::State::Plain;
    QString icon;
    QString words;
    Qt::LayoutDirection direction = Qt::LeftToRight;
};
int pillWidth(const PillLook& look);
void pill(QPainter& painter, const QRect& rect, const PillLook& look);

/// The pair of colours that a name always gets.
const TileInk& tileInk(const QString& seed);
void avatar(QPainter& painter, const QRect& disc, const QString& name);
void tile(QPainter& painter, const QRect& square, const QString& name);
/// Neutral icon tile: subtle ground, hairline, icon.
void iconTile(QPainter& painter, const QRect& square, const QString& icon);

void sign(QPainter& painter, const QRect& square, format::Sign sign);
void mark(QPainter& painter, const QRect& cell, format::Mark mark);
QColor tintColour(format::Tint tint);
void bar(QPainter& painter, const QRect& rect, const QList<format::Segment>& segments, Qt::LayoutDirection direction);

enum class Tick : quint8 { Off, On, Part };
void tick(QPainter& painter, const QRect& square, Tick state);

/// A key as on a keyboard: "Ctrl K".
int keyCapWidth(const QString& words);
void keyCap(QPainter& painter, const QRect& rect, const QString& words);

/// Shares of a ring, clockwise from the top: verified (solid) and done but not read back (pale).
struct RingShares
{
    double verified = 0;
    double done = 0;
    double stroke = 5;
};
void ring(QPainter& painter, const QRect& square, const RingShares& shares);

/// A soft shadow below a floating sheet of that radius.
void shadow(QPainter& painter, const QRect& sheet, int radius);

void dropCaches();

} // namespace qm::widgets::paint
