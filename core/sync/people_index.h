#pragma once

#include "core/model/snapshot.h"

namespace qm::sync {

/// Finds the person an account belongs to, by what vendors tell of accounts.
class PeopleIndex
{
public:
    explicit PeopleIndex(const model::Snapshot& snapshot);

    /// Employee number first, then mail and login against work mail, login and aliases. A value that two people
    /// share finds nobody.
    base::Id find(const QString& employeeNumber, const QString& mail, const QString& login) const;

private:
    using Index = QHash<QString, base::Id>;
    static void add(Index& index, const QString& value, base::Id person);
    static base::Id lookUp(const Index& index, const QString& value);

    Index m_byNumber;
    Index m_byName; ///< work mail, login, aliases
};

} // namespace qm::sync
