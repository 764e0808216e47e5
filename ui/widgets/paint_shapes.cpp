#include "ui/widgets/icons.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/stamp.h"
#include "ui/widgets/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyle>

namespace qm::widgets::paint {

namespace {

using format::State;
using format::Tint;

constexpr int pillPad = 8, pillIconGap = 4;

bool isQuiet(State state)
{
    return state == State::Ok || state == State::Plain;
}

// Hashed by hand: qHash is salted per process and a person must keep their colour.
quint32 stableHash(const QString& seed)
{
    quint32 hash = 2166136261u;
    for (const QChar c : seed)
        hash = (hash ^ c.unicode()) * 16777619u;
    return hash ^ (hash >> 15);
}

int tileIndex(const QString& seed)
{
    return int(stableHash(seed) % lightTokens.tiles.size());
}

void lettersIn(QPainter& painter, const QRect& rect, const QString& letters, QColor colour)
{
    QFont sized = font(Type::Initials);
    sized.setPixelSize(qMax(8, qRound(rect.height() * (letters.size() > 1 ? 0.4 : 0.46))));
    painter.setFont(sized);
    painter.setPen(colour);
    painter.drawText(rect, Qt::AlignCenter, letters);
}

struct SignLook
{
    QColor ground, ink;
    /// Drawn as a letter; the others are strokes.
    QChar letter{};
};

SignLook signLook(format::Sign sign)
{
    const Tokens& t = tokens();
    switch (sign) {
    case format::Sign::Add: return {t.ok.tint, t.ok.text};
    case format::Sign::Change: return {t.info.tint, t.info.text};
    case format::Sign::Remove: return {t.act.tint, t.act.text};
    case format::Sign::Irreversible: return {t.danger, t.onAccent, QLatin1Char('!')};
    case format::Sign::Unknown: return {t.unknown.tint, t.unknown.text, QLatin1Char('?')};
    case format::Sign::Same: return {t.unknown.tint, t.unknown.text};
    }
    return {};
}

// Bars on whole pixels stay crisp at every scale; an icon of this size would be grey.
void signStroke(QPainter& painter, const QRect& square, format::Sign sign, QColor ink)
{
    const QPoint mid(square.left() + square.width() / 2, square.top() + square.height() / 2);
    const auto across = [&](int y) { painter.fillRect(QRect(mid.x() - 4, y, 8, 2), ink); };
    if (sign == format::Sign::Add)
        painter.fillRect(QRect(mid.x() - 1, mid.y() - 4, 2, 8), ink);
    if (sign == format::Sign::Add || sign == format::Sign::Remove)
        return across(mid.y() - 1);
    if (sign == format::Sign::Same) {
        across(mid.y() - 3);
        return across(mid.y() + 1);
    }
    QPainterPath wave(QPointF(mid.x() - 4, mid.y() + 1));
    wave.cubicTo(mid.x() - 2, mid.y() - 4, mid.x() + 2, mid.y() + 4, mid.x() + 4, mid.y() - 1);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(ink, 1.9, Qt::SolidLine, Qt::RoundCap));
    painter.drawPath(wave);
    painter.restore();
}

void smallDisc(QPainter& painter, const QRect& cell, int size, QColor colour)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawEllipse(QRectF(cell.center().x() + 0.5 - size / 2.0, cell.center().y() + 0.5 - size / 2.0, size, size));
}

void diamond(QPainter& painter, const QRect& cell, QColor colour)
{
    painter.translate(cell.center().x() + 0.5, cell.center().y() + 0.5);
    painter.rotate(45);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawRoundedRect(QRectF(-4.5, -4.5, 9, 9), 1.5, 1.5);
}

void arc(QPainter& painter, const QRectF& square, double from, double share)
{
    if (share > 0)
        painter.drawArc(square, qRound((90 - from * 360) * 16), qRound(-share * 360 * 16));
}

} // namespace

QBrush hatch(QColor ink, QColor ground, qreal ratio)
{
    const int side = qRound(4 * ratio);
    QPixmap pattern(side, side);
    pattern.fill(ground);
    QPainter painter(&pattern);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(ink, 1.05 * ratio));
    for (int shift = -side; shift <= side; shift += side)
        painter.drawLine(QPointF(shift - 1, side + 1), QPointF(shift + side + 1, -1));
    painter.end();
    QBrush brush(pattern);
    brush.setTransform(QTransform::fromScale(1 / ratio, 1 / ratio));
    return brush;
}

