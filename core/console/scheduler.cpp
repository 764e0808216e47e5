#include "core/console/scheduler.h"

#include "core/base/log.h"
#include "core/model/company.h"

namespace qm::console {
namespace {

using base::fail;
using base::Id;
using base::Result;

constexpr int lookEveryMs = 60'000;
constexpr int failuresLookedAt = 12;

/// The newest look of all streams, and how often in a row something failed.
void addReadings(sync::Schedule& schedule, const std::vector<store::StreamReading>& readings)
{
    QHash<QString, bool> isOver; ///< by stream: a reading that did not fail was met
    QHash<QString, int> failures;
    for (const store::StreamReading& reading : readings) { // the newest first
        schedule.lastLook = std::max(schedule.lastLook.isValid() ? schedule.lastLook : reading.ended, reading.ended);
        const bool failed = reading.state == u"failed";
        if (failed && !isOver.value(reading.stream))
            schedule.failures = std::max(schedule.failures, ++failures[reading.stream]);
        isOver[reading.stream] = isOver.value(reading.stream) || !failed;
    }
}

} // namespace

Result<std::vector<sync::Schedule>> schedules(store::Store& store)
{
    model::Query query;
    query.entity = model::Entity::Source;
    query.filter = *model::Filter::fromText(u"kind = vendor and descriptor is known");
    const auto sources = store.load(query);
    if (!sources)
        return fail(sources.error());
    std::vector<sync::Schedule> all;
    for (const model::Record& record : *sources) {
        const auto source = model::as<model::Source>(record);
        const auto readings = store.streamReadings(record.id, failuresLookedAt);
        if (!readings)
            return fail(readings.error());
        const QString hours = QStringLiteral("HH:mm");
        sync::Schedule schedule{record.id, source.everyMinutes.value_or(0), source.onStart.value_or(false), QTime::fromString(source.quietFrom, hours), QTime::fromString(source.quietTo, hours),
                                source.lastRead, 0, source.state == model::Source::State::SignInNeeded};
        addReadings(schedule, *readings);
        all.push_back(schedule);
    }
    return all;
}

Scheduler::Scheduler(VendorGate& gate, int atOnce)
    : QObject(&gate)
    , m_gate(gate)
    , m_atOnce(atOnce)
    , m_started(gate.m_clock.now())
{
    connect(&m_timer, &QTimer::timeout, this, &Scheduler::look);
}

void Scheduler::start()
{
    m_timer.start(lookEveryMs);
    look();
}

void Scheduler::look()
{
    vendor::whenDone(m_gate.m_desk.ask([](store::Store& store) { return schedules(store); }), this, [this](Result<std::vector<sync::Schedule>> all) {
        if (all)
            take(sync::dueSources(*all, m_gate.m_clock.now(), m_started));
        else
            qCWarning(base::logVendor) << "schedules" << base::codeName(all.error().code);
    });
}

void Scheduler::take(const std::vector<Id>& due)
{
    for (const Id source : due) {
        if (m_reading.size() >= m_atOnce)
            return; // the next one when a place is free
        if (m_reading.contains(source) || m_gate.m_busy.contains(source))
            continue;
        m_reading.insert(source);
        vendor::whenDone(m_gate.sync(source, {}), this, [this, source](const Result<QList<StreamOutcome>>& outcomes) {
            m_reading.remove(source);
            if (outcomes)
                look();
            else
                qCWarning(base::logVendor) << "reading" << source.value << base::codeName(outcomes.error().code); // the next minute
        });
    }
}

} // namespace qm::console
