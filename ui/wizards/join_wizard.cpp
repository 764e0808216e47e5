#include "ui/wizards/join_wizard.h"

#include "core/base/zone.h"
#include "ui/format/words.h"
#include "ui/pages/cell_rows.h"
#include "ui/widgets/field.h"
#include "ui/widgets/label.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/table.h"
#include "ui/widgets/wizard_frame.h"
#include "ui/wizards/choices.h"

#include <QBoxLayout>
#include <QLocale>

namespace qm::wizards {

using namespace qm::widgets;
using format::State;
using model::Entity;
using model::Person;

namespace {

constexpr int formWidth = 680, daysAhead = 14;

enum JoinStep { PersonStep, RoleStep, AppsStep };

model::Filter employed()
{
    return model::Filter::condition(QStringLiteral("status"), model::Operator::AnyOf, {model::Operand{QStringLiteral("active")}, model::Operand{QStringLiteral("on-leave")}});
}

model::Filter joinTemplates()
{
    return model::Filter::condition(QStringLiteral("occasion"), model::Operator::Is, {model::Operand{QStringLiteral("join")}});
}

bool looksLikeMail(const QString& mail)
{
    const auto at = mail.indexOf(u'@');
    return at > 0 && mail.indexOf(u'.', at) > at + 1 && !mail.endsWith(u'.') && !mail.contains(u' ');
}

} // namespace

JoinWizard::JoinWizard(console::Console& console)
    : PlanWizard(console, tr("Somebody joins"), {tr("Person"), tr("Role and kit"), tr("Apps")})
{
    m_form.person.start = console.clock().today().addDays(daysAhead);
    if (const QVariant before = kept(); before.isValid())
        m_form = before.value<JoinForm>();
    buildPerson();
    buildRole();
    buildApps();
    addPlanPages();
}

QWidget* JoinWizard::fieldRow(FormField* left, FormField* right)
{
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(20);
    row->addWidget(left, 1, Qt::AlignTop);
    row->addWidget(right, 1, Qt::AlignTop);
    return box;
}

void JoinWizard::buildPerson()
{
    QVBoxLayout* column = addForm(formWidth);
    m_given = new QLineEdit;
    m_family = new QLineEdit;
    m_mail = new QLineEdit;
    m_title = new QLineEdit;
    m_start = new DateEdit(m_form.person.start);
    m_department = new ComboBox;
    m_site = new ComboBox;
    m_manager = new ComboBox;
    makeSearchable(m_manager);
    m_type = new ComboBox;
    m_type->addItem(tr("Employee"), int(Person::Type::Employee));
    m_type->addItem(tr("Contractor"), int(Person::Type::Contractor));
    m_type->addItem(tr("Intern"), int(Person::Type::Intern));
    m_givenField = new FormField(tr("Given name"), m_given);
    m_familyField = new FormField(tr("Family name"), m_family);
    m_mailField = new FormField(tr("Work mail"), m_mail, tr("the address they will have here"));
    m_startField = new FormField(tr("First day"), m_start);
    m_departmentField = new FormField(tr("Department"), m_department, tr("decides which kit is usual"));
    column->addWidget(fieldRow(m_givenField, m_familyField));
    column->addWidget(fieldRow(m_mailField, m_startField));
    column->addWidget(fieldRow(new FormField(tr("Job title (optional)"), m_title), new FormField(tr("Type"), m_type)));
    column->addWidget(fieldRow(m_departmentField, new FormField(tr("Site (optional)"), m_site, tr("gives the time zone"))));
    m_managerField = new FormField(tr("Reports to (optional)"), m_manager, tr("gets the tasks that need a person"));
    column->addWidget(fieldRow(m_managerField, new FormField(QString(), new QWidget)));
    column->addStretch(1);
    connect(m_start, &DateEdit::dateChanged, this, [this](QDate day) {
        m_startField->setHelp(QLocale().toString(day, QStringLiteral("dddd")) + QStringLiteral(", ") + format::daysLeftWord(int(this->day().daysTo(day))));
    });
}

void JoinWizard::buildRole()
{
    QVBoxLayout* column = addForm(formWidth);
    m_template = new ComboBox;
    m_device = new ComboBox;
    m_deviceField = new FormField(tr("Laptop"), m_device);
    column->addWidget(new FormField(tr("Template"), m_template, tr("the lines every joiner of this kind gets")));
    column->addWidget(m_deviceField);
    m_peers = makeParagraph({}, Type::Body, Tone::Second);
    column->addWidget(makeLabel(tr("Who they are compared with"), Type::SmallStrong, Tone::Second));
    column->addWidget(m_peers);
    column->addStretch(1);
}

void JoinWizard::buildApps()
{
    using Side = pages::ColumnHead::Side;
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_appsHead = makeLabel({}, Type::Section);
    m_appsHead->setContentsMargins(measure::sheetLeft, 0, measure::sheetLeft, 0); // margins do not mirror
    m_appsHead->setFixedHeight(48);
    column->addWidget(m_appsHead);
    m_appRows = new pages::CellRows({{tr("App or group")}, {tr("Kind")}, {tr("Peers who have it")}, {QString(), Side::Trailing}, {tr("Free seats"), Side::Trailing}}, this);
    m_apps = new Table(TableTicks::With);
    m_apps->setAccessibleName(tr("Apps and groups for the joiner"));
    m_apps->setColumnPlan({{240, 160, 3, 0}, {100, 90, 0, 1}, {120, 90, 1, 1}, {70, 70, 0, 0}, {150, 150, 0, 0}});
    m_apps->setModel(m_appRows);
    column->addWidget(m_apps, 1);
    frame()->addPage(page);
    connect(m_apps, &Table::ticksChanged, this, &JoinWizard::choose);
}

/// An app that is unticked takes its groups along, a group that is ticked brings its app.
void JoinWizard::choose()
{
    const QSet<base::Id> before = m_form.chosen.value_or(QSet<base::Id>());
    QSet<base::Id> chosen;
    for (const pages::CellRow& row : m_appRows->rows()) {
        if (m_apps->ticks().contains(row.id.value))
            chosen.insert(row.id);
    }
    for (const workflow::KitItem& group : m_kit.entitlements) {
        if (!chosen.contains(group.id) || chosen.contains(group.app) || !m_kit.hasApp(group.app))
            continue;
        if (before.contains(group.app))
            chosen.remove(group.id);
        else
            chosen.insert(group.app);
    }
    m_form.chosen = chosen;
    showTicks();
}

void JoinWizard::showTicks()
{
    const QSignalBlocker quiet(m_apps); // it is what was just chosen
    const QSet<base::Id> chosen = m_form.chosen.value_or(QSet<base::Id>());
    Ticks ticks;
    for (const base::Id id : chosen)
        ticks.toggle(id.value);
    m_apps->setTicks(ticks);
    m_appsHead->setText(tr("%1 of %2 chosen").arg(chosen.size()).arg(m_appRows->rowCount()));
}

void JoinWizard::reload()
{
    if (m_hasLists)
        return Q_EMIT loaded();
    base::whenDone(console().snapshot(workflow::entitiesForWorkflow()), this, [this](base::Result<model::Snapshot> snapshot) {
        if (!snapshot)
            return showProblem(snapshot.error());
        m_snapshot = std::move(*snapshot);
        m_hasLists = true;
        fillLists();
        fillForm();
        Q_EMIT loaded();
    });
}

void JoinWizard::fillLists()
{
    fillChoices(m_department, {m_snapshot, Entity::Department, tr("Choose one")});
    fillChoices(m_site, {m_snapshot, Entity::Site, tr("None")});
    fillChoices(m_manager, {m_snapshot, Entity::Person, tr("Nobody yet"), employed()});
    fillChoices(m_template, {m_snapshot, Entity::Template, tr("The one that fits best"), joinTemplates()});
}

void JoinWizard::fillForm()
{
    const Person& person = m_form.person;
    m_given->setText(person.given);
    m_family->setText(person.family);
    m_mail->setText(person.workMail);
    m_title->setText(person.title);
    m_start->setDate(person.start);
    m_type->setCurrentIndex(qMax(0, m_type->findData(int(person.type))));
    chooseId(m_department, person.department);
    chooseId(m_site, person.site);
    chooseId(m_manager, person.manager);
    chooseId(m_template, m_form.templateId);
    m_given->setFocus();
}

void JoinWizard::readForm()
{
    Person& person = m_form.person;
    person.given = m_given->text().trimmed();
    person.family = m_family->text().trimmed();
    person.name = (person.given + u' ' + person.family).trimmed();
    person.workMail = m_mail->text().trimmed();
    person.title = m_title->text().trimmed();
    person.start = m_start->date();
    person.type = static_cast<Person::Type>(m_type->currentData().toInt());
    person.department = chosenId(m_department);
    person.site = chosenId(m_site);
    person.manager = chosenId(m_manager);
    const model::Record* site = m_snapshot.record(Entity::Site, person.site);
    person.timeZone = site ? site->text(u"time-zone") : QString();
    m_form.templateId = chosenId(m_template);
    const QVariant device = m_device->currentData();
    m_form.device = device.toLongLong() < 0 ? std::nullopt : std::optional(base::Id{device.toLongLong()});
    showTitle();
}

QTimeZone JoinWizard::zone() const
{
    return base::zoneOrUtc(m_form.person.timeZone);
}

void JoinWizard::showTitle()
{
    const Person& person = m_form.person;
    if (person.name.isEmpty())
        return;
    frame()->head()->setTitle(tr("%1 joins on %2").arg(person.name, QLocale().toString(person.start, QStringLiteral("dddd d MMMM"))));
    QStringList grey{person.title};
    for (const auto& [entity, id] : {std::pair{Entity::Department, person.department}, {Entity::Site, person.site}}) {
        const model::Record* record = m_snapshot.record(entity, id);
        grey << (record ? model::titleOf(*record) : QString());
    }
    const model::Record* manager = m_snapshot.record(Entity::Person, person.manager);
    grey << (manager ? tr("reports to %1").arg(model::titleOf(*manager)) : QString());
    grey.removeAll(QString());
    frame()->head()->setGrey(grey.join(QStringLiteral(" \u00b7 ")));
}

bool JoinWizard::mayLeave(int step)
{
    readForm();
    if (step != PersonStep)
        return true;
    const Person& person = m_form.person;
    m_givenField->setError(person.given.isEmpty() ? tr("Write the given name") : QString());
    m_familyField->setError(person.family.isEmpty() ? tr("Write the family name") : QString());
    m_mailField->setError(looksLikeMail(person.workMail) ? QString() : tr("Write an address like name@company.example"));
    m_departmentField->setError(person.department.isValid() ? QString() : tr("Choose the department: the usual kit follows from it"));
    m_startField->setError(person.start.isValid() ? QString() : tr("Write a day like 4 Dec 2026"));
    const QString stray = strayText(m_manager);
    m_managerField->setError(stray.isEmpty() ? QString() : tr("Nobody here is called \u201c%1\u201d").arg(stray));
    for (FormField* field : {m_givenField, m_familyField, m_mailField, m_startField, m_departmentField, m_managerField}) {
        if (!field->hasError())
            continue;
        field->field()->setFocus();
        return false;
    }
    return true;
}

void JoinWizard::enter(int step)
{
    if (step == RoleStep)
        enterRole();
    if (step == AppsStep)
        showApps();
}

void JoinWizard::enterRole()
{
    const qint64 before = m_device->count() > 0 ? m_device->currentData().toLongLong() : -1;
    m_device->clear();
    m_device->addItem(tr("The first that fits"), qint64(-1));
    const auto stock = workflow::devicesInStock(m_snapshot, QStringLiteral("Laptop"), m_form.person.site);
    for (const model::Record* device : stock) {
        const model::Record* site = m_snapshot.record(Entity::Site, device->reference(u"site"));
        QStringList words{device->text(u"tag"), device->text(u"model"), site ? tr("in stock in %1").arg(model::titleOf(*site)) : tr("in stock")};
        words.removeAll(QString());
        m_device->addItem(words.join(QStringLiteral(" \u00b7 ")), device->id.value);
    }
    m_device->addItem(tr("None needed"), qint64(0));
    m_device->setCurrentIndex(qMax(0, m_device->findData(before)));
    m_deviceField->setHelp(stock.empty() ? tr("Nothing is in stock: the plan will ask somebody to order one") : tr("%1 in stock").arg(stock.size()));
    base::whenDone(console().kitFor(m_form.person), this, [this](base::Result<console::Kit> kit) {
        if (!kit)
            return showProblem(kit.error());
        showKit(*kit);
    });
}

void JoinWizard::showKit(const console::Kit& kit)
{
    m_kit = kit;
    const auto usual = [](const std::vector<workflow::KitItem>& items) { return std::count_if(items.begin(), items.end(), [](const auto& item) { return item.isUsual(); }); };
    const model::Record* department = m_snapshot.record(Entity::Department, m_form.person.department);
    const QString where = department ? model::titleOf(*department) : tr("the department");
    m_peers->setText(kit.peers == 0 ? tr("Nobody works in %1 yet, so nothing is usual there. Choose the apps on the next page.").arg(where)
                                    : tr("%1 people in %2. %3 apps and %4 groups are usual there: at least four of five have them.").arg(kit.peers).arg(where).arg(usual(kit.apps)).arg(usual(kit.entitlements)));
    if (m_form.chosen)
        return;
    QSet<base::Id> chosen;
    for (const auto* items : {&m_kit.apps, &m_kit.entitlements}) {
        for (const workflow::KitItem& item : *items) {
            if (item.isUsual())
                chosen.insert(item.id);
        }
    }
    m_form.chosen = chosen;
}

void JoinWizard::showApps()
{
    QList<pages::CellRow> rows;
    const auto peersCell = [](const workflow::KitItem& item) {
        const double share = item.peers > 0 ? double(item.peersWith) / item.peers : 0;
        return format::bar({{share, format::Tint::Accent}, {1 - share, format::Tint::Free}}, QString());
    };
    const auto shareCell = [](const workflow::KitItem& item) { return format::figure(tr("%1 of %2").arg(item.peersWith).arg(item.peers)); };
    for (const workflow::KitItem& item : m_kit.apps) {
        const workflow::FreeSeats seats = workflow::freeSeatsOf(m_snapshot, item.id);
        format::Cell free = format::quiet(tr("not counted"));
        if (seats.line)
            free = seats.free > 0 ? format::figure(tr("%1 free of %2").arg(seats.free).arg(seats.bought)) : format::figure(tr("0 of %1, one is bought").arg(seats.bought), State::Attention);
        rows << pages::CellRow{item.id, {format::tile(item.name), format::quiet(tr("App")), peersCell(item), shareCell(item), free}};
    }
    for (const workflow::KitItem& item : m_kit.entitlements)
        rows << pages::CellRow{item.id, {format::text(item.name), format::quiet(tr("Group")), peersCell(item), shareCell(item), format::empty()}};
    m_appRows->setRows(rows);
    showTicks();
}

console::JoinRequest JoinWizard::request() const
{
    console::JoinRequest request{m_form.person, m_form.templateId, m_form.device, std::nullopt, std::nullopt};
    if (!m_form.chosen)
        return request;
    QList<base::Id> apps, entitlements;
    for (const workflow::KitItem& item : m_kit.apps) {
        if (m_form.chosen->contains(item.id))
            apps << item.id;
    }
    for (const workflow::KitItem& item : m_kit.entitlements) {
        if (m_form.chosen->contains(item.id))
            entitlements << item.id;
    }
    request.apps = apps;
    request.entitlements = entitlements;
    return request;
}

void JoinWizard::requestPlan()
{
    waitFor(console().planJoin(request()));
}

QString JoinWizard::verb(int step) const
{
    switch (step) {
    case PersonStep: return tr("Choose the kit");
    case RoleStep: return tr("Choose the apps");
    default: return tr("Make the plan");
    }
}

QVariant JoinWizard::entered()
{
    readForm();
    return m_form.person.name.isEmpty() ? QVariant() : QVariant::fromValue(m_form);
}

} // namespace qm::wizards
