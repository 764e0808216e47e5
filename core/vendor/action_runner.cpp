#include "core/vendor/action_runner.h"

#include <QJsonDocument>
#include <QRandomGenerator>
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

Session::Inputs yieldsOf(const FieldRules& rules, const QJsonValue& record)
{
    Session::Inputs yields;
    for (const auto& [name, value] : rules) {
        const QString text = textOf(value.evaluate({record, {}, {}}));
        if (!text.isEmpty())
            yields.insert(name, text);
    }
    return yields;
}

QStringList listAt(const QJsonValue& record, const QString& path)
{
    QStringList all;
    for (const QJsonValue& element : atPath(record, path).toArray())
        all.append(textOf(element));
    return all;
}

} // namespace

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

Lookup ActionRunner::values() const
{
    Session::Inputs in = m_order.in;
    const QString stepKey = in.take(QStringLiteral("step.key"));
    Session::Inputs step;
    if (!stepKey.isEmpty())
        step.insert(QStringLiteral("key"), stepKey);
    const Lookup given = firstOf(firstOf(valuesAs(QStringLiteral("in"), in), valuesAs(QStringLiteral("step"), step)),
                                 valuesAs(QStringLiteral("part"), partsOf(m_rule, in).value_or(Session::Inputs())));
    const Lookup found = firstOf(valuesAs(QStringLiteral("out"), m_yielded), valuesAs(QStringLiteral("edit"), m_edit));
    return firstOf(firstOf(given, found), firstOf(valuesAs(QStringLiteral("seen"), m_seen), valuesAs(QStringLiteral("made"), m_made)));
}

QString madeInput(const QString& name)
{
    return QStringLiteral("made.") + name;
}

QFuture<base::Result<ActionOutcome>> ActionRunner::act()
{
    makeSecrets();
    // Everything that can be wrong with the input is found before anything leaves; what the vendor has yet to tell
    // stands by its name.
    const Lookup later = [](const QString& space, const QString& name) {
        return space == QStringLiteral("edit") || space == QStringLiteral("seen") ? std::optional<QString>(name) : std::nullopt;
    };
    const Lookup given = firstOf(values(), later);
    const auto request = m_session.request(m_rule.call, given);
    if (!request)
        m_answer.settle(base::fail(request.error()));
    else
        guard();
    return m_answer.future();
}

void ActionRunner::makeSecrets()
{
    for (const MakeRule& make : m_rule.makes) {
        QString digits = m_order.in.take(madeInput(make.name));
        if (!digits.isEmpty()) {
            m_made.insert(make.name, digits);
            continue;
        }
        for (int i = 0; i < make.digits; ++i)
            digits += QChar(u'0' + static_cast<char16_t>(QRandomGenerator::system()->bounded(10)));
        m_made.insert(make.name, digits);
    }
}

// A secret that may have reached the vendor is handed over whatever became of the write.
void ActionRunner::settle(ActionOutcome result)
{
    const bool mayHold = m_sends > 0 && result.state != State::Failed && result.state != State::AlreadySo;
    for (auto it = m_made.cbegin(); mayHold && it != m_made.cend(); ++it)
        result.secrets.insert(it.key(), std::make_shared<const base::Secret>(it.value().toUtf8()));
    m_answer.settle(std::move(result));
}

QFuture<base::Result<ActionOutcome>> ActionRunner::verify()
{
    if (!m_rule.verify && !m_rule.find)
        settle(ActionOutcome());
    else
        readBack();
    return m_answer.future();
}

QFuture<base::Result<ActionOutcome>> ActionRunner::follow(const Session::Inputs& yields)
{
    m_yielded = yields;
    get(m_rule.poll->call, &ActionRunner::followed);
    return m_answer.future();
}

void ActionRunner::call(HttpRequest request, OnReply next)
{
    request.cancel = m_order.cancel;
    const auto self = shared_from_this();
    whenDone(m_session.send(std::move(request)), m_session.context(),
             [self, next](base::Result<HttpReply> reply) { ((*self).*next)(std::move(reply)); });
}

void ActionRunner::get(const CallRule& rule, OnReply next)
{
    auto request = m_session.request(rule, values());
    if (!request)
        return ((*this).*next)(base::fail(request.error()));
    request->repeat = Repeat::Safe; // a reading, whatever its method
    call(std::move(*request), next);
}

void ActionRunner::afterPause(qint64 milliseconds, void (ActionRunner::*next)())
{
    const auto self = shared_from_this();
    QTimer::singleShot(std::chrono::milliseconds(milliseconds), m_session.context(),
                       [self, next] { ((*self).*next)(); });
}

// One guard after the other; a vendor that can't be asked stops the write, because nothing has been sent yet.
void ActionRunner::guard()
{
    if (m_nextGuard < m_rule.guards.size())
        return get(m_rule.guards[m_nextGuard].call, &ActionRunner::guarded);
    if (looksFirst())
        lookFirst();
    else
        send();
}

