#pragma once

#include "ui/widgets/painted_button.h"

class QMenu;

namespace qm::widgets {

/// What a button is for: at most one Primary on a page; DangerQuiet is a secondary button with red words.
enum class ButtonKind : quint8 { Primary, Secondary, Ghost, Danger, DangerQuiet };

/// A verb with an optional icon, 32 px high.
class Button : public PaintedButton
{
    Q_OBJECT

public:
    explicit Button(const QString& verb, ButtonKind kind = ButtonKind::Secondary, const QString& icon = {});

    void setKind(ButtonKind kind);
    ButtonKind kind() const { return m_kind; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ButtonKind m_kind;
};

/// A square button without words; the name is its tooltip and what a screen reader says.
class IconButton : public PaintedButton
{
    Q_OBJECT

public:
    IconButton(const QString& icon, const QString& name, ButtonKind kind = ButtonKind::Ghost);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ButtonKind m_kind;
};

/// Accent words that lead somewhere, with an optional arrow behind them.
class LinkButton : public PaintedButton
{
    Q_OBJECT

public:
    explicit LinkButton(const QString& words, const QString& trailingIcon = {});

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace qm::widgets
