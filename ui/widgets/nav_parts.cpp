#include "ui/widgets/nav_parts.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/theme.h"

#include <QPainter>

namespace qm::widgets {

namespace {

constexpr int navPad = 9;

QRect squareIn(const QRect& rect, int side)
{
    return {rect.left() + (rect.width() - side) / 2, rect.top() + (rect.height() - side) / 2, side, side};
}

} // namespace

void NavPart::setFolded(bool folded)
{
    m_folded = folded;
    setToolTip(folded ? plainTip(text()) : QString());
    updateGeometry();
    update();
}

QSize NavPart::sizeHint() const
{
    return {m_folded ? 36 : 120, m_height};
}

NavCompany::NavCompany()
{
    m_height = 36;
}

void NavCompany::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Tokens& t = tokens();
    if (isHovered())
        paint::box(painter, rect(), {t.press, {}, measure::radiusControl});
    paint::Lane lane(isFolded() ? rect() : rect().adjusted(7, 0, -7, 0), layoutDirection());
    const QRect logo = squareIn(isFolded() ? lane.rest() : lane.leading(24, 10), 24);
    drawIcon(painter, logo, QStringLiteral("app"), 24, t.accent);
    if (isFolded())
        return;
    drawIcon(painter, lane.trailing(14, 6), QStringLiteral("chevrons-up-down"), 14, t.text2);
    paint::text(painter, lane.rest(), text(), {Type::Bold, t.text, Qt::AlignLeft, layoutDirection()});
}

NavSearch::NavSearch()
{
    setText(tr("Search or do…"));
    setAccessibleName(tr("Search or do, opens the command palette"));
}

void NavSearch::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Tokens& t = tokens();
    paint::box(painter, rect(), {isHovered() ? t.hover : t.surface, t.lineStrong, measure::radiusControl});
    if (isFolded())
        return drawIcon(painter, rect(), QStringLiteral("search"), 16, t.text2);
    paint::Lane lane(rect().adjusted(10, 0, -7, 0), layoutDirection());
    drawIcon(painter, lane.leading(16, 8), QStringLiteral("search"), 16, t.text2);
    const QString key = QStringLiteral("Ctrl K");
    const QRect cap = lane.trailing(paint::keyCapWidth(key), 6);
    paint::keyCap(painter, {cap.left(), (height() - measure::keyCap) / 2, cap.width(), measure::keyCap}, key);
    paint::text(painter, lane.rest(), text(), {Type::Body, t.text3, Qt::AlignLeft, layoutDirection()});
}

NavTrust::NavTrust()
{
    setIconName(QStringLiteral("database"));
}

void NavTrust::setState(format::State state)
{
    m_state = state;
    update();
}

void NavTrust::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Tokens& t = tokens();
    if (isHovered())
        paint::box(painter, rect(), {t.press, {}, measure::radiusControl});
    paint::Lane lane(isFolded() ? rect() : rect().adjusted(navPad, 0, -navPad, 0), layoutDirection());
    const bool calm = m_state == format::State::Ok || m_state == format::State::Plain;
    const QColor ink = isFolded() && !calm ? t.state(m_state).solid : t.text2;
    const QRect spot = isFolded() ? lane.rest() : lane.leading(14, 8);
    drawIcon(painter, spot, iconName(), 14, ink);
    if (isFolded())
        return;
    const QRect dot = lane.trailing(8, 6);
    if (!calm)
        paint::box(painter, squareIn(dot, 7), {t.state(m_state).solid, {}, 3.5});
    paint::text(painter, lane.rest(), text(), {Type::Small, t.text2, Qt::AlignLeft, layoutDirection()});
}

NavPerson::NavPerson() = default;

void NavPerson::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Tokens& t = tokens();
    if (isHovered())
        paint::box(painter, rect(), {t.press, {}, measure::radiusControl});
    paint::Lane lane(isFolded() ? rect() : rect().adjusted(7, 0, -4, 0), layoutDirection());
    const QRect spot = isFolded() ? lane.rest() : lane.leading(24, 8);
    if (text().isEmpty())
        drawIcon(painter, squareIn(spot, 24), QStringLiteral("user"), measure::iconInline, t.text2);
    else
        paint::avatar(painter, squareIn(spot, 24), text());
    if (!isFolded())
        paint::text(painter, lane.rest(), text().isEmpty() ? tr("Your name") : text(), {Type::Strong, t.text2, Qt::AlignLeft, layoutDirection()});
}

} // namespace qm::widgets