void ActionRunner::guarded(base::Result<HttpReply> reply)
{
    if (!reply)
        return m_answer.settle(base::fail(reply.error()));
    if (const AnswerRule* rule = matching(m_rule.guards[m_nextGuard].refuse, *reply))
        return settle(failed(*rule, *reply));
    if (matching(m_rule.guards[m_nextGuard].done, *reply)) {
        ActionOutcome already = outcome(State::AlreadySo, *reply);
        already.error.reset();
        return settle(std::move(already));
    }
    const auto problem = m_session.problemOf(*reply);
    if (problem && problem->code != ErrorCode::NotFound)
        return m_answer.settle(base::fail(*problem));
    m_seen.insert(yieldsOf(m_rule.guards[m_nextGuard].yields, reply->json));
    ++m_nextGuard;
    guard();
}

void ActionRunner::lookFirst()
{
    get(m_rule.find->call, &ActionRunner::lookedFirst);
}

void ActionRunner::lookedFirst(base::Result<HttpReply> reply)
{
    const auto record = found(reply);
    if (!record && m_sends > 0)
        return settle(m_pending); // the loss stands
    if (!reply)
        return m_answer.settle(base::fail(reply.error()));
    if (!record) {
        const auto error = m_session.problemOf(*reply);
        return m_answer.settle(base::fail(
            error ? *error : base::Error{ErrorCode::ReplyMalformed, m_rule.id, {}, base::Retry::Later}));
    }
    if (!m_rule.edit.list.isEmpty())
        return edit(*record, *reply);
    if (record->isNull())
        return send();
    ActionOutcome result = outcome(m_sends > 0 ? State::Done : State::AlreadySo, *reply);
    result.yields = yieldsOf(m_rule.find->yields, *record);
    settle(std::move(result));
}

bool ActionRunner::isEdited(const QJsonValue& record) const
{
    const auto element = m_rule.edit.element.render(Place::Json, values());
    return element && listAt(record, m_rule.edit.list).contains(*element) != m_rule.edit.removes;
}

// The vendor replaces the whole list: what it is now, with one element more or less.
void ActionRunner::edit(const QJsonValue& record, const HttpReply& reply)
{
    if (record.isNull())
        return m_answer.settle(base::fail(ErrorCode::NotFound, m_rule.id));
    if (isEdited(record))
        return settle(outcome(m_sends > 0 ? State::Done : State::AlreadySo, reply));
    const auto element = m_rule.edit.element.render(Place::Json, values());
    if (!element)
        return m_answer.settle(base::fail(element.error()));
    QStringList list = listAt(record, m_rule.edit.list);
    if (m_rule.edit.removes)
        list.removeAll(*element);
    else
        list.append(*element);
    m_edit = {{QStringLiteral("list"), list.join(u',')}};
    send();
}

void ActionRunner::send()
{
    auto request = m_session.request(m_rule.call, values());
    if (!request)
        return m_answer.settle(base::fail(request.error()));
    const bool isRepeatable = m_rule.resolve == Resolve::Safe || m_rule.resolve == Resolve::Key;
    request->repeat = isRepeatable ? Repeat::Safe : Repeat::Never;
    if (m_sends++ == 0)
        m_firstSentMs = m_session.clock().now().toMSecsSinceEpoch();
    call(std::move(*request), &ActionRunner::sent);
}

void ActionRunner::sent(base::Result<HttpReply> reply)
{
    if (reply)
        return judge(*reply);
    if (mayHaveHappened(reply.error().code) || m_sends > 1)
        return lost({}, reply.error());
    m_answer.settle(base::fail(reply.error()));
}

// What was made a moment ago may not be visible everywhere yet.
bool ActionRunner::isSettling(const HttpReply& reply) const
{
    const qint64 since = m_session.clock().now().toMSecsSinceEpoch() - m_firstSentMs;
    return matching(m_rule.settle, reply) && since < m_rule.settleSeconds * qint64{1000};
}

void ActionRunner::judge(const HttpReply& reply)
{
    if (isSettling(reply))
        return afterPause(4 * m_session.settings().retry.firstWaitMs, &ActionRunner::send);
    if (matching(m_rule.done, reply))
        return adopt(State::AlreadySo, reply);
    if (const AnswerRule* rule = matching(m_rule.fail, reply))
        return settle(failed(*rule, reply));
    const auto problem = m_session.problemOf(reply);
    if (m_rule.ok.contains(reply.view.status) && !problem)
        return adopt(State::Done, reply);
    const ActionOutcome result = outcome(State::Failed, reply);
    if (isUnclear(reply.view.status) && result.error)
        return lost(result.answer, *result.error);
    settle(result);
}

// Some vendors do small work at once and answer as their poll would.
bool ActionRunner::isOverAtOnce(const HttpReply& reply) const
{
    const AnswerRule* rule = matching(m_rule.poll->until, reply);
    return rule && !rule->field.isUndefined();
}

