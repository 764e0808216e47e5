#include "ui/widgets/banner.h"

#include "ui/widgets/button.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QPainter>
#include <QStyle>

namespace qm::widgets {

namespace {

Tone toneOf(format::State state)
{
    switch (state) {
    case format::State::Ok: return Tone::Ok;
    case format::State::Attention: return Tone::Attention;
    case format::State::Act: return Tone::Act;
    case format::State::Info: return Tone::Info;
    case format::State::Unknown: return Tone::Unknown;
    default: return Tone::Text;
    }
}

QString bannerIcon(format::State state)
{
    return state == format::State::Info ? QStringLiteral("info") : format::stateIcon(state);
}

} // namespace

Banner::Banner(format::State state, const QString& title, const QString& sentence, QWidget* parent)
    : QWidget(parent)
    , m_state(state)
    , m_action(new Button({}))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(40, 9, 12, 9);
    row->setSpacing(16);
    auto* words = new QVBoxLayout;
    words->setSpacing(1);
    words->addWidget(makeLabel(title, Type::Bold, toneOf(state)));
    words->addWidget(makeParagraph(sentence, Type::Small, Tone::Text));
    row->addLayout(words, 1);
    row->addWidget(m_action);
    m_action->hide();
    setAccessibleName(QStringLiteral("%1: %2. %3").arg(format::stateWord(state), title, sentence));
    connect(m_action, &QAbstractButton::clicked, this, &Banner::actionAsked);
}

void Banner::setAction(const QString& verb)
{
    m_action->setText(verb);
    m_action->updateGeometry();
    m_action->setVisible(!verb.isEmpty());
}

void Banner::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const StateInk& ink = tokens().state(m_state);
    paint::box(painter, rect(), {ink.tint, ink.edge, measure::radiusMenu});
    const QRect spot = QStyle::visualRect(layoutDirection(), rect(), {12, 8, 20, 20});
    drawIcon(painter, spot, bannerIcon(m_state), measure::iconInline, ink.text);
}

ProgressLine::ProgressLine(QWidget* parent)
    : QWidget(parent)
    , m_what(makeLabel({}, Type::Body, Tone::Second))
    , m_left(makeLabel({}, Type::Small, Tone::Third))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(26, 0, 26, 10); // margins do not mirror
    row->addWidget(m_what, 1);
    row->addWidget(m_left);
}

void ProgressLine::setProgress(const QString& what, const QString& left, double share)
{
    m_what->setText(what);
    m_left->setText(left);
    m_share = share;
    setAccessibleName(left.isEmpty() ? what : what + QStringLiteral(", ") + left);
    update();
}

void ProgressLine::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QRect spot = QStyle::visualRect(layoutDirection(), rect(), {0, 0, 18, height() - 10});
    drawIcon(painter, spot, QStringLiteral("refresh"), 15, tokens().info.solid);
    if (m_share < 0)
        return;
    const QRect track(0, height() - 4, width(), 4);
    paint::box(painter, track, {tokens().press, {}, 2});
    const QRect done(0, height() - 4, qRound(width() * qMin(1.0, m_share)), 4);
    paint::box(painter, QStyle::visualRect(layoutDirection(), rect(), done), {tokens().accent, {}, 2});
}

EmptyState::EmptyState(const QString& icon, const QString& title, const QString& words, QWidget* parent)
    : QWidget(parent)
    , m_primary(new Button({}, ButtonKind::Primary))
    , m_secondary(new Button({}))
{
    auto* column = new QVBoxLayout(this);
    column->setSpacing(0);
    column->addStretch(1);
    auto* picture = new IconTile(icon, measure::emptyTile);
    column->addWidget(picture, 0, Qt::AlignHCenter);
    column->addSpacing(14);
    column->addWidget(makeLabel(title, Type::Section), 0, Qt::AlignHCenter);
    column->addSpacing(3);
    Label* why = makeParagraph(words, Type::Body, Tone::Second);
    why->setAlignment(Qt::AlignHCenter);
    why->setFixedWidth(340);
    why->setFixedHeight(why->heightForWidth(340));
    column->addWidget(why, 0, Qt::AlignHCenter);
    column->addSpacing(20);
    auto* verbs = new QHBoxLayout;
    verbs->setSpacing(8);
    verbs->addStretch(1);
    verbs->addWidget(m_primary);
    verbs->addWidget(m_secondary);
    verbs->addStretch(1);
    column->addLayout(verbs);
    column->addStretch(1);
    setActions({});
    connect(m_primary, &QAbstractButton::clicked, this, &EmptyState::primaryAsked);
    connect(m_secondary, &QAbstractButton::clicked, this, &EmptyState::secondaryAsked);
}

void EmptyState::setActions(const QString& primary, const QString& secondary)
{
    m_primary->setText(primary);
    m_primary->setVisible(!primary.isEmpty());
    m_secondary->setText(secondary);
    m_secondary->setVisible(!secondary.isEmpty());
}

} // namespace qm::widgets
