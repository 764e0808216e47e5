#pragma once

#include "ui/pages/cell_rows.h"
#include "ui/widgets/painted_button.h"
#include "ui/widgets/table.h"

class QBoxLayout;
class QVBoxLayout;

namespace qm::widgets {
class Card;
class FigureCell;
}

/// What several pages are made of, above the plain widgets.
namespace qm::pages {

/// One row of a card that leads somewhere: icon by state, words, a figure, an arrow. A grey second line is optional.
class RowButton : public widgets::PaintedButton
{
    Q_OBJECT

public:
    struct Content
    {
        format::State state = format::State::Plain;
        QString icon;    ///< empty: the state's own
        QString words;
        QString below;
        QString figure;  ///< trailing, bold
        QString grey;    ///< trailing, before the figure
    };

    explicit RowButton(const Content& content, QWidget* parent = nullptr);
    /// Without an arrow and a hover: a row that only tells.
    void setStill();
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Content m_content;
    bool m_still = false;
};

/// Makes the whole of a widget a button: a figure that opens its rows. Lies over it and follows its size.
class CoverButton : public widgets::PaintedButton
{
    Q_OBJECT

public:
    CoverButton(const QString& name, QWidget* covered);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
};

/// A table inside a card: as high as its rows, the page scrolls instead of the table.
class CardTable : public widgets::Table
{
    Q_OBJECT

public:
    CardTable(CellRows* rows, const QList<widgets::ColumnPlan>& plan, int rowHeight);

    CellRows* rows() const { return m_rows; }

Q_SIGNALS:
    /// A click, Enter or double click on a row.
    void rowChosen(int row);

protected:
    void wheelEvent(QWheelEvent* event) override;

private:
    void fit();

    CellRows* m_rows;
    int m_height;
};

/// A column inside a card, with room around it.
QVBoxLayout* paddedColumn(widgets::Card* card, int spacing, const QMargins& room);
/// The same with the room of a card of words and fields.
QVBoxLayout* paddedColumn(widgets::Card* card);

/// Empties a layout and deletes its widgets.
void clearLayout(QLayout* layout);

/// A column with no margins in a plain widget.
QWidget* columnOf(QBoxLayout*& column, int spacing);

/// Label at the start, figure at the end: one line of a sum.
QWidget* sumLine(const QString& label, const QString& figure, format::State state = format::State::Plain);

/// The same for one segment of a bar, with its colour before the label.
QWidget* legendLine(format::Tint tint, const QString& label, const QString& figure);

} // namespace qm::pages
