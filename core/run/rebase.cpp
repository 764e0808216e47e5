#include "core/run/rebase.h"

#include "core/model/standing.h"

namespace qm::run {

using base::ErrorCode;
using base::fail;
using base::Result;
using model::Change;
using model::ChangeOp;
using model::Record;
using model::Standing;

Rebase::Rebase(store::Store& store, QList<Change> own)
    : m_store(store)
    , m_own(std::move(own))
{}

Result<QList<Change>> Rebase::leftOf(const QList<Change>& planned)
{
    QList<Change> left;
    for (Change change : planned) {
        const auto now = current(change);
        if (!now)
            return fail(now.error());
        const Standing standing = model::standingOf(change, *now ? &**now : nullptr, m_own);
        if (standing == Standing::Clashes)
            return fail(ErrorCode::Conflict, model::titleOf(**now), QStringLiteral("changed since the plan was made"), base::Retry::AfterReading);
        if (standing == Standing::Settled)
            continue;
        if (*now)
            change = model::movedTo(std::move(change), **now);
        apply(change, *now);
        change.seenRevision = 0; // seen right now, in the store's thread
        left.append(std::move(change));
    }
    return left;
}

Result<std::optional<Record>> Rebase::current(const Change& change)
{
    const auto known = m_ahead.constFind(change.id);
    if (known != m_ahead.constEnd())
        return *known;
    const auto found = m_store.recordsById(change.entity, {change.id});
    if (!found)
        return fail(found.error());
    return found->empty() ? std::optional<Record>() : std::optional(found->front());
}

void Rebase::apply(const Change& change, std::optional<Record> now)
{
    if (!change.id.isValid())
        return;
    if (change.op == ChangeOp::Remove) {
        m_ahead.insert(change.id, std::nullopt);
        return;
    }
    Record record = change.op == ChangeOp::Create || !now ? model::emptyRecord(change.entity) : std::move(*now);
    record.id = change.id;
    m_ahead.insert(change.id, model::patched(std::move(record), change.after));
}

} // namespace qm::run
