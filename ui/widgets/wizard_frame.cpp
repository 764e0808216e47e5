#include "ui/widgets/wizard_frame.h"

#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/scroll.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QStackedWidget>

namespace qm::widgets {

namespace {

constexpr int stepDisc = 22, stepGap = 8, stepBridge = 20;

/// One step: a disc with its number or tick, and its name.
class StepButton : public PaintedButton
{
public:
    enum class Phase : quint8 { Done, Current, Ahead };

    StepButton(int number, const QString& title)
        : PaintedButton(title)
        , m_number(number)
    {
        setRingRadius(stepDisc / 2);
    }

    void setPhase(Phase phase)
    {
        m_phase = phase;
        setEnabled(phase != Phase::Ahead);
        static constexpr const char* words[] = {QT_TRANSLATE_NOOP("Steps", "done"), QT_TRANSLATE_NOOP("Steps", "current step"),
                                                QT_TRANSLATE_NOOP("Steps", "not yet")};
        const QString said = Steps::tr(words[static_cast<int>(phase)]);
        setAccessibleName(Steps::tr("Step %1, %2, %3").arg(QString::number(m_number), text(), said));
        update();
    }

    QSize sizeHint() const override { return {stepDisc + stepGap + textWidth(Type::Strong, text()) + 1, 26}; }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const Tokens& t = tokens();
        paint::Lane lane(rect(), layoutDirection());
        const QRect side = lane.leading(stepDisc, stepGap);
        const QRect disc(side.left(), (height() - stepDisc) / 2, stepDisc, stepDisc);
        const bool current = m_phase == Phase::Current;
        const bool ahead = m_phase == Phase::Ahead;
        const QColor fill = current ? t.accent : ahead ? t.surface : t.selected;
        paint::box(painter, disc, {fill, ahead ? QColor(t.lineStrong) : QColor(), stepDisc / 2.0});
        const QColor ink = current ? t.onAccent : ahead ? t.text2 : t.accentText;
        if (m_phase == Phase::Done)
            drawIcon(painter, disc, QStringLiteral("check"), 13, ink);
        else
            paint::text(painter, disc, QString::number(m_number), {Type::DigitsSmallStrong, ink, Qt::AlignHCenter});
        const QColor words = current || isHovered() ? t.text : t.text2;
        paint::text(painter, lane.rest(), text(), {Type::Strong, words, Qt::AlignLeft, layoutDirection()});
    }

private:
    int m_number;
    Phase m_phase = Phase::Ahead;
};

/// The icon beside the reassurance.
class CalmIcon : public QWidget
{
public:
    CalmIcon() { setFixedSize(18, 18); }
    QString icon;

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        drawIcon(painter, rect(), mirroredIcon(icon, layoutDirection()), measure::iconInline, tokens().text2);
    }
};

} // namespace

Steps::Steps(const QStringList& titles, QWidget* parent)
    : QWidget(parent)
{
    setFixedHeight(measure::wizardSteps);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(measure::sheetLeft, 0, measure::sheetRight, 8);
    row->setSpacing(14);
    for (const QString& title : titles) {
        const int index = int(m_steps.size());
        if (index > 0) {
            auto* bridge = new Hairline(Qt::Horizontal);
            bridge->setFixedWidth(stepBridge);
            row->addWidget(bridge);
        }
        auto* step = new StepButton(index + 1, title);
        m_steps << step;
        row->addWidget(step);
        connect(step, &QAbstractButton::clicked, this, [this, index] { Q_EMIT chosen(index); });
    }
    row->addStretch(1);
    setCurrent(0);
}

void Steps::setCurrent(int step)
{
    m_current = step;
    for (int i = 0; i < m_steps.size(); ++i) {
        const auto phase = i < step ? StepButton::Phase::Done : i == step ? StepButton::Phase::Current : StepButton::Phase::Ahead;
        static_cast<StepButton*>(m_steps[i])->setPhase(phase);
    }
}

