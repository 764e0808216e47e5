#include "core/exchange/sample_staff.h"

#include "core/model/company.h"
#include "core/model/hardware.h"

#include <QJsonArray>
#include <QSet>

namespace qm::exchange {
namespace {

using base::Id;
using model::Device;
using model::Entity;
using model::Person;

QString asciiPart(const QString& name)
{
    QString plain;
    for (const QChar c : name.normalized(QString::NormalizationForm_KD).toLower()) {
        if (c == QChar(0x131))
            plain.append(u'i');
        else if (c == QChar(0x142))
            plain.append(u'l');
        else if (c >= u'a' && c <= u'z')
            plain.append(c);
    }
    return plain;
}

/// Hires people one after the other; names and mail addresses stay unique.
class Hiring
{
public:
    Hiring(SampleLedger& ledger, SampleDice& dice)
        : m_ledger(ledger)
        , m_dice(dice)
        , m_tables(sampleTables())
    {}

    void makePlaces(SampleStaff& staff)
    {
        for (const QJsonValue& each : m_tables[QStringLiteral("sites")].toArray()) {
            model::Site site;
            site.name = each[QStringLiteral("name")].toString();
            site.address = each[QStringLiteral("address")].toString();
            site.country = each[QStringLiteral("country")].toString();
            site.timeZone = each[QStringLiteral("zone")].toString();
            staff.sites.push_back(m_ledger.create(site, m_ledger.firstDay()));
        }
        int centre = 4000;
        for (const QJsonValue& each : m_tables[QStringLiteral("departments")].toArray()) {
            model::Department department;
            department.name = each[QStringLiteral("name")].toString();
            department.costCentre = QString::number(centre += 100);
            staff.departments.push_back(m_ledger.create(department, m_ledger.firstDay()));
        }
    }

    SamplePerson hire(const SampleStaff& staff, QDate start)
    {
        Person person;
        nameOf(person);
        const int department = departmentByShare();
        const QJsonArray titles = m_tables[QStringLiteral("departments")][department][QStringLiteral("titles")].toArray();
        const int site = m_dice.percent(42) ? 0 : m_dice.percent(58) ? 1 : m_dice.between(2, 3);
        person.number = QString::number(1000 + ++m_count);
        person.title = titles.at(m_dice.below(static_cast<int>(titles.size()))).toString();
        person.department = staff.departments[static_cast<std::size_t>(department)];
        person.site = staff.sites[static_cast<std::size_t>(site)];
        person.timeZone = m_tables[QStringLiteral("sites")][site][QStringLiteral("zone")].toString();
        person.type = m_dice.percent(6) ? Person::Type::Contractor : Person::Type::Employee;
        person.fte = m_dice.percent(85) ? 100 : 80;
        person.start = start;
        return {m_ledger.create(person, std::min(start, m_ledger.today())), person, false};
    }

private:
    void nameOf(Person& person)
    {
        const QJsonArray given = m_tables[QStringLiteral("given")].toArray();
        const QJsonArray family = m_tables[QStringLiteral("family")].toArray();
        const int pairs = static_cast<int>(given.size() * family.size());
        // A step that shares no factor with the number of pairs meets every pair once before one comes again.
        m_pair = (m_pair + 1777) % pairs;
        const int again = m_named++ / pairs;
        person.given = given.at(m_pair % given.size()).toString();
        person.family = family.at(m_pair / given.size()).toString() + (again > 0 ? QStringLiteral(" %1").arg(again + 1) : QString());
        person.name = person.given + u' ' + person.family;
        person.login = asciiPart(person.given) + u'.' + asciiPart(person.family) + (again > 0 ? QString::number(again + 1) : QString());
        person.workMail = person.login + u'@' + m_tables[QStringLiteral("domain")].toString();
    }

    int departmentByShare()
    {
        int roll = m_dice.below(100);
        const QJsonArray departments = m_tables[QStringLiteral("departments")].toArray();
        for (int i = 0; i < departments.size(); ++i) {
            roll -= departments[i][QStringLiteral("share")].toInt();
            if (roll < 0)
                return i;
        }
        return 0;
    }

