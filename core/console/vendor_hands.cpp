#include "core/console/connection_settings.h"
#include "core/console/vendor_gate.h"
#include "core/vendor/call_queue.h"

#include <QRandomGenerator>

namespace qm::console {
/// Lends a future's promise to several continuations. When all of them go without a word, nobody knows the outcome.
struct Hand
{
    Hand() { promise.start(); }
    ~Hand() { give({run::HandOutcome::State::Unknown, QStringLiteral("Cancelled: closing"), {}, {}, 0, 0}); }
    Hand(const Hand&) = delete;
    Hand& operator=(const Hand&) = delete;
    void give(run::HandOutcome outcome)
    {
        if (!std::exchange(isGiven, true))
            base::finish(promise, std::move(outcome));
    }
    QPromise<run::HandOutcome> promise;
    bool isGiven = false;
};

namespace {

using base::ErrorCode;
using base::fail;
using base::Id;
using base::Result;
using model::Entity;
using run::HandCall;
using run::HandOutcome;
using vendor::ActionOutcome;
using vendor::whenDone;

constexpr qint64 longestWaitSeconds = 24 * 3600;

HandOutcome outcomeOf(const base::Error& error, const QDateTime& now)
{
    HandOutcome outcome;
    const bool later = error.retry == base::Retry::Later || error.code == ErrorCode::HostUnreachable || error.code == ErrorCode::Timeout || error.code == ErrorCode::RateLimited || error.code == ErrorCode::Cancelled;
    outcome.state = later ? HandOutcome::State::Later : HandOutcome::State::Failed;
    outcome.answer = base::codeName(error.code) + (error.detail.isEmpty() ? QString() : QStringLiteral(": ") + error.detail);
    if (error.code == ErrorCode::RateLimited)
        outcome.retryAfterSeconds = static_cast<int>(vendor::pausedSeconds(error, now));
    return outcome;
}

/// Looking did not work: whether the call went through stays unknown, whatever the reason.
HandOutcome notSeen(const base::Error& error, const QDateTime& now)
{
    HandOutcome outcome = outcomeOf(error, now);
    outcome.state = HandOutcome::State::Unknown;
    return outcome;
}

HandOutcome outcomeOf(const ActionOutcome& acted)
{
    HandOutcome outcome;
    switch (acted.state) {
    case ActionOutcome::State::Done: outcome.state = HandOutcome::State::Done; break;
    case ActionOutcome::State::AlreadySo: outcome.state = HandOutcome::State::AlreadySo; break;
    case ActionOutcome::State::Failed: outcome.state = HandOutcome::State::Failed; break;
    case ActionOutcome::State::Queued: outcome.state = HandOutcome::State::Queued; break;
    case ActionOutcome::State::Unknown: outcome.state = HandOutcome::State::Unknown; break;
    }
    if (acted.state == ActionOutcome::State::Failed && acted.error && acted.error->retry == base::Retry::Later)
        outcome.state = HandOutcome::State::Later;
    outcome.retryAfterSeconds = static_cast<int>(std::min<qint64>(acted.waitSeconds, longestWaitSeconds));
    // What the vendor answered matters where it did not do it; else it is a record of somebody's, often of others, too.
    const bool isDone = acted.state == ActionOutcome::State::Done || acted.state == ActionOutcome::State::AlreadySo;
    QStringList words{acted.say, isDone ? QString() : acted.answer};
    words.removeAll(QString());
    outcome.answer = words.join(QStringLiteral(" - "));
    outcome.yields = acted.yields;
    return outcome;
}

/// How often and how long queued work is asked about.
void addPace(HandOutcome& outcome, const vendor::Descriptor& descriptor, const QString& action)
{
    const vendor::ActionRule* rule = descriptor.action(action);
    if (outcome.state != HandOutcome::State::Queued || !rule || !rule->poll)
        return;
    outcome.retryAfterSeconds = rule->poll->everySeconds;
    outcome.givesUpSeconds = rule->poll->timeoutSeconds;
}

/// The same request again is harmless, or finds what the first one made. Anything else may still be under way at the
/// vendor although it is not to be seen yet.
bool maySendAgain(const vendor::Descriptor& descriptor, const QString& action)
{
    const vendor::ActionRule* rule = descriptor.action(action);
    return rule && (rule->resolve == vendor::Resolve::Safe || rule->resolve == vendor::Resolve::Key || rule->resolve == vendor::Resolve::Find);
}

/// 20 signs of four kinds, some 118 bits, without those that read alike.
QByteArray newPassword()
{
    static const QByteArray kinds[] = {"ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghijkmnopqrstuvwxyz", "23456789", "-_.+=%@"};
    QByteArray all;
    for (const QByteArray& kind : kinds)
        all += kind;
    QRandomGenerator& random = *QRandomGenerator::system();
    QByteArray password;
    for (const QByteArray& kind : kinds)
        password += kind.at(random.bounded(static_cast<int>(kind.size())));
    while (password.size() < 20)
        password += all.at(random.bounded(static_cast<int>(all.size())));
    for (qsizetype i = password.size() - 1; i > 0; --i)
        std::swap(password[i], password[random.bounded(static_cast<int>(i) + 1)]);
    return password;
}

/// Inputs that are secrets made here.
QStringList newSecretsOf(const HandCall& call)
{
    QStringList names;
    for (auto it = call.input.begin(); it != call.input.end(); ++it) {
        if (*it == workflow::newSecret)
            names.append(it.key());
    }
    return names;
}

/// All that an act of this kind may have left in the key store: also what the engine makes and what the vendor gives once.
QStringList secretsOf(const vendor::Descriptor& descriptor, const HandCall& call)
{
    QStringList names = newSecretsOf(call);
    const vendor::ActionRule* rule = descriptor.action(call.action);
    if (!rule)
        return names;
    for (const vendor::MakeRule& make : rule->makes)
        names.append(make.name);
    for (const auto& given : rule->secretYields)
        names.append(given.first);
    names.removeDuplicates();
    return names;
}

QString wordsOfKept(const QStringList& names)
{
    return names.isEmpty() ? QString() : QStringLiteral("%1 kept in the key store").arg(names.join(QStringLiteral(", ")));
}

void addWords(HandOutcome& outcome, const QString& words)
{
    if (!words.isEmpty())
        outcome.answer = outcome.answer.isEmpty() ? words : words + QStringLiteral(" - ") + outcome.answer;
}

Result<bool> mayWrite(store::Store& store, Id source)
{
    const auto records = store.recordsById(Entity::Source, {source});
    if (!records || records->empty())
        return records ? fail(ErrorCode::NotFound, QStringLiteral("source")) : fail(records.error());
    return records->front().value(u"writes") == model::Value(true);
}

} // namespace

QString stepSecretName(Id step, const QString& name)
{
    return QStringLiteral("step-%1/%2").arg(step.value).arg(name);
}

/// One act with the secrets it needs and those it brings.
class VendorGate::Acting final : public std::enable_shared_from_this<Acting>
{
public:
    Acting(VendorGate& gate, HandCall call)
        : m_gate(gate)
        , m_call(std::move(call))
        , m_wanted(newSecretsOf(m_call))
    {}

