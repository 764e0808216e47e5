#include "ui/pages/cell_editor.h"

#include "ui/models/record_model.h"
#include "ui/widgets/field.h"
#include "ui/widgets/table.h"

#include <QKeyEvent>
#include <QLineEdit>

namespace qm::pages {

using namespace qm::widgets;

namespace {

// What the editor began with, kept with it: the row may be changed by others while somebody types.
constexpr auto seenText = "seenText";
constexpr auto seenRevision = "seenRevision";

} // namespace

CellEditor::CellEditor(Table* table)
    : CellDelegate(table)
{}

QWidget* CellEditor::createEditor(QWidget* parent, const QStyleOptionViewItem&, const QModelIndex& index) const
{
    const auto* list = qobject_cast<const models::RecordModel*>(index.model());
    if (!list)
        return nullptr;
    const model::Field& field = list->fieldOf(index.column());
    if (field.kind != model::Kind::Choice && field.kind != model::Kind::Boolean) {
        auto* line = new QLineEdit(parent);
        line->setAccessibleName(format::fieldWord(field));
        return line;
    }
    auto* box = new ComboBox(parent);
    box->setInCell();
    box->setAccessibleName(format::fieldWord(field));
    for (const model::Choice& choice : field.choices) {
        if (!choice.key.isEmpty())
            box->addItem(format::choiceWord(field, choice.key), choice.key);
    }
    if (field.kind == model::Kind::Boolean) {
        box->addItem(tr("Yes"), QStringLiteral("true"));
        box->addItem(tr("No"), QStringLiteral("false"));
    }
    return box;
}

void CellEditor::setEditorData(QWidget* editor, const QModelIndex& index) const
{
    const QString text = index.data(Qt::EditRole).toString();
    editor->setProperty(seenText, text);
    editor->setProperty(seenRevision, index.data(format::RevisionRole));
    if (auto* box = qobject_cast<QComboBox*>(editor)) {
        box->setCurrentIndex(box->findData(text));
    } else if (auto* line = qobject_cast<QLineEdit*>(editor)) {
        line->setText(text);
        line->selectAll();
    }
}

void CellEditor::setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const
{
    const auto* box = qobject_cast<QComboBox*>(editor);
    const auto* line = qobject_cast<QLineEdit*>(editor);
    const QString text = box ? box->currentData().toString() : line->text().trimmed();
    auto* list = qobject_cast<models::RecordModel*>(model);
    if (list && text != editor->property(seenText).toString())
        list->edit({list->idAt(index.row()), list->columns().at(index.column()), text, editor->property(seenRevision).toLongLong()});
}

void CellEditor::updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option, const QModelIndex&) const
{
    constexpr int inset = 2;
    editor->setGeometry(option.rect.adjusted(inset, inset, -inset, -inset));
}

bool CellEditor::eventFilter(QObject* watched, QEvent* event)
{
    auto* editor = qobject_cast<QWidget*>(watched);
    if (!editor || event->type() != QEvent::KeyPress)
        return CellDelegate::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        Q_EMIT commitData(editor);
        Q_EMIT closeEditor(editor, NoHint);
        return true;
    }
    if (key == Qt::Key_Escape) {
        Q_EMIT closeEditor(editor, RevertModelCache);
        return true;
    }
    return CellDelegate::eventFilter(watched, event);
}

} // namespace qm::pages
