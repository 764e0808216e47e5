#pragma once

#include "core/console/vendor_gate.h"

namespace qm::console {

/// One sync of one source: stream after stream. Owns itself and ends with its future; lives in the worker thread.
class SyncPass final : public QObject
{
public:
    SyncPass(VendorGate& gate, base::Id source, base::Cancel cancel);

    QFuture<base::Result<QList<StreamOutcome>>> begin();

private:
    struct Resume
    {
        QString stream;
        vendor::ResumePoint point;
    };

    void opened(std::shared_ptr<vendor::Connection> connection);
    void readNext();
    void streamEnded(base::Result<vendor::StreamRows> rows);
    void write(StreamOutcome outcome, sync::Told told);
    void finish();

    VendorGate& m_gate;
    base::Id m_sourceId;
    QDateTime m_began; ///< all it writes is effective since then, which also holds it together as one motion
    base::Cancel m_cancel;
    vendor::Answer<QList<StreamOutcome>> m_answer;
    std::shared_ptr<vendor::Connection> m_connection;
    base::Id m_app;
    QString m_appName;
    Resume m_resume;      ///< where the last sync stopped, and where this one did
    qsizetype m_next = 0; ///< position of the stream to read
    QList<vendor::Row> m_rows;
    vendor::ResumePoint m_reached;
    bool m_stopped = false;
    QList<StreamOutcome> m_outcomes;
};

} // namespace qm::console
