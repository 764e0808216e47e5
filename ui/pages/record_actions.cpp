#include "core/base/when_done.h"
#include "ui/pages/filter_bar.h"
#include "ui/pages/record_form.h"
#include "ui/pages/record_list_page.h"
#include "ui/pages/record_panel.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/overlay.h"
#include "ui/widgets/table.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMenu>

// What can be done with the records of a list.
namespace qm::pages {

using namespace qm::widgets;
using base::Id;
using base::Result;

void RecordListPage::openMore(QWidget* anchor)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool isPast = asOf().isValid();
    const model::Record record = m_panel->record();
    connect(menu->addAction(tr("Edit\u2026")), &QAction::triggered, this, [this, record] { openForm(record); });
    connect(menu->addAction(tr("Copy name")), &QAction::triggered, this, [record] { QGuiApplication::clipboard()->setText(model::titleOf(record)); });
    if (m_entity == model::Entity::Person)
        connect(menu->addAction(tr("Plan a leaver\u2026")), &QAction::triggered, this, [this, record] { Q_EMIT startWizard(QStringLiteral("leave"), record.id); });
    menu->addSeparator();
    connect(menu->addAction(tr("Delete\u2026")), &QAction::triggered, this, [this, record] { askRemove({record.id}); });
    for (QAction* action : menu->actions())
        action->setEnabled(!isPast || action->text() == tr("Copy name"));
    menu->popup(anchor->mapToGlobal(QPoint(0, anchor->height() + 4)));
}

void RecordListPage::openForm(const model::Record& record)
{
    auto* form = new RecordForm(console(), record, m_panel->book().titles(), this);
    form->setAttribute(Qt::WA_DeleteOnClose);
    connect(form, &RecordForm::written, this, [this](const model::ChangeSet& set) {
        if (!set.id.isValid())
            return;
        Q_EMIT toast(format::changeSetWord(set), set.id);
        if (set.changes.size() == 1 && set.changes.front().op == model::ChangeOp::Create)
            showRecord(set.changes.front().id);
    });
    form->open();
}

void RecordListPage::startImport()
{
    Q_EMIT startWizard(QStringLiteral("import"), rowOf(m_entity));
}

/// An edit in place that was not taken stands in a banner with its reason and the way back to the text.
void RecordListPage::refuse(const models::FieldEdit& edit, const base::Error& error)
{
    if (error.code == base::ErrorCode::Conflict)
        return resolve(edit);
    dropRefusal();
    const model::EntityDescription& description = model::describe(m_entity);
    const model::Field& field = description.field(description.indexOf(edit.field));
    m_refusal = new Banner(format::State::Act, tr("%1 was not changed").arg(format::fieldWord(field)), fieldSentence(error, field, edit.text));
    m_refusal->setAction(tr("Correct it"));
    auto* room = new QWidget;
    auto* inset = new QVBoxLayout(room);
    inset->setContentsMargins(measure::sheetLeft, 10, measure::sheetRight, 10);
    inset->addWidget(m_refusal);
    m_column->insertWidget(m_column->indexOf(m_host), room);
    connect(m_refusal, &QObject::destroyed, room, &QObject::deleteLater);
    connect(m_refusal, &Banner::actionAsked, this, [this, edit] {
        const QModelIndex cell = m_list->index(m_list->rowOf(edit.id), m_list->columnOf(edit.field));
        dropRefusal();
        m_table->setCurrentIndex(cell);
        m_table->edit(cell);
        if (auto* line = m_table->viewport()->findChild<QLineEdit*>())
            line->setText(edit.text);
    });
}

/// Somebody else changed the field meanwhile: both values are read and shown.
void RecordListPage::resolve(const models::FieldEdit& edit)
{
    base::whenDone(console().records(m_entity, {edit.id}), this, [this, edit](const Result<std::vector<model::Record>>& records) {
        if (!records)
            return Q_EMIT failed(records.error());
        if (records->empty())
            return Q_EMIT failed({base::ErrorCode::NotFound, format::entityWord(m_entity), {}, base::Retry::Never});
        auto* book = new models::TitleBook(console(), this);
        book->read(*records, [this, edit, now = records->front(), book] {
            askWhich(edit, now, book->titles());
            book->deleteLater();
        });
    });
}

void RecordListPage::askWhich(const models::FieldEdit& edit, const model::Record& now, const format::Titles& titles)
{
    const model::EntityDescription& description = model::describe(m_entity);
    const int index = description.indexOf(edit.field);
    const model::Field& field = description.field(index);
    const auto [theirs, mine] = bothValues(field, now.at(index), edit.text, titles);
    auto* dialog = new Dialog(tr("%1 of %2 was changed meanwhile").arg(format::fieldWord(field), model::titleOf(now)), tr("It says %1 now; you wrote %2.").arg(theirs, mine), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setVerbs(tr("Keep %1").arg(theirs), tr("Write %1").arg(mine));
    connect(dialog, &QDialog::accepted, this, [this, again = models::FieldEdit{edit.id, edit.field, edit.text, now.revision}] { m_list->edit(again); });
    dialog->open();
}

void RecordListPage::dropRefusal()
{
    if (m_refusal)
        m_refusal->deleteLater();
    m_refusal = nullptr;
}

void RecordListPage::askRemove(const std::vector<Id>& ids)
{
    if (ids.empty() || asOf().isValid())
        return;
    base::whenDone(console().records(m_entity, ids), this, [this](const Result<std::vector<model::Record>>& records) {
        if (!records)
            return Q_EMIT failed(records.error());
        if (!records->empty())
            askRemove(*records);
    });
}

/// One record is called by its name: it need not be the row that is selected.
void RecordListPage::askRemove(const std::vector<model::Record>& records)
{
    const bool isOne = records.size() == 1;
    const QString many = tr("%1 %2").arg(format::countWord(static_cast<qint64>(records.size())), format::entityPlural(m_entity).toLower());
    const QString what = isOne ? model::titleOf(records.front()) : many;
    auto* dialog = new Dialog(tr("Delete %1?").arg(what), tr("Lists and sums no longer count what is deleted. The history keeps it, and Undo brings it back."), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setVerbs(isOne ? tr("Keep it") : tr("Keep them"), isOne ? tr("Delete this %1").arg(format::entityWord(m_entity).toLower()) : tr("Delete %1").arg(many));
    dialog->setDangerous(QStringLiteral("trash"));
    connect(dialog, &QDialog::accepted, this, [this, records] { remove(records); });
    dialog->open();
}

void RecordListPage::remove(const std::vector<model::Record>& records)
{
    QList<model::Change> changes;
    for (const model::Record& record : records)
        changes.append(model::removeOf(record));
    base::whenDone(console().submit(changes), this, [this](const Result<model::ChangeSet>& written) {
        if (!written)
            return Q_EMIT failed(written.error());
        m_table->setTicks({});
        closePanel();
        Q_EMIT toast(format::changeSetWord(*written), written->id);
    });
}

} // namespace qm::pages
