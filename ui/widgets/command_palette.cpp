#include "ui/widgets/command_palette.h"

#include "ui/widgets/card.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/motion.h"
#include "ui/widgets/overlay.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/palette_parts.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QBoxLayout>
#include <QKeyEvent>
#include <QListView>
#include <QPainter>
#include <QScrollBar>
#include <QStyle>

namespace qm::widgets {

namespace {

constexpr int shadowRoom = 20, inputHeight = 60, footHeight = 40, tallest = 576;

/// Key caps with their words at the foot of the palette.
class KeyHints : public QWidget
{
public:
    KeyHints() { setFixedSize(230, footHeight); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        paint::Lane lane(rect(), layoutDirection());
        hint(painter, lane, QStringLiteral("\u2191"), {});
        hint(painter, lane, QStringLiteral("\u2193"), CommandPalette::tr("choose"));
        lane.skip(10);
        hint(painter, lane, QStringLiteral("Tab"), CommandPalette::tr("complete"));
    }

private:
    void hint(QPainter& painter, paint::Lane& lane, const QString& key, const QString& words) const
    {
        const QRect cap = lane.leading(paint::keyCapWidth(key), words.isEmpty() ? 4 : 7);
        paint::keyCap(painter, {cap.left(), (height() - measure::keyCap) / 2, cap.width(), measure::keyCap}, key);
        if (words.isEmpty())
            return;
        const QRect spot = lane.leading(textWidth(Type::Small, words) + 1, 4);
        paint::text(painter, spot, words, {Type::Small, tokens().text3, Qt::AlignLeft, layoutDirection()});
    }
};

QListView* resultList(PaletteModel* model)
{
    auto* list = new QListView;
    list->setModel(model);
    list->setItemDelegate(new PaletteDelegate(model));
    list->setFrameShape(QFrame::NoFrame);
    list->viewport()->setAutoFillBackground(false);
    list->setFocusPolicy(Qt::NoFocus);
    list->setVerticalScrollMode(QListView::ScrollPerPixel);
    list->setEditTriggers(QListView::NoEditTriggers);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    return list;
}

} // namespace

CommandPalette::CommandPalette(QWidget* window)
    : QWidget(window)
    , m_scrim(new Scrim(window))
    , m_input(new PaletteInput(this))
    , m_model(new PaletteModel(this))
    , m_foot(makeLabel({}, Type::Small, Tone::Third))
{
    m_scrim->hide();
    hide();
    m_list = resultList(m_model);
    m_list->setAccessibleName(tr("Results"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(shadowRoom + 1, shadowRoom, shadowRoom + 1, shadowRoom);
    column->setSpacing(0);
    // The sheet rules the height of a field, so the room around it is what is fixed.
    auto* room = new QWidget;
    room->setFixedHeight(inputHeight);
    auto* top = new QHBoxLayout(room);
    top->setContentsMargins(51, 0, 66, 0);
    top->addWidget(m_input);
    column->addWidget(room);
    column->addWidget(new Hairline(Qt::Horizontal));
    column->addWidget(m_list, 1);
    column->addWidget(new Hairline(Qt::Horizontal));
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(20, 0, 20, 0);
    foot->addWidget(new KeyHints);
    foot->addStretch(1);
    foot->addWidget(m_foot);
    column->addLayout(foot);
    window->installEventFilter(this);
    m_input->installEventFilter(this);
    connect(m_scrim, &Scrim::clicked, this, &CommandPalette::close);
    connect(m_input, &QLineEdit::textChanged, this, [this] { m_choosesFirst = false; });
    connect(m_input, &QLineEdit::textChanged, this, &CommandPalette::queryChanged);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex& index) {
        m_list->setCurrentIndex(index);
        choose();
    });
}

void CommandPalette::popUp()
{
    m_before = QApplication::focusWidget();
    m_scrim->show();
    m_scrim->raise();
    place();
    show();
    raise();
    fadeIn(this, measure::sheetMs);
    m_input->clear();
    m_input->setFocus(Qt::ShortcutFocusReason);
}

void CommandPalette::close()
{
    hide();
    m_scrim->hide();
    if (m_before)
        m_before->setFocus(Qt::OtherFocusReason);
    Q_EMIT closed();
}

void CommandPalette::setGroups(const QList<PaletteGroup>& groups)
{
    m_model->setGroups(groups);
    step(0);
    place();
    if (std::exchange(m_choosesFirst, false) && !currentId().isEmpty())
        choose();
}

void CommandPalette::setCompletion(const QString& rest)
{
    m_input->completion = rest;
    m_input->update();
}

void CommandPalette::setFoot(const QString& words)
{
    m_foot->setText(words);
}

void CommandPalette::setQuery(const QString& words)
{
    m_input->setText(words);
}

QString CommandPalette::query() const
{
    return m_input->text();
}

QString CommandPalette::currentId() const
{
    const int row = m_list->currentIndex().row();
    return row < 0 || m_model->isHeading(row) ? QString() : m_model->result(row).id;
}

void CommandPalette::place()
{
    const QRect room = parentWidget()->rect();
    const int width = qMin(measure::paletteWidth, room.width() - 40);
    int content = inputHeight + footHeight + 2 + 8;
    for (int row = 0; row < m_model->rowCount(); ++row)
        content += m_list->sizeHintForRow(row);
    const int top = room.height() * 12 / 100;
    const int height = qMin(qMin(content, tallest), room.height() - top - 24);
    setGeometry((room.width() - width) / 2 - shadowRoom, top - shadowRoom, width + 2 * shadowRoom, height + 2 * shadowRoom);
}

// Headings are stepped over; a step of 0 finds the first result.
void CommandPalette::step(int by)
{
    const int rows = m_model->rowCount();
    const int direction = by < 0 ? -1 : 1;
    int row = by == 0 ? 0 : m_list->currentIndex().row() + by;
    while (row >= 0 && row < rows && m_model->isHeading(row))
        row += direction;
    if (row < 0 || row >= rows)
        return;
    m_list->setCurrentIndex(m_model->index(row));
    m_input->setAccessibleDescription(m_model->index(row).data(Qt::AccessibleTextRole).toString());
}

void CommandPalette::choose()
{
    const QString id = currentId();
    m_choosesFirst = id.isEmpty(); // Enter was faster than the answer: the first result is meant
    if (id.isEmpty())
        return;
    close();
    Q_EMIT chosen(id);
}

bool CommandPalette::takeKey(int key)
{
    switch (key) {
    case Qt::Key_Down: step(1); return true;
    case Qt::Key_Up: step(-1); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter: choose(); return true;
    case Qt::Key_Escape: close(); return true;
    case Qt::Key_Tab:
        if (!m_input->completion.isEmpty())
            m_input->setText(m_input->text() + m_input->completion);
        return true;
    default: return false;
    }
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_input && event->type() == QEvent::KeyPress)
        return takeKey(static_cast<QKeyEvent*>(event)->key());
    if (watched == parent() && event->type() == QEvent::Resize && isVisible())
        place();
    return QWidget::eventFilter(watched, event);
}

void CommandPalette::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Tokens& t = tokens();
    const QRect sheet = rect().adjusted(shadowRoom, shadowRoom, -shadowRoom, -shadowRoom);
    paint::shadow(painter, sheet, measure::radiusDialog);
    paint::box(painter, sheet, {t.surface, t.lineStrong, measure::radiusDialog});
    paint::Lane lane({sheet.left() + 20, sheet.top(), sheet.width() - 40, inputHeight}, layoutDirection());
    drawIcon(painter, lane.leading(20), QStringLiteral("search"), measure::iconTile, t.text2);
    const QString escape = QStringLiteral("Esc");
    const QRect cap = lane.trailing(paint::keyCapWidth(escape) + 6);
    paint::keyCap(painter, {cap.left(), sheet.top() + (inputHeight - measure::keyCap) / 2, cap.width(), measure::keyCap}, escape);
}

} // namespace qm::widgets
