#include "core/vendor/connection.h"

#include "core/vendor/action_runner.h"
#include "core/vendor/stream_reader.h"

namespace qm::vendor {
namespace {

using base::ErrorCode;

template <class T>
QFuture<base::Result<T>> refused(const base::Unexpected& unexpected)
{
    Answer<T> answer;
    answer.settle(unexpected);
    return answer.future();
}

base::Result<void> testVerdict(const base::Result<HttpReply>& reply, const StreamRule& stream,
                               const SecretList& secrets)
{
    if (!reply)
        return base::fail(reply.error());
    if (const auto error = errorOf(*reply, secrets))
        return base::fail(*error);
    const auto records = recordsOf(reply->json, stream.records);
    return records ? base::Result<void>() : base::fail(records.error());
}

// One row is enough to prove the way; a style without a size takes its first page.
PageRule smallest(PageRule rule)
{
    rule.size = rule.size > 0 ? 1 : 0;
    return rule;
}

} // namespace

Connection::Connection(std::unique_ptr<Session> session)
    : m_session(std::move(session))
{}

Connection::~Connection() = default;

base::Result<std::unique_ptr<Connection>> Connection::open(Descriptor descriptor, ConnectionSettings settings,
                                                           SecretStore& secrets, const base::Clock& clock)
{
    auto session = std::make_unique<Session>(std::move(descriptor), std::move(settings), secrets, clock);
    if (auto prepared = session->prepare(); !prepared)
        return base::fail(prepared.error());
    return std::unique_ptr<Connection>(new Connection(std::move(session)));
}

const Descriptor& Connection::descriptor() const
{
    return m_session->descriptor();
}

QFuture<base::Result<StreamRows>> Connection::read(ReadOrder order)
{
    const StreamRule* stream = descriptor().stream(order.stream);
    if (!stream)
        return refused<StreamRows>(base::fail(ErrorCode::NotFound, order.stream));
    return std::make_shared<StreamReader>(*m_session, *stream, std::move(order))->start();
}

QFuture<base::Result<ActionOutcome>> Connection::act(const QString& action, const QHash<QString, QString>& in,
                                                     base::Cancel cancel)
{
    const ActionRule* rule = descriptor().action(action);
    if (!rule)
        return refused<ActionOutcome>(base::fail(ErrorCode::NotFound, action));
    return std::make_shared<ActionRunner>(*m_session, *rule, ActionRunner::Order{in, cancel})->act();
}

QFuture<base::Result<ActionOutcome>>
Connection::verify(const QString& action, const QHash<QString, QString>& in, base::Cancel cancel)
{
    const ActionRule* rule = descriptor().action(action);
    if (!rule)
        return refused<ActionOutcome>(base::fail(ErrorCode::NotFound, action));
    return std::make_shared<ActionRunner>(*m_session, *rule, ActionRunner::Order{in, cancel})->verify();
}

base::Result<DryCall> Connection::dryRun(const QString& action, const QHash<QString, QString>& in) const
{
    const ActionRule* rule = descriptor().action(action);
    if (!rule)
        return base::fail(ErrorCode::NotFound, action);
    const auto target = m_session->url(rule->path, rule->query, in);
    if (!target)
        return base::fail(target.error());
    const auto body = bodyOf(*m_session, *rule, in);
    if (!body)
        return base::fail(body.error());
    return DryCall{rule->method, target->toString(QUrl::FullyEncoded), QString::fromUtf8(*body)};
}

QFuture<base::Result<void>> Connection::test(base::Cancel cancel)
{
    if (descriptor().streams.empty())
        return refused<void>(base::fail(ErrorCode::NotFound, QStringLiteral("stream")));
    const StreamRule& stream = descriptor().streams.front();
    Session* session = m_session.get();
    auto answer = std::make_shared<Answer<void>>();
    whenDone(session->signIn(), session->context(),
             [session, answer, &stream, cancel](base::Result<SignIn> signIn) {
                 const auto own = session->url(stream.path, stream.query, {});
                 if (!signIn || !own)
                     return answer->settle(base::fail(signIn ? own.error() : signIn.error()));
                 const QUrl target = withParameters(*own, Pager(smallest(stream.page), {}).parameters());
                 HttpRequest request = session->request("GET", target, *signIn);
                 request.cancel = cancel;
                 request.retry.tries = std::min(request.retry.tries, 2); // a person is waiting
                 const SecretList masks = signIn->secrets;
                 whenDone(session->http().send(std::move(request)), session->context(),
                          [answer, &stream, masks](base::Result<HttpReply> reply) {
                              answer->settle(testVerdict(reply, stream, masks));
                          });
             });
    return answer->future();
}

} // namespace qm::vendor
