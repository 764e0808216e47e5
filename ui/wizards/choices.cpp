#include "ui/wizards/choices.h"

#include <QComboBox>
#include <QCompleter>
#include <QEvent>
#include <QLineEdit>

namespace qm::wizards {

namespace {

/// Typing replaces what stands in a searchable field: a choice already made, or the words for none. The field hands its
/// focus to its combo box, and the mouse stays its own.
class SelectOnFocus final : public QObject
{
public:
    explicit SelectOnFocus(QComboBox* combo)
        : QObject(combo)
        , m_combo(combo)
        , m_line(combo->lineEdit())
    {
        combo->installEventFilter(this);
        m_line->installEventFilter(this);
    }
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        const bool isFocused = watched == m_combo && event->type() == QEvent::FocusIn;
        const bool isPlaced = watched == m_line && event->type() == QEvent::MouseButtonRelease && isChosen() && !m_line->hasSelectedText();
        if (isFocused || isPlaced)
            QMetaObject::invokeMethod(m_line, &QLineEdit::selectAll, Qt::QueuedConnection); // the press would unselect it
        return QObject::eventFilter(watched, event);
    }

private:
    /// Nothing has been typed: what stands there is one of the choices.
    bool isChosen() const { return m_combo->currentText() == m_combo->itemText(m_combo->currentIndex()); }

    QComboBox* m_combo;
    QLineEdit* m_line; ///< kept: events still come while the combo box goes
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
    new SelectOnFocus(combo);
}

} // namespace qm::wizards
