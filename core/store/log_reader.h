#pragma once

#include "core/store/audit.h"
#include "core/store/view.h"

namespace qm::store {

/// Reads the audit log: history, single change sets, and how to take one back. Stands on one connection.
class LogReader
{
public:
    LogReader(Database& database, const NameCodes& codes)
        : m_database(database)
        , m_codes(codes)
    {}

    /// Change sets that touched a record, newest first, each with the changes of that record only.
    base::Result<std::vector<model::ChangeSet>> history(model::Entity entity, base::Id record);
    /// Headers before a set (invalid: from the newest), newest first.
    base::Result<std::vector<SetHeader>> headers(base::Id before, int limit);
    /// Error: NotFound.
    base::Result<model::ChangeSet> changeSet(base::Id id);
    /// Error: NotFound, Conflict.
    base::Result<std::vector<model::Draft>> undoDrafts(std::vector<base::Id> sets);
    /// What was different from the tables before that instant, by effective time.
    base::Result<Overlay> overlayBefore(const QDateTime& instant);

private:
    base::Result<SetHeader> header(base::Id id);
    base::Result<std::optional<model::Record>> replay(base::Id record, const QByteArray& before);

    Database& m_database;
    const NameCodes& m_codes;
};

} // namespace qm::store
