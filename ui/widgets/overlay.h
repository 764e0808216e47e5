#pragma once

#include <QDialog>
#include <QPointer>

class QHBoxLayout;

namespace qm::widgets {

class Button;
class Label;

/// Dims its parent completely and follows its size; a click on it asks to close what lies above.
class Scrim : public QWidget
{
    Q_OBJECT

public:
    explicit Scrim(QWidget* parent);

Q_SIGNALS:
    void clicked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
};

/// A question before something rare: consequence and way out as text, verbs as buttons, the safe one has the focus.
/// Shown with open(); accepted means that the verb was chosen.
class Dialog : public QDialog
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
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QHBoxLayout* m_top;
    Button* m_safe;
    Button* m_verb;
    QPointer<Scrim> m_scrim;
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

/// A floating sheet under the figure it explains. Closes on Escape or a click outside; deletes itself.
class Popover : public QWidget
{
    Q_OBJECT

public:
    Popover(QWidget* content, QWidget* parent);
    void popUpUnder(QWidget* anchor);

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace qm::widgets
