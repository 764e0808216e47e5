#include "core/store/verify.h"

#include "core/store/record_check.h"
#include "core/store/table.h"

namespace qm::store {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

/// Walks the log once, in order, and compares every row with what the chain says.
class ChainCheck
{
public:
    ChainCheck(Database& database, QStringList names)
        : m_database(database)
        , m_names(std::move(names))
    {}

    Result<Verification> run(const base::ProgressSink& progress, const base::Cancel& cancel)
    {
        auto heads = readHeads(m_database);
        if (!heads)
            return fail(heads.error());
        m_chain.startAt(QByteArray(32, '\0'));
        if (auto walked = walk({progress, heads->changeCount}, cancel); !walked)
            return fail(walked.error());
        closeSet();
        expect(m_found.changes == heads->changeCount, QStringLiteral("audit rows: %1 there, %2 written").arg(m_found.changes).arg(heads->changeCount));
        expect(m_chain.head() == heads->hash, QStringLiteral("the chain does not end at its head"));
        const auto sets = m_database.integer("SELECT count(*) FROM audit_set");
        expect(sets.value_or(-1) == heads->setCount && m_set.id.value == heads->setCount,
               QStringLiteral("change sets: %1 there, %2 written").arg(sets.value_or(-1)).arg(heads->setCount));
        return std::move(m_found);
    }

private:
    struct Goal
    {
        const base::ProgressSink& progress;
        qint64 total;
    };

    Result<void> walk(const Goal& goal, const base::Cancel& cancel)
    {
        Statement rows = m_database.prepare("SELECT c.seq, c.op, c.entity, c.record, c.revision, c.payload, c.hash, c.set_id, s.name_count, " + QByteArray(setColumns)
                                            + " FROM audit_change c LEFT JOIN audit_set s ON s.id = c.set_id ORDER BY c.seq");
        Step step = rows.step();
        for (; step == Step::Row; step = rows.step()) {
            if (cancel.requested())
                return fail(ErrorCode::Cancelled);
            checkRow(rows);
            if (goal.progress && m_found.changes % 1000 == 0)
                goal.progress({m_found.changes, goal.total});
        }
        if (step == Step::Failed)
            return fail(m_database.error());
        return {};
    }

    void checkRow(const Statement& row)
    {
        const ChangeRow change{row.integer(0), row.integer(1), row.integer(2), row.integer(3), row.integer(4), row.blob(5)};
        if (row.integer(7) != m_set.id.value)
            enterSet(row);
        ++m_found.changes;
        ++m_inSet;
        expect(change.seq == m_found.changes, QStringLiteral("audit row %1: a row before it is missing").arg(change.seq));
        expect(m_chain.extend(change) == row.blob(6), QStringLiteral("audit row %1: not what was written").arg(change.seq));
        // One changed row is one problem; the rows after it are judged by the hash it should have had.
        m_chain.startAt(row.blob(6).toByteArray());
    }

    void enterSet(const Statement& row)
    {
        closeSet();
        const qint64 expected = m_set.id.value + 1;
        m_set = readSetHeader(row, 9);
        m_inSet = 0;
        expect(row.integer(7) == expected && m_set.id.value == expected, QStringLiteral("change set %1: missing or out of order").arg(expected));
        expect(m_set.firstChange == row.integer(0), QStringLiteral("change set %1: its first row is not there").arg(expected));
        // The hash sees kinds and instants by their meaning; their spelling must not differ either.
        const bool isCanonical = causeKey(m_set.cause.kind) == row.string(11) && isoText(m_set.effectiveAt) == row.text(14) && isoText(m_set.recordedAt) == row.text(15);
        expect(isCanonical, QStringLiteral("change set %1: not what was written").arg(expected));
        expect(row.integer(8) >= 0 && row.integer(8) <= m_names.size(), QStringLiteral("change set %1: written with names that are not there").arg(expected));
        m_chain.enter(m_set, digestOf(m_names.mid(0, row.integer(8))));
    }

    void closeSet()
    {
        if (m_set.id.isValid())
            expect(m_inSet == m_set.changeCount, QStringLiteral("change set %1: %2 rows there, %3 written").arg(m_set.id.value).arg(m_inSet).arg(m_set.changeCount));
    }

    void expect(bool holds, const QString& problem)
    {
        if (!holds && m_found.problems.size() < maxProblems)
            m_found.problems.append(problem);
    }

    Database& m_database;
    QStringList m_names;
    AuditChain m_chain;
    SetHeader m_set;
    qint64 m_inSet = 0;
    Verification m_found;
};

/// Rows of a check that SQLite does itself, as problems; `fine` is the row that means none.
Result<QStringList> problemsOf(Database& database, const QByteArray& pragma, const QString& prefix)
{
    Statement rows = database.prepare(pragma);
    QStringList problems;
    Step step = rows.step();
    for (; step == Step::Row && problems.size() < maxProblems; step = rows.step()) {
        const QString said = rows.string(0);
        if (said != QLatin1String("ok"))
            problems.append(prefix + said);
    }
    if (step == Step::Failed)
        return fail(database.error());
    return problems;
}

/// The log is walked twice, once for the chain and once for the records; `nth` counts from 0.
base::ProgressSink partOf(const base::ProgressSink& whole, int nth)
{
    if (!whole)
        return {};
    return [&whole, nth](base::Progress at) { whole({nth * at.total + at.done, 2 * at.total}); };
}

} // namespace

Result<Verification> verifyAll(Database& database, const base::ProgressSink& progress, const base::Cancel& cancel)
{
    auto transaction = Transaction::beginRead(database);
    if (!transaction)
        return fail(transaction.error());
    const auto pages = problemsOf(database, "PRAGMA integrity_check", QStringLiteral("file: "));
    if (!pages)
        return fail(pages.error());
    const auto references = problemsOf(database, "PRAGMA foreign_key_check", QStringLiteral("a reference names nothing in "));
    if (!references)
        return fail(references.error());
    const auto codes = readNames(database);
    if (!codes)
        return fail(codes.error());
    auto found = ChainCheck(database, codes->names()).run(partOf(progress, 0), cancel);
    if (!found)
        return found;
    const auto records = recordProblems(database, *codes, partOf(progress, 1), cancel);
    if (!records)
        return fail(records.error());
    found->problems = (*pages + *references + found->problems + *records).mid(0, maxProblems);
    return found;
}

} // namespace qm::store
