#pragma once

#include "ui/format/words.h"
#include "ui/widgets/form_sheet.h"

class QLineEdit;

namespace qm::widgets {
class FormField;
}

namespace qm::pages {

/// The one form: adds or edits a record of any entity from its description. Stays open with the error at its field
/// until it is written. Shown with open().
class RecordForm : public widgets::FormSheet
{
    Q_OBJECT

public:
    /// A form for a new record, or for one that was read, with the names of what it refers to.
    RecordForm(console::Console& console, const model::Record& record, const format::Titles& titles, QWidget* parent);

    /// The field of a key; nullptr when the form does not have it.
    widgets::FormField* fieldOf(const QString& key) const { return m_fields.value(key); }
    QString textOf(const QString& key) const;
    void setText(const QString& key, const QString& text);

Q_SIGNALS:
    void written(qm::model::ChangeSet changeSet);

private:
    void addField(int index);
    QWidget* editorFor(const model::Field& field);
    void offerNames(const model::Field& field, QLineEdit* line);
    void submit();
    void showError(const base::Error& error);
    void readTheirs();
    void showTheirs(const model::Record& now, const format::Titles& titles);
    console::FieldTexts changedTexts() const;

    console::Console& m_console;
    model::Record m_record;
    QHash<QString, widgets::FormField*> m_fields;
    QHash<QString, QString> m_before;
    bool m_isWriting = false;
};

/// The field an error is about, by key; empty when it is about none.
QString fieldOfError(const base::Error& error, model::Entity entity);
/// The sentence of an error beside its field: the field's own word instead of its key.
QString fieldSentence(const base::Error& error, const model::Field& field, const QString& text);

/// What a field says now and what somebody wrote for it, in quotes.
std::pair<QString, QString> bothValues(const model::Field& field, const model::Value& theirs, const QString& mine, const format::Titles& titles);

} // namespace qm::pages
