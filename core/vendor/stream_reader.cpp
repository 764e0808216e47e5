#include "core/vendor/stream_reader.h"

namespace qm::vendor {
namespace {

using base::ErrorCode;

QStringList identitiesOf(const QJsonArray& records, const StreamRule& stream)
{
    QStringList ids;
    for (const QJsonValue& record : records)
        ids.append(identityOf(record, stream));
    return ids;
}

void append(PageOfRows& to, const PageOfRows& more)
{
    to.rows += more.rows;
    to.replaced += more.replaced;
    to.withoutKey += more.withoutKey;
}

} // namespace

StreamReader::StreamReader(Session& session, const StreamRule& stream, ReadOrder order)
    : m_session(session)
    , m_stream(stream)
    , m_order(std::move(order))
    , m_pager(stream.page, m_order.from, session.settings().pages)
    , m_isResumed(m_order.from.pages > 0)
{}

QFuture<base::Result<StreamRows>> StreamReader::start()
{
    const auto self = shared_from_this();
    whenDone(m_session.signIn(), m_session.context(), [self](base::Result<SignIn> signIn) {
        if (!signIn)
            return self->m_answer.settle(base::fail(signIn.error()));
        self->m_signIn = *signIn;
        self->fetch();
    });
    return m_answer.future();
}

base::Result<QUrl> StreamReader::nextTarget() const
{
    auto own = m_session.url(m_stream.path, m_stream.query, {});
    if (!own)
        return own;
    const QUrl next = m_pager.nextUrl(m_last.isEmpty() ? *own : m_last);
    return next.isEmpty() ? withParameters(*own, m_pager.parameters()) : next;
}

void StreamReader::fetch()
{
    const auto target = nextTarget();
    if (!target)
        return m_answer.settle(base::fail(target.error()));
    m_last = *target;
    HttpRequest request = m_session.request("GET", *target, m_signIn);
    request.cancel = m_order.cancel;
    const auto self = shared_from_this();
    whenDone(m_session.http().send(std::move(request)), m_session.context(),
             [self](base::Result<HttpReply> reply) { self->receive(std::move(reply)); });
}

void StreamReader::receive(base::Result<HttpReply> reply)
{
    if (!reply)
        return m_answer.settle(base::fail(reply.error()));
    if (const auto error = errorOf(*reply, m_signIn.secrets))
        return refuse(*reply, *error);
    const auto step = takePage(*reply);
    if (!step)
        return m_answer.settle(base::fail(step.error()));
    if (*step == Pager::Step::Finished)
        return finish(m_isResumed ? StreamRows::Coverage::Partial : StreamRows::Coverage::Complete);
    fetch();
}

void StreamReader::refuse(const HttpReply& reply, const base::Error& error)
{
    const bool isOptional = m_stream.optionalStatus.contains(reply.view.status) && m_pager.point().pages == 0;
    if (isOptional)
        return finish(StreamRows::Coverage::Skipped, m_stream.optionalWhy);
    m_answer.settle(base::fail(error));
}

base::Result<Pager::Step> StreamReader::takePage(const HttpReply& reply)
{
    const auto records = recordsOf(reply.json, m_stream.records);
    if (!records)
        return base::fail(ErrorCode::ReplyMalformed, m_stream.id, records.error().detail, base::Retry::Later);
    PageOfRows page = rowsOf(*records); // before advance(): what is new is what earlier pages did not have
    const auto step =
        m_pager.advance({reply.json, reply.view.headers.value("link"), identitiesOf(*records, m_stream)});
    if (!step)
        return step;
    page.next = m_pager.point();
    deliver(std::move(page), reply.json);
    return step;
}

PageOfRows StreamReader::rowsOf(const QJsonArray& records) const
{
    PageOfRows page;
    QSet<QString> here;
    for (const QJsonValue& record : records) {
        const QString id = identityOf(record, m_stream);
        if (!m_pager.isNew(id) || here.contains(id))
            continue;
        if (!id.isEmpty())
            here.insert(id);
        append(page, mappedRecord(record, m_stream));
    }
    return page;
}

void StreamReader::deliver(PageOfRows page, const QJsonValue& answer)
{
    m_rows.withoutKey += page.withoutKey;
    m_rows.all.next = page.next;
    if (m_order.progress) {
        const double total = answer[QStringLiteral("totalResults")].toDouble();
        m_order.progress({page.next.records, total > 0 && total < 1e9 ? static_cast<qint64>(total) : 0});
    }
    if (m_order.page)
        m_order.page(page);
    else
        append(m_rows.all, page);
}

void StreamReader::finish(StreamRows::Coverage coverage, const QString& why)
{
    m_rows.coverage = coverage;
    m_rows.why = why;
    m_answer.settle(std::move(m_rows));
}

} // namespace qm::vendor
