#pragma once

#include "ui/widgets/painted_button.h"

namespace qm::widgets {

/// A filter that reads as a sentence: field, operator, value. The words are one button, the cross another; the
/// Delete key removes too.
class Chip : public QWidget
{
    Q_OBJECT

public:
    Chip(const QString& field, const QString& verb, const QString& value, QWidget* parent = nullptr);

    void setRemovable(bool removable);
    void setValue(const QString& value);

Q_SIGNALS:
    void opened();
    void removed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void speak();

    QString m_field, m_verb;
    PaintedButton* m_words;
    PaintedButton* m_remove;
};

} // namespace qm::widgets
