#pragma once

#include <QHeaderView>

namespace qm::widgets {

class Table;

/// Quiet column headings: 11 px on the surface, a hairline below, sorted column in text colour with an arrow.
class TableHeader : public QHeaderView
{
    Q_OBJECT

public:
    explicit TableHeader(Table* table);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void paintSection(QPainter* painter, const QRect& rect, int logicalIndex) const override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    QRect paintLead(QPainter& painter, const QRect& rect, int column) const;
    bool isOnTick(const QPoint& position) const;

    QList<int> sizes() const;
    QList<int> order() const;

    Table* m_table;
    QList<int> m_sizesBefore, m_orderBefore; ///< when the button went down
};

} // namespace qm::widgets
