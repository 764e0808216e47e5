#pragma once

#include "core/vendor/session.h"

namespace qm::vendor {

/// Carries out, reads back or follows one write. Kept alive by what it waits for.
class ActionRunner final : public std::enable_shared_from_this<ActionRunner>
{
public:
    struct Order
    {
        Session::Inputs in; ///< "step.key": the idempotency key
        base::Cancel cancel;
    };
    ActionRunner(Session& session, const ActionRule& rule, Order order);
    /// Dropped while a write is on its way: the outcome is unknown, not "nothing was sent".
    ~ActionRunner();

    QFuture<base::Result<ActionOutcome>> act();
    QFuture<base::Result<ActionOutcome>> verify();
    QFuture<base::Result<ActionOutcome>> follow(const Session::Inputs& yields);

private:
    using State = ActionOutcome::State;
    using OnReply = void (ActionRunner::*)(base::Result<HttpReply>);

    void get(const CallRule& call, OnReply next);
    void call(HttpRequest request, OnReply next);
    void afterPause(qint64 milliseconds, void (ActionRunner::*next)());

    void guard();
    void guarded(base::Result<HttpReply> reply);
    void lookFirst();
    void lookedFirst(base::Result<HttpReply> reply);
    void edit(const QJsonValue& record, const HttpReply& reply);
    void send();
    void sent(base::Result<HttpReply> reply);
    void judge(const HttpReply& reply);
    bool isSettling(const HttpReply& reply) const;
    bool isOverAtOnce(const HttpReply& reply) const;
    void adopt(State state, const HttpReply& reply);
    void adopted(base::Result<HttpReply> reply);

    void lost(const QString& answer, const base::Error& error);
    void lookAfterLoss();
    void lookedAfterLoss(base::Result<HttpReply> reply);
    void verifiedAfterLoss(base::Result<HttpReply> reply);

    void readBack();
    void foundOnReadBack(base::Result<HttpReply> reply);
    void verified(base::Result<HttpReply> reply);
    void followed(base::Result<HttpReply> reply);

    /// The record that the find of this action is after; nullopt when the answer can't tell, null when there
    /// is none.
    std::optional<QJsonValue> found(const base::Result<HttpReply>& reply) const;
    /// Whether a found record already has what an edit wants.
    bool isEdited(const QJsonValue& record) const;
    /// Whether what was looked for shows that the write holds.
    bool holds(const QJsonValue& found) const;
    ActionOutcome verdict(const base::Result<HttpReply>& reply) const;
    const AnswerRule* matching(const std::vector<AnswerRule>& rules, const HttpReply& reply) const;
    ActionOutcome outcome(State state, const HttpReply& reply) const;
    ActionOutcome failed(const AnswerRule& rule, const HttpReply& reply) const;
    Lookup values() const;
    bool looksFirst() const { return m_rule.resolve == Resolve::Find || !m_rule.edit.list.isEmpty(); }
    void makeSecrets();
    void settle(ActionOutcome result);

    Session& m_session;
    const ActionRule& m_rule;
    Order m_order;
    Session::Inputs m_yielded; ///< {{out.x}}
    Session::Inputs m_edit;    ///< {{edit.list}}
    Session::Inputs m_seen;    ///< {{seen.x}}
    Session::Inputs m_made;    ///< {{made.x}}
    ActionOutcome m_pending;   ///< what is known while something is still looked up
    std::size_t m_nextGuard = 0;
    int m_sends = 0;
    qint64 m_firstSentMs = 0;
    Answer<ActionOutcome> m_answer;
};

} // namespace qm::vendor
