#include "ui/shell/sync_strip.h"

#include "ui/models/sync_watch.h"
#include "ui/pages/sync_result.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"

namespace qm::shell {

using namespace qm::widgets;
using models::SyncWatch;

SyncStrip::SyncStrip(console::Console& console, QWidget* parent)
    : FootStrip(parent)
    , m_console(console)
    , m_open(addVerb(tr("Show")))
    , m_stop(addVerb(tr("Stop")))
{
    m_open->setAccessibleName(tr("Show the connection that is being read"));
    m_stop->setAccessibleName(tr("Stop reading"));
    SyncWatch& watch = SyncWatch::of(console);
    connect(&watch, &SyncWatch::changed, this, &SyncStrip::showReadings);
    connect(m_stop, &QAbstractButton::clicked, this, [&watch] {
        const QList<models::SyncUnderWay> all = watch.underWay();
        for (const models::SyncUnderWay& each : all)
            watch.stop(each.source);
    });
    connect(m_open, &QAbstractButton::clicked, this, [this, &watch] {
        if (!watch.underWay().isEmpty())
            Q_EMIT connectionAsked(watch.underWay().first().source);
    });
    showReadings();
}

void SyncStrip::showReadings()
{
    const QList<models::SyncUnderWay>& all = SyncWatch::of(m_console).underWay();
    setVisible(!all.isEmpty());
    if (all.isEmpty())
        return;
    const QString more = all.size() == 1 ? QString() : tr("and %1 more").arg(all.size() - 1);
    progress()->setProgress(pages::progressWords(all.first()), more, -1);
    m_stop->setEnabled(std::any_of(all.begin(), all.end(), [](const models::SyncUnderWay& each) { return !each.isStopping; }));
}

} // namespace qm::shell