int pillWidth(const PillLook& look)
{
    const int icon = look.icon.isEmpty() ? 0 : measure::iconPill + pillIconGap;
    const int pads = isQuiet(look.state) ? 0 : 2 * pillPad;
    return icon + pads + textWidth(Type::SmallStrong, look.words) + 1;
}

void pill(QPainter& painter, const QRect& rect, const PillLook& look)
{
    const StateInk& ink = tokens().state(look.state);
    Lane lane(rect, look.direction);
    if (!isQuiet(look.state)) {
        const bool dashed = look.state == State::Unknown;
        const bool edged = dashed || look.state == State::Exempt;
        const QColor edge = dashed ? QColor(ink.solid) : QColor(ink.edge);
        stamp(painter, rect, {StampKey::Kind::PillGround, {}, int(look.state)}, [&](QPainter& inner, const QRect& whole) {
            const Qt::PenStyle line = dashed ? Qt::DashLine : Qt::SolidLine;
            box(inner, whole, {ink.tint, edged ? edge : QColor(), whole.height() / 2.0, line});
        });
        lane.skip(pillPad);
        lane.trailing(pillPad);
    }
    const QColor quietIcon = look.state == State::Ok ? QColor(ink.solid) : QColor(tokens().text2);
    if (!look.icon.isEmpty()) {
        const QRect spot = lane.leading(measure::iconPill, pillIconGap);
        drawIcon(painter, spot, look.icon, measure::iconPill, isQuiet(look.state) ? quietIcon : QColor(ink.text));
    }
    const QColor words = isQuiet(look.state) ? QColor(tokens().text2) : QColor(ink.text);
    text(painter, lane.rest(), look.words, {Type::SmallStrong, words, Qt::AlignLeft, look.direction});
}

const TileInk& tileInk(const QString& seed)
{
    return tokens().tiles[size_t(tileIndex(seed))];
}

void avatar(QPainter& painter, const QRect& disc, const QString& name)
{
    const int look = tileIndex(name);
    const TileInk& ink = tokens().tiles[size_t(look)];
    const QString letters = format::initials(name);
    stamp(painter, disc, {StampKey::Kind::Avatar, letters, look}, [&](QPainter& inner, const QRect& whole) {
        box(inner, whole, {ink.tint, {}, whole.height() / 2.0});
        lettersIn(inner, whole, letters, ink.text);
    });
}

void tile(QPainter& painter, const QRect& square, const QString& name)
{
    const int look = tileIndex(name);
    const TileInk& ink = tokens().tiles[size_t(look)];
    const QString letter = name.left(1).toUpper();
    stamp(painter, square, {StampKey::Kind::Tile, letter, look}, [&](QPainter& inner, const QRect& whole) {
        box(inner, whole, {ink.tint, {}, whole.height() > 24 ? 6.0 : 5.0});
        lettersIn(inner, whole, letter, ink.text);
    });
}

void iconTile(QPainter& painter, const QRect& square, const QString& icon)
{
    const Tokens& t = tokens();
    box(painter, square, {t.subtle, t.line, square.height() > 40 ? 10.0 : 7.0});
    drawIcon(painter, square, icon, square.height() > 32 ? measure::iconTile : measure::iconInline, t.text2);
}

void sign(QPainter& painter, const QRect& square, format::Sign kind)
{
    const SignLook look = signLook(kind);
    const bool dashed = kind == format::Sign::Unknown;
    const QColor edge = dashed ? QColor(tokens().unknown.solid) : QColor();
    box(painter, square, {look.ground, edge, 5, dashed ? Qt::DashLine : Qt::SolidLine});
    if (look.letter.isNull())
        signStroke(painter, square, kind, look.ink);
    else
        lettersIn(painter, square.adjusted(-4, -4, 4, 4), look.letter, look.ink);
}

void mark(QPainter& painter, const QRect& cell, format::Mark kind)
{
    const Tokens& t = tokens();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    switch (kind) {
    case format::Mark::None: smallDisc(painter, cell, 3, t.lineStrong); break;
    case format::Mark::Has: smallDisc(painter, cell, 10, t.accent); break;
    case format::Mark::OnlyHere: diamond(painter, cell, t.attention.solid); break;
    case format::Mark::PeersHave: drawIcon(painter, cell, QStringLiteral("circle-dashed"), 13, t.text2); break;
    case format::Mark::Unknown: drawIcon(painter, cell, QStringLiteral("circle-question"), 14, t.unknown.solid); break;
    }
    painter.restore();
}

