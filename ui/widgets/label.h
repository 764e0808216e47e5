#pragma once

#include "ui/widgets/tokens.h"

#include <QLabel>

namespace qm::widgets {

/// A label in one of the type styles. Always plain text: what came from data is never read as markup.
class Label : public QLabel
{
    Q_OBJECT

public:
    Label(const QString& text, Type type, Tone tone, QWidget* parent = nullptr);

    void setTone(Tone tone);
    void setType(Type type);
    Type type() const { return m_type; }

protected:
    bool event(QEvent* event) override;

private:
    void wear();

    Type m_type;
    Tone m_tone;
};

/// The label factory: the only place where labels are made.
Label* makeLabel(const QString& text, Type type = Type::Body, Tone tone = Tone::Text);
/// Breaks over lines; give its layout no alignment flag, or it gets one line only.
Label* makeParagraph(const QString& text, Type type = Type::Body, Tone tone = Tone::Second);

/// Words for setToolTip: a tooltip guesses markup, so the words are escaped inside markup of our own.
QString plainTip(const QString& words);

} // namespace qm::widgets
