#include "ui/widgets/palette_parts.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/theme.h"

#include <QPainter>

namespace qm::widgets {

namespace {

constexpr int resultHeight = 46, headingHeight = 34, paletteEdge = 20;

// Three pieces: before the match, the match in accent 600, after it.
void stressedTitle(QPainter& painter, const QRect& rect, const PaletteResult& result, Qt::LayoutDirection direction)
{
    const Tokens& t = tokens();
    paint::Lane lane(rect, direction);
    const qsizetype at = result.match.isEmpty() ? -1 : result.title.indexOf(result.match, 0, Qt::CaseInsensitive);
    const QString before = at < 0 ? result.title : result.title.left(at);
    const QString match = at < 0 ? QString() : result.title.mid(at, result.match.size());
    const QString after = at < 0 ? QString() : result.title.mid(at + result.match.size());
    const auto piece = [&](const QString& words, Type type, QColor ink) {
        lane.skip(paint::text(painter, lane.rest(), words, {type, ink, Qt::AlignLeft, direction}));
    };
    piece(before, Type::Strong, t.text);
    piece(match, Type::Bold, t.accentText);
    piece(after, Type::Strong, t.text);
}

} // namespace

void PaletteModel::setGroups(const QList<PaletteGroup>& groups)
{
    beginResetModel();
    m_groups = groups;
    m_rows.clear();
    for (int group = 0; group < groups.size(); ++group) {
        m_rows.append({group, -1});
        for (int result = 0; result < groups[group].results.size(); ++result)
            m_rows.append({group, result});
    }
    endResetModel();
}

int PaletteModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

const PaletteResult& PaletteModel::result(int row) const
{
    return m_groups[m_rows[row].group].results[m_rows[row].result];
}

int PaletteModel::resultCount() const
{
    return int(m_rows.size() - m_groups.size());
}

QVariant PaletteModel::data(const QModelIndex& index, int role) const
{
    if (isHeading(index.row()))
        return role == Qt::DisplayRole ? heading(index.row()) : QVariant();
    const PaletteResult& found = result(index.row());
    if (role == Qt::DisplayRole)
        return found.title;
    if (role != Qt::AccessibleTextRole)
        return {};
    QStringList words{found.title, found.detail, found.kind, found.enterDoes};
    words.removeAll(QString());
    return words.join(QStringLiteral(", "));
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex& index) const
{
    return isHeading(index.row()) ? Qt::NoItemFlags : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

PaletteDelegate::PaletteDelegate(PaletteModel* model)
    : QAbstractItemDelegate(model)
    , m_model(model)
{}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    return {option.rect.width(), m_model->isHeading(index.row()) ? headingHeight : resultHeight};
}

void PaletteDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->setLayoutDirection(Qt::LeftToRight);
    if (!m_model->isHeading(index.row()))
        return paintResult(*painter, option, m_model->result(index.row()));
    const QRect words = option.rect.adjusted(paletteEdge, 6, -paletteEdge, 0);
    paint::text(*painter, words, m_model->heading(index.row()),
                {Type::Caption, tokens().text3, Qt::AlignLeft, option.direction});
}

void PaletteDelegate::paintResult(QPainter& painter, const QStyleOptionViewItem& option, const PaletteResult& result) const
{
    const Tokens& t = tokens();
    const bool chosen = option.state & QStyle::State_Selected;
    if (chosen)
        paint::box(painter, option.rect.adjusted(8, 1, -8, -1), {t.selected, {}, measure::radiusMenu});
    paint::Lane lane(option.rect.adjusted(paletteEdge, 0, -paletteEdge, 0), option.direction);
    const QRect side = lane.leading(26, 12);
    const QRect picture(side.left(), option.rect.center().y() - 12, 26, 26);
    if (result.person.isEmpty())
        paint::box(painter, picture, {chosen ? t.surface : t.subtle, chosen ? t.selectedEdge : t.line, 6});
    else
        paint::avatar(painter, picture, result.person);
    drawIcon(painter, picture, result.icon, 14, chosen ? t.accentText : t.text2);
    if (chosen && !result.enterDoes.isEmpty()) {
        const QRect cap = lane.trailing(22, 8);
        const QRect key(cap.left(), option.rect.center().y() - 8, 22, measure::keyCap);
        paint::box(painter, key, {t.surface, t.selectedEdge, 4});
        drawIcon(painter, key, QStringLiteral("enter"), 12, t.accentText);
    }
    const QString end = chosen && !result.enterDoes.isEmpty() ? result.enterDoes : result.kind;
    const QColor ink = chosen ? t.accentText : t.text3;
    const QRect last = lane.trailing(textWidth(Type::SmallStrong, end) + 1, 10);
    paint::text(painter, last, end, {chosen ? Type::SmallStrong : Type::Small, ink, Qt::AlignRight, option.direction});
    const QRect words = lane.rest();
    const int line = 17, top = option.rect.center().y() - (result.detail.isEmpty() ? line / 2 : line - 1);
    stressedTitle(painter, {words.left(), top, words.width(), line}, result, option.direction);
    paint::text(painter, {words.left(), top + line - 1, words.width(), line}, result.detail,
                {Type::Small, t.text3, Qt::AlignLeft, option.direction});
}

PaletteInput::PaletteInput(QWidget* parent)
    : QLineEdit(parent)
{
    setProperty("bare", true);
    setFont(widgets::font(Type::Input));
    setAccessibleName(tr("Search or do"));
    setPlaceholderText(tr("Search or do…"));
}

void PaletteInput::paintEvent(QPaintEvent* event)
{
    QLineEdit::paintEvent(event);
    if (text().isEmpty() || completion.isEmpty())
        return;
    QPainter painter(this);
    paint::Lane lane(rect(), layoutDirection());
    lane.skip(textWidth(Type::Input, text()) + 4);
    paint::text(painter, lane.rest(), completion, {Type::Input, tokens().text3, Qt::AlignLeft, layoutDirection()});
}

} // namespace qm::widgets
