#pragma once

#include <QDialog>
#include <QPointer>

namespace qm::widgets {

class Scrim;

/// Room around a floating sheet for its shadow.
inline constexpr int floatMargin = 18;

/// A dialog that stands inside its window over a scrim, so that no frame of the window system is around it. The
/// keyboard stays inside; what had the focus before gets it back. Without a window it is one of its own.
class SheetDialog : public QDialog
{
    Q_OBJECT

public:
    SheetDialog(const QString& title, QWidget* parent);

protected:
    /// The size in a window with this much room.
    virtual QSize sizeIn(QSize room) const = 0;
    /// Who gets the focus first.
    virtual QWidget* firstFocus() const = 0;

    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void place();

    QPointer<Scrim> m_scrim;
    QPointer<QWidget> m_focusBefore;
};

} // namespace qm::widgets
