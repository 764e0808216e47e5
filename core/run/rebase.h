#pragma once

#include "core/store/store.h"

#include <QHash>

namespace qm::run {

/// A step's changes, days or weeks after they were planned, seen from the records as they are now. `own` is what the
/// earlier steps of the same run have written. Made for one step, in the store's thread.
class Rebase
{
public:
    Rebase(store::Store& store, QList<model::Change> own);

    /// What is left to write: what is settled falls out. Error: Conflict, subject: the record that somebody else has
    /// changed since.
    base::Result<QList<model::Change>> leftOf(const QList<model::Change>& planned);

private:
    /// As it will be once the changes before this one are written.
    base::Result<std::optional<model::Record>> current(const model::Change& change);
    void apply(const model::Change& change, std::optional<model::Record> now);

    store::Store& m_store;
    QList<model::Change> m_own;
    QHash<base::Id, std::optional<model::Record>> m_ahead;
};

} // namespace qm::run
