#include "ui/models/sync_watch.h"

#include "core/base/when_done.h"

#include <algorithm>

namespace qm::models {

SyncWatch& SyncWatch::of(console::Console& console)
{
    if (auto* known = console.findChild<SyncWatch*>(QString(), Qt::FindDirectChildrenOnly))
        return *known;
    return *new SyncWatch(console);
}

SyncWatch::SyncWatch(console::Console& console)
    : QObject(&console)
    , m_console(console)
{
    connect(&console, &console::Console::syncBegan, this, &SyncWatch::began);
    connect(&console, &console::Console::syncProgress, this, &SyncWatch::wentOn);
    connect(&console, &console::Console::sourceLooked, this, &SyncWatch::looked);
}

/// What the schedule began is told like what somebody asked for; its name comes behind.
void SyncWatch::began(base::Id source)
{
    if (isReading(source))
        return;
    m_underWay.append({source, {}, {}, 0, false});
    Q_EMIT changed();
    base::whenDone(m_console.titles(model::Entity::Source, {source}), this, [this, source](base::Result<QHash<base::Id, QString>> names) {
        const qsizetype index = indexOf(source);
        if (index < 0 || !names)
            return;
        m_underWay[index].name = names->value(source);
        Q_EMIT changed();
    });
}

void SyncWatch::wentOn(base::Id source, const QString& stream, qint64 read)
{
    const qsizetype index = indexOf(source);
    if (index < 0)
        return;
    m_underWay[index].stream = stream;
    m_underWay[index].read = read;
    Q_EMIT changed();
}

/// One that was asked for here ends with its answer instead, which tells more.
void SyncWatch::looked(base::Id source)
{
    const qsizetype index = indexOf(source);
    if (index < 0 || m_cancels.contains(source))
        return;
    m_underWay.removeAt(index);
    Q_EMIT changed();
}

qsizetype SyncWatch::indexOf(base::Id source) const
{
    const auto found = std::find_if(m_underWay.begin(), m_underWay.end(), [source](const SyncUnderWay& each) { return each.source == source; });
    return found == m_underWay.end() ? -1 : found - m_underWay.begin();
}

void SyncWatch::start(base::Id source, const QString& name, sync::Doubt doubt)
{
    if (isReading(source))
        return;
    const base::Cancel cancel;
    m_underWay.append({source, name, {}, 0, false});
    m_cancels.insert(source, cancel);
    Q_EMIT changed();
    base::whenDone(m_console.sync(source, cancel, doubt), this, [this, source](base::Result<console::SyncReport> report) {
        m_underWay.removeAt(indexOf(source));
        m_cancels.remove(source);
        SyncEnd end;
        if (report)
            end.report = std::move(*report);
        else
            end.error = report.error();
        Q_EMIT changed();
        Q_EMIT ended(source, end);
    });
}

void SyncWatch::stop(base::Id source)
{
    const qsizetype index = indexOf(source);
    if (index < 0)
        return;
    const auto own = m_cancels.constFind(source);
    if (own != m_cancels.constEnd())
        own->request();
    else
        m_console.stopReading(source);
    m_underWay[index].isStopping = true;
    Q_EMIT changed();
}

} // namespace qm::models
