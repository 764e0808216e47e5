#pragma once

#include "core/console/console.h"

namespace qm::models {

/// A connection that is being read.
struct SyncUnderWay
{
    base::Id source;
    QString name;
    QString stream; ///< empty: the first page is on its way
    qint64 read = 0;
    bool isStopping = false;
};

/// How a reading ended: `error` when it did not come to a report.
struct SyncEnd
{
    console::SyncReport report;
    std::optional<base::Error> error;
};

/// The readings that are under way, whichever page asked for them or the schedule began them: one at a time for each
/// connection, each with a way to stop it. One for a console, and it goes with it. GUI thread.
class SyncWatch final : public QObject
{
    Q_OBJECT

public:
    /// The one of this console; made when it is first asked for.
    static SyncWatch& of(console::Console& console);

    /// Nothing happens when it is being read already.
    void start(base::Id source, const QString& name, sync::Doubt doubt = sync::Doubt::HoldBack);
    /// Ends after the page that is being read.
    void stop(base::Id source);
    const QList<SyncUnderWay>& underWay() const { return m_underWay; }
    bool isReading(base::Id source) const { return indexOf(source) >= 0; }

Q_SIGNALS:
    /// Something began, went on or ended.
    void changed();
    /// A reading that was asked for here has ended.
    void ended(qm::base::Id source, const qm::models::SyncEnd& end);

private:
    explicit SyncWatch(console::Console& console);
    qsizetype indexOf(base::Id source) const;
    void began(base::Id source);
    void wentOn(base::Id source, const QString& stream, qint64 read);
    void looked(base::Id source);

    console::Console& m_console;
    QList<SyncUnderWay> m_underWay;
    QHash<base::Id, base::Cancel> m_cancels; ///< of those asked for here
};

} // namespace qm::models
