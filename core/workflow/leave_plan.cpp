#include "core/workflow/leave_plan.h"

#include "core/base/zone.h"
#include "core/model/identity.h"
#include "core/model/people.h"
#include "core/model/licence_terms.h"
#include "core/model/limits.h"
#include "core/model/step_state.h"
#include "core/workflow/actions.h"
#include "core/workflow/completeness.h"
#include "core/workflow/leave_check.h"
#include "core/workflow/roles.h"
#include "core/workflow/vendor_input.h"
#include "core/workflow/stop_run.h"

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

/// Makes the lines of one leaver, a template step at a time.
class Leaving final : private ActionPlanner
{
public:
    Leaving(const model::Snapshot& snapshot, const LeaveRequest& request, const Capabilities& capabilities)
        : m_snapshot(snapshot)
        , m_request(request)
        , m_capabilities(capabilities)
        , m_record(*snapshot.record(Entity::Person, request.person))
        , m_person(model::as<model::Person>(m_record))
        , m_builder(snapshot, head())
        , m_isRest(hasLeft(snapshot, m_person) || !leavingsOf(snapshot, request.person).empty())
        , m_left(m_isRest ? itemsLeft(snapshot, request.person) : QSet<QString>())
    {
        m_builder.buildOn(m_record);
    }

    model::Plan run(const std::vector<TemplateStep>& steps)
    {
        buildOnAllTheirs();
        stopOtherRuns();
        for (const TemplateStep& step : steps)
            plan(step);
        return std::move(m_builder).finish();
    }

private:
    model::Plan head() const
    {
        model::Plan plan;
        plan.occasion = model::Run::Occasion::Leave;
        plan.title = m_person.name;
        plan.person = m_request.person;
        plan.effectiveAt = m_request.at;
        plan.timeZone = timeZone();
        plan.noticeAt = m_request.noticeAt.isValid() ? m_request.noticeAt : QDateTime(m_snapshot.today(), QTime(0, 0), Qt::UTC);
        return plan;
    }

    QString timeZone() const { return m_request.timeZone.isEmpty() ? zoneOf(m_snapshot, m_person) : m_request.timeZone; }

    /// What comes to them or goes between plan and apply would be missed.
    void buildOnAllTheirs()
    {
        const base::Id person = m_request.person;
        m_builder.buildOnAll(Entity::Account, QStringLiteral("person"), person);
        m_builder.buildOnAll(Entity::Device, QStringLiteral("holder"), person);
        m_builder.buildOnAll(Entity::Seat, QStringLiteral("person"), person);
        m_builder.buildOnAll(Entity::Run, QStringLiteral("person"), person); // another plan of the same leaving
        for (const Record& account : m_snapshot.all(Entity::Account)) {
            if (account.reference(u"person") == person)
                m_builder.buildOnAll(Entity::Grant, QStringLiteral("account"), account.id);
        }
        for (const Role& role : roles())
            m_builder.buildOnAll(role.entity, role.field, person);
    }

    void add(const TemplateStep& step, const PlanLine& line, const QString& about)
    {
        if (isWanted(about))
            m_builder.add(step, line);
    }

    bool isWanted(const QString& item) const { return !m_isRest || m_left.contains(item); }

    /// What still goes on about them ends with their last hour: a joiner's open steps would make accounts for somebody who
    /// has left. Until then they work here, and it goes on.
    void stopOtherRuns()
    {
        for (const Record& run : openRunsAbout(m_snapshot, m_request.person)) {
            if (model::as<model::Run>(run).occasion != model::Run::Occasion::Leave && isWanted(itemOf(run)))
                stopRun(run, stepsOfRun(m_snapshot, run.id));
        }
    }

