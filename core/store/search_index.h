#pragma once

#include "core/model/query.h"
#include "core/store/log_reader.h"

namespace qm::store {

/// Full-text search over every Searchable field. The index follows the audit log at its own pace: writes do not pay
/// for it, catchUp() does, in idle time or before a search.
class SearchIndex
{
public:
    SearchIndex(Database& database, const NameCodes& codes)
        : m_database(database)
        , m_codes(codes)
    {}

    /// Indexes what changed since, at most `limit` audit rows. True: there is more.
    base::Result<bool> catchUp(int limit);
    /// Waits a second for whoever writes the file to bring the index up to its log. False: nobody does.
    bool isSoonCurrent();
    /// Best hits first: people before all others, then titles before other fields. Searches what is indexed.
    base::Result<std::vector<model::Hit>> search(const QString& text, int limit);

private:
    struct Found
    {
        base::Id id;
        model::Entity entity;
    };

    base::Result<void> index(model::Entity entity, base::Id record);
    base::Result<std::vector<Found>> answersTo(const QByteArray& sql, const QString& match);
    base::Result<std::vector<Found>> matches(const QStringList& words);
    base::Result<std::vector<model::Hit>> hits(const std::vector<Found>& found, int limit);

    Database& m_database;
    const NameCodes& m_codes;
};

} // namespace qm::store
