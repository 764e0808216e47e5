#pragma once

#include "ui/format/cell.h"

#include <QAbstractButton>
#include <QTimer>
#include <QWidget>

namespace qm::widgets {

class Button;
class Label;
class LinkButton;

/// A notice across the page that stays until its cause is gone: icon, title, one sentence, one action.
class Banner : public QWidget
{
    Q_OBJECT

public:
    Banner(format::State state, const QString& title, const QString& sentence, QWidget* parent = nullptr);

    /// Adds the one button. An empty verb takes it away.
    void setAction(const QString& verb);

Q_SIGNALS:
    void actionAsked();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    format::State m_state;
    Button* m_action;
};

/// What has just been done, at the bottom leading corner of its parent, with the way back. Goes after six seconds
/// unless hovered or focused.
class Toast : public QWidget
{
    Q_OBJECT

public:
    /// Places itself in `parent`, above everything there; deletes itself when it goes.
    Toast(const QString& words, const QString& undoKey, QWidget* parent);

    /// Stays so many pixels above the lower edge.
    void setLift(int pixels) { m_lift = pixels; }
    void popUp();
    /// For what has changed nothing, an export say: only words.
    void withoutUndo();

Q_SIGNALS:
    void undoAsked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void place();
    void goUnlessUsed();

    QString m_words, m_key;
    bool m_isUndoable = true;
    int m_lift = 0;
    QAbstractButton* m_undo;
    QTimer m_timer;
};

/// What, how far, how long, and a thin bar. Never a bare spinner.
class ProgressLine : public QWidget
{
    Q_OBJECT

public:
    explicit ProgressLine(QWidget* parent = nullptr);
    /// `share` from 0 to 1; below 0 means that the end is not known and no bar is drawn.
    void setProgress(const QString& what, const QString& left, double share);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Label* m_what;
    Label* m_left;
    double m_share = 0;
};

/// What is empty, what this place is for, and one way on.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    EmptyState(const QString& icon, const QString& title, const QString& words, QWidget* parent = nullptr);
    void setActions(const QString& primary, const QString& secondary = {});

Q_SIGNALS:
    void primaryAsked();
    void secondaryAsked();

private:
    Button* m_primary;
    Button* m_secondary;
};

} // namespace qm::widgets
