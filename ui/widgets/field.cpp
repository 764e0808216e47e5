#include "ui/widgets/field.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/theme.h"

#include <QMetaProperty>
#include <QBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QStyle>
#include <QStyledItemDelegate>
#include <QWheelEvent>

namespace qm::widgets {

namespace {

void drawArrow(QWidget* field)
{
    QPainter painter(field);
    const QRect whole = field->rect();
    const QRect spot(whole.right() - 26, whole.top(), 20, whole.height());
    const QColor ink = field->isEnabled() ? tokens().text2 : tokens().disabled;
    const QRect seen = QStyle::visualRect(field->layoutDirection(), whole, spot);
    drawIcon(painter, seen, QStringLiteral("chevron-down"), 15, ink);
}

/// The chosen row lies on a light ground; the ink that a combo box hands down to its list is made for the accent.
class ChoiceDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->palette.setBrush(QPalette::HighlightedText, option->palette.text());
    }
};

} // namespace

ComboBox::ComboBox(QWidget* parent)
    : QComboBox(parent)
{
    setFont(widgets::font(Type::Body));
    setFocusPolicy(Qt::StrongFocus);
    setItemDelegate(new ChoiceDelegate(this));
}

void ComboBox::setInCell()
{
    setProperty("cell", true);
}

void ComboBox::paintEvent(QPaintEvent* event)
{
    QComboBox::paintEvent(event);
    drawArrow(this);
}

// Scrolling a page must not change a choice that happens to lie under the pointer.
void ComboBox::wheelEvent(QWheelEvent* event)
{
    event->ignore();
}

SearchField::SearchField(const QString& name, QWidget* parent)
    : QLineEdit(parent)
{
    setPlaceholderText(name);
    setAccessibleName(name);
    setProperty("searching", true);
}

void SearchField::paintEvent(QPaintEvent* event)
{
    QLineEdit::paintEvent(event);
    QPainter painter(this);
    const QRect spot = QStyle::visualRect(layoutDirection(), rect(), {8, 0, 20, height()});
    drawIcon(painter, spot, QStringLiteral("search"), measure::iconInline, tokens().text2);
}

void SearchField::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && !text().isEmpty())
        return clear();
    QLineEdit::keyPressEvent(event);
}

FormField::FormField(const QString& label, QWidget* field, const QString& help, QWidget* parent)
    : QWidget(parent)
    , m_field(field)
    , m_below(makeParagraph(help, Type::Small, Tone::Third))
    , m_help(help)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(5);
    Label* above = makeLabel(label, Type::SmallStrong, Tone::Second);
    above->setBuddy(field);
    column->addWidget(above);
    column->addWidget(field);
    column->addWidget(m_below);
    field->setAccessibleName(label);
    const QMetaProperty value = field->metaObject()->userProperty();
    if (value.hasNotifySignal())
        connect(field, value.notifySignal(), this, metaObject()->method(metaObject()->indexOfSlot("clearError()")));
    say(help);
}

void FormField::say(const QString& words)
{
    m_below->setText(words);
    m_below->setVisible(!words.isEmpty());
    m_below->setTone(m_error.isEmpty() ? Tone::Third : Tone::Act);
    m_field->setAccessibleDescription(words);
}

void FormField::setError(const QString& remedy)
{
    if (remedy == m_error)
        return;
    m_error = remedy;
    say(remedy.isEmpty() ? m_help : remedy);
    m_field->setProperty("wrong", hasError());
    // The sheet reads dynamic properties only when a widget is polished.
    m_field->style()->unpolish(m_field);
    m_field->style()->polish(m_field);
}

void FormField::setHelp(const QString& help)
{
    m_help = help;
    if (!hasError())
        say(help);
}

} // namespace qm::widgets
