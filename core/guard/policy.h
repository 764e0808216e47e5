#pragma once

#include "core/model/filter.h"

namespace qm::guard {

enum class Severity { Act, Attention, Unknown };

/// A rule about one entity, written as a filter: what fits it fails the rule.
struct Policy
{
    QString id;
    QString title;
    model::Entity entity = model::Entity::Device;
    Severity severity = Severity::Attention;
    model::Filter filter;
    QString why;
    QString next; ///< what to do about it
};

/// The policies that ship, in the order in which they are shown. A policy that can't be read is left out with a
/// warning in the log; a test holds that none is.
const std::vector<Policy>& shippedPolicies();

/// What a policy says about the records it was held against.
enum class Verdict {
    Holds,
    Fails,
    NothingToCheck, ///< there are no such records here: unknown, never good
};
Verdict verdictOf(qint64 failing, qint64 checked);
QString verdictKey(Verdict verdict); ///< holds, fails, nothing-to-check

} // namespace qm::guard