    QFuture<HandOutcome> start()
    {
        const auto self = shared_from_this();
        whenDone(m_gate.m_desk.ask([source = m_call.source](store::Store& store) { return mayWrite(store, source); }), &m_gate, [self](Result<bool> may) {
            if (!may)
                return self->m_hand.give(outcomeOf(may.error(), self->m_gate.m_clock.now()));
            if (!*may)
                return self->m_hand.give({HandOutcome::State::Failed, QStringLiteral("Refused: this connection may only be read"), {}, {}, 0, 0});
            self->fillSecrets();
        });
        return m_hand.promise.future();
    }

private:
    /// A secret that is made here is kept before it is sent, and is the same at every try.
    void fillSecrets()
    {
        if (m_wanted.isEmpty())
            return open();
        const QString input = m_wanted.takeFirst();
        const QString name = stepSecretName(m_call.step, input);
        const auto self = shared_from_this();
        whenDone(m_gate.m_secrets.read(name), &m_gate, [self, input, name](Result<base::Secret> known) {
            if (known)
                return self->use(input, *known);
            if (known.error().code != ErrorCode::SecretMissing)
                return self->m_hand.give(outcomeOf(known.error(), self->m_gate.m_clock.now()));
            auto made = std::make_shared<base::Secret>(newPassword());
            whenDone(self->m_gate.m_secrets.write(name, made->clone()), &self->m_gate, [self, input, made](Result<void> kept) {
                if (!kept)
                    return self->m_hand.give(outcomeOf(kept.error(), self->m_gate.m_clock.now()));
                self->use(input, *made);
            });
        });
    }

