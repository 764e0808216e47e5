#include "ui/widgets/nav_bar.h"

#include "ui/widgets/button.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/nav_parts.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/scroll.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QPainter>

namespace qm::widgets {

namespace {

QVBoxLayout* columnIn(QWidget* parent, const QMargins& margins)
{
    auto* column = new QVBoxLayout(parent);
    column->setContentsMargins(margins);
    column->setSpacing(0);
    return column;
}

void stretchAcross(QWidget* part)
{
    part->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

} // namespace

NavItem::NavItem(const QString& key, const QString& icon, const QString& words)
    : PaintedButton(words)
    , m_key(key)
{
    setIconName(icon);
    stretchAcross(this);
    speak();
}

void NavItem::speak()
{
    format::Cell cell = format::text(m_count.isEmpty() ? text() : text() + QStringLiteral(", ") + m_count);
    cell.state = m_state;
    setAccessibleName(format::spokenWords(cell));
}

void NavItem::setCount(const QString& count, format::State state)
{
    m_count = count;
    m_state = state;
    speak();
    update();
}

void NavItem::setCurrent(bool current)
{
    m_current = current;
    update();
}

void NavItem::setFolded(bool folded)
{
    m_folded = folded;
    setToolTip(folded ? plainTip(accessibleName()) : QString());
    updateGeometry();
    update();
}

QSize NavItem::sizeHint() const
{
    const int height = qMax(measure::navRow, lineHeight(Type::Strong) + 14);
    return {m_folded ? 36 : 120, height};
}

void NavItem::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Tokens& t = tokens();
    const QRect row = rect().adjusted(0, 1, 0, -1);
    if (m_current || isHovered())
        paint::box(painter, row, {m_current ? t.navCurrent : t.press, {}, measure::radiusControl});
    const QColor icon = m_current ? t.accentText : t.text2;
    paint::Lane lane(m_folded ? row : row.adjusted(9, 0, -9, 0), layoutDirection());
    if (m_folded) {
        drawIcon(painter, row, iconName(), 17, icon);
        if (m_state != format::State::Plain)
            paint::box(painter, {row.center().x() + 6, row.top() + 5, 7, 7}, {t.state(m_state).solid, {}, 3.5});
        return;
    }
    drawIcon(painter, lane.leading(16, 10), iconName(), 16, icon);
    paintCount(painter, lane.trailing(textWidth(Type::DigitsSmall, m_count) + 14, 4));
    const QColor words = m_current ? t.text : t.text2;
    paint::text(painter, lane.rest(), text(), {Type::Strong, words, Qt::AlignLeft, layoutDirection()});
}

void NavItem::paintCount(QPainter& painter, const QRect& rect) const
{
    if (m_count.isEmpty())
        return;
    const Tokens& t = tokens();
    if (m_state == format::State::Plain) {
        paint::text(painter, rect.adjusted(0, 0, -1, 0), m_count,
                    {Type::DigitsSmall, t.text3, Qt::AlignRight, layoutDirection()});
        return;
    }
    const StateInk& ink = t.state(m_state);
    const int width = qMax(20, textWidth(Type::SmallStrong, m_count) + 12);
    const QRect slot(0, 0, width, 20);
    const int left = layoutDirection() == Qt::LeftToRight ? rect.right() - width + 3 : rect.left() - 2;
    const QRect spot = slot.translated(left, rect.center().y() - 9);
    paint::box(painter, spot, {ink.tint, {}, 10});
    paint::text(painter, spot, m_count, {Type::SmallStrong, ink.text, Qt::AlignHCenter});
}

NavBar::NavBar(QWidget* parent)
    : QWidget(parent)
{
    setFixedWidth(measure::navWidth);
    m_column = columnIn(this, {10, 12, 10, 10});
    buildHead();
    auto* places = new QWidget;
    m_places = columnIn(places, {0, 0, 0, 0});
    m_places->addStretch(1);
    QScrollArea* area = makeScroll(places);
    area->setFocusPolicy(Qt::NoFocus);
    m_column->addWidget(area, 1);
    buildFoot();
}

void NavBar::buildHead()
{
    m_company = new NavCompany;
    m_search = new NavSearch;
    stretchAcross(m_company);
    stretchAcross(m_search);
    m_column->addWidget(m_company);
    m_column->addSpacing(8);
    auto* inset = new QHBoxLayout;
    inset->setContentsMargins(2, 0, 2, 0);
    inset->addWidget(m_search);
    m_column->addLayout(inset);
    m_column->addSpacing(8);
    connect(m_company, &QAbstractButton::clicked, this, &NavBar::companyAsked);
    connect(m_search, &QAbstractButton::clicked, this, &NavBar::searchAsked);
}

void NavBar::buildFoot()
{
    m_trust = new NavTrust;
    m_person = new NavPerson;
    m_settings = new IconButton(QStringLiteral("settings"), tr("Settings"));
    m_help = new IconButton(QStringLiteral("help"), tr("Help"));
    stretchAcross(m_trust);
    stretchAcross(m_person);
    m_trust->hide();
    m_column->addSpacing(6);
    m_column->addWidget(m_trust);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(0, 0, 0, 0);
    foot->setSpacing(2);
    foot->addWidget(m_person, 1);
    foot->addWidget(m_help);
    foot->addWidget(m_settings);
    m_column->addLayout(foot);
    m_hiddenWhenFolded << m_person << m_help;
    connect(m_help, &QAbstractButton::clicked, this, &NavBar::helpAsked);
    connect(m_trust, &QAbstractButton::clicked, this, &NavBar::trustAsked);
    connect(m_person, &QAbstractButton::clicked, this, &NavBar::personAsked);
    connect(m_settings, &QAbstractButton::clicked, this, &NavBar::settingsAsked);
}

void NavBar::setCompany(const QString& name)
{
    m_company->setText(name);
    m_company->setAccessibleName(tr("Company %1, switch").arg(name));
}

void NavBar::setPerson(const QString& name)
{
    m_person->setText(name);
    m_person->update();
}

void NavBar::setTrust(const QString& words, format::State state)
{
    m_trust->setText(words);
    static_cast<NavTrust*>(m_trust)->setState(state);
    m_trust->setVisible(!words.isEmpty());
}

void NavBar::addGroup(const QString& title)
{
    if (title.isEmpty())
        return;
    Label* heading = makeLabel(title, Type::Caption, Tone::Third);
    heading->setContentsMargins(10, 12, 10, 5);
    m_places->insertWidget(m_places->count() - 1, heading);
    m_headings << heading;
}

void NavBar::addItem(const QString& key, const QString& icon, const QString& words)
{
    auto* item = new NavItem(key, icon, words);
    m_places->insertWidget(m_places->count() - 1, item);
    m_items << item;
    item->installEventFilter(this);
    connect(item, &QAbstractButton::clicked, this, [this, key] {
        setCurrent(key);
        Q_EMIT chosen(key);
    });
}

void NavBar::setCount(const QString& key, const QString& count, format::State state)
{
    for (NavItem* item : std::as_const(m_items)) {
        if (item->key() == key)
            item->setCount(count, state);
    }
}

void NavBar::setCurrent(const QString& key)
{
    m_current = key;
    for (NavItem* item : std::as_const(m_items))
        item->setCurrent(item->key() == key);
}

void NavBar::setFolded(bool folded)
{
    if (folded == m_folded)
        return;
    m_folded = folded;
    setFixedWidth(folded ? measure::navFolded : measure::navWidth);
    for (NavItem* item : std::as_const(m_items))
        item->setFolded(folded);
    for (PaintedButton* part : {m_company, m_search, m_trust, m_person})
        static_cast<NavPart*>(part)->setFolded(folded);
    for (Label* heading : std::as_const(m_headings))
        heading->setVisible(!folded);
    for (QWidget* widget : std::as_const(m_hiddenWhenFolded))
        widget->setVisible(!folded);
}

void NavBar::step(int by)
{
    const int at = int(m_items.indexOf(qobject_cast<NavItem*>(focusWidget())));
    const int next = qBound(0, at + by, int(m_items.size()) - 1);
    if (!m_items.isEmpty())
        m_items[next]->setFocus(Qt::TabFocusReason);
}

// Taken from the items themselves: the scroll area between would use the arrows for scrolling.
bool NavBar::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key != Qt::Key_Down && key != Qt::Key_Up)
        return QWidget::eventFilter(watched, event);
    step(key == Qt::Key_Down ? 1 : -1);
    return true;
}

void NavBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), QColor(tokens().canvas));
}

} // namespace qm::widgets
