#include "ui/models/row_steps.h"

#include <algorithm>

namespace qm::models {
namespace {

using base::Id;

constexpr std::size_t mostSteps = 400; // beyond it, one replacement costs less than the moves

struct Span
{
    std::size_t first = 0;
    std::size_t oldEnd = 0;
    std::size_t newEnd = 0;
};

/// What is left when the same beginning and the same end are taken away.
Span differingSpan(const Ids& before, const Ids& after)
{
    const auto ends = std::mismatch(before.begin(), before.end(), after.begin(), after.end());
    Span span{static_cast<std::size_t>(ends.first - before.begin()), before.size(), after.size()};
    while (span.oldEnd > span.first && span.newEnd > span.first && before[span.oldEnd - 1] == after[span.newEnd - 1]) {
        --span.oldEnd;
        --span.newEnd;
    }
    return span;
}

/// Walks both lists at once and notes what goes and what comes.
class StepWalk
{
public:
    StepWalk(const Ids& before, const Ids& after, Span span)
        : m_before(before)
        , m_after(after)
        , m_old(span.first)
        , m_new(span.first)
        , m_span(span)
    {}

    std::vector<RowStep> walk(const QSet<Id>& touched)
    {
        while ((m_old < m_span.oldEnd || m_new < m_span.newEnd) && m_steps.size() <= mostSteps)
            step(touched);
        return std::move(m_steps);
    }

private:
    void step(const QSet<Id>& touched)
    {
        const bool oldLeft = m_old < m_span.oldEnd;
        const bool newLeft = m_new < m_span.newEnd;
        if (oldLeft && newLeft && m_before[m_old] == m_after[m_new]) {
            ++m_old;
            ++m_new;
        } else if (newLeft && (!oldLeft || (touched.contains(m_after[m_new]) && !touched.contains(m_before[m_old])))) {
            insert();
        } else if (oldLeft && (!newLeft || touched.contains(m_before[m_old]) || !isInNew(m_before[m_old]))) {
            remove();
        } else {
            insert();
        }
    }

    bool isInNew(Id id)
    {
        if (m_newSet.isEmpty())
            m_newSet = QSet<Id>(m_after.begin() + static_cast<std::ptrdiff_t>(m_span.first), m_after.begin() + static_cast<std::ptrdiff_t>(m_span.newEnd));
        return m_newSet.contains(id);
    }

    void remove()
    {
        const int row = static_cast<int>(m_new);
        if (m_steps.empty() || !m_steps.back().inserted.empty() || m_steps.back().row != row)
            m_steps.push_back({row, 0, {}});
        ++m_steps.back().removed;
        ++m_old;
    }

    void insert()
    {
        const int row = static_cast<int>(m_new);
        const bool goesOn = !m_steps.empty() && m_steps.back().removed == 0 && m_steps.back().row + static_cast<int>(m_steps.back().inserted.size()) == row;
        if (!goesOn)
            m_steps.push_back({row, 0, {}});
        m_steps.back().inserted.push_back(m_after[m_new]);
        m_newSet.remove(m_after[m_new]);
        ++m_new;
    }

    const Ids& m_before;
    const Ids& m_after;
    std::size_t m_old;
    std::size_t m_new;
    Span m_span;
    QSet<Id> m_newSet;
    std::vector<RowStep> m_steps;
};

std::vector<RowStep> replacement(const Ids& after, Span span)
{
    std::vector<RowStep> steps;
    if (span.oldEnd > span.first)
        steps.push_back({static_cast<int>(span.first), static_cast<int>(span.oldEnd - span.first), {}});
    if (span.newEnd > span.first)
        steps.push_back({static_cast<int>(span.first), 0, Ids(after.begin() + static_cast<std::ptrdiff_t>(span.first), after.begin() + static_cast<std::ptrdiff_t>(span.newEnd))});
    return steps;
}

} // namespace

std::vector<RowStep> rowSteps(const Ids& before, const Ids& after, const QSet<Id>& touched)
{
    const Span span = differingSpan(before, after);
    // The rest of a long list that comes behind its head is one step, not a walk over a million ids.
    if (span.oldEnd == span.first || span.newEnd == span.first)
        return replacement(after, span);
    auto steps = StepWalk(before, after, span).walk(touched);
    return steps.size() > mostSteps ? replacement(after, span) : steps;
}

} // namespace qm::models