WizardFrame::WizardFrame(const QString& title, const QStringList& steps, QWidget* parent)
    : QWidget(parent)
    , m_head(new PageHead(title))
    , m_steps(new Steps(steps))
    , m_pages(new QStackedWidget)
    , m_back(new Button({}, ButtonKind::Secondary, QStringLiteral("chevron-left")))
    , m_primary(new Button({}, ButtonKind::Primary))
    , m_secondary(new Button({}))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_startOver = new Button(tr("Start over"), ButtonKind::Ghost);
    m_startOver->hide();
    m_head->addAction(m_startOver);
    m_save = new Button(tr("Save and close"), ButtonKind::Ghost);
    auto* close = new IconButton(QStringLiteral("x"), tr("Close"));
    m_head->addAction(m_save);
    m_head->addAction(close);
    column->addWidget(m_head);
    column->addWidget(m_steps);
    column->addWidget(new Hairline(Qt::Horizontal));
    buildBody(column);
    column->addWidget(new Hairline(Qt::Horizontal));
    buildFoot(column);
    connect(m_startOver, &QAbstractButton::clicked, this, &WizardFrame::startOverAsked);
    connect(m_save, &QAbstractButton::clicked, this, &WizardFrame::closeAsked);
    connect(close, &QAbstractButton::clicked, this, &WizardFrame::closeAsked);
    connect(m_steps, &Steps::chosen, this, &WizardFrame::stepAsked);
}

void WizardFrame::setStartOver(bool isShown)
{
    m_startOver->setVisible(isShown);
}

void WizardFrame::buildBody(QVBoxLayout* column)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_pages, 1);
    m_sideFrame = new QWidget;
    auto* side = new QHBoxLayout(m_sideFrame);
    side->setContentsMargins(0, 0, 0, 0);
    side->setSpacing(0);
    side->addWidget(new Hairline(Qt::Vertical));
    auto* content = new QWidget;
    m_side = new QVBoxLayout(content);
    m_side->setContentsMargins(24, 18, 20, 18);
    side->addWidget(makeScroll(content), 1); // many people may be involved
    m_sideFrame->setFixedWidth(measure::rightColumn);
    m_sideFrame->hide();
    row->addWidget(m_sideFrame);
    column->addLayout(row, 1);
}

void WizardFrame::buildFoot(QVBoxLayout* column)
{
    auto* foot = new QWidget;
    foot->setFixedHeight(measure::wizardFoot);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(measure::sheetLeft, 0, measure::sheetRight, 0);
    row->setSpacing(8);
    m_calmIcon = new CalmIcon;
    m_calm = makeLabel({}, Type::Body, Tone::Second);
    row->addWidget(m_back);
    row->addSpacing(8);
    row->addWidget(m_calmIcon);
    row->addWidget(m_calm);
    row->addStretch(1);
    row->addWidget(m_secondary);
    row->addWidget(m_primary);
    m_secondary->hide();
    column->addWidget(foot);
    for (Button* button : {m_back, m_primary, m_secondary})
        button->installEventFilter(this);
    connect(m_back, &QAbstractButton::clicked, this, &WizardFrame::backAsked);
    connect(m_primary, &QAbstractButton::clicked, this, &WizardFrame::primaryAsked);
    connect(m_secondary, &QAbstractButton::clicked, this, &WizardFrame::secondaryAsked);
}

void WizardFrame::addPage(QWidget* page)
{
    m_pages->addWidget(page);
}

void WizardFrame::setStep(int step)
{
    m_steps->setCurrent(step);
    m_pages->setCurrentIndex(step);
    m_back->setVisible(step > 0);
    m_save->setVisible(step + 1 < m_pages->count()); // the last step is the result: nothing is left to keep
}

bool WizardFrame::eventFilter(QObject* watched, QEvent* event)
{
    return event->type() == QEvent::MouseButtonDblClick || QWidget::eventFilter(watched, event);
}

int WizardFrame::step() const
{
    return m_steps->current();
}

void WizardFrame::setConsequences(QWidget* column)
{
    delete m_consequences;
    m_consequences = column;
    if (column)
        m_side->addWidget(column);
    m_sideFrame->setVisible(column);
}

void WizardFrame::setBack(const QString& words)
{
    m_back->setText(words);
    m_back->setVisible(!words.isEmpty());
    m_back->updateGeometry();
}

void WizardFrame::setReassurance(const QString& icon, const QString& words)
{
    static_cast<CalmIcon*>(m_calmIcon)->icon = icon;
    m_calmIcon->update();
    m_calm->setText(words);
}

void WizardFrame::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closeAsked();
    else
        QWidget::keyPressEvent(event);
}

} // namespace qm::widgets
