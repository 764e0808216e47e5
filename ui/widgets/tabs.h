#pragma once

#include "ui/widgets/painted_button.h"

namespace qm::widgets {

/// A row of exclusive buttons; arrow keys move and choose, only the current one is in the tab order.
class ChoiceRow : public QWidget
{
    Q_OBJECT

public:
    int current() const { return m_current; }
    /// Chooses without a signal.
    void setCurrent(int index);
    int count() const { return int(m_buttons.size()); }
    QAbstractButton* button(int index) const { return m_buttons.value(index); }

Q_SIGNALS:
    void chosen(int index);

protected:
    explicit ChoiceRow(QWidget* parent);
    void adopt(PaintedButton* button);
    void dismiss(int index);
    void keyPressEvent(QKeyEvent* event) override;

private:
    void choose(int index);

    QList<PaintedButton*> m_buttons;
    int m_current = -1;
};

/// Views as tabs with counts: a 2 px accent underline as wide as the word.
class Tabs : public ChoiceRow
{
    Q_OBJECT

public:
    explicit Tabs(QWidget* parent = nullptr);
    void add(const QString& words, const QString& count = {});
    void setCount(int index, const QString& count);
    /// The tabs behind it move up.
    void remove(int index);
};

/// Two to four exclusive ways to look at the same thing, in one track.
class Segmented : public ChoiceRow
{
    Q_OBJECT

public:
    explicit Segmented(QWidget* parent = nullptr);
    void add(const QString& words);
    /// A segment without words: `name` is its tooltip and what a screen reader says.
    void addIcon(const QString& icon, const QString& name);

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace qm::widgets
