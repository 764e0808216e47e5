#pragma once

#include <QPointer>
#include <QWidget>

namespace qm::widgets {

/// One overlay per window that draws the focus ring around whatever has got the focus by keyboard. Fields and tables
/// draw their own. Give a widget the property "ringRadius" to take part.
class FocusRing : public QWidget
{
    Q_OBJECT

public:
    explicit FocusRing(QWidget* window);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void follow(QWidget* target);
    void watch(QWidget* target);
    void place();

    QPointer<QWidget> m_target;
    QList<QPointer<QWidget>> m_watched;
    bool m_keyboard = false;
};

} // namespace qm::widgets
