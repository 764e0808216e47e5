#include "ui/format/cell.h"

#include <QCoreApplication>
#include <QStringList>

namespace qm::format {

namespace {

Cell cellOf(CellKind kind, const QString& words)
{
    Cell cell;
    cell.kind = kind;
    cell.text = words;
    return cell;
}

QString cellTr(const char* words)
{
    return QCoreApplication::translate("Cell", words);
}

QString signWord(Sign sign)
{
    switch (sign) {
    case Sign::Add: return cellTr("adds");
    case Sign::Change: return cellTr("changes");
    case Sign::Remove: return cellTr("removes");
    case Sign::Irreversible: return cellTr("cannot be undone");
    case Sign::Unknown: return cellTr("not known");
    case Sign::Same: return cellTr("stays the same");
    }
    return {};
}

QString markWord(Mark mark)
{
    switch (mark) {
    case Mark::Has: return cellTr("has it");
    case Mark::OnlyHere: return cellTr("has it, peers do not");
    case Mark::PeersHave: return cellTr("peers have it");
    case Mark::Unknown: return cellTr("unknown");
    case Mark::None: return cellTr("no");
    }
    return {};
}

QString ownWords(const Cell& cell)
{
    switch (cell.kind) {
    case CellKind::Sign: return cell.text.isEmpty() ? signWord(cell.sign) : cell.text;
    case CellKind::Mark: return markWord(cell.mark);
    case CellKind::Empty: return cellTr("empty");
    case CellKind::Unknown: return cell.text.isEmpty() ? cellTr("unknown") : cell.text;
    default: return cell.text;
    }
}

} // namespace

Cell text(const QString& words)
{
    return cellOf(CellKind::Text, words);
}

Cell strong(const QString& words)
{
    return cellOf(CellKind::Strong, words);
}

Cell quiet(const QString& words)
{
    return cellOf(CellKind::Quiet, words);
}

Cell figure(const QString& words, State state)
{
    Cell cell = cellOf(CellKind::Figure, words);
    cell.state = state;
    cell.iconName = state == State::Plain || state == State::Ok ? QString() : stateIcon(state);
    return cell;
}

Cell pill(State state, const QString& words)
{
    Cell cell = cellOf(CellKind::Pill, words);
    cell.state = state;
    cell.iconName = stateIcon(state);
    return cell;
}

Cell person(const QString& name)
{
    return cellOf(CellKind::Person, name);
}

Cell tile(const QString& name)
{
    return cellOf(CellKind::Tile, name);
}

Cell bar(const QList<Segment>& segments, const QString& figure)
{
    Cell cell = cellOf(CellKind::Bar, figure);
    cell.segments = segments;
    return cell;
}

Cell link(const QString& iconName, const QString& words)
{
    Cell cell = cellOf(CellKind::Link, words);
    cell.iconName = iconName;
    return cell;
}

Cell empty()
{
    return cellOf(CellKind::Empty, QStringLiteral("\u2013"));
}

Cell unknown(const QString& words)
{
    Cell cell = cellOf(CellKind::Unknown, words);
    cell.state = State::Unknown;
    return cell;
}

QString stateIcon(State state)
{
    switch (state) {
    case State::Ok: return QStringLiteral("circle-check");
    case State::Attention: return QStringLiteral("triangle-alert");
    case State::Act: return QStringLiteral("octagon-alert");
    case State::Info: return QStringLiteral("circle-dot");
    case State::Unknown: return QStringLiteral("circle-question");
    case State::Exempt: return QStringLiteral("circle-slash");
    case State::Plain: break;
    }
    return {};
}

QString stateWord(State state)
{
    switch (state) {
    case State::Ok: return cellTr("fine");
    case State::Attention: return cellTr("needs attention");
    case State::Act: return cellTr("act now");
    case State::Info: return cellTr("under way");
    case State::Unknown: return cellTr("unknown");
    case State::Exempt: return cellTr("exempt");
    case State::Plain: break;
    }
    return {};
}

QString spokenWords(const Cell& cell)
{
    if (!cell.spoken.isEmpty())
        return cell.spoken;
    QStringList words{ownWords(cell)};
    if (!cell.secondLine.isEmpty())
        words << cell.secondLine;
    const bool says = cell.state == State::Plain || cell.state == State::Ok || cell.kind == CellKind::Unknown;
    if (!says)
        words << stateWord(cell.state);
    words.removeAll(QString());
    return words.join(QStringLiteral(", "));
}

QString initials(const QString& name)
{
    const QStringList parts = name.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (parts.isEmpty())
        return {};
    QString letters = parts.first().left(1);
    if (parts.size() > 1)
        letters += parts.last().left(1);
    return letters.toUpper();
}

QString isolated(const QString& value)
{
    return QChar(0x2068) + value + QChar(0x2069);
}

} // namespace qm::format
