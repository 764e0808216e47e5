#include "ui/pages/activity_page.h"

#include "core/base/when_done.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/label.h"
#include "ui/widgets/overlay.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/side_panel.h"
#include "ui/widgets/table.h"

#include <QBoxLayout>

namespace qm::pages {

using namespace qm::widgets;
using base::Id;
using base::Result;
using models::ActivityModel;

namespace {

constexpr qsizetype mostShownChanges = 30;
constexpr qint64 undoneAtOnce = 20; // without a question

/// What a change names: the values it leaves behind, or those it took away.
const model::Patch& shownPatch(const model::Change& change)
{
    return change.op == model::ChangeOp::Remove ? change.before : change.after;
}

QString nameIn(const model::Change& change, const format::Titles& titles)
{
    const model::EntityDescription& description = model::describe(change.entity);
    for (const model::FieldValue& value : shownPatch(change)) {
        if (value.field == description.titleField)
            return model::toText(value.value);
    }
    return titles.value(change.id, format::entityWord(change.entity));
}

/// Every id a set of changes mentions, as records whose names are to be read.
std::vector<model::Record> mentionedBy(const model::ChangeSet& set)
{
    std::vector<model::Record> records;
    for (const model::Change& change : set.changes) {
        for (const model::Patch& patch : {change.before, change.after})
            records.push_back(model::patched(model::emptyRecord(change.entity), patch));
    }
    return records;
}

} // namespace

ActivityPage::ActivityPage(console::Console& console, QWidget* parent)
    : Page(console, parent)
    , m_list(new ActivityModel(console, this))
    , m_book(console)
    , m_table(new Table)
    , m_panel(new SidePanel)
    , m_host(new PanelHost(m_table, m_panel))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(new PageHead(tr("Activity"), tr("Everything that was ever written, in order; nothing here can be edited")));
    column->addWidget(new Hairline(Qt::Horizontal));
    column->addWidget(m_host, 1);
    m_table->setAccessibleName(tr("Activity"));
    m_table->setModel(m_list);
    m_table->setColumnPlan({{140, 140, 0, 0}, {170, 120, 1, 0}, {300, 160, 3, 0}, {200, 100, 2, 1}, {100, 100, 0, 0}});
    m_table->setEmptyState(new EmptyState(QStringLiteral("history"), tr("Nothing has happened yet"), tr("Every change is kept here with who made it and why.")));
    connect(m_list, &ActivityModel::loaded, this, &Page::loaded);
    connect(m_list, &ActivityModel::failed, this, &Page::failed);
    connect(m_table, &QAbstractItemView::clicked, this, &ActivityPage::click);
    connect(m_table, &Table::opened, this, [this](const QModelIndex& index) { openSet(m_list->at(index.row()).id); });
    connect(m_panel, &SidePanel::closed, this, &ActivityPage::closePanel);
}

void ActivityPage::reload()
{
    m_list->load();
}

bool ActivityPage::leaveLevel()
{
    if (!m_host->isPanelShown())
        return false;
    closePanel();
    return true;
}

void ActivityPage::closePanel()
{
    m_host->setPanelShown(false);
    m_table->setFocus(Qt::OtherFocusReason);
}

void ActivityPage::click(const QModelIndex& index)
{
    if (index.column() == ActivityModel::Undo && m_list->isUndoable(index.row()))
        askUndo(m_list->at(index.row()).id, m_list->changeCount(index.row()));
    else if (m_host->isPanelShown())
        openSet(m_list->at(index.row()).id);
}

/// Many records at once are not taken back by a slip of the hand.
void ActivityPage::askUndo(Id id, qint64 changes)
{
    if (asOf().isValid())
        return Q_EMIT toast(format::pastDayWord(), {});
    if (changes <= undoneAtOnce)
        return undo(id);
    auto* dialog = new Dialog(tr("Take back %1 changes?").arg(format::countWord(changes)), tr("If something in it was changed again since then, nothing is taken back and you are told."), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setVerbs(tr("Keep them"), tr("Take back %1 changes").arg(format::countWord(changes)));
    dialog->setDangerous(QStringLiteral("undo"));
    connect(dialog, &QDialog::accepted, this, [this, id] { undo(id); });
    dialog->open();
}

void ActivityPage::undo(Id changeSet)
{
    base::whenDone(console().undo(changeSet), this, [this](const Result<model::ChangeSet>& undone) {
        if (!undone)
            return Q_EMIT failed(undone.error());
        Q_EMIT toast(tr("Taken back: %1").arg(format::changeSetWord(*undone)), {});
    });
}

void ActivityPage::openSet(Id changeSet)
{
    base::whenDone(console().changeSet(changeSet), this, [this](const Result<model::ChangeSet>& set) {
        if (!set)
            return Q_EMIT failed(set.error());
        m_book.read(mentionedBy(*set), [this, set = *set] { fillPanel(set); });
    });
}

void ActivityPage::fillPanel(const model::ChangeSet& set)
{
    m_panel->begin(QStringLiteral("history"), format::changeSetWord(set), format::causeWord(set.cause));
    m_panel->addFact(tr("Who"), set.actor.isEmpty() ? format::quiet(tr("Quartermaster")) : format::person(set.actor), {});
    m_panel->addFact(tr("Recorded"), format::figure(format::dateWord(set.recordedAt.toLocalTime().date())), set.recordedAt.toLocalTime().toString(QStringLiteral("HH:mm")));
    m_panel->addFact(tr("True since"), format::figure(format::dateWord(set.effectiveAt.toLocalTime().date())), {});
    if (!set.undone && console::isUndoable(set.cause)) {
        auto* back = new Button(tr("Undo"), ButtonKind::Secondary, QStringLiteral("undo"));
        connect(back, &QAbstractButton::clicked, this, [this, id = set.id, changes = set.changes.size()] { askUndo(id, changes); });
        m_panel->addWidget(back);
    }
    for (const model::Change& change : set.changes.mid(0, mostShownChanges)) {
        m_panel->addSection(nameIn(change, m_book.titles()));
        addFacts(change);
    }
    if (set.changes.size() > mostShownChanges)
        m_panel->addWidget(makeLabel(tr("And %1 more").arg(format::countWord(set.changes.size() - mostShownChanges)), Type::Small, Tone::Third));
    m_host->setPanelShown(true);
}

/// What stands in each field now, and what stood there before.
void ActivityPage::addFacts(const model::Change& change)
{
    const model::EntityDescription& description = model::describe(change.entity);
    for (const model::FieldValue& value : shownPatch(change)) {
        const model::Field& field = description.field(value.field);
        const model::Value before = change.op == model::ChangeOp::Update ? model::valueIn(change.before, value.field) : model::Value();
        if (field.has(model::Internal) || (model::isEmpty(value.value) && model::isEmpty(before)))
            continue;
        const format::Cell now = model::isEmpty(value.value) ? format::quiet(tr("nothing")) : format::cellOf(field, value.value, m_book.titles());
        m_panel->addFact(format::fieldWord(field), now, model::isEmpty(before) ? QString() : tr("was %1").arg(format::valueWord(field, before, m_book.titles())));
    }
}

} // namespace qm::pages
