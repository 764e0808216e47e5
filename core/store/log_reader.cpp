#include "core/store/log_reader.h"

#include "core/store/undo.h"

namespace qm::store {
namespace {

using base::ErrorCode;
using base::fail;
using base::Id;
using base::Result;
using model::Change;
using model::ChangeSet;
using model::Record;

ChangeSet setOfHeader(const SetHeader& header)
{
    return {header.id, header.actor, header.cause, header.effectiveAt, header.recordedAt, {}, header.undone};
}

} // namespace

Result<std::vector<ChangeSet>> LogReader::history(model::Entity entity, Id record)
{
    Statement rows = m_database.prepare("SELECT " + QByteArray(changeColumns) + ", " + setColumns
                                        + " FROM audit_change c JOIN audit_set s ON s.id = c.set_id WHERE c.record = ? AND c.entity = ? ORDER BY c.seq DESC");
    rows.bindInteger(1, record.value);
    rows.bindInteger(2, m_codes.codeOf(entity));
    std::vector<ChangeSet> sets;
    Step step = rows.step();
    for (; step == Step::Row; step = rows.step()) {
        auto change = readChange(rows, m_codes);
        if (!change)
            return fail(change.error());
        const SetHeader header = readSetHeader(rows, 5);
        if (sets.empty() || sets.back().id != header.id)
            sets.push_back(setOfHeader(header));
        sets.back().changes.prepend(std::move(*change));
    }
    if (step == Step::Failed)
        return fail(m_database.error());
    return sets;
}

Result<std::vector<SetHeader>> LogReader::headers(Id before, int limit)
{
    Statement rows = m_database.prepare("SELECT " + QByteArray(setColumns) + " FROM audit_set s WHERE s.id < ? ORDER BY s.id DESC LIMIT ?");
    rows.bindInteger(1, before.isValid() ? before.value : std::numeric_limits<qint64>::max());
    rows.bindInteger(2, limit);
    std::vector<SetHeader> headers;
    Step step = rows.step();
    for (; step == Step::Row; step = rows.step())
        headers.push_back(readSetHeader(rows, 0));
    if (step == Step::Failed)
        return fail(m_database.error());
    return headers;
}

Result<SetHeader> LogReader::header(Id id)
{
    Statement row = m_database.prepare("SELECT " + QByteArray(setColumns) + " FROM audit_set s WHERE s.id = ?");
    row.bindInteger(1, id.value);
    const Step step = row.step();
    if (step == Step::Failed)
        return fail(m_database.error());
    if (step == Step::Done)
        return fail(ErrorCode::NotFound, QString::number(id.value), QStringLiteral("no such change set"));
    return readSetHeader(row, 0);
}

Result<ChangeSet> LogReader::changeSet(Id id)
{
    const auto found = header(id);
    if (!found)
        return fail(found.error());
    ChangeSet set = setOfHeader(*found);
    Statement rows = m_database.prepare("SELECT " + QByteArray(changeColumns) + " FROM audit_change c WHERE c.seq BETWEEN ? AND ? ORDER BY c.seq");
    rows.bindInteger(1, found->firstChange);
    rows.bindInteger(2, found->firstChange + found->changeCount - 1);
    Step step = rows.step();
    for (; step == Step::Row; step = rows.step()) {
        auto change = readChange(rows, m_codes);
        if (!change)
            return fail(change.error());
        set.changes.append(std::move(*change));
    }
    if (step == Step::Failed)
        return fail(m_database.error());
    return set;
}

Result<std::vector<model::Draft>> LogReader::undoDrafts(std::vector<Id> sets)
{
    std::sort(sets.begin(), sets.end(), [](Id a, Id b) { return a.value > b.value; });
    View view(m_database, QDate());
    model::Rewind rewind([&view](model::Entity entity, Id id) { return view.find(entity, id); });
    std::vector<model::Draft> drafts;
    for (const Id id : sets) {
        const auto set = changeSet(id);
        if (!set)
            return fail(set.error());
        auto draft = undoDraftOf(*set, rewind);
        if (!draft)
            return fail(draft.error());
        drafts.push_back(std::move(*draft));
    }
    return drafts;
}

Result<Overlay> LogReader::overlayBefore(const QDateTime& instant)
{
    const QByteArray bound = isoText(instant);
    Statement rows = m_database.prepare("SELECT DISTINCT c.record FROM audit_set s JOIN audit_change c "
                                        "ON c.seq BETWEEN s.first_change AND s.first_change + s.change_count - 1 WHERE s.effective_at >= ?");
    rows.bindText(1, bound);
    Overlay overlay;
    Step step = rows.step();
    for (; step == Step::Row; step = rows.step()) {
        const Id record{rows.integer(0)};
        auto then = replay(record, bound);
        if (!then)
            return fail(then.error());
        overlay.insert(record, std::move(*then));
    }
    if (step == Step::Failed)
        return fail(m_database.error());
    return overlay;
}

Result<std::optional<Record>> LogReader::replay(Id record, const QByteArray& before)
{
    Statement& rows = m_database.use("SELECT " + QByteArray(changeColumns)
                                     + " FROM audit_change c JOIN audit_set s ON s.id = c.set_id WHERE c.record = ? AND s.effective_at < ? ORDER BY c.seq");
    rows.bindInteger(1, record.value);
    rows.bindText(2, before);
    std::optional<Record> state;
    Step step = rows.step();
    for (; step == Step::Row; step = rows.step()) {
        const auto change = readChange(rows, m_codes);
        if (!change)
            return fail(change.error());
        state = model::replayed(std::move(state), *change);
    }
    rows.reset();
    if (step == Step::Failed)
        return fail(m_database.error());
    return state;
}

} // namespace qm::store