    void use(const QString& input, const base::Secret& secret)
    {
        m_kept.append(input);
        m_used.append(QString::fromUtf8(secret.reveal()));
        m_call.input.insert(input, m_used.last());
        fillSecrets();
    }

    void open()
    {
        const auto self = shared_from_this();
        whenDone(m_gate.connectionOf(m_call.source), &m_gate, [self](Opened connection) {
            if (!connection)
                return self->m_hand.give(outcomeOf(connection.error(), self->m_gate.m_clock.now()));
            self->m_connection = *connection;
            const vendor::ActionRule* rule = self->m_connection->descriptor().action(self->m_call.action);
            for (const vendor::MakeRule& make : rule ? rule->makes : std::vector<vendor::MakeRule>())
                self->m_made.append(make.name);
            self->reuseMade();
        });
    }

    /// What an earlier try of the step sent may be what holds there: it is sent again, not another one.
    void reuseMade()
    {
        if (m_made.isEmpty())
            return send();
        const QString name = m_made.takeFirst();
        const auto self = shared_from_this();
        whenDone(m_gate.m_secrets.read(stepSecretName(m_call.step, name)), &m_gate, [self, name](const Result<base::Secret>& known) {
            if (!known && known.error().code != ErrorCode::SecretMissing)
                return self->m_hand.give(outcomeOf(known.error(), self->m_gate.m_clock.now()));
            if (known) {
                self->m_used.append(QString::fromUtf8(known->reveal()));
                self->m_call.input.insert(vendor::madeInput(name), self->m_used.last());
            }
            self->reuseMade();
        });
    }

    void send()
    {
        const auto self = shared_from_this();
        whenDone(m_connection->act(m_call.action, m_call.input), &m_gate, [self](Result<ActionOutcome> acted) { self->acted(std::move(acted)); });
    }

    void acted(Result<ActionOutcome> acted)
    {
        if (acted)
            m_brought = acted->secrets;
        m_acted = std::make_shared<Result<ActionOutcome>>(std::move(acted));
        keepBrought();
    }

    /// What the vendor gave once goes to the key store and nowhere else.
    void keepBrought()
    {
        if (m_brought.isEmpty())
            return confirm();
        const QString name = m_brought.begin().key();
        base::Secret secret = m_brought.take(name)->clone();
        const auto self = shared_from_this();
        whenDone(m_gate.m_secrets.write(stepSecretName(m_call.step, name), std::move(secret)), &m_gate, [self, name](Result<void> kept) {
            if (kept)
                self->m_kept.append(name);
            else
                self->m_lost.append(name);
            self->keepBrought();
        });
    }

    void confirm()
    {
        const auto self = shared_from_this();
        whenDone(m_gate.confirmed(m_connection, m_call, std::move(*m_acted)), &m_gate, [self](HandOutcome outcome) {
            for (const QString& secret : std::as_const(self->m_used))
                outcome.answer.replace(secret, QStringLiteral("***"));
            addWords(outcome, wordsOfKept(self->m_kept));
            outcome.kept = self->m_kept;
            if (!self->m_lost.isEmpty())
                addWords(outcome, QStringLiteral("%1 could not be kept in the key store and is lost").arg(self->m_lost.join(QStringLiteral(", "))));
            self->m_hand.give(std::move(outcome));
        });
    }