QColor tintColour(Tint tint)
{
    const Tokens& t = tokens();
    switch (tint) {
    case Tint::Accent: return t.accent;
    case Tint::AccentPale: return mixed(t.accent, t.surface, t.paleMix);
    case Tint::Ok: return t.ok.solid;
    case Tint::OkPale: return mixed(t.ok.solid, t.surface, t.paleMix);
    case Tint::Attention: return t.attention.solid;
    case Tint::Act: return t.act.solid;
    case Tint::Unknown:
    case Tint::Neutral: return t.unknown.solid;
    case Tint::Free: return t.lineStrong;
    default: break;
    }
    const auto series = static_cast<size_t>(tint) - static_cast<size_t>(Tint::Series0);
    return t.chart[qMin(series, t.chart.size() - 1)];
}

void bar(QPainter& painter, const QRect& rect, const QList<format::Segment>& segments, Qt::LayoutDirection direction)
{
    const Tokens& t = tokens();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath outline;
    outline.addRoundedRect(QRectF(rect), qMin(2.5, rect.height() / 2.0), qMin(2.5, rect.height() / 2.0));
    painter.setClipPath(outline);
    painter.fillRect(rect, t.press);
    double from = 0;
    for (const format::Segment& part : segments) {
        if (part.share <= 0)
            continue; // nothing is not a sliver
        const int left = qRound(from * rect.width());
        const int right = qRound((from + part.share) * rect.width());
        from += part.share;
        const int gap = right < rect.width() ? 1 : 0;
        const auto seen = [&](const QRect& logical) { return QStyle::visualRect(direction, rect, logical); };
        const QRect piece = seen({rect.left() + left, rect.top(), qMax(1, right - left - gap), rect.height()});
        const qreal ratio = painter.device()->devicePixelRatioF();
        const bool unknown = part.tint == Tint::Unknown;
        painter.fillRect(piece, unknown ? hatch(t.unknown.solid, t.unknown.tint, ratio) : QBrush(tintColour(part.tint)));
        if (gap && right > left)
            painter.fillRect(seen({rect.left() + right - 1, rect.top(), 1, rect.height()}), QColor(t.surface));
    }
    painter.restore();
}

void tick(QPainter& painter, const QRect& square, Tick state)
{
    stamp(painter, square, {StampKey::Kind::Tick, {}, int(state)}, [&](QPainter& inner, const QRect& whole) {
        const Tokens& t = tokens();
        if (state == Tick::Off)
            return box(inner, whole, {t.surface, t.field, measure::radiusTick});
        box(inner, whole, {t.accent, {}, measure::radiusTick});
        const QString icon = state == Tick::On ? QStringLiteral("check") : QStringLiteral("minus");
        drawIcon(inner, whole, icon, 12, t.onAccent);
    });
}

int keyCapWidth(const QString& words)
{
    return qMax(measure::keyCap + 2, textWidth(Type::Key, words) + 12);
}

void keyCap(QPainter& painter, const QRect& rect, const QString& words)
{
    const Tokens& t = tokens();
    box(painter, rect, {t.surface, t.lineStrong, 4});
    text(painter, rect, words, {Type::Key, t.text2, Qt::AlignHCenter});
}

void ring(QPainter& painter, const QRect& square, const RingShares& shares)
{
    const Tokens& t = tokens();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double inset = shares.stroke / 2;
    const QRectF band = QRectF(square).adjusted(inset, inset, -inset, -inset);
    painter.setPen(QPen(QColor(t.press), shares.stroke, Qt::SolidLine, Qt::FlatCap));
    painter.drawEllipse(band);
    painter.setPen(QPen(mixed(t.ok.solid, t.surface, 0.6), shares.stroke, Qt::SolidLine, Qt::FlatCap));
    arc(painter, band, shares.verified, shares.done);
    painter.setPen(QPen(QColor(t.ok.solid), shares.stroke, Qt::SolidLine, Qt::FlatCap));
    arc(painter, band, 0, shares.verified);
    painter.restore();
}

void shadow(QPainter& painter, const QRect& sheet, int radius)
{
    constexpr int depth = 14;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    QColor ink = tokens().shadow;
    const double full = ink.alphaF();
    for (int layer = depth; layer >= 1; --layer) {
        ink.setAlphaF(static_cast<float>(full * 0.16 * (depth + 1 - layer) / depth));
        painter.setBrush(ink);
        const QRectF blurred = QRectF(sheet).adjusted(-layer + 3, -layer + 6, layer - 3, layer + 2);
        painter.drawRoundedRect(blurred, radius + layer, radius + layer);
    }
    painter.restore();
}

} // namespace qm::widgets::paint
