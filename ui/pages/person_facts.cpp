#include "ui/pages/person_facts.h"

#include "core/model/hardware.h"
#include "core/model/identity.h"
#include "core/model/money_records.h"
#include "core/model/people.h"
#include "core/model/software.h"
#include "ui/format/words.h"

#include <QCoreApplication>

namespace qm::pages {

using base::Id;
using format::Cell;
using format::State;
using model::Entity;
using model::Record;
using model::Snapshot;

namespace {

constexpr int longUnusedDays = 60;

QString factTr(const char* words)
{
    return QCoreApplication::translate("person", words);
}

QString titleIn(const Snapshot& snapshot, Entity entity, Id id)
{
    const Record* record = snapshot.record(entity, id);
    return record ? model::titleOf(*record) : QString();
}

Cell lastUsedCell(const QDateTime& at, const QDateTime& now)
{
    if (!at.isValid())
        return format::unknown(factTr("unknown"));
    const int days = int(at.daysTo(now));
    if (days <= 0)
        return format::figure(factTr("today"));
    return format::figure(days == 1 ? factTr("yesterday") : factTr("%1 days ago").arg(days), days > longUnusedDays ? State::Attention : State::Plain);
}

Cell twoStepCell(const std::optional<bool>& mfa)
{
    if (!mfa)
        return format::unknown(factTr("unknown"));
    Cell cell = format::text(*mfa ? factTr("on") : factTr("off"));
    cell.kind = format::CellKind::Icon;
    cell.state = *mfa ? State::Ok : State::Act;
    cell.iconName = *mfa ? QStringLiteral("check") : QStringLiteral("octagon-alert");
    return cell;
}

/// The monthly price of one seat of a line.
std::optional<base::Money> seatPrice(const model::LicenceLine& line)
{
    if (!line.unitPrice)
        return std::nullopt;
    const auto minor = (base::Exact(line.unitPrice->minor) / base::Exact(model::monthsOf(line.cadence))).rounded();
    return minor ? std::optional(base::Money{*minor, line.unitPrice->currency}) : std::nullopt;
}

base::Exact seatInBase(const model::LicenceLine& line, const console::Rates& rates)
{
    const QDate day = line.start.isValid() ? line.start : rates.asOf();
    return rates.converted(*line.unitPrice, day) / base::Exact(model::monthsOf(line.cadence));
}

void addMoney(QList<base::Money>& sums, const base::Money& money)
{
    for (base::Money& sum : sums) {
        if (sum.currency == money.currency) {
            sum.minor += money.minor;
            return;
        }
    }
    sums << money;
}

QStringList groupsOf(const Snapshot& snapshot, Id account)
{
    QStringList groups;
    for (const Record& grant : snapshot.all(Entity::Grant)) {
        if (grant.reference(u"account") != account)
            continue;
        const Record* entitlement = snapshot.record(Entity::Entitlement, grant.reference(u"entitlement"));
        groups << (entitlement ? entitlement->text(u"title") : QString());
    }
    groups.removeAll(QString());
    return groups;
}

void addLicences(PersonFacts& facts, const Snapshot& snapshot, Id person, QHash<Id, base::Money>& byApp)
{
    const console::Rates rates(snapshot);
    base::Exact total;
    for (const Record& record : snapshot.all(Entity::Seat)) {
        const auto seat = model::as<model::Seat>(record);
        if (seat.person != person)
            continue;
        const auto line = snapshot.get<model::LicenceLine>(Entity::LicenceLine, seat.licenceLine).value_or(model::LicenceLine());
        const auto price = seatPrice(line);
        if (price) {
            addMoney(facts.monthly, *price);
            byApp.insert(line.app, *price);
            const base::Exact exact = seatInBase(line, rates);
            facts.withoutRate += exact.rounded() ? 0 : 1;
            total += exact.rounded() ? exact : base::Exact();
        }
        facts.licences << CellRow{seat.licenceLine, {format::tile(titleIn(snapshot, Entity::LicenceLine, seat.licenceLine)), line.tier.isEmpty() ? format::empty() : format::text(line.tier),
                                                     seat.since.isValid() ? format::figure(format::dateWord(seat.since)) : format::empty(), price ? format::figure(format::moneyExact(*price)) : format::empty()}};
    }
    if (const auto minor = total.rounded(); minor && !facts.monthly.isEmpty())
        facts.total = base::Money{*minor, rates.baseCurrency()};
}

void addAccess(PersonFacts& facts, const Snapshot& snapshot, Id person, const QDateTime& now)
{
    QHash<Id, base::Money> byApp;
    addLicences(facts, snapshot, person, byApp);
    for (const Record& record : snapshot.all(Entity::Account)) {
        const auto account = model::as<model::Account>(record);
        if (account.person != person || account.state == model::Account::State::Closed)
            continue;
        const QStringList groups = groupsOf(snapshot, record.id);
        Cell app = format::tile(titleIn(snapshot, Entity::App, account.app));
        Cell role = account.role.isEmpty() ? format::empty() : format::text(account.role);
        if (account.privileged.value_or(false))
            role = format::pill(State::Attention, account.role.isEmpty() ? factTr("Administrator") : account.role);
        if (account.state == model::Account::State::Suspended)
            role = format::pill(State::Exempt, factTr("Suspended"));
        const Cell money = byApp.contains(account.app) ? format::figure(format::moneyExact(byApp.value(account.app))) : format::empty();
        facts.access << CellRow{record.id, {app, role, groups.isEmpty() ? format::empty() : format::quiet(groups.join(QStringLiteral(", "))), twoStepCell(account.mfa), lastUsedCell(account.lastUsed, now), money}};
    }
}

Cell statusCell(const Record& device)
{
    const model::Field& field = model::describe(Entity::Device).field(model::describe(Entity::Device).indexOf(u"status"));
    const QString status = device.text(u"status");
    return format::pill(status == u"in-use" ? State::Ok : State::Unknown, format::choiceWord(field, status));
}

void addDevices(PersonFacts& facts, const Snapshot& snapshot, Id person)
{
    for (const Record& record : snapshot.all(Entity::Device)) {
        const auto device = model::as<model::Device>(record);
        if (device.holder != person)
            continue;
        const bool open = device.encrypted && !*device.encrypted;
        const bool left = facts.person.status == model::Person::Status::Left;
        const Cell state = left ? format::pill(State::Act, factTr("Not back yet")) : open ? format::pill(State::Act, factTr("Not encrypted")) : statusCell(record);
        facts.devices << CellRow{record.id, {format::strong(device.tag), format::text(device.model), state, device.refreshDue.isValid() ? format::figure(format::dateWord(device.refreshDue)) : format::empty()}};
    }
}

void addOwned(PersonFacts& facts, const Snapshot& snapshot, Id person)
{
    struct Part
    {
        Entity entity;
        const char16_t* field;
        const char* words;
    };
    static constexpr Part parts[] = {{Entity::App, u"owner", QT_TRANSLATE_NOOP("person", "owner")}, {Entity::App, u"deputy", QT_TRANSLATE_NOOP("person", "deputy")},
                                     {Entity::Contract, u"owner", QT_TRANSLATE_NOOP("person", "owner")}, {Entity::Department, u"head", QT_TRANSLATE_NOOP("person", "head")},
                                     {Entity::Person, u"manager", QT_TRANSLATE_NOOP("person", "reports to them")}};
    for (const Part& part : parts) {
        for (const Record& record : snapshot.all(part.entity)) {
            if (record.reference(part.field) != person || (part.entity == Entity::Person && record.text(u"status") == u"left"))
                continue;
            facts.directReports += part.entity == Entity::Person ? 1 : 0;
            facts.owns << CellRow{record.id, {part.entity == Entity::Person ? format::person(model::titleOf(record)) : format::strong(model::titleOf(record)), format::quiet(format::entityWord(part.entity)), format::text(factTr(part.words))}};
            facts.ownedKinds << part.entity;
        }
    }
}

} // namespace

const std::vector<Entity>& entitiesForPerson()
{
    static const std::vector<Entity> entities = {Entity::Company, Entity::ExchangeRate, Entity::Site, Entity::Department, Entity::Person, Entity::Device, Entity::App, Entity::Contract, Entity::LicenceLine, Entity::Account, Entity::Entitlement, Entity::Grant, Entity::Seat};
    return entities;
}

PersonFacts personFacts(const Snapshot& snapshot, Id id, const QDateTime& now)
{
    PersonFacts facts;
    const Record* record = snapshot.record(Entity::Person, id);
    if (!record)
        return facts;
    facts.person = model::as<model::Person>(*record);
    facts.name = model::titleOf(*record);
    QStringList grey{facts.person.title, titleIn(snapshot, Entity::Department, facts.person.department), titleIn(snapshot, Entity::Site, facts.person.site)};
    grey.removeAll(QString());
    facts.grey = grey.join(QStringLiteral(" \u00b7 "));
    addAccess(facts, snapshot, id, now);
    addDevices(facts, snapshot, id);
    addOwned(facts, snapshot, id);
    const auto& description = model::describe(Entity::Person);
    const auto choice = [&](QStringView key) { return format::choiceWord(description.field(description.indexOf(key)), record->text(key)); };
    const auto dash = [](const QString& words) { return words.isEmpty() ? QStringLiteral("\u2013") : words; };
    facts.header = {{factTr("Status"), dash(choice(u"status"))},
                    {factTr("Manager"), dash(titleIn(snapshot, Entity::Person, facts.person.manager))},
                    {factTr("Direct reports"), facts.directReports == 1 ? factTr("1 person") : factTr("%1 people").arg(facts.directReports)},
                    {factTr("Started"), facts.person.start.isValid() ? format::dateWord(facts.person.start) : QStringLiteral("\u2013")},
                    {factTr("Type"), dash(choice(u"type"))},
                    {factTr("Work mail"), dash(facts.person.workMail)}};
    if (facts.person.lastWorkingDay.isValid())
        facts.header.insert(1, {factTr("Last working day"), format::dateWord(facts.person.lastWorkingDay)});
    return facts;
}

} // namespace qm::pages
