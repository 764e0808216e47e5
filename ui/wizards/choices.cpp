#include "ui/wizards/choices.h"

#include <QComboBox>
#include <QCompleter>
#include <QEvent>
#include <QLineEdit>

namespace qm::wizards {

namespace {

/// Typing replaces what stands in a searchable field: a choice already made, or the words for none.
class SelectOnFocus final : public QObject
{
public:
    using QObject::QObject;
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        auto* line = qobject_cast<QLineEdit*>(watched);
        const bool isPlaced = line && event->type() == QEvent::MouseButtonRelease && !line->hasSelectedText() && isChosen(line);
        if (line && (event->type() == QEvent::FocusIn || isPlaced))
            QMetaObject::invokeMethod(line, &QLineEdit::selectAll, Qt::QueuedConnection); // the press would unselect it
        return QObject::eventFilter(watched, event);
    }

private:
    /// Nothing has been typed: what stands there is one of the choices.
    static bool isChosen(const QLineEdit* line)
    {
        const auto* combo = qobject_cast<const QComboBox*>(line->parentWidget());
        return combo && line->text() == combo->itemText(combo->currentIndex());
    }
};

/// A title that others have, too, with what tells its record from theirs.
QString told(const model::Record& record)
{
    const model::EntityDescription& description = model::describe(record.entity);
    QStringList words{model::titleOf(record)};
    for (const char16_t* key : {u"work-mail", u"number", u"title"}) {
        const QString word = description.indexOf(QStringView(key)) >= 0 ? record.text(QStringView(key)) : QString();
        if (!word.isEmpty() && words.size() < 2)
            words << word;
    }
    return words.join(QStringLiteral(" \u00b7 "));
}

} // namespace

void fillChoices(QComboBox* combo, const RecordChoice& choice)
{
    const base::Id before = chosenId(combo);
    combo->clear();
    if (!choice.none.isEmpty())
        combo->addItem(choice.none, qint64(0));
    QList<const model::Record*> records;
    QHash<QString, int> alike;
    for (const model::Record& record : choice.snapshot.all(choice.entity)) {
        if (!model::fits(choice.filter, record, choice.snapshot.today(), choice.snapshot.lookup()))
            continue;
        records.append(&record);
        ++alike[model::titleOf(record)];
    }
    QList<std::pair<QString, qint64>> items;
    for (const model::Record* record : std::as_const(records)) {
        const QString title = model::titleOf(*record);
        items.append({alike.value(title) > 1 ? told(*record) : title, record->id.value});
    }
    std::sort(items.begin(), items.end(), [](const auto& a, const auto& b) { return QString::localeAwareCompare(a.first, b.first) < 0; });
    for (const auto& [title, id] : std::as_const(items))
        combo->addItem(title, id);
    chooseId(combo, before);
}

base::Id chosenId(const QComboBox* combo)
{
    const bool typed = combo->isEditable() && combo->currentText() != combo->itemText(combo->currentIndex());
    const int index = typed ? combo->findText(combo->currentText(), Qt::MatchFixedString) : combo->currentIndex();
    return {combo->itemData(index).toLongLong()};
}

QString strayText(const QComboBox* combo)
{
    const QString text = combo->currentText().trimmed();
    const bool isKnown = text.isEmpty() || text == combo->itemText(combo->currentIndex()).trimmed() || combo->findText(text, Qt::MatchFixedString) >= 0;
    return isKnown ? QString() : text;
}

void chooseId(QComboBox* combo, base::Id id)
{
    combo->setCurrentIndex(qMax(0, combo->findData(qint64(id.value))));
    if (combo->isEditable() && combo->lineEdit()->hasFocus())
        combo->lineEdit()->selectAll(); // typing replaces it
}

void makeSearchable(QComboBox* combo)
{
    combo->setEditable(true);
    combo->setInsertPolicy(QComboBox::NoInsert);
    combo->completer()->setFilterMode(Qt::MatchContains);
    combo->completer()->setCompletionMode(QCompleter::PopupCompletion);
    combo->lineEdit()->setFont(combo->font());
    combo->lineEdit()->installEventFilter(new SelectOnFocus(combo));
}

} // namespace qm::wizards
