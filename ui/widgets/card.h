#pragma once

#include "ui/format/cell.h"
#include "ui/widgets/tokens.h"

#include <QWidget>

class QHBoxLayout;
class QVBoxLayout;

namespace qm::widgets {

class Label;

/// The ground of a Panel: a card in the page, the sheet that holds the page, a tinted card that asks for somebody.
enum class Ground : quint8 { Card, Sheet, Subtle, Attention, Act, Info, Ok };

/// A rounded surface with a hairline edge and no shadow. body() is the column to fill; it has no margins.
class Card : public QWidget
{
    Q_OBJECT

public:
    explicit Card(Ground ground = Ground::Card, QWidget* parent = nullptr);

    QVBoxLayout* body() const { return m_body; }
    /// Adds a head: title, grey words beside it, and room for buttons at the end. Returns that room.
    QHBoxLayout* addHead(const QString& title, const QString& grey = {});
    void setHeadGrey(const QString& grey);
    /// A hairline across the card.
    void addLine();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QVBoxLayout* m_body;
    Label* m_grey = nullptr;
    Ground m_ground;
};

/// A one-pixel line in the line colour.
class Hairline : public QWidget
{
    Q_OBJECT

public:
    explicit Hairline(Qt::Orientation orientation, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
};

/// One figure with its label, unit and one line of meaning.
class FigureCell : public QWidget
{
    Q_OBJECT

public:
    FigureCell(const QString& label, const QString& figure, const QString& unit = {});

    void setFigure(const QString& figure, const QString& unit);
    /// Icon, a strong word or figure, and what it means: "+8.8 %", "on last November".
    void setMeaning(const format::Cell& strong, const QString& words);
    /// The column below the figure, for a bar instead of words.
    QVBoxLayout* body() const { return m_body; }
    /// The row of the figure, for a sparkline at its end.
    QHBoxLayout* figureRow() const { return m_figureRow; }

private:
    Label* m_figure;
    Label* m_unit;
    QHBoxLayout* m_figureRow;
    QVBoxLayout* m_body;
    QWidget* m_meaning = nullptr;
};

/// A card of figures, split by hairlines.
class FigureStrip : public Card
{
    Q_OBJECT

public:
    explicit FigureStrip(QWidget* parent = nullptr);
    void add(FigureCell* cell, int stretch = 1);

private:
    QHBoxLayout* m_row;
};

} // namespace qm::widgets
