#pragma once

#include "ui/widgets/sheet_dialog.h"

class QScrollArea;
class QVBoxLayout;

namespace qm::widgets {

class Button;
class Label;

/// A floating sheet over the dimmed window: title, a column of fields that scrolls when it must, one verb. Opened with
/// open(); whoever made it decides when it is done.
class FormSheet : public SheetDialog
{
    Q_OBJECT

public:
    FormSheet(const QString& title, QWidget* parent);

    QVBoxLayout* body() const { return m_body; }
    /// `safe` closes; an empty verb leaves only that.
    void setVerbs(const QString& safe, const QString& verb);
    /// The reassurance beside the verbs.
    void setFootWords(const QString& words);
    Button* verbButton() const { return m_verb; }

Q_SIGNALS:
    void verbAsked();

protected:
    QSize sizeIn(QSize room) const override;
    /// The first field; the verbs when there is none.
    QWidget* firstFocus() const override;

private:
    QVBoxLayout* m_body;
    QScrollArea* m_scroll;
    Label* m_words;
    Button* m_safe;
    Button* m_verb;
};

} // namespace qm::widgets