    void stopRun(const Record& run, const std::vector<Record>& steps)
    {
        PlanLine stop = stopLine(run, steps, QStringLiteral("%1 leaves").arg(m_person.name));
        stop.due = m_request.at;
        stop.item = itemOf(run);
        stop.closing = QStringLiteral("access-revoked");
        m_builder.add({}, stop);
        m_builder.buildOn(run);
        for (const Record& record : steps) {
            const auto step = model::as<model::Step>(record);
            if (model::isClosed(step.state))
                continue;
            m_builder.buildOn(record);
            if (!isOutcomeOpen(step))
                continue;
            PlanLine look = outcomeLine(step);
            look.due = m_request.at;
            m_builder.add({}, look);
        }
    }

    Words words() const { return {{QStringLiteral("person"), m_person.name}}; }
    Words words(const QString& placeholder, const QString& word) const
    {
        Words all = words();
        all.insert(placeholder, word);
        return all;
    }
    QString titleOf(Entity entity, base::Id id) const
    {
        const Record* record = m_snapshot.record(entity, id);
        return record ? model::titleOf(*record) : QString();
    }

    void noteLeave(const TemplateStep& step) override
    {
        if (hasLeft(m_snapshot, m_person))
            return;
        PlanLine line = m_builder.line(step, words());
        line.sign = Sign::Change;
        line.target = m_person.name;
        const QDateTime local = m_request.at.toTimeZone(base::zoneOrUtc(timeZone()));
        Record after = m_record;
        after.set(u"last-working-day", local.date());
        after.set(u"last-hour", local.toString(QStringLiteral("HH:mm")));
        if (timeZone() != zoneOf(m_snapshot, m_person)) // corrected: the hour is read there from now on
            after.set(u"time-zone", timeZone());
        if (!m_person.noticeGiven.isValid())
            after.set(u"notice-given", m_snapshot.today());
        const auto change = model::updateOf(m_record, after);
        if (change)
            line.changes = {*change};
        if (change || !m_isRest)
            m_builder.add(step, line);
    }

    /// Their own accounts; shared ones keep working for the others and are dealt with by changeShared().
    std::vector<const Record*> accounts(bool shared) const
    {
        std::vector<const Record*> found;
        for (const Record& record : m_snapshot.all(Entity::Account)) {
            const auto account = model::as<model::Account>(record);
            if (account.person == m_request.person && account.state != model::Account::State::Closed && account.shared.value_or(false) == shared)
                found.push_back(&record);
        }
        return found;
    }

    void closeAccounts(const TemplateStep& step) override
    {
        for (const Record* record : accounts(false)) {
            const auto account = model::as<model::Account>(*record);
            const QString app = titleOf(Entity::App, account.app);
            PlanLine line = m_builder.line(step, words(QStringLiteral("app"), app));
            line.sign = step.action == u"user.delete" ? Sign::Irreversible : Sign::Remove;
            line.target = app;
            line.detail = account.login;
            line.item = itemOf(*record);
            line.closing = QStringLiteral("access-revoked");
            line.input = inputOf(m_snapshot, account);
            assignLine(line, account.source, titleOwner(account.app), m_capabilities);
            Record after = *record;
            after.set(u"state", accountStateAfter(step.action));
            if (const auto change = model::updateOf(*record, after))
                line.changes = {*change};
            m_builder.buildOn(*record);
            add(step, line, itemOf(*record));
        }
    }

    base::Id titleOwner(base::Id app) const
    {
        const Record* record = m_snapshot.record(Entity::App, app);
        const base::Id owner = record ? record->reference(u"owner") : base::Id{};
        return owner == m_request.person ? heir() : owner;
    }

    /// What is done to each account where its connection can: sessions ended, factors reset, tokens revoked, files
    /// handed over. Where a person could do it the vendor's way, they are asked to.
    void actOnAccounts(const TemplateStep& step) override
    {
        for (const Record* record : accounts(false)) {
            const auto account = model::as<model::Account>(*record);
            const Ability ability = m_capabilities.value(account.source);
            if (!ability.contains(step.action) && !ability.manual.contains(step.action))
                continue;
            PlanLine line = m_builder.line(step, words(QStringLiteral("app"), titleOf(Entity::App, account.app)));
            line.sign = Sign::Remove;
            line.target = titleOf(Entity::App, account.app);
            line.detail = account.login;
            line.input = inputOf(m_snapshot, account);
            line.input.insert(QStringLiteral("to"), heirIn(account.source));
            assignLine(line, account.source, titleOwner(account.app), m_capabilities);
            m_builder.buildOn(*record);
            add(step, line, itemOf(*record));
        }
    }

