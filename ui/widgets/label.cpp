#include "ui/widgets/label.h"

#include "ui/widgets/theme.h"

#include <QEvent>

namespace qm::widgets {

Label::Label(const QString& text, Type type, Tone tone, QWidget* parent)
    : QLabel(parent)
    , m_type(type)
    , m_tone(tone)
{
    setTextFormat(Qt::PlainText);
    setText(text);
    wear();
    connect(&Theme::instance(), &Theme::changed, this, &Label::wear);
}

void Label::setTone(Tone tone)
{
    m_tone = tone;
    wear();
}

void Label::setType(Type type)
{
    m_type = type;
    wear();
}

// A style sheet puts back the palette that a label had when it was polished; a tone chosen since then would be lost.
bool Label::event(QEvent* event)
{
    const bool done = QLabel::event(event);
    if (event->type() == QEvent::Polish || event->type() == QEvent::Show)
        wear();
    return done;
}

void Label::wear()
{
    // QLabel goes by the direction of its words; a page goes by its layout.
    if (layoutDirection() == Qt::RightToLeft && !(alignment() & Qt::AlignHCenter))
        setAlignment(Qt::AlignRight | Qt::AlignAbsolute | (alignment() & Qt::AlignVertical_Mask));
    setFont(widgets::font(m_type));
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, toned(m_tone));
    setPalette(colours);
}

Label* makeLabel(const QString& text, Type type, Tone tone)
{
    return new Label(text, type, tone);
}

Label* makeParagraph(const QString& text, Type type, Tone tone)
{
    Label* label = makeLabel(text, type, tone);
    label->setWordWrap(true);
    return label;
}

QString plainTip(const QString& words)
{
    if (words.isEmpty())
        return {};
    QString escaped = words.toHtmlEscaped();
    return QStringLiteral("<qt>%1</qt>").arg(escaped.replace(QLatin1Char('\n'), QLatin1String("<br>")));
}

} // namespace qm::widgets
