#include "ui/pages/record_panel.h"

#include "core/base/when_done.h"
#include "ui/pages/record_views.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/gauges.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"

#include <QBoxLayout>

namespace qm::pages {

using namespace qm::widgets;
using base::Id;
using base::Result;
using model::ChangeOp;
using model::Entity;

namespace {

constexpr std::size_t shortHistory = 6;
constexpr int mostNamedFields = 2;

QString kindLine(const model::Record& record)
{
    QStringList parts;
    for (const char* key : {"model", "kind", "title", "function", "tier", "role"}) {
        const QString text = record.text(QString::fromLatin1(key));
        if (!text.isEmpty() && parts.size() < 2)
            parts.append(text);
    }
    return parts.isEmpty() ? format::entityWord(record.entity) : parts.join(QStringLiteral(" \u00b7 "));
}

const model::Change* changeOf(const model::ChangeSet& set)
{
    return set.changes.isEmpty() ? nullptr : &set.changes.front();
}

/// "Status: In stock -> In use", "Holder, Site changed".
QString changeWords(const model::Change& change, const format::Titles& titles)
{
    const model::EntityDescription& description = model::describe(change.entity);
    if (change.op == ChangeOp::Create)
        return RecordPanel::tr("Added");
    if (change.op == ChangeOp::Remove)
        return RecordPanel::tr("Removed");
    if (change.after.size() == 1) {
        const model::Field& field = description.field(change.after.front().field);
        const QString now = format::valueWord(field, change.after.front().value, titles);
        return now.isEmpty() ? RecordPanel::tr("%1 taken away").arg(format::fieldWord(field)) : QStringLiteral("%1: %2").arg(format::fieldWord(field), now);
    }
    QStringList names;
    for (const model::FieldValue& value : change.after)
        names.append(format::fieldWord(description.field(value.field)));
    const qsizetype more = names.size() - mostNamedFields;
    const QString named = names.mid(0, mostNamedFields).join(QStringLiteral(", "));
    return more > 0 ? RecordPanel::tr("%1 and %2 more changed").arg(named).arg(more) : RecordPanel::tr("%1 changed").arg(named);
}

QString iconOf(const model::Change& change)
{
    if (change.op == ChangeOp::Create)
        return QStringLiteral("plus");
    return change.op == ChangeOp::Remove ? QStringLiteral("trash") : QStringLiteral("pencil");
}

QString causeLine(const model::ChangeSet& set)
{
    const QString cause = format::causeWord(set.cause);
    return set.actor.isEmpty() || set.cause.kind != model::CauseKind::Person ? cause : set.actor;
}

} // namespace

RecordPanel::RecordPanel(console::Console& console, QWidget* parent)
    : SidePanel(parent)
    , m_console(console)
    , m_book(console)
{}

void RecordPanel::show(Entity entity, Id id, QDate asOf)
{
    m_asOf = asOf;
    m_record = model::emptyRecord(entity);
    m_record.id = id;
    m_isWhole = false;
    read();
}

void RecordPanel::refresh(const QSet<Id>& touched)
{
    if (m_record.id.isValid() && touched.contains(m_record.id))
        read();
}

QDateTime RecordPanel::now() const
{
    return m_asOf.isValid() ? m_asOf.endOfDay() : m_console.clock().now();
}

void RecordPanel::read()
{
    const quint64 question = ++m_question;
    base::whenDone(m_console.records(m_record.entity, {m_record.id}, m_asOf), this, [this, question](Result<std::vector<model::Record>> records) {
        if (question != m_question)
            return;
        if (!records)
            return Q_EMIT failed(records.error());
        if (records->empty())
            return Q_EMIT closed();
        m_record = std::move(records->front());
        base::whenDone(m_console.history(m_record.entity, m_record.id), this, [this, question](Result<std::vector<model::ChangeSet>> history) {
            if (question != m_question)
                return;
            m_history = history ? std::move(*history) : std::vector<model::ChangeSet>();
            if (m_asOf.isValid())
                std::erase_if(m_history, [end = m_asOf.endOfDay()](const model::ChangeSet& set) { return set.effectiveAt > end; });
            m_book.read({m_record}, [this, question] {
                if (question == m_question)
                    fill();
            });
        });
    });
}

void RecordPanel::fill()
{
    begin(entityIcon(m_record.entity), model::titleOf(m_record), kindLine(m_record));
    addPerson();
    addFacts();
    addHistory();
    Q_EMIT shown();
}

/// Who holds or owns it, as the way to them.
void RecordPanel::addPerson()
{
    Id person;
    for (const char* key : {"holder", "owner", "person", "manager"}) {
        if (!person.isValid())
            person = m_record.reference(QString::fromLatin1(key));
    }
    const model::Record* known = m_book.person(person);
    if (!known)
        return;
    auto* card = new Card;
    auto* row = new QHBoxLayout;
    row->setContentsMargins(12, 10, 12, 10);
    row->setSpacing(10);
    row->addWidget(new Avatar(model::titleOf(*known), 32));
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(makeLabel(model::titleOf(*known), Type::Strong));
    const models::CellContext context{&m_book, now()};
    const format::Cell status = models::situationCell(*known, model::describe(Entity::Person).indexOf(u"status"), context);
    const bool isQuiet = status.state == format::State::Ok || status.state == format::State::Plain;
    words->addWidget(makeLabel(isQuiet ? known->text(u"title") : status.text, Type::Small, isQuiet ? Tone::Third : Tone::Attention));
    row->addLayout(words, 1);
    auto* open = new Button(tr("Open"));
    row->addWidget(open);
    card->body()->addLayout(row);
    connect(open, &QAbstractButton::clicked, this, [this, person] { Q_EMIT openAsked(Entity::Person, person); });
    addWidget(card);
    auto* air = new QWidget;
    air->setFixedHeight(8);
    addWidget(air);
}

void RecordPanel::addFacts()
{
    const models::CellContext context{&m_book, now()};
    const model::EntityDescription& description = model::describe(m_record.entity);
    for (int index = 0; index < static_cast<int>(description.fields.size()); ++index) {
        const model::Field& field = description.field(index);
        if (field.has(model::Internal) || index == description.titleField || model::isEmpty(m_record.at(index)))
            continue;
        format::Cell cell = models::situationCell(m_record, index, context);
        if (cell.kind == format::CellKind::Figure && cell.state != format::State::Plain) {
            cell.kind = format::CellKind::Icon; // the icon leads here, figures in a column carry it before them
            cell.iconName = format::stateIcon(cell.state);
        }
        addFact(format::fieldWord(field), cell, sourceOf(index));
    }
}

/// Where a fact comes from and since when: the last change that set it.
QString RecordPanel::sourceOf(int field) const
{
    const QDateTime now = this->now();
    for (const model::ChangeSet& set : m_history) {
        const model::Change* change = changeOf(set);
        const bool isSet = change && std::any_of(change->after.begin(), change->after.end(), [field](const model::FieldValue& value) { return value.field == field; });
        if (isSet && set.effectiveAt.daysTo(now) < 2)
            return tr("%1 ago").arg(format::ageWord(set.effectiveAt, now));
        if (isSet)
            return format::dateWord(set.effectiveAt.toLocalTime().date());
    }
    return {};
}

void RecordPanel::addHistory()
{
    if (m_history.empty())
        return;
    const bool isCut = !m_isWhole && m_history.size() > shortHistory;
    QAbstractButton* all = addSection(tr("History"), isCut ? tr("Show all %1").arg(m_history.size()) : QString());
    if (all) {
        // Queued: filling deletes the button that asks for it.
        connect(all, &QAbstractButton::clicked, this, [this] {
            m_isWhole = true;
            fill();
        }, Qt::QueuedConnection);
    }
    QList<TimelineEvent> events;
    for (const model::ChangeSet& set : m_history) {
        const model::Change* change = changeOf(set);
        if (!change || (isCut && events.size() >= static_cast<qsizetype>(shortHistory)))
            continue;
        const QString when = format::dateWord(set.effectiveAt.toLocalTime().date());
        events.append({set.undone ? QStringLiteral("undo") : iconOf(*change), changeWords(*change, m_book.titles()), set.undone ? tr("taken back") : causeLine(set), when, format::State::Plain});
    }
    auto* timeline = new Timeline;
    timeline->setEvents(events);
    addWidget(timeline);
}

} // namespace qm::pages
