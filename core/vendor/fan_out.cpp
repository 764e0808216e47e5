#include "core/vendor/fan_out.h"

namespace qm::vendor {
namespace {

using base::ErrorCode;
using Coverage = StreamRows::Coverage;

constexpr qint64 kDaySeconds = 86'400;
constexpr qint64 kMostWindows = 1000;

} // namespace

FanOut::FanOut(Session& session, const StreamRule& stream, ReadOrder order)
    : m_session(session)
    , m_stream(stream)
    , m_order(std::move(order))
    , m_memory(StreamMemory::of(stream, m_order.memory))
{}

QFuture<base::Result<StreamRows>> FanOut::start()
{
    planTurns();
    launch();
    return m_answer.future();
}

void FanOut::planTurns()
{
    if (m_stream.incremental.mode == IncrementalRule::Mode::Windows)
        planWindows();
    else if (!m_stream.forEach.list.isEmpty())
        planParents(m_session.descriptor().lists.value(m_stream.forEach.list));
    else
        planParents(m_order.parents);
}

void FanOut::planParents(const QJsonArray& parents)
{
    const ForEachRule& rule = m_stream.forEach;
    for (const QJsonValue& parent : parents) {
        if (!fitsAny(rule.when, parent))
            continue;
        if (isDue(parent))
            m_turns.push_back({parent, recordAs(rule.as, parent)});
        else
            m_isSpread = true;
    }
    if (rule.everyDays > 0)
        m_memory.through = m_session.clock().today();
}

// Each parent has its day by its identity, so nothing has to be remembered of any of them. The first time all are read;
// days on which nobody asked are made up for.
bool FanOut::isDue(const QJsonValue& parent) const
{
    const int days = m_stream.forEach.everyDays;
    if (days <= 1 || !m_memory.made.isValid())
        return true;
    const StreamRule* from = m_session.descriptor().stream(m_stream.forEach.stream);
    const QByteArray identity = (from ? identityOf(parent, *from) : textOf(parent[QStringLiteral("id")])).toUtf8();
    const qint64 today = m_session.clock().today().toJulianDay();
    const qint64 through = m_memory.through.isValid() ? m_memory.through.toJulianDay() : today - 1;
    // The last day up to today that was this parent's.
    const qint64 last = today - (today - qChecksum(identity) % days + days) % days;
    return last > through;
}

// Complete days only: the vendor's lag, and the day that is not over yet.
void FanOut::planWindows()
{
    const IncrementalRule& rule = m_stream.incremental;
    const QDate last = m_session.clock().today().addDays(-1 - rule.lagDays);
    const qint64 backDays = std::max<qint64>(rule.firstSeconds / kDaySeconds, 1);
    const bool goesOn = m_memory.through.isValid() && m_memory.isUsable(m_stream, m_session.clock().now());
    QDate from = goesOn ? m_memory.through.addDays(1) : last.addDays(1 - backDays);
    for (qint64 count = 0; from <= last && count < kMostWindows; ++count) {
        const QDate to = std::min(from.addDays(rule.days - 1), last);
        const QString first = from.toString(Qt::ISODate);
        const QString final = to.toString(Qt::ISODate);
        m_turns.push_back({QJsonObject{{QStringLiteral("from"), first}, {QStringLiteral("to"), final}},
                           valuesAs(QStringLiteral("window"),
                                    {{QStringLiteral("from"), first}, {QStringLiteral("to"), final}})});
        m_memory.through = to;
        from = to.addDays(1);
    }
}

void FanOut::launch()
{
    while (!m_isOver && m_running < m_session.descriptor().rate.concurrency && m_next < m_turns.size()) {
        const std::size_t turn = m_next++;
        ReadOrder order;
        order.stream = m_order.stream;
        order.cancel = m_order.cancel;
        ++m_running;
        const auto self = shared_from_this();
        auto reader = std::make_shared<StreamReader>(m_session, m_stream, std::move(order),
                                                     StreamReader::Given{m_turns[turn].parent, m_turns[turn].values});
        whenDone(reader->start(), m_session.context(),
                 [self, turn](base::Result<StreamRows> rows) { self->came(turn, std::move(rows)); });
    }
    if (!m_isOver && m_running == 0)
        finish();
}

void FanOut::came(std::size_t turn, base::Result<StreamRows> rows)
{
    --m_running;
    if (m_isOver)
        return;
    if (rows) {
        take(m_turns[turn], std::move(*rows));
        return launch();
    }
    // A parent that vanished between the two readings says nothing about the others.
    if (rows.error().code == ErrorCode::NotFound && m_stream.forEach.isUsed()) {
        ++m_leftOut;
        return launch();
    }
    m_isOver = true;
    m_answer.settle(base::fail(rows.error()));
}

void FanOut::take(const Turn& turn, StreamRows rows)
{
    if (rows.coverage == Coverage::Skipped) {
        ++m_leftOut;
        m_why = rows.why;
        return;
    }
    PageOfRows page = std::move(rows.all);
    m_records += page.next.records;
    m_rows.withoutKey += rows.withoutKey;
    page.next.records = m_records;
    if (m_stream.forEach.isUsed())
        page.replaced += replacedByParent(m_stream, turn.parent);
    if (m_order.progress)
        m_order.progress({m_records, 0});
    if (m_order.page)
        return m_order.page(page);
    m_rows.all.rows += page.rows;
    m_rows.all.replaced += page.replaced;
    for (const QJsonValue& record : page.records)
        m_rows.all.records.append(record);
}

void FanOut::finish()
{
    m_isOver = true;
    const bool isSkipped = m_leftOut > 0 && m_leftOut == static_cast<qint64>(m_turns.size()) && !m_why.isEmpty();
    const bool isSlice = m_stream.incremental.mode == IncrementalRule::Mode::Windows;
    m_rows.coverage = isSkipped                    ? Coverage::Skipped
                      : isSlice                    ? Coverage::Changes
                      : m_leftOut > 0 || m_isSpread ? Coverage::Partial
                                                   : Coverage::Complete;
    m_rows.why = m_why;
    m_rows.withinDays = m_isSpread && m_leftOut == 0 ? m_stream.forEach.everyDays : 0;
    m_rows.memory = m_memory.json(m_stream, m_session.clock().now());
    m_answer.settle(std::move(m_rows));
}

} // namespace qm::vendor
