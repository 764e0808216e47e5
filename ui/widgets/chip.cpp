#include "ui/widgets/chip.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QPainter>

namespace qm::widgets {

namespace {

constexpr int chipPad = 9, chipWordGap = 4;

/// The sentence of a chip in its three inks.
class ChipWords : public PaintedButton
{
public:
    ChipWords(const QString& field, const QString& verb, const QString& value)
        : PaintedButton(value)
        , m_field(field)
        , m_verb(verb)
    {}

    QSize sizeHint() const override
    {
        const int words = textWidth(Type::Small, m_field) + textWidth(Type::Small, m_verb)
                          + textWidth(Type::SmallStrong, text());
        return {words + 2 * chipWordGap + 2 * chipPad + 3, measure::chipHeight};
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const Tokens& t = tokens();
        paint::Lane lane(rect().adjusted(chipPad, 0, -chipPad, 0), layoutDirection());
        word(painter, lane, {m_field, Type::Small, t.text2});
        word(painter, lane, {m_verb, Type::Small, t.text3});
        word(painter, lane, {text(), Type::SmallStrong, t.accentText});
    }

private:
    struct Word
    {
        QString words;
        Type type;
        QColor ink;
    };

    void word(QPainter& painter, paint::Lane& lane, const Word& word) const
    {
        const QRect spot = lane.leading(textWidth(word.type, word.words) + 1, chipWordGap);
        paint::text(painter, spot, word.words, {word.type, word.ink, Qt::AlignLeft, layoutDirection()});
    }

    QString m_field, m_verb;
};

/// The cross of a chip.
class ChipCross : public PaintedButton
{
public:
    QSize sizeHint() const override { return {24, measure::chipHeight}; }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const QRect spot = rect().adjusted(-2, 0, -2, 0);
        if (isHovered())
            paint::box(painter, spot.adjusted(4, 5, -2, -5), {tokens().selectedEdge, {}, 4});
        drawIcon(painter, spot, QStringLiteral("x"), 13, tokens().text2);
    }
};

} // namespace

Chip::Chip(const QString& field, const QString& verb, const QString& value, QWidget* parent)
    : QWidget(parent)
    , m_field(field)
    , m_verb(verb)
    , m_words(new ChipWords(field, verb, value))
    , m_remove(new ChipCross)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_words);
    row->addWidget(m_remove);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(m_words, &QAbstractButton::clicked, this, &Chip::opened);
    connect(m_remove, &QAbstractButton::clicked, this, &Chip::removed);
    speak();
}

void Chip::setRemovable(bool removable)
{
    m_remove->setVisible(removable);
}

void Chip::setValue(const QString& value)
{
    m_words->setText(value);
    m_words->updateGeometry();
    speak();
}

void Chip::speak()
{
    const QString sentence = QStringLiteral("%1 %2 %3").arg(m_field, m_verb, m_words->text());
    m_words->setAccessibleName(tr("Filter: %1").arg(sentence));
    m_remove->setAccessibleName(tr("Remove the filter %1").arg(sentence));
    m_remove->setToolTip(tr("Remove this filter"));
}

void Chip::keyPressEvent(QKeyEvent* event)
{
    const bool removes = event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace;
    if (removes && m_remove->isVisible()) {
        Q_EMIT removed();
        return;
    }
    QWidget::keyPressEvent(event);
}

void Chip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Tokens& t = tokens();
    paint::box(painter, rect(), {t.chip, t.selectedEdge, measure::radiusControl});
}

} // namespace qm::widgets
