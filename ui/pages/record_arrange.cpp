#include "ui/pages/filter_bar.h"
#include "ui/pages/filter_words.h"
#include "ui/pages/record_list_page.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"
#include "ui/widgets/overlay.h"
#include "ui/widgets/table.h"
#include "ui/widgets/tabs.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QMenu>

// How a list is arranged: its columns, and views that somebody saved.
namespace qm::pages {

using namespace qm::widgets;

namespace {

RecordView viewOf(const SavedView& saved)
{
    return {QStringLiteral("saved:") + saved.name, saved.name, saved.filter, saved.sort, saved.columns, saved.order};
}

} // namespace

/// Field keys in the order on screen.
QStringList RecordListPage::columnsOnScreen() const
{
    const QHeaderView* header = m_table->horizontalHeader();
    QStringList keys;
    for (int visual = 0; visual < header->count(); ++visual)
        keys.append(m_list->columns().value(header->logicalIndex(visual)));
    return keys;
}

void RecordListPage::applyColumns(const QStringList& keys)
{
    m_list->setColumns(keys);
    QHeaderView* header = m_table->horizontalHeader();
    for (int column = 0; column < header->count(); ++column)
        header->moveSection(header->visualIndex(column), column);
    m_table->setColumnPlan(columnPlan(*m_list, m_memory.widths()));
    restoreCurrent();
}

/// Somebody moved or drew columns.
void RecordListPage::rememberColumns(const QList<int>& resized)
{
    QHash<QString, int> widths = m_memory.widths();
    for (const int column : resized)
        widths.insert(m_list->columns().value(column), m_table->plannedWidth(column));
    m_memory.setWidths(widths);
    m_memory.setColumns(columnsOnScreen());
    m_table->setColumnPlan(columnPlan(*m_list, widths));
}

void RecordListPage::toggleColumn(const QString& key)
{
    QStringList columns = columnsOnScreen();
    if (!columns.contains(key))
        columns.append(key);
    else if (columns.size() > 1)
        columns.removeOne(key);
    m_memory.setColumns(columns);
    applyColumns(columns);
}

void RecordListPage::openColumns()
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const model::Field& field : model::describe(m_entity).fields) {
        if (field.has(model::Internal))
            continue;
        QAction* action = menu->addAction(format::fieldWord(field));
        action->setCheckable(true);
        action->setChecked(m_list->columns().contains(field.key));
        connect(action, &QAction::triggered, this, [this, key = field.key] { toggleColumn(key); });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("As they came")), &QAction::triggered, this, [this] {
        m_memory.setColumns({});
        m_memory.setWidths({});
        applyColumns(models::defaultColumns(m_entity));
    });
    menu->popup(m_columns->mapToGlobal(QPoint(0, m_columns->height() + 4)));
}

void RecordListPage::addSavedViews()
{
    const auto saved = m_memory.views();
    for (const SavedView& view : saved) {
        m_views.append(viewOf(view));
        m_tabs->add(view.name);
    }
}

void RecordListPage::openViewMenu(QWidget* anchor)
{
    const RecordView view = m_views.at(m_view);
    if (!view.isSaved())
        return askViewName(anchor);
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Save \u201c%1\u201d as it is now").arg(view.words)), &QAction::triggered, this, [this, view] { saveView(view.words); });
    connect(menu->addAction(tr("Save as another view\u2026")), &QAction::triggered, this, [this, anchor] { askViewName(anchor); });
    menu->addSeparator();
    connect(menu->addAction(tr("Delete this view")), &QAction::triggered, this, [this] { dropView(m_view); });
    menu->popup(anchor->mapToGlobal(QPoint(0, anchor->height() + 4)));
}

void RecordListPage::askViewName(QWidget* anchor)
{
    auto* card = new Card;
    auto* popover = new Popover(card, anchor);
    card->body()->setContentsMargins(20, 16, 20, 16);
    card->body()->setSpacing(12);
    auto* name = new QLineEdit;
    name->setAccessibleName(tr("Name of the view"));
    auto* field = new FormField(tr("Name of the view"), name, tr("Keeps filters, columns and order on this computer."));
    card->body()->addWidget(field);
    auto* save = new Button(tr("Save"), ButtonKind::Primary);
    card->body()->addWidget(save, 0, Qt::AlignRight);
    const auto done = [this, popover, name, field] {
        if (name->text().trimmed().isEmpty())
            return field->setError(tr("Write a name"));
        const QString words = name->text().trimmed();
        popover->close();
        saveView(words);
    };
    connect(save, &QAbstractButton::clicked, this, done);
    connect(name, &QLineEdit::returnPressed, this, done);
    popover->popUp();
    name->setFocus(Qt::PopupFocusReason);
}

void RecordListPage::saveView(const QString& name)
{
    const RecordView& now = m_views.at(m_view);
    const SavedView view{name, both(now.filter, m_filters->filter()), columnsOnScreen(), m_sort.isEmpty() ? now.sort : m_sort, m_sort.isEmpty() ? now.order : m_order};
    QList<SavedView> saved = m_memory.views();
    const auto same = std::find_if(saved.begin(), saved.end(), [&name](const SavedView& each) { return each.name == name; });
    const auto at = std::distance(saved.begin(), same);
    if (same == saved.end())
        saved.append(view);
    else
        *same = view;
    m_memory.setViews(saved);
    const int tab = static_cast<int>(shippedViews(m_entity).size() + at);
    if (tab == m_views.size()) {
        m_views.append(viewOf(view));
        m_tabs->add(name);
    } else {
        m_views[tab] = viewOf(view);
    }
    const QSignalBlocker quiet(m_filters);
    m_filters->clear();
    m_tabs->setCurrent(tab);
    showView(tab);
    countView(tab);
    Q_EMIT toast(tr("View \u201c%1\u201d saved").arg(name), {});
}

void RecordListPage::dropView(int view)
{
    QList<SavedView> saved = m_memory.views();
    saved.removeAt(view - shippedViews(m_entity).size());
    m_memory.setViews(saved);
    m_views.removeAt(view);
    m_tabs->remove(view);
    m_counts.clear();
    m_tabs->setCurrent(0);
    showView(0);
    countViews();
}

} // namespace qm::pages
