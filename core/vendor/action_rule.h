#pragma once

#include "core/vendor/answer_rule.h"
#include "core/vendor/call_rule.h"

#include <QHash>
#include <QRegularExpression>
#include <QStringList>

#include <optional>

namespace qm::vendor {

/// Looks up the object that a write would make.
struct FindRule
{
    CallRule call;
    QString records; ///< a list in the answer; empty and no list: the answer itself is the record
    std::vector<AnswerRule> absent; ///< answers that mean: there is none (a 404)
    FieldRules yields;
};

/// Reads back what a write should have brought about.
struct VerifyRule
{
    CallRule call;
    std::vector<AnswerRule> done;
};

/// Asks how queued work is getting on.
struct PollRule
{
    CallRule call; ///< may use what the write yielded as {{out.x}}
    std::vector<AnswerRule> until;
    std::vector<AnswerRule> fail;
    int everySeconds = 5;
    int timeoutSeconds = 600;
};

/// What must be seen before a write may leave.
struct GuardRule
{
    CallRule call;
    std::vector<AnswerRule> refuse; ///< an answer that fits one refuses, with its words
    std::vector<AnswerRule> done;   ///< an answer that fits one shows that nothing needs doing
    FieldRules yields;              ///< what the write needs of the answer, as {{seen.x}}
};

/// Pieces of an input, as {{part.x}}: the named groups of a pattern that the whole input must match.
struct PartRule
{
    QString input;
    QRegularExpression pattern;
};

/// A one-time secret that the program makes for the write, as {{made.x}}.
struct MakeRule
{
    QString name;
    int digits = 0;
};

/// For vendors that replace a whole list: the list that the find gave, with one element more or less, is
/// {{edit.list}}.
struct EditRule
{
    QString list;   ///< where it stands in the found record; empty: no edit
    Template element;
    bool removes = false;
};

/// What to do when a write's answer is lost.
enum class Resolve
{
    Ask,
    Safe,   ///< the same request again is harmless
    Find,   ///< look it up, adopt it
    Verify, ///< read the state, decide
    Key     ///< the same request with the same {{step.key}} is harmless
};

/// One write.
struct ActionRule
{
    QString id;
    QString label; ///< what a person reads; empty: the vocabulary's own words
    QStringList input;
    QStringList with;            ///< ways to sign in that can do it; empty: all
    std::vector<PartRule> parts; ///< several actions may have one id when their parts tell them apart
    std::vector<MakeRule> makes;
    QString undo;
    QString danger;  ///< "", "revokes_access" or "destroys_data"
    QString confirm; ///< "" or "typed"
    bool costs = false; ///< may add to the bill
    CallRule call;
    QList<int> ok;
    std::vector<AnswerRule> done;
    std::vector<AnswerRule> fail;
    Resolve resolve = Resolve::Ask;
    FieldRules yields;
    FieldRules secretYields; ///< one-time secrets of the answer: to the key store, nowhere else
    std::vector<GuardRule> guards;
    std::optional<FindRule> find;
    std::optional<VerifyRule> verify;
    std::optional<PollRule> poll;
    EditRule edit;
    std::vector<AnswerRule> settle; ///< "not visible yet": tried again
    int settleSeconds = 0;
};

/// The pieces of the inputs; nullopt when one does not match. Pure.
std::optional<QHash<QString, QString>> partsOf(const ActionRule& rule, const QHash<QString, QString>& in);

} // namespace qm::vendor
