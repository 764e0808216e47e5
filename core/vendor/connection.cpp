#include "core/vendor/connection.h"

#include "core/vendor/action_runner.h"
#include "core/vendor/fan_out.h"

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

/// Which of the descriptor's ways to sign in this connection uses.
const AuthRule& wayOf(const Session& session)
{
    return *session.descriptor().way(session.settings().auth);
}

base::Result<const ActionRule*> chosenAction(const Session& session, const QString& id, const Session::Inputs& in)
{
    const Descriptor& descriptor = session.descriptor();
    const ActionRule* first = descriptor.action(id);
    if (!first)
        return base::fail(ErrorCode::NotFound, id);
    if (const ActionRule* rule = descriptor.action(id, wayOf(session).id, in))
        return rule;
    for (const ActionRule& rule : descriptor.actions) {
        if (rule.id == id && (rule.with.isEmpty() || rule.with.contains(wayOf(session).id)))
            return base::fail(ErrorCode::Invalid, rule.parts.front().input, QStringLiteral("is no key of this vendor"));
    }
    return base::fail(ErrorCode::Forbidden, id, QStringLiteral("not with the sign-in \"%1\"").arg(wayOf(session).label));
}

QString whyNotWith(const Session& session, const StreamRule& stream)
{
    QStringList labels;
    for (const AuthRule& rule : session.descriptor().auth) {
        if (stream.with.contains(rule.id))
            labels.append(rule.label);
    }
    return QStringLiteral("needs a connection with the sign-in ") + labels.join(QStringLiteral(" / "));
}

bool isReadable(const Session& session, const StreamRule& stream)
{
    return stream.goesWith(wayOf(session).id);
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
    if (!isReadable(*m_session, *stream)) {
        StreamRows none;
        none.coverage = StreamRows::Coverage::Skipped;
        none.why = whyNotWith(*m_session, *stream);
        Answer<StreamRows> answer;
        answer.settle(std::move(none));
        return answer.future();
    }
    const bool isRepeated =
        stream->forEach.isUsed() || stream->incremental.mode == IncrementalRule::Mode::Windows;
    if (isRepeated)
        return std::make_shared<FanOut>(*m_session, *stream, std::move(order))->start();
    return std::make_shared<StreamReader>(*m_session, *stream, std::move(order), StreamReader::Given())->start();
}

QFuture<base::Result<ActionOutcome>> Connection::act(const QString& action, const QHash<QString, QString>& in,
                                                     base::Cancel cancel)
{
    const auto rule = chosenAction(*m_session, action, in);
    if (!rule)
        return refused<ActionOutcome>(base::fail(rule.error()));
    return std::make_shared<ActionRunner>(*m_session, **rule, ActionRunner::Order{in, cancel})->act();
}

QFuture<base::Result<ActionOutcome>>
Connection::verify(const QString& action, const QHash<QString, QString>& in, base::Cancel cancel)
{
    const auto rule = chosenAction(*m_session, action, in);
    if (!rule)
        return refused<ActionOutcome>(base::fail(rule.error()));
    return std::make_shared<ActionRunner>(*m_session, **rule, ActionRunner::Order{in, cancel})->verify();
}

QFuture<base::Result<ActionOutcome>> Connection::follow(const QString& action, const QHash<QString, QString>& in,
                                                        const QHash<QString, QString>& yields, base::Cancel cancel)
{
    const auto rule = chosenAction(*m_session, action, in);
    if (!rule || !(*rule)->poll)
        return refused<ActionOutcome>(rule ? base::fail(ErrorCode::NotFound, action) : base::fail(rule.error()));
    return std::make_shared<ActionRunner>(*m_session, **rule, ActionRunner::Order{in, cancel})->follow(yields);
}

base::Result<DryCall> Connection::dryRun(const QString& action, const QHash<QString, QString>& in) const
{
    const auto rule = chosenAction(*m_session, action, in);
    if (!rule)
        return base::fail(rule.error());
    // What only the vendor or the moment of sending can tell stands by its name.
    const Lookup later = [](const QString& space, const QString& name) -> std::optional<QString> {
        const bool isLater = space == QStringLiteral("edit") || space == QStringLiteral("step") ||
                             space == QStringLiteral("seen") || space == QStringLiteral("made");
        return isLater ? std::optional<QString>(u'<' + space + u'.' + name + u'>') : std::nullopt;
    };
    const Lookup parts = valuesAs(QStringLiteral("part"), partsOf(**rule, in).value_or(Session::Inputs()));
    const auto request = m_session->request((*rule)->call, firstOf(firstOf(valuesAs(QStringLiteral("in"), in), parts), later));
    if (!request)
        return base::fail(request.error());
    return DryCall{request->method, request->url.toString(QUrl::FullyEncoded), QString::fromUtf8(request->body)};
}

QFuture<base::Result<void>> Connection::test(base::Cancel cancel)
{
    const auto& streams = descriptor().streams;
    const auto plain = std::find_if(streams.begin(), streams.end(), [this](const StreamRule& stream) {
        return isReadable(*m_session, stream) && !stream.forEach.isUsed() && stream.incremental.mode != IncrementalRule::Mode::Windows;
    });
    if (plain == streams.end())
        return refused<void>(base::fail(ErrorCode::NotFound, QStringLiteral("stream")));
    ReadOrder order;
    order.stream = plain->id;
    order.cancel = cancel;
    auto answer = std::make_shared<Answer<void>>();
    whenDone(std::make_shared<StreamReader>(*m_session, *plain, std::move(order), StreamReader::Given())->probe(), m_session->context(),
             [answer](const base::Result<StreamRows>& rows) {
                 answer->settle(rows ? base::Result<void>() : base::fail(rows.error()));
             });
    return answer->future();
}

} // namespace qm::vendor