    /// Who takes over, as the vendor knows them.
    QString heirIn(base::Id source) const
    {
        for (const Record& record : m_snapshot.all(Entity::Account)) {
            if (heir().isValid() && record.reference(u"person") == heir() && record.reference(u"source") == source && record.text(u"state") != u"closed")
                return record.text(u"external-id");
        }
        const auto person = m_snapshot.get<model::Person>(Entity::Person, heir());
        return person ? person->workMail : QString();
    }

    void actOnDevices(const TemplateStep& step) override
    {
        for (const Record& record : m_snapshot.all(Entity::Device)) {
            const auto ability = m_capabilities.value(record.reference(u"source"));
            const bool isTheirs = record.reference(u"holder") == m_request.person && record.text(u"status") != u"retired";
            if (!isTheirs || (!ability.contains(step.action) && !ability.manual.contains(step.action)))
                continue;
            PlanLine line = m_builder.line(step, words(QStringLiteral("device"), record.text(u"tag")));
            line.sign = Sign::Remove;
            line.target = record.text(u"tag");
            line.detail = record.text(u"model");
            line.input = {{QStringLiteral("device"), record.text(u"external-id")}, {QStringLiteral("name"), record.text(u"name")}};
            assignLine(line, record.reference(u"source"), m_person.manager, m_capabilities);
            m_builder.buildOn(record);
            add(step, line, itemOf(record));
        }
    }

    void removeGrants(const TemplateStep& step) override
    {
        for (const Record* account : accounts(false)) {
            for (const Record& record : m_snapshot.all(Entity::Grant)) {
                if (record.reference(u"account") == account->id)
                    removeGrant(step, *account, record);
            }
        }
    }

    void removeGrant(const TemplateStep& step, const Record& accountRecord, const Record& record)
    {
        const auto grant = model::as<model::Grant>(record);
        const auto account = model::as<model::Account>(accountRecord);
        const auto entitlement = m_snapshot.get<model::Entitlement>(Entity::Entitlement, grant.entitlement).value_or(model::Entitlement());
        Words titleWords = words(QStringLiteral("group"), entitlement.title);
        titleWords.insert(QStringLiteral("app"), titleOf(Entity::App, account.app));
        PlanLine line = m_builder.line(step, titleWords);
        line.sign = Sign::Remove;
        line.target = entitlement.title;
        line.item = itemOf(record);
        line.closing = QStringLiteral("access-revoked");
        line.input = inputOf(m_snapshot, account);
        line.input.insert(QStringLiteral("grant"), grant.externalId);
        line.input.insert(entitlement.kind == model::Entitlement::Kind::App ? QStringLiteral("app") : QStringLiteral("group"), entitlement.externalId);
        line.action = actionAgainst(entitlement, account.source, step.action);
        assignLine(line, account.source, titleOwner(account.app), m_capabilities);
        if (entitlement.dynamic.value_or(false) && line.kind == model::Step::Kind::Vendor) {
            line.ticked = false;
            line.warning = QStringLiteral("A rule at the vendor fills this group");
        }
        line.changes = {model::removeOf(record)};
        m_builder.buildOn(record);
        add(step, line, line.item);
    }

    /// An app that a directory hands out is taken away there, else what it was allowed is revoked.
    QString actionAgainst(const model::Entitlement& entitlement, base::Id source, const QString& ofGroups) const
    {
        if (entitlement.kind != model::Entitlement::Kind::App)
            return ofGroups;
        const bool canRevoke = m_capabilities.value(source).contains(QStringLiteral("grant.revoke"));
        const bool canRemove = m_capabilities.value(source).contains(QStringLiteral("app.remove"));
        return canRemove || !canRevoke ? QStringLiteral("app.remove") : QStringLiteral("grant.revoke");
    }

