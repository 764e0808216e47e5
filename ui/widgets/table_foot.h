#pragma once

#include <QWidget>

class QHBoxLayout;

namespace qm::widgets {

class Label;

/// The sum row under a table, outside its scroll area: counts at the start, sums with their labels at the end.
class TableFoot : public QWidget
{
    Q_OBJECT

public:
    explicit TableFoot(QWidget* parent = nullptr);

    void setCounts(const QString& shown, const QString& ticked);
    /// Adds or changes one sum: "Cost", "152,904".
    void setSum(const QString& label, const QString& figure);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QHBoxLayout* m_row;
    Label* m_shown;
    Label* m_ticked;
    QList<std::pair<QString, Label*>> m_sums;
};

} // namespace qm::widgets
