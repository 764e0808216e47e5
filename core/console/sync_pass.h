#pragma once

#include "core/console/stream_write.h"
#include "core/console/vendor_gate.h"

namespace qm::console {

/// One sync of one source: stream after stream, parents before what fans out from them. A stream that fails changes
/// nothing and stops the others only when none of them could do better (signing in, the network, the key store). Owns
/// itself and ends with its future; lives in the worker thread.
class SyncPass final : public QObject
{
public:
    SyncPass(VendorGate& gate, base::Id source, sync::Doubt doubt, base::Cancel cancel);

    QFuture<base::Result<QList<StreamOutcome>>> begin();

private:
    void opened(std::shared_ptr<vendor::Connection> connection);
    void notOpened(const base::Error& error);
    void noteOpening(const QString& state, const QString& reason);
    void readNext();
    void read(const vendor::StreamRule& stream);
    void ask(const vendor::StreamRule& stream);
    void take(const vendor::PageOfRows& page);
    void streamEnded(base::Result<vendor::StreamRows> rows);
    void ended(const vendor::StreamRows& rows);
    void failed(const base::Error& error);
    void leaveOut(const vendor::StreamRule& stream, const QString& reason);
    void write();
    void noteDoubt();
    void finish();
    void settle(base::Result<void> written);

    const vendor::StreamRule& current() const { return *m_order.at(m_next); }
    /// Others fan out from it, so it is read whole and from the start.
    bool isParent(const QString& stream) const;
    bool goesOnLater() const;
    StreamOutcome& outcome() { return m_outcomes.last(); }
    SourceOutcome sourceOutcome() const;
    bool isOfAllParents(const vendor::StreamRule& stream) const;
    QSet<QString> toldWhole() const;
    std::optional<bool> givesUsage() const;
    /// When everybody's access is known since, with what was left out of it.
    SourceOutcome withAccess(SourceOutcome result) const;

    VendorGate& m_gate;
    base::Id m_sourceId;
    sync::Doubt m_doubt;
    QDateTime m_began; ///< all it writes is effective since then, which also holds it together as one motion
    base::Cancel m_cancel;
    vendor::Answer<QList<StreamOutcome>> m_answer;
    std::shared_ptr<vendor::Connection> m_connection;
    SourceFacts m_facts;
    std::vector<const vendor::StreamRule*> m_order;
    std::size_t m_next = 0;
    StreamCatch m_catch;
    vendor::ResumePoint m_reached;
    QHash<QString, QJsonArray> m_records; ///< of parents
    bool m_isHeard = false; ///< the vendor has answered in this pass
    bool m_stopped = false;
    QList<StreamOutcome> m_outcomes;
};

/// Streams in an order in which parents come first.
std::vector<const vendor::StreamRule*> readingOrder(const vendor::Descriptor& descriptor);

} // namespace qm::console
