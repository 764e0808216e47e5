#pragma once

#include "core/vendor/stream_memory.h"
#include "core/vendor/stream_reader.h"

namespace qm::vendor {

/// Reads one stream many times: once per record of another stream, per entry of a shipped list, or per span of days.
/// As many at once as the vendor's concurrency allows. Kept alive by what it waits for.
class FanOut final : public std::enable_shared_from_this<FanOut>
{
public:
    FanOut(Session& session, const StreamRule& stream, ReadOrder order);

    QFuture<base::Result<StreamRows>> start();

private:
    /// One reading, with the name it has in progress and memory.
    struct Turn
    {
        QJsonValue parent;
        Lookup values;
    };

    void planTurns();
    void planParents(const QJsonArray& parents);
    void planWindows();
    bool isDue(const QJsonValue& parent) const;
    void launch();
    void came(std::size_t turn, base::Result<StreamRows> rows);
    void take(const Turn& turn, StreamRows rows);
    void finish();

    Session& m_session;
    const StreamRule& m_stream;
    ReadOrder m_order;
    StreamMemory m_memory;
    std::vector<Turn> m_turns;
    std::size_t m_next = 0;
    int m_running = 0;
    qint64 m_records = 0;
    qint64 m_leftOut = 0; ///< turns that brought nothing to rely on
    bool m_isSpread = false;
    QString m_why;
    StreamRows m_rows;
    Answer<StreamRows> m_answer;
    bool m_isOver = false;
};

} // namespace qm::vendor
