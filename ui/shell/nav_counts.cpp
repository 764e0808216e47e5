#include "ui/shell/nav_counts.h"

#include "core/base/when_done.h"
#include "ui/format/words.h"
#include "ui/shell/nav_plan.h"
#include "ui/widgets/nav_bar.h"

namespace qm::shell {

using base::Result;
using format::State;
using model::Entity;

namespace {

constexpr int settleMs = 200;

} // namespace

NavCounts::NavCounts(console::Console& console, widgets::NavBar* nav, QObject* parent)
    : QObject(parent)
    , m_console(console)
    , m_nav(nav)
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(settleMs);
    connect(&m_settle, &QTimer::timeout, this, &NavCounts::read);
    connect(&console, &console::Console::changed, this, [this] { m_settle.start(); });
}

void NavCounts::begin()
{
    readCompany();
    m_settle.start();
}

void NavCounts::read()
{
    readCompany();
    countRecords();
    countRuns();
    countContracts();
    readTrust();
    countFindings();
}

void NavCounts::count(Entity entity, const QString& filter, std::function<void(qint64)> then)
{
    model::Query query;
    query.entity = entity;
    if (!filter.isEmpty())
        query.filter = model::Filter::fromText(filter).value_or(model::Filter());
    base::whenDone(m_console.count(query), this, [then = std::move(then)](const Result<qint64>& count) {
        if (count)
            then(*count);
    });
}

void NavCounts::countRecords()
{
    const QList<NavPlace> places = navPlan();
    for (const NavPlace& place : places) {
        if (!place.counted || *place.counted == Entity::Contract)
            continue;
        count(*place.counted, place.among, [this, key = place.key](qint64 records) { m_nav->setCount(key, records > 0 ? format::countWord(records) : QString()); });
    }
}

void NavCounts::countRuns()
{
    const auto show = [this](State state) { return [this, state](qint64 runs) { m_nav->setCount(QStringLiteral("runs"), runs > 0 ? format::countWord(runs) : QString(), state); }; };
    count(Entity::Run, QStringLiteral("state = needs-attention"), [this, show](qint64 waiting) {
        if (waiting > 0)
            show(State::Attention)(waiting);
        else
            count(Entity::Run, QStringLiteral("state in (running, paused)"), show(State::Plain));
    });
}

/// A pill only for those past their decision day whose deadline is still ahead; else how many there are.
void NavCounts::countContracts()
{
    const QString key = QStringLiteral("contract");
    count(Entity::Contract, QStringLiteral("decide-by < today and deadline >= today and decision = open"), [this, key](qint64 late) {
        if (late > 0)
            return m_nav->setCount(key, format::countWord(late), State::Act);
        count(Entity::Contract, {}, [this, key](qint64 all) { m_nav->setCount(key, all > 0 ? format::countWord(all) : QString()); });
    });
}

void NavCounts::countFindings()
{
    base::whenDone(m_console.findings(), this, [this](const Result<std::vector<console::FindingRow>>& rows) {
        qint64 open = 0;
        for (const console::FindingRow& row : rows ? *rows : std::vector<console::FindingRow>())
            open += row.count;
        m_nav->setCount(QStringLiteral("findings"), open > 0 ? format::countWord(open) : QString());
    });
}

void NavCounts::readCompany()
{
    model::Query query;
    query.entity = Entity::Company;
    base::whenDone(m_console.load(query), this, [this](const Result<std::vector<model::Record>>& companies) {
        if (!companies || companies->empty())
            return;
        m_nav->setCompany(companies->front().text(u"name"));
        m_nav->setPerson(companies->front().text(u"operator"));
        Q_EMIT companyKnown(companies->front().text(u"name"));
        Q_EMIT operatorKnown(companies->front().text(u"operator"));
    });
}

void NavCounts::readTrust()
{
    model::Query query;
    query.entity = Entity::Source;
    base::whenDone(m_console.load(query), this, [this](const Result<std::vector<model::Record>>& records) {
        int all = 0, fresh = 0;
        for (const model::Record& record : records ? *records : std::vector<model::Record>()) {
            const auto source = model::as<model::Source>(record);
            all += console::canAge(source) ? 1 : 0;
            fresh += console::canAge(source) && console::isFresh(source, m_console.clock().today()) ? 1 : 0;
        }
        if (all == 0)
            return m_nav->setTrust({}, State::Plain);
        m_nav->setTrust(tr("%1 of %2 sources fresh").arg(fresh).arg(all), fresh == all ? State::Ok : State::Attention);
    });
}

} // namespace qm::shell
