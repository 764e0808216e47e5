#include "core/vendor/stream_reader.h"

#include "core/vendor/stream_memory.h"

#include <QJsonDocument>

namespace qm::vendor {
namespace {

using base::ErrorCode;
using Mode = IncrementalRule::Mode;
using Coverage = StreamRows::Coverage;

constexpr int kNotModified = 304;

void append(PageOfRows& to, const PageOfRows& more)
{
    to.rows += more.rows;
    to.replaced += more.replaced;
    to.gone += more.gone;
    to.withoutKey += more.withoutKey;
}

// One row is enough to prove the way; a style without a size takes its first page.
PageRule smallest(PageRule rule)
{
    rule.size = rule.size > 0 ? 1 : 0;
    return rule;
}

} // namespace

StreamReader::StreamReader(Session& session, const StreamRule& stream, ReadOrder order, Given given)
    : m_session(session)
    , m_stream(stream)
    , m_order(std::move(order))
    , m_given(std::move(given))
    , m_pager(stream.page, m_order.from, session.settings().pages)
    , m_page(stream.page)
    , m_isResumed(m_order.from.pages > 0)
{}

QFuture<base::Result<StreamRows>> StreamReader::start()
{
    recall();
    fetch();
    return m_answer.future();
}

QFuture<base::Result<StreamRows>> StreamReader::probe()
{
    m_isProbe = true;
    m_page = smallest(m_page);
    m_pager = Pager(m_page, {}, m_session.settings().pages);
    fetch();
    return m_answer.future();
}

// What the last reading left, unless it was made by another form of this stream or is too old.
void StreamReader::recall()
{
    const StreamMemory memory = StreamMemory::of(m_stream, m_order.memory);
    const bool goesOn = memory.isUsable(m_stream, m_session.clock().now());
    if (goesOn && !m_isResumed && !memory.next.isEmpty()) {
        ResumePoint point;
        point.next = memory.next;
        m_pager = Pager(m_page, point, m_session.settings().pages);
        m_fromMemory = true;
    }
    if (m_stream.incremental.mode == Mode::Since) {
        m_since = goesOn ? memory.since : QDateTime();
        m_fromMemory = m_since.isValid();
        if (!m_since.isValid() && m_stream.incremental.firstSeconds > 0)
            m_since = m_session.clock().now().addSecs(-m_stream.incremental.firstSeconds);
    }
}

Lookup StreamReader::values() const
{
    const Lookup given = firstOf(valuesAs(QStringLiteral("page"), {{QStringLiteral("position"), QString::number(m_pager.point().position)},
                                                                  {QStringLiteral("size"), QString::number(m_page.size)}}),
                                 m_given.values);
    if (!m_since.isValid())
        return given;
    const QDateTime since = m_since.toUTC();
    return firstOf(valuesAs(QStringLiteral("since"),
                            {{QStringLiteral("iso"), since.toString(Qt::ISODate)},
                             {QStringLiteral("date"), since.date().toString(Qt::ISODate)},
                             {QStringLiteral("epoch"), QString::number(since.toSecsSinceEpoch())},
                             {QStringLiteral("epoch_ms"), QString::number(since.toMSecsSinceEpoch())}}),
                   given);
}

std::vector<std::pair<QString, QString>> StreamReader::sinceParameter() const
{
    if (!m_since.isValid() || m_stream.incremental.param.isEmpty())
        return {};
    const auto value = m_stream.incremental.value.render(Place::Query, values());
    if (!value)
        return {};
    return {{m_stream.incremental.param, *value}};
}

QJsonValue StreamReader::bodyWithPage(const CallRule& call) const
{
    const auto parameters = m_pager.parameters();
    const bool goesOn = !m_pager.point().next.isEmpty();
    QJsonObject body =
        m_page.in == PageRule::In::BodyOnly && goesOn ? QJsonObject() : call.body.toObject();
    for (const auto& [name, value] : parameters) {
        const bool isSize = name == m_page.sizeParam;
        if (isSize && m_page.in == PageRule::In::BodyOnly && goesOn)
            continue;
        const QStringList path = name.split(u'.');
        QJsonObject inner = path.size() > 1 ? body.value(path.first()).toObject() : body;
        inner.insert(path.last(), isSize ? QJsonValue(value.toInt()) : QJsonValue(value));
        if (path.size() > 1)
            body.insert(path.first(), inner);
        else
            body = inner;
    }
    return body;
}

CallRule StreamReader::nextCall() const
{
    CallRule call = m_stream.call;
    const bool goesOn = m_pager.point().pages > 0 || m_fromMemory;
    if (goesOn && !m_page.nextPath.pieces().empty())
        call.path = m_page.nextPath;
    if (m_page.in != PageRule::In::Query)
        call.body = bodyWithPage(call);
    return call;
}

base::Result<HttpRequest> StreamReader::nextRequest() const
{
    auto request = m_session.request(nextCall(), values());
    if (!request)
        return request;
    const QUrl next = m_pager.nextUrl(m_last.isEmpty() ? request->url : m_last);
    if (!next.isEmpty()) {
        request->url = next;
    } else {
        request->url = withParameters(request->url, sinceParameter());
        if (m_page.in == PageRule::In::Query)
            request->url = withParameters(request->url, m_pager.parameters());
    }
    const bool isFirst = m_pager.point().pages == 0 && !m_isResumed && !m_isProbe && !m_startsOver;
    const QString tag = isFirst ? StreamMemory::of(m_stream, m_order.memory).tag : QString();
    if (!tag.isEmpty())
        request->headers.append({QByteArrayLiteral("if-none-match"), tag.toLatin1()});
    return request;
}

void StreamReader::fetch()
{
    auto request = nextRequest();
    if (!request)
        return m_answer.settle(base::fail(request.error()));
    m_last = request->url;
    request->cancel = m_order.cancel;
    request->repeat = Repeat::Safe; // a reading, whatever its method
    if (m_stream.decode == StreamRule::Decode::Csv)
        request->expect = Expect::Text;
    if (m_isProbe)
        request->retry.tries = std::min(request->retry.tries, 2); // a person is waiting
    const auto self = shared_from_this();
    whenDone(m_session.send(std::move(*request)), m_session.context(),
             [self](base::Result<HttpReply> reply) { self->receive(std::move(reply)); });
}

void StreamReader::receive(base::Result<HttpReply> reply)
{
    if (!reply)
        return m_answer.settle(base::fail(reply.error()));
    if (reply->view.status == kNotModified) {
        m_rows.memory = m_order.memory;
        return finish(Coverage::Unchanged);
    }
    if (const auto error = m_session.problemOf(*reply))
        return refuse(*reply, *error);
    const auto step = takePage(*reply);
    if (!step)
        return m_answer.settle(base::fail(step.error()));
    if (*step == Pager::Step::More && !m_isProbe)
        return fetch();
    remember(*reply);
    finishAll();
}

void StreamReader::refuse(const HttpReply& reply, const base::Error& error)
{
    const bool isFirst = m_pager.point().pages == 0;
    if (m_fromMemory && !m_startsOver && firstMatch(m_stream.incremental.reset, reply, {}))
        return startOver();
    if (isFirst && firstMatch(m_stream.optional, reply, {}))
        return finish(Coverage::Skipped, m_stream.optionalWhy);
    m_answer.settle(base::fail(error));
}

// Once: what the vendor no longer remembers is read in full.
void StreamReader::startOver()
{
    m_startsOver = true;
    m_fromMemory = false;
    m_since = {};
    m_newest.clear();
    m_last.clear();
    m_order.memory = {};
    m_rows = {};
    m_pager = Pager(m_page, {}, m_session.settings().pages);
    fetch();
}

base::Result<QJsonArray> StreamReader::recordsIn(const HttpReply& reply) const
{
    if (m_stream.decode == StreamRule::Decode::Csv) {
        if (!m_session.settings().csv)
            return base::fail(ErrorCode::Internal, m_stream.id, QStringLiteral("nobody reads CSV here"));
        return m_session.settings().csv(reply.view.body);
    }
    const bool isEntries = m_stream.shape == StreamRule::Shape::Entries;
    auto records = (isEntries ? entriesOf : recordsOf)(reply.json, m_stream.records);
    if (!records && firstMatch(m_stream.empty, reply, {}))
        return QJsonArray();
    if (!records)
        return base::fail(ErrorCode::ReplyMalformed, m_stream.id, records.error().detail, base::Retry::Later);
    return records;
}

base::Result<Pager::Step> StreamReader::takePage(const HttpReply& reply)
{
    const auto records = recordsIn(reply);
    if (!records)
        return base::fail(records.error());
    QStringList ids;
    for (const QJsonValue& record : *records)
        ids.append(identityOf(record, m_stream, m_given.parent));
    PageOfRows page = rowsOf(*records, ids); // before advance(): what is new is what earlier pages did not have
    const auto step = m_pager.advance({reply.json, reply.view.headers.value("link"), ids,
                                       records->isEmpty() ? QJsonValue() : QJsonValue(records->last())});
    if (!step)
        return step;
    page.next = m_pager.point();
    page.records = *records;
    page.startsOver = std::exchange(m_startsOver, false) || page.startsOver;
    deliver(std::move(page), reply.json);
    return step;
}

PageOfRows StreamReader::rowsOf(const QJsonArray& records, const QStringList& ids)
{
    PageOfRows page;
    QSet<QString> here;
    for (qsizetype i = 0; i < records.size(); ++i) {
        const QJsonValue record = records.at(i);
        const QString& id = ids.at(i);
        if (!m_pager.isNew(id) || here.contains(id))
            continue;
        if (!id.isEmpty())
            here.insert(id);
        const bool isGone = m_stream.incremental.tellsGone &&
                            !isNothing(m_stream.incremental.gone.evaluate({record, m_given.parent, {}}));
        if (isGone) {
            page.gone += removedRecord(record, m_stream, m_given.parent);
            continue;
        }
        if (m_stream.incremental.mode == Mode::Since)
            m_newest = std::max(m_newest, textOf(m_stream.incremental.field.evaluate({record, m_given.parent, {}})));
        append(page, mappedRecord(record, m_stream, m_given.parent));
    }
    return page;
}

void StreamReader::deliver(PageOfRows page, const QJsonValue& answer)
{
    m_rows.withoutKey += page.withoutKey;
    m_rows.all.next = page.next;
    if (m_order.progress)
        m_order.progress({page.next.records, m_pager.totalOf(answer)});
    if (m_order.page)
        return m_order.page(page);
    append(m_rows.all, page);
    for (const QJsonValue& record : page.records)
        m_rows.all.records.append(record);
}

// The rows and this belong together: it is kept in the transaction that keeps them.
void StreamReader::remember(const HttpReply& reply)
{
    StreamMemory memory;
    const IncrementalRule& rule = m_stream.incremental;
    if (rule.mode == Mode::Link)
        memory.next = textAt(reply.json, rule.path);
    if (rule.mode == Mode::Cursor)
        memory.next = textAt(reply.json, m_page.path);
    if (rule.mode == Mode::Since) {
        const QDateTime newest = QDateTime::fromString(m_newest, Qt::ISODateWithMs);
        memory.since = newest.isValid() ? newest.addSecs(-rule.overlapSeconds) : m_since;
    }
    const bool isOnePage = m_pager.point().pages == 1 && rule.mode == Mode::None && !m_stream.forEach.isUsed();
    if (isOnePage)
        memory.tag = QString::fromLatin1(reply.view.headers.value("etag").left(200));
    m_rows.memory = memory.json(m_stream, m_session.clock().now());
}

void StreamReader::finishAll()
{
    if (m_isResumed)
        return finish(Coverage::Partial);
    // A log that is read from some day on never tells what is gone.
    const bool isSlice = m_fromMemory || (m_stream.incremental.mode == Mode::Since && m_since.isValid()) ||
                         m_stream.incremental.mode == Mode::Cursor;
    finish(isSlice ? Coverage::Changes : Coverage::Complete);
}

void StreamReader::finish(Coverage coverage, const QString& why)
{
    m_rows.coverage = coverage;
    m_rows.why = why;
    m_answer.settle(std::move(m_rows));
}

} // namespace qm::vendor