    /// The seat is taken back at the vendor as well, where it can be.
    void takeBackAtVendor(PlanLine& line, const model::Seat& seat, const model::LicenceLine& licence) const
    {
        const auto account = m_snapshot.get<model::Account>(Entity::Account, seat.account);
        const QString action = QStringLiteral("license.remove");
        const Ability ability = account ? m_capabilities.value(account->source) : Ability();
        if (!account || licence.externalId.isEmpty() || (!ability.contains(action) && !ability.manual.contains(action)))
            return;
        line.action = action;
        line.input = inputOf(m_snapshot, *account);
        line.input.insert(QStringLiteral("license"), licence.externalId);
        assignLine(line, account->source, titleOwner(account->app), m_capabilities);
    }

    void reclaimSeats(const TemplateStep& step) override
    {
        for (const Record& record : m_snapshot.all(Entity::Seat)) {
            if (record.reference(u"person") != m_request.person)
                continue;
            const auto seat = model::as<model::Seat>(record);
            const auto licence = m_snapshot.get<model::LicenceLine>(Entity::LicenceLine, seat.licenceLine).value_or(model::LicenceLine());
            PlanLine line = m_builder.line(step, words(QStringLiteral("app"), titleOf(Entity::LicenceLine, seat.licenceLine)));
            line.sign = Sign::Remove;
            line.target = titleOf(Entity::LicenceLine, seat.licenceLine);
            line.item = itemOf(record);
            line.closing = QStringLiteral("licence-reclaimed");
            line.monthlyCost = givenBack(licence);
            takeBackAtVendor(line, seat, licence);
            line.changes = {model::removeOf(record)};
            m_builder.buildOn(record);
            add(step, line, itemOf(record));
        }
    }

    /// Only what the contract lets go within its term is money; elsewhere the seat becomes spare.
    static std::optional<base::Money> givenBack(const model::LicenceLine& licence)
    {
        auto price = model::givesSeatsBack(licence) ? model::seatPriceAMonth(licence) : std::nullopt;
        if (price)
            price->minor = -price->minor;
        return price;
    }

    void returnDevices(const TemplateStep& step) override
    {
        for (const Record& record : m_snapshot.all(Entity::Device)) {
            if (record.reference(u"holder") != m_request.person || record.text(u"status") == u"retired")
                continue;
            PlanLine line = m_builder.line(step, words(QStringLiteral("device"), record.text(u"tag")));
            line.sign = Sign::Change;
            line.target = record.text(u"tag");
            line.detail = record.text(u"model");
            line.item = itemOf(record);
            line.closing = QStringLiteral("evidence-kept");
            line.owner = m_person.manager;
            Record after = record;
            after.set(u"holder", model::Value());
            after.set(u"status", QStringLiteral("in-stock"));
            line.changes = {*model::updateOf(record, after)};
            m_builder.buildOn(record);
            add(step, line, itemOf(record));
        }
    }

    /// The one chosen, else the manager while they work here.
    base::Id heir() const
    {
        if (m_request.heir.isValid())
            return m_request.heir;
        const auto manager = m_snapshot.get<model::Person>(Entity::Person, m_person.manager);
        const bool stays = manager && m_person.manager != m_request.person && model::isEmployedOn(*manager, m_snapshot.today());
        return stays ? m_person.manager : base::Id{};
    }

    /// Everything that names the leaver as the one responsible; without an heir it becomes a question.
    void handOver(const TemplateStep& step) override
    {
        for (const Owned& owned : ownedBy(m_snapshot, m_request.person))
            handOverOne(step, owned);
    }

