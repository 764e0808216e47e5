#include "core/workflow/join_plan.h"

#include "core/base/text.h"
#include "core/base/zone.h"
#include "core/model/company.h"
#include "core/model/hardware.h"
#include "core/model/identity.h"
#include "core/model/licence_terms.h"
#include "core/model/limits.h"
#include "core/workflow/actions.h"
#include "core/workflow/vendor_input.h"

#include <QSet>

namespace qm::workflow {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;
using model::Entity;
using model::PlanLine;
using model::Record;
using model::Sign;
using model::TemplateStep;

/// Makes the lines of one joiner, a template step at a time.
class Joining final : private ActionPlanner
{
public:
    Joining(const model::Snapshot& snapshot, const JoinRequest& request, const Capabilities& capabilities)
        : m_snapshot(snapshot)
        , m_request(request)
        , m_capabilities(capabilities)
        , m_kit(kitFor(snapshot, request.person))
        , m_builder(snapshot, headOf(snapshot, request))
        , m_person(m_builder.nextPlaceholder())
    {}

    model::Plan run(const std::vector<TemplateStep>& steps)
    {
        for (const TemplateStep& step : steps)
            plan(step);
        return std::move(m_builder).finish();
    }

private:
    static model::Plan headOf(const model::Snapshot& snapshot, const JoinRequest& request)
    {
        model::Plan head;
        head.occasion = model::Run::Occasion::Join;
        head.title = request.person.name;
        head.timeZone = zoneOf(snapshot, request.person);
        head.effectiveAt = QDateTime(request.person.start, QTime(9, 0), base::zoneOrUtc(head.timeZone)).toUTC();
        return head;
    }

    Words words() const { return {{QStringLiteral("person"), m_request.person.name}}; }
    Words words(const QString& placeholder, const QString& word) const
    {
        Words all = words();
        all.insert(placeholder, word);
        return all;
    }

    void createPerson(const TemplateStep& step) override
    {
        PlanLine line = m_builder.line(step, words());
        line.detail = m_request.person.workMail;
        line.target = m_request.person.name;
        line.changes = {model::createOf(model::recordOf(m_request.person), m_person)};
        m_builder.add(step, line);
    }

    void reserveDevice(const TemplateStep& step) override
    {
        const Record* device = wantedDevice(step.argument);
        if (!device && m_request.device && !m_request.device->isValid())
            return;
        if (!device) {
            PlanLine order = m_builder.line(step, words(QStringLiteral("device"), {}));
            order.kind = model::Step::Kind::Human;
            order.action.clear();
            order.title = QStringLiteral("Order a %1").arg(step.argument.toLower());
            order.warning = QStringLiteral("Nothing of this kind is in stock");
            order.owner = m_request.person.manager;
            m_builder.add(step, order);
            return;
        }
        PlanLine line = m_builder.line(step, words(QStringLiteral("device"), device->text(u"tag")));
        line.sign = Sign::Change;
        line.detail = device->text(u"model");
        line.target = device->text(u"tag");
        Record after = *device;
        after.set(u"holder", m_person);
        after.set(u"status", QStringLiteral("in-transit"));
        line.changes = {*model::updateOf(*device, after)};
        m_builder.buildOn(*device);
        m_builder.add(step, line);
    }

    const Record* wantedDevice(const QString& kind) const
    {
        if (m_request.device)
            return m_snapshot.record(Entity::Device, *m_request.device);
        const auto stock = devicesInStock(m_snapshot, kind, m_request.person.site);
        return stock.empty() ? nullptr : stock.front();
    }

    QList<base::Id> wantedApps() const
    {
        if (m_request.apps)
            return *m_request.apps;
        QList<base::Id> apps;
        for (const KitItem& item : m_kit.apps) {
            if (item.isUsual())
                apps.append(item.id);
        }
        return m_kit.peers == 0 ? connectedDirectories() : apps;
    }

    /// Who is not to have an app is in none of its groups, unless somebody names them.
    QList<base::Id> wantedEntitlements() const
    {
        if (m_request.entitlements)
            return *m_request.entitlements;
        QList<base::Id> entitlements;
        for (const KitItem& item : m_kit.entitlements) {
            if (item.isUsual() && !isLeftOut(item.app))
                entitlements.append(item.id);
        }
        return m_kit.peers == 0 ? groupsOfTheirName() : entitlements;
    }