// An answer may not say what was made (409, 204): then the find does.
void ActionRunner::adopt(State state, const HttpReply& reply)
{
    m_pending = outcome(state, reply);
    m_pending.error.reset();
    if (state == State::Done)
        m_pending.yields = yieldsOf(m_rule.yields, reply.json);
    for (const auto& [name, value] : yieldsOf(m_rule.secretYields, reply.json).asKeyValueRange())
        m_pending.secrets.insert(name, std::make_shared<const base::Secret>(value.toUtf8()));
    if (state == State::Done && m_rule.poll && !isOverAtOnce(reply))
        m_pending.state = State::Queued;
    if (!m_rule.find || m_rule.yields.empty() || !m_pending.yields.isEmpty())
        return settle(m_pending);
    get(m_rule.find->call, &ActionRunner::adopted);
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
    if (looksFirst())
        return lookAfterLoss();
    if (!m_rule.verify)
        return settle(m_pending);
    get(m_rule.verify->call, &ActionRunner::verifiedAfterLoss);
}

void ActionRunner::lookAfterLoss()
{
    get(m_rule.find->call, &ActionRunner::lookedAfterLoss);
}

bool ActionRunner::holds(const QJsonValue& found) const
{
    return !found.isNull() && (m_rule.edit.list.isEmpty() || isEdited(found));
}

void ActionRunner::lookedAfterLoss(base::Result<HttpReply> reply)
{
    const auto record = found(reply);
    if (!record)
        return settle(m_pending);
    const bool isThere = holds(*record);
    if (!isThere && m_sends >= kMostSends)
        return settle(m_pending);
    if (isThere) {
        ActionOutcome result = outcome(State::Done, *reply);
        result.yields = yieldsOf(m_rule.find->yields, *record);
        return settle(std::move(result));
    }
    // It may still be under way over there: a moment, and the same look as before any create.
    afterPause(m_session.settings().retry.firstWaitMs, &ActionRunner::lookFirst);
}

void ActionRunner::verifiedAfterLoss(base::Result<HttpReply> reply)
{
    const ActionOutcome read = verdict(reply);
    settle(read.state == State::Done ? read : m_pending);
}

void ActionRunner::readBack()
{
    if (m_rule.verify)
        get(m_rule.verify->call, &ActionRunner::verified);
    else
        get(m_rule.find->call, &ActionRunner::foundOnReadBack);
}

void ActionRunner::foundOnReadBack(base::Result<HttpReply> reply)
{
    const auto record = found(reply);
    ActionOutcome result = reply ? outcome(State::Unknown, *reply) : ActionOutcome();
    if (!reply)
        result.error = reply.error();
    const bool isThere = record && holds(*record);
    if (record)
        result.state = isThere ? State::Done : State::Failed;
    if (isThere)
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

void ActionRunner::followed(base::Result<HttpReply> reply)
{
    ActionOutcome result;
    if (!reply) {
        result.error = reply.error();
        result.state = State::Queued; // not to be seen just now
        return settle(std::move(result));
    }
    if (const AnswerRule* rule = matching(m_rule.poll->fail, *reply))
        return settle(failed(*rule, *reply));
    const bool isOver = matching(m_rule.poll->until, *reply);
    result = outcome(isOver ? State::Done : State::Queued, *reply);
    if (isOver)
        result.error.reset();
    result.yields = m_yielded;
    settle(std::move(result));
}

std::optional<QJsonValue> ActionRunner::found(const base::Result<HttpReply>& reply) const
{
    if (reply && matching(m_rule.find->absent, *reply))
        return QJsonValue(QJsonValue::Null);
    if (!reply || m_session.problemOf(*reply))
        return std::nullopt;
    if (m_rule.find->records.isEmpty() && reply->json.isObject())
        return reply->json;
    const auto records = recordsOf(reply->json, m_rule.find->records);
    // More than one hit is not an identity: nothing is adopted by guess.
    if (!records || records->size() > 1)
        return std::nullopt;
    return records->isEmpty() ? QJsonValue(QJsonValue::Null) : records->first();
}

const AnswerRule* ActionRunner::matching(const std::vector<AnswerRule>& rules, const HttpReply& reply) const
{
    return firstMatch(rules, reply, m_session.lookup(values()));
}

ActionOutcome ActionRunner::failed(const AnswerRule& rule, const HttpReply& reply) const
{
    ActionOutcome result = outcome(State::Failed, reply);
    result.say = rule.say;
    if (!result.error)
        result.error = base::Error{ErrorCode::VendorRefused, m_rule.id, rule.say, base::Retry::Never};
    return result;
}

ActionOutcome ActionRunner::outcome(State state, const HttpReply& reply) const
{
    ActionOutcome result;
    result.state = state;
    result.httpStatus = reply.view.status;
    // An answer with a one-time secret in it is not quoted at all.
    if (m_rule.secretYields.empty() && m_rule.makes.empty())
        result.answer = masked(QString::fromUtf8(reply.view.body.left(4 * kLongestAnswer)), reply.secrets, kLongestAnswer);
    result.error = m_session.problemOf(reply);
    result.waitSeconds = (reply.waitMs + 999) / 1000;
    return result;
}

} // namespace qm::vendor
