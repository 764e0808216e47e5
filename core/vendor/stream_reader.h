#pragma once

#include "core/vendor/session.h"

namespace qm::vendor {

/// Reads one stream page by page. Kept alive by what it waits for.
class StreamReader final : public std::enable_shared_from_this<StreamReader>
{
public:
    StreamReader(Session& session, const StreamRule& stream, ReadOrder order);

    QFuture<base::Result<StreamRows>> start();

private:
    void fetch();
    void receive(base::Result<HttpReply> reply);
    void refuse(const HttpReply& reply, const base::Error& error);
    base::Result<Pager::Step> takePage(const HttpReply& reply);
    PageOfRows rowsOf(const QJsonArray& records) const;
    void deliver(PageOfRows page, const QJsonValue& answer);
    void finish(StreamRows::Coverage coverage, const QString& why = {});
    base::Result<QUrl> nextTarget() const;

    Session& m_session;
    const StreamRule& m_stream;
    ReadOrder m_order;
    Pager m_pager;
    SignIn m_signIn;
    QUrl m_last;
    StreamRows m_rows;
    bool m_isResumed;
    Answer<StreamRows> m_answer;
};

} // namespace qm::vendor