    /// The peers have it, and the request names what is wanted instead.
    bool isLeftOut(base::Id app) const { return m_request.apps && !m_request.apps->contains(app) && m_kit.hasApp(app); }

    /// The first of a department has no peers to learn from: a directory that we can write to is for everybody.
    QList<base::Id> connectedDirectories() const
    {
        QList<base::Id> apps;
        for (const Record& app : m_snapshot.all(Entity::App)) {
            if (canDo(app.id, QStringLiteral("user.create")))
                apps.append(app.id);
        }
        return apps;
    }

    /// The groups of those directories that are called like the joiner's department or site.
    QList<base::Id> groupsOfTheirName() const
    {
        QSet<QString> names;
        for (const Record* place : {m_snapshot.record(Entity::Department, m_request.person.department), m_snapshot.record(Entity::Site, m_request.person.site)}) {
            if (place)
                names.insert(base::folded(model::titleOf(*place)));
        }
        const QList<base::Id> apps = connectedDirectories();
        QList<base::Id> groups;
        for (const Record& entitlement : m_snapshot.all(Entity::Entitlement)) {
            if (apps.contains(entitlement.reference(u"app")) && names.contains(base::folded(entitlement.text(u"title"))))
                groups.append(entitlement.id);
        }
        return groups;
    }

    base::Id connectionFor(base::Id app, const QString& action) const { return workflow::connectionFor(m_snapshot, app, action, m_capabilities); }
    bool canDo(base::Id app, const QString& action) const { return m_capabilities.value(connectionFor(app, action)).contains(action); }

    void assignSeats(const TemplateStep& step) override
    {
        for (const base::Id app : wantedApps()) {
            const FreeSeats seats = freeSeatsOf(m_snapshot, app);
            const Record* record = m_snapshot.record(Entity::App, app);
            if (seats.line && record)
                assignSeat(step, *record, seats);
        }
    }

    void assignSeat(const TemplateStep& step, const Record& app, const FreeSeats& seats)
    {
        const auto licence = model::as<model::LicenceLine>(*seats.line);
        PlanLine line = m_builder.line(step, words(QStringLiteral("app"), model::titleOf(app)));
        line.target = model::titleOf(app);
        line.detail = QStringLiteral("%1 free of %2").arg(std::max(0, seats.free)).arg(seats.bought);
        model::Seat seat;
        seat.name = QStringLiteral("%1 / %2").arg(model::titleOf(*seats.line), m_request.person.name);
        seat.licenceLine = seats.line->id;
        seat.person = m_person;
        seat.since = m_request.person.start;
        line.changes = {model::createOf(model::recordOf(seat), m_builder.nextPlaceholder())};
        m_builder.buildOn(*seats.line);
        m_builder.buildOnAll(Entity::Seat, QStringLiteral("licence-line"), seats.line->id);
        if (seats.free <= 0)
            buySeat(*seats.line, licence, line);
        m_builder.add(step, line);
    }

    /// The seat must be bought first: it costs, and where seats only grow it can't be taken back.
    void buySeat(const Record& before, const model::LicenceLine& licence, PlanLine& line)
    {
        line.title = QStringLiteral("Buy 1 seat in %1").arg(line.target);
        line.sign = model::givesSeatsBack(licence) ? Sign::Add : Sign::Irreversible;
        if (line.sign == Sign::Irreversible)
            line.warning = QStringLiteral("The contract lets seats only grow within its term");
        line.monthlyCost = model::seatPriceAMonth(licence);
        Record after = before;
        after.set(u"quantity", *licence.quantity + 1);
        line.changes.prepend(*model::updateOf(before, after));
    }

    /// Apps that get an account: the wanted ones, and those whose entitlements are wanted.
    QList<base::Id> appsWithAccount() const
    {
        QList<base::Id> apps = wantedApps();
        for (const base::Id id : wantedEntitlements()) {
            const Record* entitlement = m_snapshot.record(Entity::Entitlement, id);
            const base::Id app = entitlement ? appOfAccount(m_snapshot, *entitlement) : base::Id{};
            if (app.isValid() && !apps.contains(app))
                apps.append(app);
        }
        return apps;
    }

