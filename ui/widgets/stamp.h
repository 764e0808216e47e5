#pragma once

#include <QPixmap>
#include <QString>

#include <functional>

class QPainter;

namespace qm::widgets::paint {

/// What tells one small picture from another; `words` and the numbers mean what its kind makes of them.
struct StampKey
{
    enum class Kind : quint8 { Avatar, Tile, Tick, PillGround };

    Kind kind;
    QString words;
    int look = 0;

    friend bool operator==(const StampKey&, const StampKey&) = default;
};

/// Draws a small picture once and stamps it from then on: rounded shapes with antialiasing are what a frame costs.
void stamp(QPainter& painter, const QRect& rect, const StampKey& key,
           const std::function<void(QPainter&, const QRect&)>& draw);

void dropStamps();

} // namespace qm::widgets::paint
