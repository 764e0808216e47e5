#include "ui/widgets/table.h"

#include "ui/format/cell.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/table_header.h"
#include "ui/widgets/theme.h"

#include <QClipboard>
#include <QFocusEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

namespace qm::widgets {

namespace {

constexpr int tickGap = 19;

QString cellWordsFor(const QModelIndex& index)
{
    const format::Cell cell = cellAt(index);
    const bool silent = cell.kind == format::CellKind::Empty;
    const bool drawn = cell.kind == format::CellKind::Mark || cell.kind == format::CellKind::Sign;
    QString words = drawn ? format::spokenWords(cell) : cell.text;
    return silent ? QString() : words.replace(QLatin1Char('\t'), QLatin1Char(' '));
}

// A spreadsheet would run a cell that begins like a formula.
QString neutralised(const QString& words)
{
    const bool risky = !words.isEmpty() && QStringLiteral("=+-@").contains(words.front());
    bool number = false;
    words.toDouble(&number);
    return risky && !number ? QLatin1Char('\'') + words : words;
}

} // namespace

Table::Table(TableTicks ticks, QWidget* parent)
    : QTableView(parent)
    , m_tickMode(ticks)
{
    build();
    connect(&Theme::instance(), &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void Table::build()
{
    m_header = new TableHeader(this);
    setHorizontalHeader(m_header);
    setItemDelegate(new CellDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setAutoFillBackground(false);
    viewport()->setAutoFillBackground(false);
    setMouseTracking(true);
    verticalHeader()->hide();
    verticalHeader()->setMinimumSectionSize(20);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    setRowHeight(measure::row);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
}

void Table::setModel(QAbstractItemModel* model)
{
    QTableView::setModel(model);
    m_hoveredRow = -1;
    if (!model)
        return;
    connect(model, &QAbstractItemModel::modelReset, this, &Table::placeEmptyState);
    connect(model, &QAbstractItemModel::rowsInserted, this, &Table::placeEmptyState);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &Table::placeEmptyState);
    layOutColumns();
    placeEmptyState();
}

void Table::setColumnPlan(const QList<ColumnPlan>& plan)
{
    m_plan = plan;
    layOutColumns();
}

void Table::setRowHeight(int height)
{
    verticalHeader()->setDefaultSectionSize(height);
    verticalScrollBar()->setSingleStep(height);
}

void Table::setEdgePadding(int padding)
{
    m_edgePadding = padding;
    layOutColumns();
}

void Table::setEmptyState(QWidget* widget)
{
    delete m_emptyState;
    m_emptyState = widget;
    if (widget)
        widget->setParent(this);
    placeEmptyState();
}

void Table::setLastLineHidden()
{
    m_lastLineHidden = true;
}

void Table::setTicks(const Ticks& ticks)
{
    m_ticks = ticks;
    viewport()->update();
    m_header->viewport()->update();
    Q_EMIT ticksChanged();
}

int Table::leadWidth() const
{
    return hasTicks() ? measure::tick + tickGap : 0;
}

bool Table::isFirstShown(int column) const
{
    for (int visual = 0; visual < m_header->count(); ++visual) {
        const int logical = m_header->logicalIndex(visual);
        if (!m_header->isSectionHidden(logical))
            return logical == column;
    }
    return false;
}

bool Table::isLastShown(int column) const
{
    for (int visual = m_header->count() - 1; visual >= 0; --visual) {
        const int logical = m_header->logicalIndex(visual);
        if (!m_header->isSectionHidden(logical))
            return logical == column;
    }
    return false;
}

void Table::layOutColumns()
{
    if (!model() || m_plan.isEmpty())
        return;
    const QList<int> widths = sharedWidths(m_plan, viewport()->width() - 2 * m_edgePadding - leadWidth());
    const int columns = qMin(int(widths.size()), model()->columnCount());
    for (int i = 0; i < columns; ++i)
        setColumnHidden(i, widths[i] == 0);
    for (int i = 0; i < columns; ++i) {
        if (widths[i] == 0)
            continue;
        const int lead = isFirstShown(i) ? m_edgePadding + leadWidth() : 0;
        const int trail = isLastShown(i) ? m_edgePadding : 0;
        setColumnWidth(i, widths[i] + lead + trail);
    }
}

int Table::plannedWidth(int column) const
{
    const int lead = isFirstShown(column) ? m_edgePadding + leadWidth() : 0;
    const int trail = isLastShown(column) ? m_edgePadding : 0;
    return columnWidth(column) - lead - trail;
}

void Table::placeEmptyState()
{
    if (!m_emptyState)
        return;
    const bool empty = !model() || model()->rowCount() == 0;
    m_emptyState->setVisible(empty);
    m_emptyState->setGeometry(viewport()->geometry());
}

void Table::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    layOutColumns();
    placeEmptyState();
}

qint64 Table::rowId(int row) const
{
    return model()->index(row, 0).data(format::RowIdRole).toLongLong();
}

QRect Table::rowRect(int row) const
{
    return {0, rowViewportPosition(row), viewport()->width(), QTableView::rowHeight(row)};
}

void Table::updateRow(int row)
{
    if (row >= 0)
        viewport()->update(rowRect(row));
}

void Table::setHoveredRow(int row)
{
    if (row == m_hoveredRow)
        return;
    updateRow(m_hoveredRow);
    m_hoveredRow = row;
    updateRow(row);
}

void Table::toggleTick(int row)
{
    m_ticks.toggle(rowId(row));
    updateRow(row);
    m_header->viewport()->update();
    Q_EMIT ticksChanged();
}

void Table::toggleAll()
{
    Ticks ticks;
    if (!m_ticks.isAll() || !m_ticks.exceptions().isEmpty())
        ticks.tickAll();
    setTicks(ticks);
}

bool Table::isOnTick(const QPoint& position) const
{
    if (!hasTicks())
        return false;
    const int inside = layoutDirection() == Qt::LeftToRight ? position.x() : viewport()->width() - position.x();
    return inside + horizontalOffset() < m_edgePadding + leadWidth() - measure::cellGap;
}

void Table::keyPressEvent(QKeyEvent* event)
{
    const QModelIndex current = currentIndex();
    if (event->matches(QKeySequence::Copy)) {
        QGuiApplication::clipboard()->setText(selectionAsText());
        return;
    }
    if (event->key() == Qt::Key_Space && hasTicks() && current.isValid()) {
        toggleTick(current.row());
        return;
    }
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && current.isValid()) {
        Q_EMIT opened(current);
        return;
    }
    QTableView::keyPressEvent(event);
}

void Table::mousePressEvent(QMouseEvent* event)
{
    const QModelIndex index = indexAt(event->pos());
    m_keyboardFocus = false;
    if (index.isValid() && event->button() == Qt::LeftButton && isOnTick(event->pos())) {
        toggleTick(index.row());
        return;
    }
    QTableView::mousePressEvent(event);
}

void Table::mouseDoubleClickEvent(QMouseEvent* event)
{
    const QModelIndex index = indexAt(event->pos());
    if (index.isValid() && !isOnTick(event->pos()))
        Q_EMIT opened(index);
}

void Table::mouseMoveEvent(QMouseEvent* event)
{
    setHoveredRow(rowAt(event->pos().y()));
    QTableView::mouseMoveEvent(event);
}

void Table::leaveEvent(QEvent* event)
{
    setHoveredRow(-1);
    QTableView::leaveEvent(event);
}

void Table::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    updateRow(previous.row());
    updateRow(current.row());
}

