#pragma once

#include "core/console/vendor_gate.h"
#include "core/sync/schedule.h"

#include <QTimer>

namespace qm::console {

/// Reads sources by their schedule: every minute it asks which are due, and keeps at most a few readings going. Lives in
/// the worker thread, as a child of the gate.
class Scheduler final : public QObject
{
public:
    explicit Scheduler(VendorGate& gate, int atOnce = 2);
    void start();

private:
    void look();
    void take(const std::vector<base::Id>& due);

    VendorGate& m_gate;
    int m_atOnce;
    QDateTime m_started;
    QTimer m_timer;
    QSet<base::Id> m_reading;
};

/// The schedules of all connections. Runs in the store's thread.
base::Result<std::vector<sync::Schedule>> schedules(store::Store& store);

} // namespace qm::console
