#pragma once

#include <QListView>

namespace qm::widgets {

/// The lines of a plan: a model that answers format::PlanLineRole and, for headings, format::GroupRole. A tick asks
/// the model for Qt::CheckStateRole; Space and a click on the box toggle it.
class PlanList : public QListView
{
    Q_OBJECT

public:
    explicit PlanList(QWidget* parent = nullptr);

    /// After the run the ticks are gone and outcomes stand in place of the time.
    void setTicksShown(bool shown);
    bool areTicksShown() const { return m_ticksShown; }
    int edgePadding() const { return m_edgePadding; }
    void setEdgePadding(int padding);

Q_SIGNALS:
    void opened(const QModelIndex& index);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void toggle(const QModelIndex& index);
    bool isOnTick(const QPoint& position) const;

    int m_edgePadding;
    bool m_ticksShown = true;
    bool m_keyboardFocus = false;
};

} // namespace qm::widgets
