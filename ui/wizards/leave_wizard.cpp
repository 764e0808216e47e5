#include "ui/wizards/leave_wizard.h"

#include "core/base/zone.h"
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
constexpr auto keptLeaver = "keptLeaver";

model::Filter mayLeaveNext()
{
    return model::Filter::condition(QStringLiteral("status"), model::Operator::IsNot, {model::Operand{QStringLiteral("left")}});
}

} // namespace

LeaveWizard::LeaveWizard(console::Console& console, base::Id person)
    : PlanWizard(console, tr("Somebody leaves"), {tr("Leaver")})
    , m_wanted(person)
{
    if (!m_wanted.isValid())
        m_wanted = {console.property(keptLeaver).toLongLong()};
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
    column->addWidget(new FormField(tr("Time zone"), m_zone, tr("taken from the person")));
    column->addWidget(m_heirField);
    column->addStretch(1);
    connect(m_who, &QComboBox::currentIndexChanged, this, &LeaveWizard::showPerson);
    connect(m_day, &QDateEdit::dateChanged, this, [this](QDate day) {
        m_dayField->setHelp(QLocale().toString(day, QStringLiteral("dddd")) + QStringLiteral(", ") + format::daysLeftWord(int(this->day().daysTo(day))));
    });
}

void LeaveWizard::reload()
{
    if (m_hasLists)
        return Q_EMIT loaded();
    base::whenDone(console().snapshot({Entity::Person, Entity::Site, Entity::Department}), this, [this](base::Result<model::Snapshot> snapshot) {
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
    zones << QStringLiteral("UTC");
    zones.removeAll(QString());
    zones.removeDuplicates();
    m_zone->addItems(zones);
    fillChoices(m_heir, {m_snapshot, Entity::Person, tr("Their manager"), mayLeaveNext()});
    fillChoices(m_who, {m_snapshot, Entity::Person, tr("Choose somebody"), mayLeaveNext()});
    chooseId(m_who, m_wanted);
    m_who->setFocus();
    showPerson();
}

void LeaveWizard::showPerson()
{
    const auto person = m_snapshot.get<Person>(Entity::Person, chosenId(m_who));
    if (!person)
        return m_whoField->setHelp({});
    const model::Record* site = m_snapshot.record(Entity::Site, person->site);
    QStringList words{person->title, site ? model::titleOf(*site) : QString()};
    words.removeAll(QString());
    m_whoField->setHelp(words.join(QStringLiteral(", ")));
    if (person->lastWorkingDay.isValid())
        m_day->setDate(person->lastWorkingDay);
    if (!person->lastHour.isEmpty())
        m_hour->setText(person->lastHour);
    if (m_zone->findText(person->timeZone) < 0 && !person->timeZone.isEmpty())
        m_zone->addItem(person->timeZone);
    m_zone->setCurrentIndex(qMax(0, m_zone->findText(person->timeZone.isEmpty() ? QStringLiteral("UTC") : person->timeZone)));
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
    const bool hour = QTime::fromString(m_hour->text().trimmed(), QStringLiteral("H:mm")).isValid();
    m_hourField->setError(hour ? QString() : tr("Write an hour like 17:00"));
    const bool same = who.isValid() && chosenId(m_heir) == who;
    const QString stray = strayText(m_heir);
    m_heirField->setError(same ? tr("Choose somebody else than the leaver") : stray.isEmpty() ? QString() : tr("Nobody here is called \u201c%1\u201d").arg(stray));
    if (!who.isValid() || !hour || same || !stray.isEmpty())
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
    request.heir = chosenId(m_heir);
    waitFor(console().planLeave(request));
}

QString LeaveWizard::verb(int) const
{
    return tr("Make the plan");
}

bool LeaveWizard::keep()
{
    console().setProperty(keptLeaver, chosenId(m_who).value);
    return chosenId(m_who).isValid();
}

void LeaveWizard::forget()
{
    console().setProperty(keptLeaver, QVariant());
}

} // namespace qm::wizards
