#include "ui/wizards/leave_wizard.h"

#include "core/base/zone.h"
#include "core/model/step_state.h"
#include "ui/format/words.h"
#include "ui/widgets/field.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/wizard_frame.h"
#include "ui/wizards/choices.h"

#include <QBoxLayout>
#include <QLocale>
#include <QTimeZone>

namespace qm::wizards {

using namespace qm::widgets;
using model::Entity;
using model::Person;

namespace {

constexpr int leaveFormWidth = 680;

model::Filter mayLeaveNext()
{
    return model::Filter::condition(QStringLiteral("status"), model::Operator::IsNot, {model::Operand{QStringLiteral("left")}});
}

} // namespace

LeaveWizard::LeaveWizard(console::Console& console, base::Id person)
    : PlanWizard(console, tr("Somebody leaves"), {tr("Leaver")})
    , m_wanted(person)
{
    const auto before = kept().value<LeaveForm>();
    if (before.person.isValid() && (!m_wanted.isValid() || m_wanted == before.person)) {
        m_wanted = before.person;
        m_before = before;
    }
    build();
    addPlanPages();
}

void LeaveWizard::build()
{
    QVBoxLayout* column = addForm(leaveFormWidth);
    m_who = new ComboBox;
    m_heir = new ComboBox;
    m_zone = new ComboBox;
    makeSearchable(m_who);
    makeSearchable(m_heir);
    m_day = new DateEdit(console().clock().today());
    m_hour = new QLineEdit(QStringLiteral("17:00"));
    m_whoField = new FormField(tr("Who leaves"), m_who);
    m_dayField = new FormField(tr("Last working day"), m_day);
    m_hourField = new FormField(tr("At what hour"), m_hour, tr("access ends then"));
    m_heirField = new FormField(tr("Hand everything to (optional)"), m_heir, tr("one choice, used everywhere; else their manager"));
    column->addWidget(m_whoField);
    auto* when = new QHBoxLayout;
    when->setSpacing(20);
    when->addWidget(m_dayField, 1, Qt::AlignTop);
    when->addWidget(m_hourField, 1, Qt::AlignTop);
    column->addLayout(when);
    m_zone->setPlaceholderText(tr("Choose a time zone"));
    m_zoneField = new FormField(tr("Time zone"), m_zone);
    column->addWidget(m_zoneField);
    column->addWidget(m_heirField);
    column->addStretch(1);
    connect(m_who, &QComboBox::currentIndexChanged, this, &LeaveWizard::showPerson);
    for (QComboBox* choice : {m_who, m_heir, m_zone})
        connect(choice, &QComboBox::currentIndexChanged, this, &LeaveWizard::dropAnswer);
    connect(m_day, &DateEdit::dateChanged, this, &LeaveWizard::dropAnswer);
    connect(m_hour, &QLineEdit::textChanged, this, &LeaveWizard::dropAnswer);
    connect(m_day, &DateEdit::dateChanged, this, [this](QDate day) {
        m_dayField->setHelp(QLocale().toString(day, QStringLiteral("dddd")) + QStringLiteral(", ") + format::daysLeftWord(int(this->day().daysTo(day))));
    });
}

void LeaveWizard::reload()
{
    if (m_hasLists)
        return Q_EMIT loaded();
    base::whenDone(console().snapshot({Entity::Person, Entity::Site, Entity::Department, Entity::Run}), this, [this](base::Result<model::Snapshot> snapshot) {
        if (!snapshot)
            return showProblem(snapshot.error());
        m_snapshot = std::move(*snapshot);
        m_hasLists = true;
        fill();
        Q_EMIT loaded();
    });
}

void LeaveWizard::fill()
{
    QStringList zones;
    for (const model::Record& site : m_snapshot.all(Entity::Site))
        zones << site.text(u"time-zone");
    zones << QString::fromUtf8(QTimeZone::systemTimeZoneId()) << QStringLiteral("UTC");
    zones.removeAll(QString());
    zones.removeDuplicates();
    m_zone->addItems(zones);
    fillChoices(m_heir, {m_snapshot, Entity::Person, tr("Their manager"), mayLeaveNext()});
    const model::Record* wanted = m_snapshot.record(Entity::Person, m_wanted);
    const bool hasLeft = wanted && wanted->text(u"status") == u"left"; // and still holds something
    fillChoices(m_who, {m_snapshot, Entity::Person, tr("Choose somebody"), hasLeft ? model::Filter() : mayLeaveNext()});
    chooseId(m_who, m_wanted);
    m_who->setFocus();
    showPerson();
    if (m_before && chosenId(m_who) == m_before->person)
        fillAgain(*m_before);
}

void LeaveWizard::fillAgain(const LeaveForm& before)
{
    m_day->setDate(before.day);
    m_hour->setText(before.hour);
    if (!before.zone.isEmpty())
        showZone(before.zone);
    chooseId(m_heir, before.heir);
}

void LeaveWizard::showPerson()
{
    const auto person = m_snapshot.get<Person>(Entity::Person, chosenId(m_who));
    if (!person)
        return m_whoField->setHelp({});
    const model::Record* site = m_snapshot.record(Entity::Site, person->site);
    QStringList words{person->title, site ? model::titleOf(*site) : QString()};
    const auto leaving = leavingOf(chosenId(m_who));
    if (leaving)
        words << tr("leaving already: the plan holds what came since");
    words.removeAll(QString());
    m_whoField->setHelp(words.join(QStringLiteral(", ")));
    if (person->lastWorkingDay.isValid())
        m_day->setDate(person->lastWorkingDay);
    if (!person->lastHour.isEmpty())
        m_hour->setText(person->lastHour);
    showZone(*person, site);
    if (leaving)
        showHourOf(*leaving);
}

void LeaveWizard::showHourOf(const model::Run& leaving)
{
    showZone(leaving.timeZone.isEmpty() ? QStringLiteral("UTC") : leaving.timeZone);
    const QDateTime at = leaving.effectiveAt.toTimeZone(zone());
    m_day->setDate(at.date());
    m_hour->setText(at.toString(QStringLiteral("HH:mm")));
}

void LeaveWizard::showZone(const QString& zone)
{
    if (m_zone->findText(zone) < 0)
        m_zone->addItem(zone);
    m_zone->setCurrentIndex(m_zone->findText(zone));
}

std::optional<model::Run> LeaveWizard::leavingOf(base::Id person) const
{
    for (const model::Record& record : m_snapshot.all(Entity::Run)) {
        const auto run = model::as<model::Run>(record);
        if (run.occasion == model::Run::Occasion::Leave && run.person == person && isOpen(run))
            return run;
    }
    return {};
}

/// An hour is never read in a place that nobody named.
void LeaveWizard::showZone(const Person& person, const model::Record* site)
{
    const QString known = person.timeZone.isEmpty() && site ? site->text(u"time-zone") : person.timeZone;
    m_zone->setCurrentIndex(-1);
    if (!known.isEmpty())
        showZone(known);
    m_zoneField->setHelp(known.isEmpty() ? tr("neither the person nor their site has one: where is the hour meant?")
                         : person.timeZone.isEmpty() ? tr("taken from their site") : tr("taken from the person"));
}

QDateTime LeaveWizard::leavesAt() const
{
    const QTime hour = QTime::fromString(m_hour->text().trimmed(), QStringLiteral("H:mm"));
    return QDateTime(m_day->date(), hour, zone()).toUTC();
}

bool LeaveWizard::mayLeave(int)
{
    const base::Id who = chosenId(m_who);
    m_whoField->setError(who.isValid() ? QString() : tr("Choose who leaves"));
    m_dayField->setError(m_day->date().isValid() ? QString() : tr("Write a day like 4 Dec 2026"));
    const bool hour = QTime::fromString(m_hour->text().trimmed(), QStringLiteral("H:mm")).isValid();
    m_hourField->setError(hour ? QString() : tr("Write an hour like 17:00"));
    const bool placed = !m_zone->currentText().isEmpty();
    m_zoneField->setError(placed ? QString() : tr("Choose where the hour is meant"));
    const bool same = who.isValid() && chosenId(m_heir) == who;
    const QString stray = strayText(m_heir);
    m_heirField->setError(same ? tr("Choose somebody else than the leaver") : stray.isEmpty() ? QString() : tr("Nobody here is called \u201c%1\u201d").arg(stray));
    if (!who.isValid() || !m_day->date().isValid() || !hour || !placed || same || !stray.isEmpty())
        return false;
    frame()->head()->setTitle(tr("%1 leaves on %2").arg(m_who->currentText(), QLocale().toString(m_day->date(), QStringLiteral("dddd d MMMM"))));
    frame()->head()->setGrey(tr("last working hour %1").arg(format::hourWord(leavesAt(), zone())));
    return true;
}

void LeaveWizard::enter(int) {}

QTimeZone LeaveWizard::zone() const
{
    return base::zoneOrUtc(m_zone->currentText());
}

void LeaveWizard::requestPlan()
{
    console::LeaveRequest request;
    request.person = chosenId(m_who);
    request.at = leavesAt();
    request.timeZone = m_zone->currentText();
    request.heir = chosenId(m_heir);
    waitFor(console().planLeave(request));
}

QString LeaveWizard::verb(int) const
{
    return tr("Make the plan");
}

QVariant LeaveWizard::entered()
{
    const LeaveForm form{chosenId(m_who), chosenId(m_heir), m_day->date(), m_hour->text(), m_zone->currentText()};
    return form.person.isValid() ? QVariant::fromValue(form) : QVariant();
}

} // namespace qm::wizards