void Table::focusInEvent(QFocusEvent* event)
{
    const auto reason = event->reason();
    m_keyboardFocus = reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason
                      || reason == Qt::ShortcutFocusReason;
    if (m_keyboardFocus && !currentIndex().isValid() && model() && model()->rowCount() > 0)
        setCurrentIndex(model()->index(qMax(0, rowAt(0)), m_header->logicalIndex(0)));
    QTableView::focusInEvent(event);
    updateRow(currentIndex().row());
}

void Table::focusOutEvent(QFocusEvent* event)
{
    QTableView::focusOutEvent(event);
    updateRow(currentIndex().row());
}

void Table::paintEvent(QPaintEvent* event)
{
    QTableView::paintEvent(event);
    if (!m_keyboardFocus || !hasFocus() || !currentIndex().isValid())
        return;
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(QColor(tokens().focus), 2));
    const QRectF row = QRectF(rowRect(currentIndex().row())).adjusted(3, 1, -3, -2);
    painter.drawRoundedRect(row, measure::radiusTick, measure::radiusTick);
    const QRect cell = visualRect(currentIndex()).adjusted(3, 4, -4, -5);
    paint::box(painter, cell, {{}, tokens().focus, measure::radiusTick});
}

QList<int> Table::shownColumns() const
{
    QList<int> columns;
    for (int visual = 0; visual < m_header->count(); ++visual) {
        if (!m_header->isSectionHidden(m_header->logicalIndex(visual)))
            columns << m_header->logicalIndex(visual);
    }
    return columns;
}

QString Table::selectionAsText() const
{
    if (!model())
        return {};
    QModelIndexList rows = selectionModel()->selectedRows();
    if (rows.isEmpty() && currentIndex().isValid())
        rows << currentIndex();
    std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.row() < b.row(); });
    const QList<int> columns = shownColumns();
    QStringList lines, words;
    for (const int column : columns)
        words << model()->headerData(column, Qt::Horizontal).toString();
    lines << words.join(QLatin1Char('\t'));
    for (const QModelIndex& row : rows) {
        words.clear();
        for (const int column : columns)
            words << neutralised(cellWordsFor(model()->index(row.row(), column)));
        lines << words.join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace qm::widgets
