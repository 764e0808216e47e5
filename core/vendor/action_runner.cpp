#include "core/vendor/action_runner.h"

#include <QJsonDocument>
#include <QTimer>

namespace qm::vendor {
namespace {

using base::ErrorCode;

constexpr int kLongestAnswer = 4000;
// After a lost answer the write is sent again only when a look found nothing, and only once.
constexpr int kMostSends = 2;

bool isUnclear(int status)
{
    return status >= 500 || status == 408;
}

bool containsAny(const QByteArray& body, const QString& alternatives)
{
    const QString text = QString::fromUtf8(body);
    for (const QString& one : alternatives.split(u'|', Qt::SkipEmptyParts)) {
        if (text.contains(one, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

} // namespace

base::Result<QByteArray> bodyOf(const Session& session, const ActionRule& rule, const Session::Inputs& in)
{
    if (rule.body.isUndefined())
        return QByteArray();
    const auto tree = renderJson(rule.body, session.lookup(in));
    if (!tree)
        return base::fail(tree.error());
    const QJsonDocument document =
        tree->isArray() ? QJsonDocument(tree->toArray()) : QJsonDocument(tree->toObject());
    return document.toJson(QJsonDocument::Compact);
}

ActionRunner::ActionRunner(Session& session, const ActionRule& rule, Order order)
    : m_session(session)
    , m_rule(rule)
    , m_order(std::move(order))
{}

ActionRunner::~ActionRunner()
{
    if (m_sends == 0)
        return;
    m_pending.state = State::Unknown;
    m_pending.error = base::Error{ErrorCode::OutcomeUnknown, m_rule.id, QStringLiteral("closing"),
                                  base::Retry::AfterReading};
    settle(m_pending);
}

QFuture<base::Result<ActionOutcome>> ActionRunner::act()
{
    // Everything that can be wrong with the input is found before anything leaves.
    const auto target = m_session.url(m_rule.path, m_rule.query, m_order.in);
    const auto body = bodyOf(m_session, m_rule, m_order.in);
    if (!target || !body)
        m_answer.settle(base::fail(target ? body.error() : target.error()));
    else
        signedIn(m_rule.resolve == Resolve::Find ? &ActionRunner::lookFirst : &ActionRunner::send);
    return m_answer.future();
}

QFuture<base::Result<ActionOutcome>> ActionRunner::verify()
{
    if (!m_rule.verify && !m_rule.find)
        settle(ActionOutcome());
    else
        signedIn(&ActionRunner::readBack);
    return m_answer.future();
}

void ActionRunner::signedIn(void (ActionRunner::*next)())
{
    const auto self = shared_from_this();
    whenDone(m_session.signIn(), m_session.context(), [self, next](base::Result<SignIn> signIn) {
        if (!signIn)
            return self->m_answer.settle(base::fail(signIn.error()));
        self->m_signIn = *signIn;
        ((*self).*next)();
    });
}

void ActionRunner::call(HttpRequest request, OnReply next)
{
    request.cancel = m_order.cancel;
    const auto self = shared_from_this();
    whenDone(m_session.http().send(std::move(request)), m_session.context(),
             [self, next](base::Result<HttpReply> reply) { ((*self).*next)(std::move(reply)); });
}

void ActionRunner::get(const Template& path, const QueryRule& query, OnReply next)
{
    const auto target = m_session.url(path, query, m_order.in);
    if (target)
        return call(m_session.request("GET", *target, m_signIn), next);
    ((*this).*next)(base::fail(target.error()));
}

void ActionRunner::lookFirst()
{
    get(m_rule.find->path, m_rule.find->query, &ActionRunner::lookedFirst);
}

void ActionRunner::lookedFirst(base::Result<HttpReply> reply)
{
    const auto record = found(reply);
    if (!record && m_sends > 0)
        return settle(m_pending); // the loss stands
    if (!reply)
        return m_answer.settle(base::fail(reply.error()));
    if (!record) {
        const auto error = errorOf(*reply, m_signIn.secrets);
        return m_answer.settle(base::fail(
            error ? *error : base::Error{ErrorCode::ReplyMalformed, m_rule.id, {}, base::Retry::Later}));
    }
    if (record->isNull())
        return send();
    ActionOutcome result = outcome(m_sends > 0 ? State::Done : State::AlreadySo, *reply);
    result.yields = yieldsOf(m_rule.find->yields, *record);
    settle(std::move(result));
}

void ActionRunner::send()
{
    const auto target = m_session.url(m_rule.path, m_rule.query, m_order.in);
    const auto body = bodyOf(m_session, m_rule, m_order.in);
    if (!target || !body)
        return m_answer.settle(base::fail(target ? body.error() : target.error()));
    HttpRequest request = m_session.request(m_rule.method, *target, m_signIn);
    request.body = *body;
    request.repeat = m_rule.resolve == Resolve::Safe ? Repeat::Safe : Repeat::Never;
    ++m_sends;
    call(std::move(request), &ActionRunner::sent);
}

void ActionRunner::sent(base::Result<HttpReply> reply)
{
    if (reply)
        return judge(*reply);
    if (mayHaveHappened(reply.error().code) || m_sends > 1)
        return lost({}, reply.error());
    m_answer.settle(base::fail(reply.error()));
}

void ActionRunner::judge(const HttpReply& reply)
{
    if (matching(m_rule.done, reply))
        return adopt(State::AlreadySo, reply);
    if (const AnswerRule* rule = matching(m_rule.fail, reply)) {
        ActionOutcome result = outcome(State::Failed, reply);
        result.say = rule->say;
        return settle(std::move(result));
    }
    if (m_rule.ok.contains(reply.view.status))
        return adopt(State::Done, reply);
    const ActionOutcome result = outcome(State::Failed, reply);
    if (isUnclear(reply.view.status) && result.error)
        return lost(result.answer, *result.error);
    settle(result);
}

// An answer may not say what was made (409, 204): then the find does.
void ActionRunner::adopt(State state, const HttpReply& reply)
{
    m_pending = outcome(state, reply);
    m_pending.error.reset();
    if (state == State::Done)
        m_pending.yields = yieldsOf(m_rule.yields, reply.json);
    if (!m_rule.find || m_rule.yields.empty() || !m_pending.yields.isEmpty())
        return settle(m_pending);
    get(m_rule.find->path, m_rule.find->query, &ActionRunner::adopted);
}

void ActionRunner::adopted(base::Result<HttpReply> reply)
{
    const auto record = found(reply);
    if (record && !record->isNull())
        m_pending.yields = yieldsOf(m_rule.find->yields, *record);
    // "Already there", yet not to be found: another object is in the way, and that is not ours to adopt.
    else if (m_pending.state == State::AlreadySo)
        m_pending.state = record ? State::Failed : State::Unknown;
    if (m_pending.state == State::Failed)
        m_pending.error =
            base::Error{ErrorCode::Conflict, m_rule.id, m_pending.answer.left(300), base::Retry::Never};
    settle(m_pending);
}

void ActionRunner::lost(const QString& answer, const base::Error& error)
{
    m_pending.state = State::Unknown;
    m_pending.answer = answer;
    m_pending.error =
        base::Error{ErrorCode::OutcomeUnknown, m_rule.id, error.detail, base::Retry::AfterReading};
    if (error.code == ErrorCode::Cancelled || m_rule.resolve == Resolve::Ask)
        return settle(m_pending);
    if (m_rule.resolve == Resolve::Find)
        return get(m_rule.find->path, m_rule.find->query, &ActionRunner::lookedAfterLoss);
    if (!m_rule.verify)
        return settle(m_pending);
    get(m_rule.verify->path, m_rule.verify->query, &ActionRunner::verifiedAfterLoss);
}

void ActionRunner::lookedAfterLoss(base::Result<HttpReply> reply)
{
    const auto record = found(reply);
    if (!record || (record->isNull() && m_sends >= kMostSends))
        return settle(m_pending);
    if (!record->isNull()) {
        ActionOutcome result = outcome(State::Done, *reply);
        result.yields = yieldsOf(m_rule.find->yields, *record);
        return settle(std::move(result));
    }
    // It may still be under way over there: a moment, and the same look as before any create.
    const auto self = shared_from_this();
    QTimer::singleShot(std::chrono::milliseconds(m_session.settings().retry.firstWaitMs), m_session.context(),
                       [self] { self->lookFirst(); });
}

void ActionRunner::verifiedAfterLoss(base::Result<HttpReply> reply)
{
    const ActionOutcome read = verdict(reply);
    settle(read.state == State::Done ? read : m_pending);
}

void ActionRunner::readBack()
{
    if (m_rule.verify)
        get(m_rule.verify->path, m_rule.verify->query, &ActionRunner::verified);
    else
        get(m_rule.find->path, m_rule.find->query, &ActionRunner::foundOnReadBack);
}

void ActionRunner::foundOnReadBack(base::Result<HttpReply> reply)
{
    const auto record = found(reply);
    ActionOutcome result = reply ? outcome(State::Unknown, *reply) : ActionOutcome();
    if (!reply)
        result.error = reply.error();
    if (record)
        result.state = record->isNull() ? State::Failed : State::Done;
    if (record && !record->isNull())
        result.yields = yieldsOf(m_rule.find->yields, *record);
    settle(std::move(result));
}

void ActionRunner::verified(base::Result<HttpReply> reply)
{
    settle(verdict(reply));
}

ActionOutcome ActionRunner::verdict(const base::Result<HttpReply>& reply) const
{
    ActionOutcome result;
    if (!reply) {
        result.error = reply.error();
        return result;
    }
    result = outcome(State::Unknown, *reply);
    const int status = reply->view.status;
    if (matching(m_rule.verify->done, *reply)) {
        result.state = State::Done;
        result.error.reset();
    } else if ((status >= 200 && status < 300) || status == 404) {
        result.state = State::Failed;
    }
    return result;
}

std::optional<QJsonValue> ActionRunner::found(const base::Result<HttpReply>& reply) const
{
    if (!reply || reply->view.status < 200 || reply->view.status >= 300)
        return std::nullopt;
    const auto records = recordsOf(reply->json, m_rule.find->records);
    // More than one hit is not an identity: nothing is adopted by guess.
    if (!records || records->size() > 1)
        return std::nullopt;
    return records->isEmpty() ? QJsonValue(QJsonValue::Null) : records->first();
}

const AnswerRule* ActionRunner::matching(const std::vector<AnswerRule>& rules, const HttpReply& reply) const
{
    for (const AnswerRule& rule : rules) {
        if (matches(rule, reply))
            return &rule;
    }
    return nullptr;
}

bool ActionRunner::matches(const AnswerRule& rule, const HttpReply& reply) const
{
    if (rule.status != 0 && rule.status != reply.view.status)
        return false;
    if (!rule.bodyContains.isEmpty() && !containsAny(reply.view.body, rule.bodyContains))
        return false;
    if (rule.field.isUndefined())
        return true;
    // A field says something only in a document of success.
    if (reply.view.status < 200 || reply.view.status >= 300 || !reply.json.isObject())
        return false;
    const auto rendered = renderJson(QJsonArray{rule.field, rule.equals}, m_session.lookup(m_order.in));
    const auto field =
        rendered ? Value::parse((*rendered)[0]) : base::Result<Value>(base::fail(ErrorCode::Invalid));
    return field && looselyEqual(field->evaluate({reply.json, {}, {}}), (*rendered)[1]);
}

ActionOutcome ActionRunner::outcome(State state, const HttpReply& reply) const
{
    ActionOutcome result;
    result.state = state;
    result.httpStatus = reply.view.status;
    result.answer =
        masked(QString::fromUtf8(reply.view.body.left(4 * kLongestAnswer)), m_signIn.secrets, kLongestAnswer);
    result.error = errorOf(reply, m_signIn.secrets);
    return result;
}

QHash<QString, QString> ActionRunner::yieldsOf(const std::vector<std::pair<QString, Value>>& rules,
                                               const QJsonValue& record) const
{
    QHash<QString, QString> yields;
    for (const auto& [name, value] : rules) {
        const QString text = textOf(value.evaluate({record, {}, {}}));
        if (!text.isEmpty())
            yields.insert(name, text);
    }
    return yields;
}

} // namespace qm::vendor
