#pragma once

#include "ui/widgets/sheet_dialog.h"

class QHBoxLayout;
class QShortcut;

namespace qm::widgets {

class Button;
class Label;

/// Dims its parent completely and follows its size; a click on it asks to close what lies above.
class Scrim : public QWidget
{
    Q_OBJECT

public:
    explicit Scrim(QWidget* parent);
    ~Scrim() override;
    /// The shortcuts of the window rest until the scrim goes.
    void holdKeys();

Q_SIGNALS:
    void clicked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QList<QPointer<QShortcut>> m_held;
};

/// A question before something rare: consequence and way out as text, verbs as buttons, the safe one has the focus.
/// Shown with open(); accepted means that the verb was chosen.
class Dialog : public SheetDialog
{
    Q_OBJECT

public:
    /// `safe` keeps everything ("Keep them"), `verb` does it ("Delete 12 laptops").
    Dialog(const QString& question, const QString& consequence, QWidget* parent);

    void setVerbs(const QString& safe, const QString& verb);
    /// Paints the verb red and shows a red icon.
    void setDangerous(const QString& icon);
    Button* verbButton() const { return m_verb; }
    Button* safeButton() const { return m_safe; }

protected:
    QSize sizeIn(QSize room) const override;
    QWidget* firstFocus() const override;

private:
    QHBoxLayout* m_top;
    Button* m_safe;
    Button* m_verb;
};

/// One line of an explanation: "37 seats nobody needs x 240", the figure, and how old or whose it is.
struct ExplainLine
{
    enum class Weight : quint8 { Part, Result, Unknown };

    QString words;
    QString figure;
    QString source;
    Weight weight = Weight::Part;
};

/// Where a figure comes from: lines of values in one column, and a link to the lines behind it.
class ExplainCard : public QWidget
{
    Q_OBJECT

public:
    ExplainCard(const QString& title, const QList<ExplainLine>& lines, const QString& link, QWidget* parent = nullptr);

Q_SIGNALS:
    void linkAsked();

protected:
    void paintEvent(QPaintEvent* event) override;
};

/// A floating sheet under the figure it explains, inside the window. Closes on Escape or a click outside; deletes
/// itself.
class Popover : public QWidget
{
    Q_OBJECT

public:
    /// `anchor` is what it belongs to; its window holds it.
    Popover(QWidget* content, QWidget* anchor);
    void popUp();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QPointer<QWidget> m_anchor;
};

} // namespace qm::widgets