    SampleLedger& m_ledger;
    SampleDice& m_dice;
    const QJsonObject& m_tables;
    int m_count = 0;
    int m_named = 0;
    int m_pair = 0;
};

void leave(SampleLedger& ledger, SamplePerson& person, QDate last)
{
    person.hasLeft = last < ledger.today();
    person.person.lastWorkingDay = last;
    person.person.noticeGiven = last.addDays(-35);
    ledger.change(Entity::Person, person.id, "notice-given", person.person.noticeGiven, person.person.noticeGiven);
    ledger.change(Entity::Person, person.id, "last-working-day", last, person.person.noticeGiven);
    ledger.change(Entity::Person, person.id, "last-hour", QStringLiteral("17:00"), person.person.noticeGiven);
}

/// Managers: the first of each department leads it, the first of all leads them.
void nameManagers(SampleLedger& ledger, SampleStaff& staff)
{
    QHash<Id, Id> heads;
    for (const SamplePerson& each : staff.people) {
        if (!each.hasLeft && !heads.contains(each.person.department)) {
            heads.insert(each.person.department, each.id);
            ledger.change(Entity::Department, each.person.department, "head", each.id, ledger.firstDay().addMonths(1));
        }
    }
    const Id first = staff.people.front().id;
    for (SamplePerson& each : staff.people) {
        const Id head = heads.value(each.person.department);
        each.person.manager = head == each.id ? first : head;
        if (each.person.manager.isValid() && each.person.manager != each.id)
            ledger.change(Entity::Person, each.id, "manager", each.person.manager, std::max(each.person.start, ledger.firstDay().addMonths(1)));
    }
}

} // namespace

SampleStaff makeStaff(SampleLedger& ledger, SampleDice& dice, int count)
{
    SampleStaff staff;
    Hiring hiring(ledger, dice);
    hiring.makePlaces(staff);
    const QDate today = ledger.today();
    const int recent = count * 45 * 5 / (184 * 2); // 45 joiners a year over 30 months
    for (int i = 0; i < count; ++i) {
        const bool isRecent = i >= count - std::min(recent, count * 2 / 3);
        staff.people.push_back(hiring.hire(staff, isRecent ? today.addDays(-dice.between(5, 900)) : today.addDays(-dice.between(920, 4200))));
    }
    staff.current = count;
    const int left = count * 18 * 5 / 200; // 18 % a year over 30 months
    for (int i = 0; i < left; ++i) {
        const QDate last = today.addDays(-4 - i * 900 / std::max(1, left));
        SamplePerson person = hiring.hire(staff, last.addDays(-dice.between(200, 2200)));
        leave(ledger, person, last);
        staff.people.push_back(person);
    }
    for (const int index : {3, 11}) { // two who have given notice
        if (index < count)
            leave(ledger, staff.people[static_cast<std::size_t>(index)], today.addDays(index == 3 ? 4 : 18));
    }
    nameManagers(ledger, staff);
    SamplePerson upcoming = hiring.hire(staff, today.addDays(14));
    staff.people.push_back(upcoming);
    return staff;
}

void makeDevices(SampleLedger& ledger, SampleDice& dice, const SampleStaff& staff)
{
    const QJsonArray models = sampleTables()[QStringLiteral("models")].toArray();
    const QDate today = ledger.today();
    const int count = staff.current * 112 / 100;
    const int stock = std::max(1, count / 14);
    const int lost = std::max(1, count / 60);
    for (int i = 0; i < count; ++i) {
        int roll = dice.below(100);
        int kind = 0;
        while (kind + 1 < models.size() && roll >= models[kind][QStringLiteral("share")].toInt())
            roll -= models[kind++][QStringLiteral("share")].toInt();
        const bool isHeld = i < staff.current;
        const bool withLeaver = i >= count - 4 && staff.leavers() > 4;
        const bool isLost = !isHeld && !withLeaver && i >= count - 4 - lost;
        Device device;
        device.tag = QStringLiteral("FH-%1").arg(380 + i, 4, 10, QLatin1Char('0'));
        device.serial = QStringLiteral("%1%2-%3").arg(models[kind][QStringLiteral("maker")].toString().left(2).toUpper()).arg(10 + kind).arg(700000 + i * 37);
        device.kind = QStringLiteral("Laptop");
        device.model = models[kind][QStringLiteral("model")].toString();
        device.maker = models[kind][QStringLiteral("maker")].toString();
        device.system = models[kind][QStringLiteral("system")].toString();
        const bool isOld = i % 100 < 22 && isHeld; // 22 % past their refresh
        device.purchased = today.addDays(isOld ? -dice.between(1470, 2190) : -dice.between(10, 1400));
        device.inService = device.purchased.addDays(7);
        device.warrantyEnd = device.purchased.addYears(3);
        device.refreshDue = device.purchased.addYears(4);
        device.lifeMonths = 48;
        device.cost = base::Money{models[kind][QStringLiteral("cost")].toInt(), *base::Currency::fromCode(u"EUR")};
        device.encrypted = !(isHeld && i % 37 == 5 && i < 37 * 5);
        device.managed = true;
        const bool unseen = isHeld && i % 23 == 9 && i < 23 * 8;
        device.lastSeen = QDateTime(today.addDays(unseen ? -dice.between(31, 80) : 0), QTime(6, dice.below(60)), Qt::UTC);
        device.status = isHeld || withLeaver ? Device::Status::InUse : isLost ? Device::Status::Lost : Device::Status::InStock;
        if (!isHeld && !withLeaver && !isLost && i % 9 == 0 && stock > 2)
            device.status = Device::Status::InRepair;
        if (isHeld)
            device.holder = staff.people[static_cast<std::size_t>(i)].id;
        else if (withLeaver)
            device.holder = staff.leaver(count - 1 - i).id;
        device.site = isHeld ? staff.people[static_cast<std::size_t>(i)].person.site : staff.sites.front();
        // A device is handed over when both it and its holder are there.
        const QDate start = isHeld ? staff.people[static_cast<std::size_t>(i)].person.start : withLeaver ? staff.leaver(count - 1 - i).person.start : device.purchased;
        ledger.create(device, std::max(device.purchased, start));
    }
}

} // namespace qm::exchange