    void createAccounts(const TemplateStep& step) override
    {
        QList<base::Id> apps = appsWithAccount();
        if (step.app.isValid() && !apps.contains(step.app))
            apps.append(step.app);
        for (const base::Id app : apps) {
            if (step.app.isValid() && step.app != app)
                continue;
            if (const Record* record = m_snapshot.record(Entity::App, app))
                createAccount(step, *record);
        }
    }

    void createAccount(const TemplateStep& step, const Record& app)
    {
        const base::Id source = connectionFor(app.id, step.action);
        PlanLine line = m_builder.line(step, words(QStringLiteral("app"), model::titleOf(app)));
        line.target = model::titleOf(app);
        line.detail = m_request.person.workMail;
        line.input = inputOf(m_snapshot, m_request.person);
        assignLine(line, source, app.reference(u"owner"), m_capabilities);
        model::Account account;
        account.name = QStringLiteral("%1 / %2").arg(line.target, m_request.person.workMail);
        account.app = app.id;
        account.person = m_person;
        account.login = m_request.person.workMail;
        account.mail = m_request.person.workMail;
        account.displayName = m_request.person.name;
        account.state = model::Account::State::Active;
        account.source = line.source;
        account.externalId = line.source.isValid() ? QStringLiteral("{yield.id}") : QString();
        const base::Id placeholder = m_builder.nextPlaceholder();
        line.changes = {model::createOf(model::recordOf(account), placeholder)};
        m_accounts.insert(app.id, {placeholder, m_builder.add(step, line)});
        giveLicence(step, app);
    }

    /// The seat of this plan is given at the vendor as well, where the vendor's own id of the product is known.
    void giveLicence(const TemplateStep& step, const Record& app)
    {
        const FreeSeats seats = freeSeatsOf(m_snapshot, app.id);
        const auto [account, accountLine] = m_accounts.value(app.id);
        const QString sku = seats.line ? seats.line->text(u"external-id") : QString();
        if (sku.isEmpty() || !wantedApps().contains(app.id) || !canDo(app.id, QStringLiteral("license.assign")))
            return;
        PlanLine line = m_builder.line(step, words());
        line.title = QStringLiteral("Licence %1").arg(model::titleOf(*seats.line));
        line.action = QStringLiteral("license.assign");
        line.target = model::titleOf(app);
        line.input = inputOf(m_snapshot, m_request.person);
        line.input.insert(QStringLiteral("license"), sku);
        line.input.insert(QStringLiteral("id"), QStringLiteral("{step.%1.id}").arg(accountLine));
        line.dependsOn = {accountLine};
        assignLine(line, connectionFor(app.id, line.action), {}, m_capabilities);
        m_builder.add(step, line);
    }

    void addToGroups(const TemplateStep& step) override
    {
        for (const base::Id id : wantedEntitlements()) {
            const Record* entitlement = m_snapshot.record(Entity::Entitlement, id);
            if (entitlement && m_accounts.contains(appOfAccount(m_snapshot, *entitlement)))
                addToGroup(step, *entitlement);
        }
    }

