#pragma once

#include <QList>
#include <QMetaType>
#include <QString>
#include <Qt>

/// What a model says about a cell and a painter draws: words, state and shape, no colour and no pixel.
namespace qm::format {

/// What a value means for the person who reads it. Every state has an icon shape and a word besides its colour.
enum class State : quint8 { Plain, Ok, Attention, Act, Info, Unknown, Exempt };

/// How a cell is drawn.
enum class CellKind : quint8 {
    Text,    ///< a sentence or name
    Strong,  ///< the key column
    Quiet,   ///< secondary text
    Figure,  ///< number, date, code or amount: equal-width digits, trailing
    Pill,    ///< a situation; quiet when its state is Ok or Plain
    Person,  ///< avatar and name
    Tile,    ///< app tile and name
    Icon,    ///< icon and a plain word ("check 17:00")
    Bar,     ///< segments, and a figure behind them
    Sign,    ///< + ~ - ! ? =
    Link,    ///< icon and an accent word
    Mark,    ///< a small shape without a word (access matrix)
    Swatch,  ///< chart colour and name
    Empty,   ///< nothing there: an en dash
    Unknown, ///< nobody knows: "?" and its word
};

/// What a segment of a bar stands for; the painter knows its colour. Series0 to Series6 are the chart colours.
enum class Tint : quint8 {
    Accent, AccentPale, Ok, OkPale, Attention, Act, Unknown, Neutral, Free,
    Series0, Series1, Series2, Series3, Series4, Series5, Series6,
};

/// The shapes of the access matrix.
enum class Mark : quint8 { None, Has, OnlyHere, PeersHave, Unknown };

/// What a plan line does.
enum class Sign : quint8 { Add, Change, Remove, Irreversible, Unknown, Same };

/// One part of a bar, as a share of the whole (0 to 1).
struct Segment
{
    double share = 0;
    Tint tint = Tint::Accent;

    friend bool operator==(const Segment&, const Segment&) = default;
};

/// One painted cell. `spoken` replaces the words a screen reader gets when they differ from what is drawn.
struct Cell
{
    CellKind kind = CellKind::Text;
    State state = State::Plain;
    Tint tint = Tint::Accent;
    Sign sign = Sign::Add;
    Mark mark = Mark::None;
    QString text;
    QString secondLine;
    QString iconName;
    QString spoken;
    QList<Segment> segments;

    friend bool operator==(const Cell&, const Cell&) = default;
};

/// Item roles that models of this program answer beside the Qt ones.
enum Role : int {
    CellRole = Qt::UserRole + 1, ///< Cell
    RowIdRole,                   ///< qint64, stable over sorting and filtering
    RevisionRole,                ///< qint64, of the record in the row
    GroupRole,                   ///< GroupLine: the row is a heading
    PlanLineRole,                ///< PlanLine
    DimmedRole,                  ///< true: the row steps back (unticked, done)
};

Cell text(const QString& words);
Cell strong(const QString& words);
Cell quiet(const QString& words);
/// Figures are drawn with equal-width digits; say the state when the figure itself is a warning.
Cell figure(const QString& words, State state = State::Plain);
/// A situation with the icon of its state; change `iconName` for a shape of its own.
Cell pill(State state, const QString& words);
Cell person(const QString& name);
Cell tile(const QString& name);
Cell bar(const QList<Segment>& segments, const QString& figure);
Cell link(const QString& iconName, const QString& words);
Cell empty();
Cell unknown(const QString& words);

/// The icon that carries a state: "circle-check", "triangle-alert" and so on; empty for Plain.
QString stateIcon(State state);
/// "fine", "needs attention", "act now"...; empty for Plain.
QString stateWord(State state);
/// What a screen reader says for a cell: "Not encrypted, act now".
QString spokenWords(const Cell& cell);
/// Up to two capitals for an avatar: first and last word of a name.
QString initials(const QString& name);
/// Puts a value with digits into an isolate, so that it keeps its order inside right-to-left text.
QString isolated(const QString& value);

} // namespace qm::format

Q_DECLARE_METATYPE(qm::format::Cell)
