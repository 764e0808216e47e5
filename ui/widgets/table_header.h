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

private:
    QRect paintLead(QPainter& painter, const QRect& rect, int column) const;
    bool isOnTick(const QPoint& position) const;

    Table* m_table;
};

} // namespace qm::widgets
