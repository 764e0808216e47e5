#pragma once

#include "core/vendor/session.h"

namespace qm::vendor {

/// Carries out, or reads back, one write. Kept alive by what it waits for.
class ActionRunner final : public std::enable_shared_from_this<ActionRunner>
{
public:
    struct Order
    {
        Session::Inputs in;
        base::Cancel cancel;
    };
    ActionRunner(Session& session, const ActionRule& rule, Order order);
    /// Dropped while a write is on its way: the outcome is unknown, not "nothing was sent".
    ~ActionRunner();

    QFuture<base::Result<ActionOutcome>> act();
    QFuture<base::Result<ActionOutcome>> verify();

private:
    using State = ActionOutcome::State;
    using OnReply = void (ActionRunner::*)(base::Result<HttpReply>);

    void signedIn(void (ActionRunner::*next)());
    void get(const Template& path, const QueryRule& query, OnReply next);
    void call(HttpRequest request, OnReply next);

    void lookFirst();
    void lookedFirst(base::Result<HttpReply> reply);
    void send();
    void sent(base::Result<HttpReply> reply);
    void judge(const HttpReply& reply);
    void adopt(State state, const HttpReply& reply);
    void adopted(base::Result<HttpReply> reply);

    void lost(const QString& answer, const base::Error& error);
    void lookedAfterLoss(base::Result<HttpReply> reply);
    void verifiedAfterLoss(base::Result<HttpReply> reply);

    void readBack();
    void foundOnReadBack(base::Result<HttpReply> reply);
    void verified(base::Result<HttpReply> reply);

    /// The record that the find of this action is after; nullopt when the answer can't tell, null when there
    /// is none.
    std::optional<QJsonValue> found(const base::Result<HttpReply>& reply) const;
    ActionOutcome verdict(const base::Result<HttpReply>& reply) const;
    const AnswerRule* matching(const std::vector<AnswerRule>& rules, const HttpReply& reply) const;
    bool matches(const AnswerRule& rule, const HttpReply& reply) const;
    ActionOutcome outcome(State state, const HttpReply& reply) const;
    QHash<QString, QString> yieldsOf(const std::vector<std::pair<QString, Value>>& rules,
                                     const QJsonValue& record) const;
    void settle(ActionOutcome result) { m_answer.settle(std::move(result)); }

    Session& m_session;
    const ActionRule& m_rule;
    Order m_order;
    SignIn m_signIn;
    ActionOutcome m_pending; ///< what is known while something is still looked up
    int m_sends = 0;
    Answer<ActionOutcome> m_answer;
};

/// The body of a write, rendered; empty when the action has none.
base::Result<QByteArray> bodyOf(const Session& session, const ActionRule& rule, const Session::Inputs& in);

} // namespace qm::vendor
