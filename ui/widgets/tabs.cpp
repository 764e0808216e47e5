#include "ui/widgets/tabs.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QPainter>

namespace qm::widgets {

namespace {

constexpr int tabHeight = 40, tabGap = 22, tabCountGap = 8, segmentHeight = 24;

/// One tab: words, count, underline when chosen.
class TabButton : public PaintedButton
{
public:
    TabButton(const QString& words, const QString& count)
        : PaintedButton(words)
        , m_count(count)
    {
        setCheckable(true);
        speak();
    }

    void setCount(const QString& count)
    {
        m_count = count;
        speak();
        updateGeometry();
        update();
    }

    QSize sizeHint() const override
    {
        const int count = m_count.isEmpty() ? 0 : tabCountGap + textWidth(Type::DigitsSmall, m_count);
        return {textWidth(Type::Strong, text()) + count + 1, tabHeight};
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const Tokens& t = tokens();
        paint::Lane lane(rect(), layoutDirection());
        const QRect words = lane.leading(textWidth(Type::Strong, text()) + 1, tabCountGap);
        const QColor ink = isChecked() || isHovered() ? t.text : t.text2;
        paint::text(painter, words, text(), {Type::Strong, ink, Qt::AlignLeft, layoutDirection()});
        paint::text(painter, lane.rest(), m_count, {Type::DigitsSmall, t.text3, Qt::AlignLeft, layoutDirection()});
        if (isChecked())
            paint::box(painter, {0, height() - 2, width(), 2}, {t.accent, {}, 1});
    }

private:
    void speak() { setAccessibleName(m_count.isEmpty() ? text() : text() + QStringLiteral(", ") + m_count); }

    QString m_count;
};

/// One segment in the track.
class SegmentButton : public PaintedButton
{
public:
    explicit SegmentButton(const QString& words)
        : PaintedButton(words)
    {
        setCheckable(true);
    }

    QSize sizeHint() const override
    {
        const int words = iconName().isEmpty() ? textWidth(Type::SmallStrong, text()) + 20 : 28;
        return {words + 1, segmentHeight};
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const Tokens& t = tokens();
        const bool dark = Theme::instance().scheme() == Scheme::Dark;
        if (isChecked())
            paint::box(painter, rect(), {dark ? t.press : t.raised, t.lineStrong, 5});
        const QColor ink = isChecked() || isHovered() ? t.text : t.text2;
        if (!iconName().isEmpty())
            return drawIcon(painter, rect(), iconName(), 15, ink);
        paint::text(painter, rect(), text(), {Type::SmallStrong, ink, Qt::AlignHCenter, layoutDirection()});
    }
};

QHBoxLayout* choiceLayout(QWidget* row, int margin, int gap)
{
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(gap);
    return layout;
}

} // namespace

ChoiceRow::ChoiceRow(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void ChoiceRow::adopt(PaintedButton* button)
{
    m_buttons << button;
    layout()->addWidget(button);
    connect(button, &QAbstractButton::clicked, this, [this, button] { choose(int(m_buttons.indexOf(button))); });
    if (m_current < 0)
        setCurrent(0);
    else
        button->setFocusPolicy(Qt::NoFocus);
}

void ChoiceRow::dismiss(int index)
{
    PaintedButton* button = m_buttons.takeAt(index);
    layout()->removeWidget(button);
    button->hide();
    button->deleteLater();
    if (m_current >= count())
        setCurrent(count() - 1);
}

void ChoiceRow::setCurrent(int index)
{
    m_current = index;
    for (int i = 0; i < count(); ++i) {
        m_buttons[i]->setChecked(i == index);
        m_buttons[i]->setFocusPolicy(i == index ? Qt::TabFocus : Qt::NoFocus);
    }
}

void ChoiceRow::choose(int index)
{
    const bool moved = index != m_current;
    setCurrent(index);
    if (moved)
        Q_EMIT chosen(index);
}

void ChoiceRow::keyPressEvent(QKeyEvent* event)
{
    const bool left = event->key() == Qt::Key_Left;
    const bool right = event->key() == Qt::Key_Right;
    if (!left && !right)
        return QWidget::keyPressEvent(event);
    const int by = left == (layoutDirection() == Qt::LeftToRight) ? -1 : 1;
    choose(qBound(0, m_current + by, count() - 1));
    m_buttons[m_current]->setFocus(Qt::TabFocusReason);
}

Tabs::Tabs(QWidget* parent)
    : ChoiceRow(parent)
{
    choiceLayout(this, 0, tabGap);
}

void Tabs::add(const QString& words, const QString& count)
{
    adopt(new TabButton(words, count));
}

void Tabs::setCount(int index, const QString& count)
{
    if (auto* tab = static_cast<TabButton*>(button(index)))
        tab->setCount(count);
}

void Tabs::remove(int index)
{
    dismiss(index);
}

Segmented::Segmented(QWidget* parent)
    : ChoiceRow(parent)
{
    choiceLayout(this, 2, 2);
}

void Segmented::add(const QString& words)
{
    adopt(new SegmentButton(words));
}

void Segmented::addIcon(const QString& icon, const QString& name)
{
    auto* segment = new SegmentButton({});
    segment->setIconName(icon);
    segment->setToolTip(plainTip(name));
    segment->setAccessibleName(name);
    adopt(segment);
}

void Segmented::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paint::box(painter, rect(), {tokens().segmentTrack, {}, 7});
}

} // namespace qm::widgets
