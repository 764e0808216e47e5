#include "core/console/home.h"

#include "core/console/run_progress.h"
#include "core/model/company.h"
#include "core/model/money_records.h"
#include "core/model/people.h"
#include "core/model/renewal.h"
#include "core/model/software.h"
#include "core/model/step_state.h"

#include <QSet>

namespace qm::console {
namespace {

using base::Id;
using model::Entity;
using model::Record;
using model::Run;
using model::Step;

constexpr int freshDays = 14;
constexpr int decideAheadDays = 30;

QHash<Id, model::SeatCounts> seatsByContract(const SeatReport& seats)
{
    QHash<Id, model::SeatCounts> byContract;
    for (const SeatLine& line : seats.lines) {
        model::SeatCounts& counts = byContract[line.contract];
        counts.purchased += line.counts.purchased;
        for (std::size_t i = 0; i < counts.byClass.size(); ++i)
            counts.byClass[i] += line.counts.byClass[i];
    }
    return byContract;
}

QHash<Id, QString> functionsByContract(const model::Snapshot& snapshot)
{
    QHash<Id, QString> functions;
    for (const Record& line : snapshot.all(Entity::LicenceLine)) {
        const Record* app = snapshot.record(Entity::App, line.reference(u"app"));
        if (app && !functions.contains(line.reference(u"contract")))
            functions.insert(line.reference(u"contract"), app->text(u"function"));
    }
    return functions;
}

std::vector<RenewalRow> renewalRows(const model::Snapshot& snapshot, const SeatReport& seats)
{
    const auto counts = seatsByContract(seats);
    const auto functions = functionsByContract(snapshot);
    std::vector<RenewalRow> rows;
    for (const Record& record : snapshot.all(Entity::Contract)) {
        const auto contract = model::as<model::Contract>(record);
        if (contract.decision != model::Contract::Decision::Open || !contract.deadline.isValid() || contract.deadline < snapshot.today())
            continue;
        rows.push_back({record.id, contract.name, functions.value(record.id), contract.decideBy, contract.deadline, model::isNoticeUnknown(contract), contract.annualValue,
                        contract.lastRiseTenths, counts.value(record.id)});
    }
    std::sort(rows.begin(), rows.end(), [](const RenewalRow& a, const RenewalRow& b) { return a.deadline != b.deadline ? a.deadline < b.deadline : a.name < b.name; });
    return rows;
}

void countSteps(RunRow& row, const std::vector<Step>& steps)
{
    for (const Step& step : steps) {
        row.attention += model::needsSomebody(step.state) ? 1 : 0;
        row.withPeople += step.state == Step::State::Waiting ? 1 : 0;
    }
}

QHash<Id, std::vector<Step>> stepsByRun(const model::Snapshot& snapshot)
{
    QHash<Id, std::vector<Step>> steps;
    for (const Record& record : snapshot.all(Entity::Step))
        steps[record.reference(u"run")].push_back(model::as<Step>(record));
    return steps;
}

QString detailOf(const model::Snapshot& snapshot, Id personId)
{
    const auto person = snapshot.get<model::Person>(Entity::Person, personId);
    if (!person)
        return {};
    const Record* site = snapshot.record(Entity::Site, person->site);
    QStringList parts{person->title};
    if (site)
        parts.append(model::titleOf(*site));
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

std::vector<RunRow> runRows(const model::Snapshot& snapshot)
{
    const auto steps = stepsByRun(snapshot);
    std::vector<RunRow> rows;
    for (const Record& record : snapshot.all(Entity::Run)) {
        const auto run = model::as<Run>(record);
        if (!isOpen(run))
            continue;
        const std::vector<Step> own = steps.value(record.id);
        const RunProgress progress = progressOf(record, own, snapshot);
        RunRow row{record.id, run.number, run.title, detailOf(snapshot, run.person), run.occasion, run.state, run.effectiveAt, zoneOf(snapshot, run), progress.closed, progress.total, 0, 0};
        countSteps(row, own);
        rows.push_back(row);
    }
    std::sort(rows.begin(), rows.end(), [](const RunRow& a, const RunRow& b) { return a.effectiveAt != b.effectiveAt ? a.effectiveAt < b.effectiveAt : a.number < b.number; });
    return rows;
}

std::vector<SourceRow> sourceRows(const model::Snapshot& snapshot)
{
    std::vector<SourceRow> rows;
    for (const Record& record : snapshot.all(Entity::Source)) {
        const auto source = model::as<model::Source>(record);
        if (canAge(source))
            rows.push_back({record.id, source.name, record.value(u"state"), source.reason, source.lastRead, isFresh(source, snapshot.today())});
    }
    return rows;
}

} // namespace

bool canAge(const model::Source& source)
{
    return source.kind != model::Source::Kind::Manual;
}

bool isFresh(const model::Source& source, QDate today)
{
    return source.lastRead.isValid() && source.lastRead.toUTC().date().daysTo(today) <= freshDays;
}

qint64 HomeReport::openFindings() const
{
    qint64 sum = 0;
    for (const FindingRow& row : findings)
        sum += row.count;
    return sum;
}

int HomeReport::freshSources() const
{
    return static_cast<int>(std::count_if(sources.begin(), sources.end(), [](const SourceRow& row) { return row.fresh; }));
}

int HomeReport::urgent() const
{
    int urgent = pastDecision;
    for (const FindingRow& row : findings)
        urgent += row.count > 0 && row.policy.severity == guard::Severity::Act && row.policy.entity != Entity::Contract ? 1 : 0;
    for (const RunRow& row : runs)
        urgent += row.attention > 0 ? 1 : 0;
    return urgent;
}

const std::vector<Entity>& entitiesForHome()
{
    static const std::vector<Entity> entities = {Entity::Company, Entity::ExchangeRate, Entity::Site, Entity::Department, Entity::Source, Entity::Person, Entity::Vendor, Entity::App,
                                                 Entity::Contract, Entity::LicenceLine, Entity::Account, Entity::Seat, Entity::Run, Entity::Step};
    return entities;
}

HomeReport planHome(const model::Snapshot& snapshot, std::vector<FindingRow> findings)
{
    HomeReport home;
    home.today = snapshot.today();
    if (!snapshot.all(Entity::Company).empty()) {
        home.company = snapshot.all(Entity::Company).front().text(u"name");
        home.operatorName = snapshot.all(Entity::Company).front().text(u"operator");
    }
    home.spend = spend::planSpend(snapshot);
    home.seats = spend::planSeats(snapshot);
    home.renewals = renewalRows(snapshot, home.seats);
    home.contracts = static_cast<int>(snapshot.all(Entity::Contract).size());
    for (const RenewalRow& row : home.renewals) {
        home.decideWithin30 += row.daysToDecide(home.today) <= decideAheadDays ? 1 : 0;
        home.pastDecision += row.daysToDecide(home.today) < 0 ? 1 : 0;
    }
    home.runs = runRows(snapshot);
    home.findings = std::move(findings);
    home.sources = sourceRows(snapshot);
    return home;
}

} // namespace qm::console
