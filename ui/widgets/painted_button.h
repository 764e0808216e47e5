#pragma once

#include "ui/widgets/tokens.h"

#include <QAbstractButton>

namespace qm::widgets {

/// A real button (keyboard, accessibility, focus ring) that a subclass paints from the tokens.
class PaintedButton : public QAbstractButton
{
    Q_OBJECT

public:
    explicit PaintedButton(const QString& text = {}, QWidget* parent = nullptr);

    /// Name of the icon drawn before the words; empty for none.
    void setIconName(const QString& name);
    QString iconName() const { return m_iconName; }

    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    bool isHovered() const { return isEnabled() && underMouse(); }
    bool isPressed() const { return isDown(); }
    void setRingRadius(int radius) { setProperty("ringRadius", radius); }
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QString m_iconName;
};

} // namespace qm::widgets
