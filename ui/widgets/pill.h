#pragma once

#include "ui/format/cell.h"

#include <QWidget>

namespace qm::widgets {

/// A status pill as a widget of its own: icon, word, tint; quiet when the state is fine.
class Pill : public QWidget
{
    Q_OBJECT

public:
    Pill(format::State state, const QString& words, QWidget* parent = nullptr);
    explicit Pill(const format::Cell& cell, QWidget* parent = nullptr);

    void setCell(const format::Cell& cell);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    format::Cell m_cell;
};

/// Any format::Cell as a widget: avatar and name, sign, bar, icon with a word.
class CellView : public QWidget
{
    Q_OBJECT

public:
    explicit CellView(const format::Cell& cell, QWidget* parent = nullptr);

    void setCell(const format::Cell& cell);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    format::Cell m_cell;
};

/// A round avatar by name.
class Avatar : public QWidget
{
    Q_OBJECT

public:
    explicit Avatar(const QString& name, int side = 28, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_name;
};

/// A square with an icon: what a page, an empty place or a search result is about.
class IconTile : public QWidget
{
    Q_OBJECT

public:
    IconTile(const QString& icon, int side, QWidget* parent = nullptr);
    void setState(format::State state);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_icon;
    format::State m_state = format::State::Plain;
};

} // namespace qm::widgets
