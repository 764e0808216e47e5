#pragma once

#include "core/model/change.h"
#include "core/model/snapshot.h"
#include "core/vendor/connection.h"

namespace qm::sync {

/// What one stream of a source told, and whether that was all of it.
struct Told
{
    base::Id source;
    base::Id app;
    QString appName;
    QStringList tables; ///< what the stream speaks of: account, group, membership
    QList<vendor::Row> rows;
    /// Every record was there: what is missing is gone. False after a partial, cancelled or skipped read, which
    /// marks nothing.
    bool complete = false;
};

/// What has to be written so that the workspace says what the source said.
struct Reconciled
{
    QList<model::Change> changes;
    qint64 read = 0;
    qint64 created = 0;
    qint64 updated = 0;
    qint64 gone = 0;
    qint64 orphans = 0; ///< accounts without a person afterwards (active ones)
};

/// The entities reconcile() looks at.
const std::vector<model::Entity>& entitiesForReconcile();

/// Compares what was told with what is known; pure. Accounts are matched by the vendor's id; their people by employee
/// number, then work mail, login and aliases. A person chosen by hand stays. Accounts that are gone are closed, not
/// deleted; gone groups and memberships are removed. A second pass over the same rows changes nothing.
Reconciled reconcile(const model::Snapshot& snapshot, const Told& told);

} // namespace qm::sync
