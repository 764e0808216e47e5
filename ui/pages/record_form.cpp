#include "ui/pages/record_form.h"

#include "core/base/when_done.h"
#include "ui/models/title_book.h"
#include "ui/widgets/button.h"
#include "ui/widgets/field.h"

#include <QBoxLayout>
#include <QCompleter>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QStringListModel>

namespace qm::pages {

using namespace qm::widgets;
using model::Kind;

namespace {

constexpr int notesHeight = 72;
constexpr int mostNames = 2000;

ComboBox* choiceBox(const model::Field& field)
{
    auto* box = new ComboBox;
    if (!field.has(model::Required))
        box->addItem(QString(QChar(0x2013)), QString());
    for (const model::Choice& choice : field.choices) {
        if (!choice.key.isEmpty())
            box->addItem(format::choiceWord(field, choice.key), choice.key);
    }
    if (field.kind == Kind::Boolean) {
        box->addItem(RecordForm::tr("Yes"), QStringLiteral("true"));
        box->addItem(RecordForm::tr("No"), QStringLiteral("false"));
    }
    return box;
}

QString helpOf(const model::Field& field)
{
    switch (field.kind) {
    case Kind::Date: return RecordForm::tr("Year, month, day: 2026-11-23");
    case Kind::Instant: return RecordForm::tr("Like 2026-11-23T09:00:00Z");
    case Kind::Money: return RecordForm::tr("Amount and currency: 1489.00 EUR");
    case Kind::Percent: return RecordForm::tr("Like 6.5 %");
    case Kind::Reference: return RecordForm::tr("The name as it is listed");
    default: return {};
    }
}

QString editorText(const QWidget* editor)
{
    if (const auto* box = qobject_cast<const QComboBox*>(editor))
        return box->currentData().toString();
    if (const auto* area = qobject_cast<const QPlainTextEdit*>(editor))
        return area->toPlainText();
    return qobject_cast<const QLineEdit*>(editor)->text().trimmed();
}

void setEditorText(QWidget* editor, const QString& text)
{
    if (auto* box = qobject_cast<QComboBox*>(editor))
        box->setCurrentIndex(std::max(0, box->findData(text)));
    else if (auto* area = qobject_cast<QPlainTextEdit*>(editor))
        area->setPlainText(text);
    else
        qobject_cast<QLineEdit*>(editor)->setText(text);
}

} // namespace

QString fieldOfError(const base::Error& error, model::Entity entity)
{
    const model::EntityDescription& description = model::describe(entity);
    if (description.indexOf(error.detail) >= 0)
        return error.detail;
    const QString path = error.subject.section(u':', 0, 0).trimmed();
    const QString key = path.startsWith(description.key + u'.') ? path.mid(description.key.size() + 1) : path;
    return description.indexOf(key) >= 0 ? key : QString();
}

QString fieldSentence(const base::Error& error, const model::Field& field, const QString& text)
{
    base::Error said = error;
    said.subject = error.code == base::ErrorCode::Required ? format::fieldWord(field) : text;
    return format::sentence(said);
}

std::pair<QString, QString> bothValues(const model::Field& field, const model::Value& theirs, const QString& mine, const format::Titles& titles)
{
    const auto quoted = [](const QString& words) { return words.isEmpty() ? RecordForm::tr("nothing") : QStringLiteral("\u201c%1\u201d").arg(words); };
    const bool isChoice = field.kind == Kind::Choice || field.kind == Kind::Boolean;
    const auto typed = isChoice ? model::parseValue(field.kind, mine) : base::Result<model::Value>(model::Value(mine));
    return {quoted(format::valueWord(field, theirs, titles)), quoted(isChoice && typed ? format::valueWord(field, *typed, titles) : mine)};
}

RecordForm::RecordForm(console::Console& console, const model::Record& record, const format::Titles& titles, QWidget* parent)
    : FormSheet(record.id.isValid() ? tr("Edit %1").arg(model::titleOf(record)) : tr("Add %1").arg(format::entityWord(record.entity).toLower()), parent)
    , m_console(console)
    , m_record(record)
{
    setVerbs(tr("Cancel"), record.id.isValid() ? tr("Save changes") : tr("Add %1").arg(format::entityWord(record.entity).toLower()));
    setFootWords(tr("Can be undone"));
    const auto& fields = model::describe(record.entity).fields;
    for (int index = 0; index < static_cast<int>(fields.size()); ++index) {
        if (!fields.at(static_cast<std::size_t>(index)).isStored() || fields.at(static_cast<std::size_t>(index)).has(model::Internal))
            continue;
        addField(index);
        const QString& key = fields.at(static_cast<std::size_t>(index)).key;
        setText(key, format::plainText(fields.at(static_cast<std::size_t>(index)), record.at(index), titles));
        m_before.insert(key, record.id.isValid() ? textOf(key) : QString());
    }
    body()->addStretch(1);
    connect(this, &FormSheet::verbAsked, this, &RecordForm::submit);
}

void RecordForm::addField(int index)
{
    const model::Field& field = model::describe(m_record.entity).field(index);
    const QString label = format::fieldWord(field);
    QWidget* editor = editorFor(field);
    auto* room = new FormField(field.has(model::Required) ? label : tr("%1 (optional)").arg(label), editor, helpOf(field));
    m_fields.insert(field.key, room);
    body()->addWidget(room);
}

QWidget* RecordForm::editorFor(const model::Field& field)
{
    if (field.kind == Kind::Choice || field.kind == Kind::Boolean)
        return choiceBox(field);
    if (field.kind == Kind::LongText) {
        auto* area = new QPlainTextEdit;
        area->setFixedHeight(notesHeight);
        area->setTabChangesFocus(true);
        return area;
    }
    auto* line = new QLineEdit;
    if (field.kind == Kind::Reference)
        offerNames(field, line);
    connect(line, &QLineEdit::returnPressed, this, &RecordForm::submit);
    return line;
}

void RecordForm::offerNames(const model::Field& field, QLineEdit* line)
{
    model::Query query;
    query.entity = field.target;
    query.limit = mostNames;
    base::whenDone(m_console.load(query), line, [line](const base::Result<std::vector<model::Record>>& records) {
        QStringList names;
        for (const model::Record& record : records ? *records : std::vector<model::Record>())
            names.append(model::titleOf(record));
        auto* completer = new QCompleter(new QStringListModel(names, line), line);
        completer->setCaseSensitivity(Qt::CaseInsensitive);
        completer->setFilterMode(Qt::MatchContains);
        line->setCompleter(completer);
    });
}

QString RecordForm::textOf(const QString& key) const
{
    return editorText(m_fields.value(key)->field());
}

void RecordForm::setText(const QString& key, const QString& text)
{
    setEditorText(m_fields.value(key)->field(), text);
}

console::FieldTexts RecordForm::changedTexts() const
{
    console::FieldTexts texts;
    for (const model::Field& field : model::describe(m_record.entity).fields) {
        if (m_fields.contains(field.key) && textOf(field.key) != m_before.value(field.key))
            texts.append({field.key, textOf(field.key)});
    }
    return texts;
}

void RecordForm::submit()
{
    if (m_isWriting)
        return;
    for (FormField* field : std::as_const(m_fields))
        field->clearError();
    const console::FieldTexts texts = changedTexts();
    if (texts.isEmpty() && m_record.id.isValid())
        return accept();
    m_isWriting = true;
    base::whenDone(m_console.set(m_record.entity, m_record.id, texts, m_record.revision), this, [this](const base::Result<model::ChangeSet>& result) {
        m_isWriting = false;
        if (!result)
            return showError(result.error());
        Q_EMIT written(*result);
        accept();
    });
}

void RecordForm::showError(const base::Error& error)
{
    if (error.code == base::ErrorCode::Conflict && m_record.id.isValid())
        return readTheirs();
    const QString key = fieldOfError(error, m_record.entity);
    FormField* room = m_fields.value(key);
    if (!room)
        return setFootWords(format::sentence(error));
    const model::EntityDescription& description = model::describe(m_record.entity);
    room->setError(fieldSentence(error, description.field(description.indexOf(key)), textOf(key)));
    room->field()->setFocus(Qt::OtherFocusReason);
}

/// Somebody changed the record since the form was opened.
void RecordForm::readTheirs()
{
    base::whenDone(m_console.records(m_record.entity, {m_record.id}), this, [this](const base::Result<std::vector<model::Record>>& records) {
        if (!records || records->empty())
            return setFootWords(format::sentence(records ? base::Error{base::ErrorCode::NotFound, model::titleOf(m_record), {}, base::Retry::Never} : records.error()));
        auto* book = new models::TitleBook(m_console, this);
        book->read(*records, [this, now = records->front(), book] {
            showTheirs(now, book->titles());
            book->deleteLater();
        });
    });
}

/// What both changed shows both values; what only they changed is taken over. The next Save is about the record as it is
/// now, so that what stands in the form then is a choice.
void RecordForm::showTheirs(const model::Record& now, const format::Titles& titles)
{
    const model::EntityDescription& description = model::describe(now.entity);
    for (auto room = m_fields.begin(); room != m_fields.end(); ++room) {
        const int index = description.indexOf(room.key());
        const model::Field& field = description.field(index);
        const bool isOurs = textOf(room.key()) != m_before.value(room.key());
        const QString theirs = format::plainText(field, now.at(index), titles);
        const bool isTheirs = m_record.at(index) != now.at(index);
        if (isTheirs && !isOurs)
            setText(room.key(), theirs);
        m_before.insert(room.key(), isOurs ? theirs : textOf(room.key()));
        if (!isTheirs || !isOurs || textOf(room.key()) == theirs)
            continue;
        const auto [here, mine] = bothValues(field, now.at(index), textOf(room.key()), titles);
        room.value()->setError(tr("Changed meanwhile: it says %1 now, you wrote %2").arg(here, mine));
    }
    m_record = now;
    setFootWords(tr("Somebody else changed this meanwhile. Save again to write what stands here, or cancel to keep theirs."));
}

} // namespace qm::pages
