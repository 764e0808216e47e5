#pragma once

#include "core/vendor/session.h"

namespace qm::vendor {

/// Reads one list page by page. Kept alive by what it waits for.
class StreamReader final : public std::enable_shared_from_this<StreamReader>
{
public:
    /// What a fan-out adds to the stream's own call.
    struct Given
    {
        QJsonValue parent = QJsonValue::Null; ///< "^x" of the mapping
        Lookup values;                        ///< further names of the templates
    };
    StreamReader(Session& session, const StreamRule& stream, ReadOrder order, Given given);

    QFuture<base::Result<StreamRows>> start();
    /// The first page only, as small as it goes: proves the way.
    QFuture<base::Result<StreamRows>> probe();

private:
    void recall();
    void fetch();
    base::Result<HttpRequest> nextRequest() const;
    CallRule nextCall() const;
    std::vector<std::pair<QString, QString>> sinceParameter() const;
    QJsonValue bodyWithPage(const CallRule& call) const;

    void receive(base::Result<HttpReply> reply);
    void refuse(const HttpReply& reply, const base::Error& error);
    void startOver();
    base::Result<QJsonArray> recordsIn(const HttpReply& reply) const;
    base::Result<Pager::Step> takePage(const HttpReply& reply);
    PageOfRows rowsOf(const QJsonArray& records, const QStringList& ids);
    void deliver(PageOfRows page, const QJsonValue& answer);
    void remember(const HttpReply& reply);
    void finishAll();
    void finish(StreamRows::Coverage coverage, const QString& why = {});
    Lookup values() const;

    Session& m_session;
    const StreamRule& m_stream;
    ReadOrder m_order;
    Given m_given;
    Pager m_pager;
    PageRule m_page;
    QUrl m_last;
    StreamRows m_rows;
    QDateTime m_since;  ///< since: from when on; invalid: all
    QString m_newest;   ///< since: the newest instant seen
    bool m_fromMemory = false;
    bool m_startsOver = false;
    bool m_isProbe = false;
    bool m_isResumed;
    Answer<StreamRows> m_answer;
};

} // namespace qm::vendor