    void addToGroup(const TemplateStep& step, const Record& record)
    {
        const auto entitlement = model::as<model::Entitlement>(record);
        const bool isApp = entitlement.kind == model::Entitlement::Kind::App;
        const base::Id holder = appOfAccount(m_snapshot, record);
        const Record* app = m_snapshot.record(Entity::App, holder);
        const auto [account, accountLine] = m_accounts.value(holder);
        Words titleWords = words(QStringLiteral("group"), entitlement.title);
        titleWords.insert(QStringLiteral("app"), app ? model::titleOf(*app) : QString());
        PlanLine line = m_builder.line(step, titleWords);
        if (isApp)
            line.action = QStringLiteral("app.assign");
        line.target = entitlement.title;
        line.input = inputOf(m_snapshot, m_request.person);
        line.input.insert(isApp ? QStringLiteral("app") : QStringLiteral("group"), entitlement.externalId);
        line.input.insert(QStringLiteral("id"), QStringLiteral("{step.%1.id}").arg(accountLine));
        assignLine(line, connectionFor(holder, line.action), app ? app->reference(u"owner") : base::Id{}, m_capabilities);
        const base::Id source = line.source;
        if (entitlement.dynamic.value_or(false)) {
            line.ticked = false; // nobody is added by hand
            line.warning = QStringLiteral("A rule at the vendor fills this group");
        }
        line.dependsOn = {accountLine};
        model::Grant grant;
        grant.name = QStringLiteral("%1 / %2").arg(model::titleOf(record), m_request.person.workMail);
        grant.account = account;
        grant.entitlement = record.id;
        grant.origin = model::Grant::Origin::Joiner;
        grant.since = m_snapshot.today();
        grant.source = source;
        line.changes = {model::createOf(model::recordOf(grant))};
        m_builder.buildOn(record);
        m_builder.add(step, line);
    }

    void ask(const TemplateStep& step) override
    {
        PlanLine line = m_builder.line(step, words());
        line.target = m_request.person.name;
        line.owner = step.ownerRole == u"manager" ? m_request.person.manager : base::Id{};
        m_builder.add(step, line);
    }

    const model::Snapshot& m_snapshot;
    const JoinRequest& m_request;
    const Capabilities& m_capabilities;
    Kit m_kit;
    PlanBuilder m_builder;
    base::Id m_person;
    QHash<base::Id, std::pair<base::Id, int>> m_accounts; ///< by app: placeholder and line
};

Result<void> checkPerson(const model::Snapshot& snapshot, const model::Person& person)
{
    if (person.name.isEmpty())
        return fail(ErrorCode::Required, QStringLiteral("name"));
    if (!person.start.isValid())
        return fail(ErrorCode::Required, QStringLiteral("start"));
    const Record wanted = model::recordOf(person);
    if (auto fits = model::checkContents(wanted); !fits)
        return fits;
    const model::EntityDescription& description = model::describe(Entity::Person);
    for (const Record& other : snapshot.all(Entity::Person)) {
        for (int i = 0; i < other.values.size(); ++i) {
            const bool both = description.field(i).has(model::Unique) && !model::isEmpty(wanted.at(i)) && !model::isEmpty(other.at(i));
            if (both && base::folded(model::toText(wanted.at(i))) == base::folded(model::toText(other.at(i))))
                return fail(ErrorCode::Duplicate, model::toText(wanted.at(i)), model::titleOf(other));
        }
    }
    return {};
}

} // namespace

const std::vector<Entity>& entitiesForWorkflow()
{
    static const std::vector<Entity> entities = {Entity::Company, Entity::Site, Entity::Department, Entity::Source, Entity::Person,
                                                 Entity::Device, Entity::App, Entity::Contract, Entity::LicenceLine, Entity::Account,
                                                 Entity::Entitlement, Entity::Grant, Entity::Seat, Entity::Template, Entity::TemplateStep, Entity::Run};
    return entities;
}

Result<model::Plan> planJoin(const model::Snapshot& snapshot, const JoinRequest& request, const Capabilities& capabilities)
{
    if (auto ok = checkPerson(snapshot, request.person); !ok)
        return fail(ok.error());
    const Record* chosen = request.templateId.isValid() ? snapshot.record(Entity::Template, request.templateId)
                                                        : fittingTemplate(snapshot, model::Template::Occasion::Join, request.person);
    if (!chosen)
        return fail(ErrorCode::NotFound, QStringLiteral("template"));
    model::Plan plan = Joining(snapshot, request, capabilities).run(stepsOf(snapshot, chosen->id));
    const auto makesAccount = [](const PlanLine& line) { return line.action == u"user.create" && line.kind == model::Step::Kind::Vendor; };
    if (request.person.workMail.isEmpty() && std::any_of(plan.lines.begin(), plan.lines.end(), makesAccount))
        return fail(ErrorCode::Required, QStringLiteral("work-mail"));
    return plan;
}

} // namespace qm::workflow
