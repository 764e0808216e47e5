#pragma once

#include <QDialog>
#include <QPointer>

class QVBoxLayout;

namespace qm::widgets {

class Button;
class Label;
class Scrim;

/// A floating sheet over the dimmed window: title, a column of fields that scrolls when it must, one verb. Opened with
/// open(); whoever made it decides when it is done.
class FormSheet : public QDialog
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
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QVBoxLayout* m_body;
    Label* m_words;
    Button* m_safe;
    Button* m_verb;
    QPointer<Scrim> m_scrim;
};

} // namespace qm::widgets