    void handOverOne(const TemplateStep& step, const Owned& owned)
    {
        const Record& record = *owned.record;
        const QString& field = owned.role.field;
        PlanLine line = m_builder.line(step, words(QStringLiteral("thing"), model::titleOf(record)));
        line.sign = Sign::Change;
        line.target = model::titleOf(record);
        line.item = itemOf(owned);
        line.closing = QStringLiteral("data-transferred");
        m_builder.buildOn(record);
        const bool inCircle = heir() == record.id || model::leadsBack(record, model::describe(record.entity).indexOf(field), heir(), m_snapshot.lookup());
        if (heir().isValid() && !inCircle) {
            Record after = record;
            after.set(field, heir());
            line.detail = titleOf(Entity::Person, heir());
            line.changes = {*model::updateOf(record, after)};
        } else {
            line.kind = model::Step::Kind::Human;
            line.action.clear();
            line.warning = QStringLiteral("Has no owner afterwards");
        }
        add(step, line, line.item);
    }

    void changeShared(const TemplateStep& step) override
    {
        for (const Record* record : accounts(true)) {
            PlanLine line = m_builder.line(step, words(QStringLiteral("account"), record->text(u"login")));
            line.sign = Sign::Change;
            line.target = titleOf(Entity::App, record->reference(u"app"));
            line.item = itemOf(*record);
            line.closing = QStringLiteral("access-revoked");
            line.owner = heir();
            line.warning = QStringLiteral("Others use this login too");
            Record after = *record;
            after.set(u"person", heir().isValid() ? model::Value(heir()) : model::Value());
            if (const auto change = model::updateOf(*record, after))
                line.changes = {*change};
            m_builder.buildOn(*record);
            add(step, line, itemOf(*record));
        }
    }

    void ask(const TemplateStep& step) override
    {
        if (m_isRest)
            return;
        PlanLine line = m_builder.line(step, words());
        line.target = m_person.name;
        line.owner = step.ownerRole == u"manager" ? m_person.manager : base::Id{};
        m_builder.add(step, line);
    }

    const model::Snapshot& m_snapshot;
    const LeaveRequest& m_request;
    const Capabilities& m_capabilities;
    const Record& m_record;
    model::Person m_person;
    PlanBuilder m_builder;
    bool m_isRest;        ///< they are leaving, or have left: their day stands, people were asked, only what is left is planned
    QSet<QString> m_left; ///< F15's items that no step deals with
};

} // namespace

Result<model::Plan> planLeave(const model::Snapshot& snapshot, const LeaveRequest& request, const Capabilities& capabilities)
{
    const Record* person = snapshot.record(Entity::Person, request.person);
    if (!person)
        return fail(ErrorCode::NotFound, QStringLiteral("person"));
    if (!request.at.isValid())
        return fail(ErrorCode::Required, QStringLiteral("at"));
    const int lastDay = model::describe(Entity::Person).indexOf(u"last-working-day");
    if (auto ok = model::checkContent(Entity::Person, lastDay, request.at.date()); !ok)
        return fail(ok.error());
    if (auto ok = checkLeave(snapshot, model::as<model::Person>(*person), request); !ok)
        return fail(ok.error());
    const Record* chosen = request.templateId.isValid() ? snapshot.record(Entity::Template, request.templateId)
                                                        : fittingTemplate(snapshot, model::Template::Occasion::Leave, model::as<model::Person>(*person));
    if (!chosen)
        return fail(ErrorCode::NotFound, QStringLiteral("template"));
    auto plan = Leaving(snapshot, inTheirZone(snapshot, request), capabilities).run(stepsOf(snapshot, chosen->id));
    if (!plan.lines.isEmpty())
        return plan;
    const bool isHeld = !itemsLeft(snapshot, request.person).isEmpty();
    return fail(ErrorCode::Refused, model::titleOf(*person),
                isHeld ? QStringLiteral("its template has no step for what they still hold") : QStringLiteral("nothing is left to plan, they hold nothing that no run deals with"));
}

} // namespace qm::workflow
