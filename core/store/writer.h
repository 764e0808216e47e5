#pragma once

#include "core/base/clock.h"
#include "core/store/audit.h"
#include "core/store/index_build.h"
#include "core/store/table.h"

#include <array>

namespace qm::store {

/// Writes one draft, records and audit rows, inside a transaction of the caller. Made for one draft.
class Writer
{
public:
    Writer(Database& database, const NameCodes& codes, const base::Clock& clock);

    /// Errors: see Store::submit(); after one the transaction has to be rolled back.
    base::Result<model::ChangeSet> write(const model::Draft& draft);
    /// Both sides of the clash when write() said Conflict.
    const std::optional<model::Conflict>& conflict() const { return m_conflict; }

private:
    base::Result<void> giveIds(const model::Draft& draft);
    base::Result<void> takeIndexesAway(const model::Draft& draft);
    base::Result<void> buildIndexesAnew();
    base::Result<model::Change> resolved(const model::Change& change, qsizetype position) const;
    base::Result<void> apply(model::Change change);
    base::Result<void> create(model::Change& change);
    base::Result<void> update(model::Change& change);
    base::Result<void> remove(model::Change& change);
    base::Result<void> insertRow(const model::Change& change, const std::vector<PayloadWriter::Span>& texts);
    base::Result<void> updateRow(const model::Change& change);
    base::Result<void> log(model::Change& change);
    base::Result<void> closeSet();
    base::Result<model::Record> current(const model::Change& change);
    base::Result<void> checkSeen(const model::Change& change, const model::Record& now);
    base::Error clash(const model::Change& change, const model::Record& now);
    base::Error failedWrite(const model::Change& change);
    base::Error brokenReference();
    Statement& insertOf(model::Entity entity);

    Database& m_database;
    const NameCodes& m_codes;
    SetHeader m_header;
    Heads m_heads;
    AuditChain m_chain;
    PayloadWriter m_payload;
    std::vector<base::Id> m_created; ///< by position in the draft
    QHash<qint64, base::Id> m_placeholders;
    std::vector<IndexBuild> m_indexBuilds;
    QList<model::Change> m_done;
    std::array<Statement*, model::entityCount> m_inserts{};
    Statement* m_logInsert = nullptr;
    std::optional<model::Conflict> m_conflict;
};

} // namespace qm::store