    VendorGate& m_gate;
    HandCall m_call;
    Hand m_hand;
    QStringList m_wanted; ///< inputs that are secrets made here
    QStringList m_made;   ///< secrets that the engine makes
    QStringList m_used;
    QStringList m_kept;
    QStringList m_lost;
    std::shared_ptr<vendor::Connection> m_connection;
    std::shared_ptr<Result<ActionOutcome>> m_acted;
    QHash<QString, std::shared_ptr<const base::Secret>> m_brought;
};

QFuture<HandOutcome> VendorGate::act(HandCall call)
{
    return std::make_shared<Acting>(*this, std::move(call))->start();
}

/// A vendor's "done" is read back; only what was seen counts as proof.
QFuture<HandOutcome> VendorGate::confirmed(std::shared_ptr<vendor::Connection> connection, HandCall call, Result<ActionOutcome> acted)
{
    auto hand = std::make_shared<Hand>();
    HandOutcome outcome = acted ? outcomeOf(*acted) : outcomeOf(acted.error(), m_clock.now());
    addPace(outcome, connection->descriptor(), call.action);
    const bool says = outcome.state == HandOutcome::State::Done || outcome.state == HandOutcome::State::AlreadySo;
    if (!says) {
        hand->give(std::move(outcome));
        return hand->promise.future();
    }
    whenDone(connection->verify(call.action, call.input), this, [hand, outcome](Result<ActionOutcome> seen) mutable {
        if (seen && seen->state == ActionOutcome::State::Failed) {
            outcome.state = HandOutcome::State::Unknown; // it said done, but reading back shows otherwise: look again
            outcome.answer = QStringLiteral("answered done, but reading back found otherwise: ") + seen->answer;
        } else if (seen && seen->state != ActionOutcome::State::Unknown) {
            outcome.readBack = QStringLiteral("HTTP %1").arg(seen->httpStatus);
            outcome.yields.insert(seen->yields);
        }
        hand->give(std::move(outcome));
    });
    return hand->promise.future();
}

/// What an earlier try kept in the key store is named with the end of the step, so that somebody finds it: the program may
/// have ended before it could say so.
void VendorGate::giveWithKept(std::shared_ptr<Hand> hand, HandCall call, QStringList names, HandOutcome outcome)
{
    const bool isDone = outcome.state == HandOutcome::State::Done || outcome.state == HandOutcome::State::AlreadySo;
    if (!isDone || names.isEmpty()) {
        addWords(outcome, wordsOfKept(outcome.kept));
        return hand->give(std::move(outcome));
    }
    const QString name = names.takeFirst();
    whenDone(m_secrets.read(stepSecretName(call.step, name)), this, [=, this](const Result<base::Secret>& known) mutable {
        if (known)
            outcome.kept.append(name);
        giveWithKept(hand, call, names, std::move(outcome));
    });
}

QFuture<HandOutcome> VendorGate::settle(HandCall call)
{
    auto hand = std::make_shared<Hand>();
    whenDone(connectionOf(call.source), this, [=, this](Opened connection) {
        if (!connection)
            return hand->give(notSeen(connection.error(), m_clock.now()));
        whenDone((*connection)->verify(call.action, call.input), this, [=, this, connection = *connection](Result<ActionOutcome> seen) {
            if (!seen)
                return hand->give(notSeen(seen.error(), m_clock.now()));
            const bool cantBeSeen = seen->state == ActionOutcome::State::Unknown && !seen->error && seen->httpStatus == 0;
            const bool isNotSo = seen->state == ActionOutcome::State::Failed;
            if ((isNotSo || cantBeSeen) && maySendAgain(connection->descriptor(), call.action))
                return whenDone(act(call), this, [hand](HandOutcome outcome) { hand->give(std::move(outcome)); });
            HandOutcome outcome = outcomeOf(*seen);
            if (isNotSo) {
                outcome.state = HandOutcome::State::Unknown; // looked at again later, then a person decides
                outcome.answer = QStringLiteral("not to be seen yet: ") + seen->answer;
            }
            outcome.readBack = seen->state == ActionOutcome::State::Unknown ? QString() : QStringLiteral("HTTP %1").arg(seen->httpStatus);
            giveWithKept(hand, call, secretsOf(connection->descriptor(), call), std::move(outcome));
        });
    });
    return hand->promise.future();
}

QFuture<HandOutcome> VendorGate::follow(HandCall call, QHash<QString, QString> yields)
{
    auto hand = std::make_shared<Hand>();
    whenDone(connectionOf(call.source), this, [=, this](Opened connection) {
        if (!connection)
            return hand->give(notSeen(connection.error(), m_clock.now()));
        whenDone((*connection)->follow(call.action, call.input, yields), this, [=, this, connection = *connection](Result<ActionOutcome> asked) {
            if (!asked)
                return hand->give(notSeen(asked.error(), m_clock.now()));
            if (asked->state == ActionOutcome::State::Done)
                return whenDone(confirmed(connection, call, std::move(asked)), this, [=, this](HandOutcome outcome) { giveWithKept(hand, call, secretsOf(connection->descriptor(), call), std::move(outcome)); });
            HandOutcome outcome = outcomeOf(*asked);
            addPace(outcome, connection->descriptor(), call.action);
            hand->give(std::move(outcome));
        });
    });
    return hand->promise.future();
}

QFuture<Result<base::Secret>> VendorGate::stepSecret(Id step, QString name)
{
    return m_secrets.read(stepSecretName(step, name));
}

} // namespace qm::console
